"""One reader for each kind of object. What an object must have to be one is asked for by ``_need``; all else may lack."""

from __future__ import annotations

from typing import Any

from postil_corpora.collect.github.fields import Fields
from postil_corpora.collect.github.plans import number_in
from postil_corpora.collect.github.records import (
    Changed,
    Check,
    CommitSeen,
    Context,
    Happening,
    Issue,
    Person,
    Project,
    Pull,
    Remark,
    Review,
    ReviewRemark,
    Thread,
    Unread,
)
from postil_corpora.schema import Lines

_REACTIONS = {
    "+1": "+1", "-1": "-1", "THUMBS_UP": "+1", "THUMBS_DOWN": "-1", "laugh": "laugh", "LAUGH": "laugh",
    "hooray": "hooray", "HOORAY": "hooray", "confused": "confused", "CONFUSED": "confused", "heart": "heart",
    "HEART": "heart", "rocket": "rocket", "ROCKET": "rocket", "eyes": "eyes", "EYES": "eyes",
}  # fmt: skip
_EVENTS = {
    "CrossReferencedEvent": "cross-referenced",
    "MarkedAsDuplicateEvent": "marked_as_duplicate",
    "HeadRefForcePushedEvent": "head_ref_force_pushed",
    "ReadyForReviewEvent": "ready_for_review",
}


def issue(value: Fields, _around: Context) -> Issue | Unread:
    """An issue or a discussion."""
    found = _issue(value)
    return found if isinstance(found, Unread) else Issue(**found)


def pull(value: Fields, _around: Context) -> Pull | Unread:
    """A pull request. REST's ``merge_commit_sha`` of one that is not merged is only a trial: left out."""
    found = _issue(value)
    if isinstance(found, Unread):
        return found
    merged_at = value.text("merged_at")
    merge_commit = value.text("merge_commit_sha") or value.at("merge_commit").text("oid")
    closes = (item.number("number") for item in value.each("closing_issues_references"))
    return Pull(
        **{**found, "kind": "pull_request"},
        merged_at=merged_at,
        merge_commit=merge_commit if merged_at else None,
        head=value.text("head_ref_oid") or value.at("head").text("sha"),
        base=value.text("base_ref_oid") or value.at("base").text("sha"),
        ref=value.text("head_ref_name") or value.at("head").text("ref") or "",
        closes=tuple(number for number in closes if number is not None),
    )


def remark(value: Fields, around: Context) -> Remark | Unread:
    """A comment below an issue, pull request or discussion."""
    found = _remark(value, around)
    return found if isinstance(found, Unread) else Remark(**found)


def review_remark(value: Fields, around: Context) -> Remark | Unread:
    """A comment on lines; one on a commit as a whole points at none and is a plain remark."""
    found, path = _remark(value, around), value.text("path")
    if isinstance(found, Unread):
        return found
    if path is None:
        return Remark(**found)
    review_id = value.get("pull_request_review_id")
    return ReviewRemark(
        **found,
        path=path,
        lines=_lines(value, "start_line", "line"),
        original_lines=_lines(value, "original_start_line", "original_line"),
        commit=value.text("commit_id") or value.at("commit").text("oid"),
        original_commit=value.text("original_commit_id") or value.at("original_commit").text("oid"),
        hunk=value.text("diff_hunk"),
        review=value.at("pull_request_review").key() or (str(review_id) if review_id else None),
        thread=around.thread,
        outdated=value.flag("outdated"),
    )


def review(value: Fields, around: Context) -> Review | Unread:
    """A review as a whole, with the state that it left."""
    found, state = _written(value), value.text("state")
    if isinstance(found, Unread) or state is None:
        return found if isinstance(found, Unread) else Unread("review", "state")
    return Review(
        **{**found, "created_at": value.text("submitted_at", "created_at")},
        number=_number(value, around),
        state=state.lower(),
        commit=value.text("commit_id") or value.at("commit").text("oid"),
    )


def thread(value: Fields, around: Context) -> Thread | Unread:
    """A thread of a review."""
    key = value.key()
    if key is None:
        return Unread("thread", "id")
    return Thread(
        key=key,
        number=around.number,
        resolved=value.flag("is_resolved"),
        outdated=value.flag("is_outdated"),
        resolved_by=_person(value.at("resolved_by")),
        remarks=tuple(key for item in value.each("comments") if (key := item.key()) is not None),
    )


def event(value: Fields, around: Context) -> Happening | Unread:
    """An event of a timeline."""
    name = value.text("__typename") or ""
    kind = value.text("event") or _EVENTS.get(name) or name.removesuffix("Event").lower()
    key = value.key() or f"{kind}:{around.number}:{value.text('created_at')}"
    if not kind:
        return Unread("event", "event")
    source = value.at("source")
    closer = value.at("closer")
    other = source.at("issue") or source or (closer if closer.number("number") else value.at("canonical"))
    commit = value.at("commit") or value.at("after_commit") or closer
    return Happening(
        key=key,
        kind=kind,
        number=around.number or value.at("issue").number("number"),
        actor=_person(value.at("actor")) or _person(value.at("user")),
        created_at=value.text("created_at"),
        sha=value.text("commit_id") or commit.text("oid"),
        other=other.number("number"),
        closes=bool(value.flag("will_close_target")),
        detail=value.at("label").text("name") or value.text("state_reason") or "",
    )


