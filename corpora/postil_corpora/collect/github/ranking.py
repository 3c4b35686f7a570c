"""Which comment on an issue is an answer, and which of them is the best: ranked by what speaks for its acceptance.

Each kind of evidence has a weight; the weights add up to a score. What the asker does counts most: marking an answer
as accepted, thanking, closing the issue with it. Nothing is ranked by length or by position alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log2
from typing import NamedTuple

from postil_corpora.collect.github.records import Happening, Issue, Remark

WEIGHTS = {
    "accepted": 10.0,
    "the asker thanks": 3.0,
    "names what closed it": 2.0,
    "last word before it was closed": 1.0,
    "by the project": 1.0,
    "shows code": 0.5,
}
"""What each kind of evidence adds; a vote adds its logarithm besides."""
_PROJECT = frozenset({"owner", "member", "collaborator"})
_FOR, _AGAINST = ("+1", "heart", "hooray", "rocket"), ("-1", "confused")
_OFF = frozenset({"spam", "abuse", "off-topic", "off_topic", "duplicate"})
_THANKS = re.compile(
    r"\b(thanks|thank you|thx|that (?:works|worked|fixed|did it|helps|helped|solves|solved)|it works|works now"
    r"|works for me|solved|perfect|exactly what i)\b|谢谢|感谢|解决了|可以了",
    re.IGNORECASE,
)
_NOT_THANKS = re.compile(
    r"\b(?:thanks in advance|no thanks|not (?:work|fixed|solved|help)|n't (?:work|help|fix|solve)|still)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"```|~~~|`[^`\n]+`|^(?: {4}|\t)\S", re.MULTILINE)


class Ranked(NamedTuple):
    """A comment with the evidence for its being accepted."""

    remark: Remark
    score: float
    evidence: tuple[str, ...]


def rank(issue: Issue, remarks: Sequence[Remark], happenings: Sequence[Happening]) -> list[Ranked]:
    """The answers to an issue, best first; equal ones in order of time.

    Left out are the asker's own comments (unless accepted), bots', empty ones and those folded away as spam, abuse,
    off topic or duplicate.
    """
    asker = issue.author.login if issue.author else None
    talk = sorted(remarks, key=lambda remark: (remark.created_at or "", remark.key))
    closing = _closing(issue, happenings)
    thanked = _thanked(talk, asker)
    last = _last_before(talk, closing, asker)
    found = []
    for remark in talk:
        accepted = remark.accepted or remark.key == issue.accepted
        if not _is_answer(remark) or (remark.author and remark.author.login == asker and not accepted):
            continue
        evidence = [
            *(["accepted"] if accepted else []),
            *(["the asker thanks"] if remark.key in thanked else []),
            *(["names what closed it"] if closing and _names(remark.body, closing) else []),
            *(["last word before it was closed"] if remark.key == last else []),
            *(["by the project"] if remark.role in _PROJECT else []),
            *(["shows code"] if _CODE.search(remark.body) else []),
        ]
        votes = remark.upvotes + sum(remark.reactions.get(name, 0) for name in _FOR)
        against = sum(remark.reactions.get(name, 0) for name in _AGAINST)
        score = sum(WEIGHTS[name] for name in evidence) + log2(1 + votes) - log2(1 + against)
        counted = [f"{votes} for" if votes else "", f"{against} against" if against else ""]
        found.append(Ranked(remark, round(score, 4), (*evidence, *filter(None, counted))))
    return sorted(found, key=lambda ranked: -ranked.score)


def _is_answer(remark: Remark) -> bool:
    is_bot = remark.author is not None and remark.author.is_bot
    return bool(remark.body.strip()) and not is_bot and (remark.hidden or "").lower() not in _OFF


def _closing(issue: Issue, happenings: Sequence[Happening]) -> Happening | None:
    closed = [event for event in happenings if event.kind == "closed"]
    return closed[-1] if closed and not issue.state.startswith("open") else None


def _thanked(talk: Sequence[Remark], asker: str | None) -> set[str]:
    """The comment right before each thanks of the asker, or the one that the thanks mention."""
    found: set[str] = set()
    others: list[Remark] = []
    for remark in talk:
        login = remark.author.login if remark.author else ""
        if login != asker:
            others.append(remark)
        elif others and _THANKS.search(remark.body) and not _NOT_THANKS.search(remark.body):
            named = [other for other in others if other.author and f"@{other.author.login}" in remark.body]
            found.add((named or others)[-1].key)
    return found


def _last_before(talk: Sequence[Remark], closing: Happening | None, asker: str | None) -> str | None:
    if closing is None or closing.created_at is None:
        return None
    before = [
        remark
        for remark in talk
        if (remark.created_at or "") <= closing.created_at
        and _is_answer(remark)
        and (remark.author is None or remark.author.login != asker)
    ]
    return before[-1].key if before else None


def _names(body: str, closing: Happening) -> bool:
    """Whether a comment mentions the pull request or commit that closed the issue."""
    if closing.other is not None:
        return re.search(rf"(?:#|/pull/){closing.other}\b", body) is not None
    return closing.sha is not None and closing.sha[:7] in body
