r"""What a commit message says of other commits, issues and people.

>>> reverted("Revert \"x\"\n\nThis reverts commit 1f0c2d3e4a5b.")
('1f0c2d3e4a5b',)
>>> closed_issues("Fix #3 and closes owner/name#4")
(3,)
"""

from __future__ import annotations

import re

from postil_corpora.people import pseudonym

_ID = r"(?P<sha>[0-9a-f]{7,64})\b"
_REVERT = re.compile(rf"\b[Tt]his reverts (?:merge )?commits? {_ID}")
_PICK = re.compile(rf"\(cherry[- ]picked from commit {_ID}\)")
_TRAILER = re.compile(
    r"^co-authored-by:[ \t]*(?P<name>[^<\n]{0,200})<(?P<mail>[^>\n]{1,200})>", re.MULTILINE | re.IGNORECASE
)
_CLOSES = re.compile(r"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)[: ]+#(?P<number>\d{1,9})\b", re.IGNORECASE)
_SQUASHED = re.compile(r"\(#(?P<number>\d{1,9})\)\s*$")
_MERGED = re.compile(r"^Merge pull request #(?P<number>\d{1,9})\b")
_LOGIN = re.compile(r"(?P<before>\bMerge pull request #\d{1,9} from )(?P<login>[\w.-]{1,100})(?=/)")
_LONGEST = 100_000  # characters of a message that are looked at


def reverted(message: str) -> tuple[str, ...]:
    """The ids, perhaps shortened, of the commits that it says to revert."""
    return tuple(dict.fromkeys(match["sha"] for match in _REVERT.finditer(message[:_LONGEST])))


def picked(message: str) -> tuple[str, ...]:
    """The ids of the commits that it says to be cherry-picked from."""
    return tuple(dict.fromkeys(match["sha"] for match in _PICK.finditer(message[:_LONGEST])))


def co_authors(message: str) -> tuple[tuple[str, str], ...]:
    """Name and address of each co-author."""
    found = _TRAILER.finditer(message[:_LONGEST])
    return tuple(dict.fromkeys((match["name"].strip(), match["mail"].strip()) for match in found))


def closed_issues(message: str) -> tuple[int, ...]:
    """The numbers of the issues of this repository that it closes."""
    return tuple(dict.fromkeys(int(match["number"]) for match in _CLOSES.finditer(message[:_LONGEST])))


def pull_request(message: str) -> int | None:
    """The number of the pull request that a merge or a squash names in its first line."""
    title = message.split("\n", 1)[0][:_LONGEST]
    match = _MERGED.search(title) or _SQUASHED.search(title)
    return int(match["number"]) if match else None


def without_logins(message: str) -> str:
    """The message with a pseudonym for whose branch a merge names."""
    return _LOGIN.sub(lambda match: match["before"] + pseudonym(match["login"]), message)