def check(value: Fields, around: Context) -> Check | Unread:
    """A check run."""
    key, name = value.key(), value.text("name")
    if key is None or name is None:
        return Unread("check", "id or name")
    output = value.at("output") or value
    said = (output.text("title"), output.text("summary"))
    suite = value.at("check_suite")
    return Check(
        key=key,
        name=name,
        sha=value.text("head_sha") or suite.at("commit").text("oid") or around.sha,
        conclusion=(value.text("conclusion") or value.text("status") or "").lower(),
        at=value.text("completed_at", "started_at"),
        app=(value.at("app") or suite.at("app")).text("name") or "",
        text="\n".join(part for part in said if part),
    )


def status(value: Fields, around: Context) -> Check | Unread:
    """The status that a service set on a commit."""
    key, name = value.key(), value.text("context") or "default"
    if key is None:
        return Unread("status", "id")
    return Check(
        key=key,
        name=name,
        sha=value.at("commit").text("oid") or value.text("sha") or _sha_in(value.text("url")) or around.sha,
        conclusion=(value.text("state") or "").lower(),
        at=value.text("created_at"),
        text=value.text("description") or "",
    )


def commit(value: Fields, around: Context) -> CommitSeen | Unread:
    """A commit; REST keeps what git knows of it in an object of its own."""
    inner = value.at("commit") or value
    sha = value.text("sha", "oid")
    if sha is None:
        return Unread("commit", "sha")
    author = value.at("author")
    files = [
        Changed(path, item.text("patch"), item.text("status") or "", item.text("previous_filename"))
        for item in value.each("files")
        if (path := item.text("filename")) is not None
    ]
    parents = (item.text("sha", "oid") for item in value.each("parents"))
    return CommitSeen(
        sha=sha,
        message=inner.text("message") or "",
        author=_person(author.at("user") or author),
        at=inner.text("committed_date") or inner.at("committer").text("date"),
        number=around.number,
        parents=tuple(parent for parent in parents if parent is not None),
        files=tuple(files),
    )


def project(value: Fields, _around: Context) -> Project | Unread:
    """The repository."""
    key, name = value.key(), value.text("full_name", "name_with_owner", "name")
    if key is None or name is None:
        return Unread("project", "id or name")
    licence = value.at("license", "license_info").text("spdx_id")
    return Project(
        key=key,
        name=name,
        licence=None if licence == "NOASSERTION" else licence,
        head=value.at("default_branch_ref").at("target").text("oid"),
    )


def _issue(value: Fields) -> dict[str, Any] | Unread:
    found, number, title = _written(value), value.number("number"), value.text("title")
    if isinstance(found, Unread) or number is None or title is None:
        return found if isinstance(found, Unread) else Unread("issue", "number or title")
    name = value.text("__typename")
    kind = "discussion" if name == "Discussion" or value.at("category") else "issue"
    labels = (label.text("name") for label in value.each("labels"))
    states = (value.text("state"), value.text("state_reason"))
    return {
        **found,
        "number": number,
        "title": title,
        "kind": "pull_request" if value.has("pull_request") else kind,
        "state": "/".join(part.lower() for part in states if part),
        "closed_at": value.text("closed_at"),
        "labels": tuple(label for label in labels if label is not None),
        "accepted": value.at("answer").key(),
    }


def _remark(value: Fields, around: Context) -> dict[str, Any] | Unread:
    found = _written(value)
    if isinstance(found, Unread):
        return found
    reply_to = value.get("in_reply_to_id")
    return {
        **found,
        "number": _number(value, around),
        "hidden": (value.text("minimized_reason") or "minimized") if value.flag("is_minimized") else None,
        "accepted": value.flag("is_answer") is True,
        "upvotes": value.number("upvote_count") or 0,
        "reply_to": value.at("reply_to").key() or (str(reply_to) if reply_to else None),
    }


def _written(value: Fields) -> dict[str, Any] | Unread:
    key, body = value.key(), value.get("body")
    if key is None or not isinstance(body, (str, type(None))):
        return Unread("text", "id or body")
    return {
        "key": key,
        "body": value.text("body") or "",
        "author": _person(value.at("user", "author")),
        "role": (value.text("author_association") or "").lower(),
        "created_at": value.text("created_at"),
        "updated_at": value.text("updated_at"),
        "edited_at": value.text("last_edited_at"),
        "url": value.text("html_url", "url"),
        "reactions": _reactions(value),
    }


def _reactions(value: Fields) -> dict[str, int]:
    counted = {
        _REACTIONS[name]: count
        for name, count in value.at("reactions").value.items()
        if name in _REACTIONS and isinstance(count, int) and not isinstance(count, bool)
    }
    for group in value.each("reaction_groups"):
        name, count = group.text("content"), group.at("reactors", "users").number("total_count")
        if name in _REACTIONS and count is not None:
            counted[_REACTIONS[name]] = count
    return {name: count for name, count in sorted(counted.items()) if count > 0}


def _person(value: Fields) -> Person | None:
    login = value.text("login")
    if not login:
        return None
    is_bot = "Bot" in {value.text("__typename"), value.text("type")} or login.endswith("[bot]")
    return Person(login, is_bot)


def _lines(value: Fields, first: str, last: str) -> Lines | None:
    end = value.number(last)
    if end is None or end < 1:
        return None
    start = value.number(first)
    return (start if start is not None and 1 <= start <= end else end, end)


def _number(value: Fields, around: Context) -> int | None:
    return around.number or number_in(value.text("pull_request_url") or value.text("issue_url"))


def _sha_in(url: str | None) -> str | None:
    last = (url or "").rpartition("/")[2]
    return last if len(last) in {40, 64} and last.isalnum() else None
