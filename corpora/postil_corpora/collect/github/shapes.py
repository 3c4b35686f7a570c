"""What kind of thing a JSON object is: by the name that GraphQL gives it, else by the fields that REST gives it.

By fields, not by address: the same object comes from lists, from single requests, in search results and in webhooks.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from postil_corpora.collect.github.fields import Fields

Shape: TypeAlias = Literal[
    "issue", "pull", "remark", "review_remark", "review", "thread", "event", "check", "status", "commit", "project",
]  # fmt: skip

_NAMED: dict[str, Shape] = {
    "Issue": "issue",
    "Discussion": "issue",
    "PullRequest": "pull",
    "IssueComment": "remark",
    "DiscussionComment": "remark",
    "PullRequestReviewComment": "review_remark",
    "PullRequestReview": "review",
    "PullRequestReviewThread": "thread",
    "CheckRun": "check",
    "StatusContext": "status",
    "Commit": "commit",
    "Repository": "project",
}
_FIELDS: tuple[tuple[Shape, tuple[str, ...]], ...] = (
    ("review_remark", ("path", "commit_id", "body", "user")),
    ("pull", ("number", "title", "head", "base")),
    ("issue", ("number", "title", "comments", "user")),
    ("review", ("pull_request_url", "state", "body", "user")),
    ("event", ("event", "created_at")),
    ("check", ("head_sha", "conclusion", "name", "app")),
    ("status", ("creator", "state", "target_url")),
    ("commit", ("sha", "commit")),
    ("commit", ("sha", "message", "tree")),
    ("thread", ("node_id", "comments")),
    ("project", ("private", "clone_url", "owner")),
    ("remark", ("body", "user", "created_at", "updated_at")),
)


def shape_of(value: Fields) -> Shape | None:
    """The kind of ``value``, or ``None`` for one that we do not collect (a label, a team, a hook)."""
    name = value.text("__typename")
    if name is not None:
        return None if _is_wrapper(value) else _NAMED.get(name, "event" if name.endswith("Event") else None)
    return next((shape for shape, fields in _FIELDS if value.has(*fields)), None)


def _is_wrapper(value: Fields) -> bool:
    """Whether an object only says whose list goes on in it."""
    return all(name in {"__typename", "id"} or isinstance(part, dict) for name, part in value.value.items())
