"""What a commit's message says that it answers: a review, a suggestion, a tool, a report, or another commit.

>>> answered("Address review comments", ())
['review']
>>> closed_numbers("Keep the order (fixes #12, closes #7)")
[12, 7]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

Source: TypeAlias = Literal["revert", "suggestion", "review", "tool", "report"]

REVIEW_WORDS = re.compile(
    r"\b(?:"
    r"(?:code[ -]?)?review(?:er)?(?:['’]?s)? (?:comments?|feedback|suggestions?|remarks?|notes?|requests?|changes|fixes|nits?)"
    r"|(?:address|apply|per|after|from|resolv|incorporat|implement|respond(?:ing)? to|fix|handl|process)\w{0,12}"
    r" (?:[\w@'’/#-]{1,40} ){0,3}?(?:review|feedback|suggestions?)"
    r"|(?:pr|pull[ -]request|cr) (?:comments?|feedback|suggestions?|remarks?|nits?)"
    r"|as (?:suggested|requested|proposed|pointed out) (?:by|in|during)|suggested by|requested changes"
    r")\b",
    re.IGNORECASE,
)
"""Words that tell of a review."""
_SUGGESTION = re.compile(r"(?:apply|commit|accept) (?:\w+ ){0,2}?suggestions?\b", re.IGNORECASE)
_ONE_SUGGESTION = re.compile(r"Update [\w./-]+$")
_BOT = re.compile(
    r"^\[pre-commit\.ci\] auto fixes|^\[autofix\.ci\] apply|^apply automatic fixes", re.IGNORECASE
)
_CHECKS = (
    r"(?:flake8|pyflakes|pylint|mypy|ruff|isort|black|pep ?8|pycodestyle|eslint|lint(?:er|ing)?|type[- ]?check\w*|ci"
    r"|travis|appveyor|tox|coverage|codecov|build|tests?|doctests?|unit ?tests?|pre-commit|docs build|github actions)"
)
_WHICH = r"(?: up| for| the| some| a| another| all| more| failing| broken| remaining| new| minor| python ?\d?[.\d]*| py\d*)*"
_TOOL = re.compile(
    rf"^(?:fix(?:e[sd]|ing|up)?{_WHICH} {_CHECKS}"
    r"(?: (?:failures?|errors?|warnings?|issues?|complaints?|problems?|fixes|build|checks?))*"
    rf"|(?:make|keep){_WHICH} {_CHECKS} (?:happy|pass|green|work)\w*"
    rf"|(?:please|appease|satisfy|silence){_WHICH} {_CHECKS})\.?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)\b:?\s+(?:issues?\s+)?"
    r"(?P<first>(?:https://github\.com/[\w.-]+/[\w.-]+/issues/|GH-|#)\d{1,7})"
    r"(?P<more>(?:(?:\s*,\s*|\s+and\s+|\s*&\s*)(?:GH-|#)\d{1,7}\b)*)",
    re.IGNORECASE,
)
_MERGE = re.compile(r"^Merge (?:branch|pull request|remote|tag|commit)\b")
_LISTED = re.compile(r"^\s*[*-] ", re.MULTILINE)


def answered(message: str, co_authors: Sequence[str]) -> list[Source]:
    """What the commit with this message answers. A squash's list of its former commits is not looked into."""
    subject, _, body = message.strip().partition("\n")
    subject = subject.strip()
    if _MERGE.match(subject):
        return []
    own_words = subject if _LISTED.search(body) else f"{subject}\n{body}"
    found: list[Source] = []
    if _SUGGESTION.match(subject) or (co_authors and _ONE_SUGGESTION.match(subject)):
        found.append("suggestion")
    elif REVIEW_WORDS.search(own_words):
        found.append("review")
    if is_bot_fix(message) or _TOOL.match(subject):
        found.append("tool")
    if closed_numbers(own_words):
        found.append("report")
    return found


def is_bot_fix(message: str) -> bool:
    """Whether a service committed what its check had asked for."""
    return _BOT.search(message.partition("\n")[0]) is not None


def closed_numbers(message: str) -> list[int]:
    """The issues that a message closes by one of the host's keywords, in order, each once."""
    found: dict[int, None] = {}
    for match in _CLOSING.finditer(message):
        first = match["first"].rpartition("/")[2].lstrip("#GHgh-")
        found.update(
            dict.fromkeys([int(first), *(int(number) for number in re.findall(r"\d+", match["more"]))])
        )
    return list(found)
