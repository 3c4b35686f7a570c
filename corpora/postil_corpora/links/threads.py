"""Which commit answered a review comment: the lines it points at are carried from commit to commit until one changes them.

What speaks for a link is named (``evidence``) and multiplied: each fact leaves a share of the doubt that there was.
The shares were chosen before the judged sample (``benchmarks/corpora``) was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from postil_corpora.links.evidence import answering_change
from postil_corpora.links.messages import REVIEW_WORDS
from postil_corpora.links.patches import Edit, carry, edits_of
from postil_corpora.links.suggestions import is_applied, suggestions
from postil_corpora.schema import AnsweringChange, Lines

_DOUBT = {
    "suggestion applied": 0.03,
    "named in a reply": 0.05,
    "changes these lines": 0.3,
    "changes lines beside": 0.5,
    "changes this file": 0.7,
    "thread resolved": 0.5,
    "outdated since": 0.8,
    "author agreed": 0.5,
    "message tells of a review": 0.5,
}
_NEAR = 3
_LEAST = 0.5
_AGREED = re.compile(
    r"^\W{0,5}(done|fixed|addressed|changed|updated|removed|added|renamed|applied|good (catch|point|idea)|agreed?"
    r"|makes sense|will do|you(?:'|\u2019)re right|right|thanks|thank you|sure|yes|yep|ok(?:ay)?)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(won't|will not|wouldn't|not sure|disagree|prefer to keep|on purpose|intentional(?:ly)?|out of scope"
    r"|separate (pr|pull request)|follow-?up)\b",
    re.IGNORECASE,
)
_SHA = re.compile(r"\b[0-9a-f]{7,40}\b")


class Change(NamedTuple):
    """One file of a commit."""

    path: str
    patch: str | None
    old_path: str | None = None


class LaterCommit(NamedTuple):
    """A commit that came after a remark, with its files."""

    sha: str
    message: str
    changes: tuple[Change, ...]


class Reply(NamedTuple):
    """What was said below a remark; ``by_author``: by the one whose work it is."""

    body: str
    by_author: bool


class Asked(NamedTuple):
    """A review comment: what it says, which lines of which file it points at, and how its thread stands now."""

    body: str
    path: str
    lines: Lines | None
    resolved: bool | None = None
    outdated: bool | None = None
    replies: tuple[Reply, ...] = ()


def answers(asked: Asked, later: Sequence[LaterCommit]) -> tuple[AnsweringChange, ...]:
    """The changes that answered a remark, the surest in front; those with less than an even chance are left out.

    Args:
        asked: the remark.
        later: the commits after it, in the order in which they were made.
    """
    if _is_refused(asked):
        return ()
    wanted = suggestions(asked.body)
    standing = _standing(asked)
    found, path, lines = list[AnsweringChange](), asked.path, asked.lines
    for commit in later:
        named = _is_named(commit.sha, asked.replies)
        for change in commit.changes:
            if path not in {change.path, change.old_path}:
                continue
            path = change.path
            edits = edits_of(change.patch)
            fact, touched, lines = _touch(edits, lines, wanted, asked.lines is None)
            facts = [*fact, *standing, *(["named in a reply"] if named else [])]
            if fact and REVIEW_WORDS.search(commit.message):
                facts.append("message tells of a review")
            if fact or (named and edits):
                edits = touched or edits
                found.append(answering_change(commit.sha, change.path, change.patch, edits, facts, _DOUBT))
    kept = [answer for answer in found if answer.confidence >= _LEAST]
    return tuple(sorted(kept, key=lambda answer: -answer.confidence))


def _touch(
    edits: Sequence[Edit], lines: Lines | None, wanted: Iterable[tuple[str, ...]], whole_file: bool
) -> tuple[list[str], tuple[Edit, ...], Lines | None]:
    """What edits do to a passage: the fact that speaks for a link, the edits, and where the passage is afterwards."""
    applied = tuple(edit for edit in edits if any(is_applied(text, edit.added) for text in wanted))
    if lines is None:
        facts = ["suggestion applied"] if applied else ["changes this file"] if whole_file and edits else []
        return facts, applied, None
    carried = carry(lines, edits)
    if applied:
        return ["suggestion applied"], applied, carried.lines
    if carried.touched:
        return ["changes these lines"], carried.touched, carried.lines
    beside = carry((max(1, lines[0] - _NEAR), lines[1] + _NEAR), edits).touched
    return (["changes lines beside"] if beside else []), beside, carried.lines


def _standing(asked: Asked) -> list[str]:
    """What the thread itself says for its having been answered."""
    agreed = any(reply.by_author and _AGREED.search(reply.body) for reply in asked.replies)
    return [
        *(["thread resolved"] if asked.resolved else []),
        *(["outdated since"] if asked.outdated else []),
        *(["author agreed"] if agreed else []),
    ]


def _is_refused(asked: Asked) -> bool:
    """Whether the last word of the author is that it stays as it is."""
    said = [reply.body for reply in asked.replies if reply.by_author]
    return bool(said) and bool(_REFUSED.search(said[-1])) and not _AGREED.search(said[-1])


def _is_named(sha: str, replies: Sequence[Reply]) -> bool:
    return any(sha.startswith(word) for reply in replies for word in _SHA.findall(reply.body))


def commits_after(
    shas: Sequence[str], commits: Mapping[str, LaterCommit], seen: str | None
) -> list[LaterCommit]:
    """The commits of a pull request behind ``seen``, on which the remark was made; none if that was rewritten."""
    if seen not in shas:
        return []
    return [commits[sha] for sha in shas[shas.index(seen) + 1 :] if sha in commits]
