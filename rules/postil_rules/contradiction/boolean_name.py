"""CON73: the docstring promises False where the name asks for True."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.stems import stem
from postil.text.units import read_units
from postil_rules.contradiction._judged import documented, shortened

_ASKS = frozenset(
    {"is", "has", "are", "was", "can", "should", "contains", "supports", "needs", "have", "will"}
)
_FIRST = regex(
    r"\b(?P<value>True|False)\b[`'\"]*,? (?:if|when|whenever|iff)\b(?P<condition>[^.;\n]{3,120}(?:\n[^.;\n]{3,80})?)"
    r"|(?:如果|若|当)(?P<when>[^，。；\n]{1,40}?)(?:时|的话)?[，,]?\s*(?:则|就)?返回\s?`{0,2}(?P<zh>True|False|真|假)"
)
_DENIED = regex(
    r"(?i)\b(?:not|no|never|neither|none|nothing|without|cannot|fail\w*|missing|lacks?|in\w+|un\w+|dis\w+|non-?\w+|already|otherwise|only|but|or)\b|n't\b|[不没无未非]|缺"
)


class BooleanName(Rule):
    """``is_open`` is said to return False if the thing is open."""

    code = "CON73"
    name = "contradiction/boolean-name"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    needs = ("docstring", "tree")
    comment_kinds = ("docstring", "summary")
    title = "False is promised where the name asks for True"
    why = "Every call site reads as its contrary."
    source = "linguistic antipatterns (Arnaoudova et al. 2016)"
    good = (
        Example(
            "def is_open(door):\n    return door.angle > 0", docstring="Return True if the door is open."
        ),
        Example(
            "def is_open(door):\n    return door.angle > 0",
            docstring="如果门是open的，返回True。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def is_open(door):\n    return door.angle > 0", docstring="Return False if the door is not open."
        ),
        Example(
            "def is_open(door):\n    return door.angle > 0", docstring="Return False if the door is shut."
        ),
        Example("def reopen(door):\n    return door.open()", docstring="Return False if the door is open."),
        Example(
            "def is_not_open(door):\n    return door.angle == 0",
            docstring="Return False if the door is open.",
        ),
    )
    bad = (
        Example(
            "def is_open(door):\n    return door.angle > 0", docstring="Return False if the door is open."
        ),
        Example(
            "def is_open(door):\n    return door.angle > 0",
            docstring="如果门是open的，返回False。",
            language="zh",
        ),
    )
    paraphrases = (
        Example("def has_key(door):\n    return bool(door.keys)", docstring="False when the door has a key."),
        Example(
            "def has_key(door):\n    return bool(door.keys)",
            docstring="Look.\n\nReturns:\n    bool: False if there is a key, else True.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring of a function whose name is a question."""
        if "false" not in page.folded and "假" not in page.folded:
            return
        for remark in documented(page):
            asks, *words = split_identifier(remark.function.name) or ("",)
            said = _FIRST.search(remark.text) if asks in _ASKS and words and "not" not in words else None
            if said is None or (said["value"] or said["zh"]) in {"True", "真"}:
                continue
            condition = said["condition"] or said["when"]
            told = {part for unit in read_units(condition) for part in unit.stems}
            if {stem(canonical(word)) for word in words} <= told and not _DENIED.search(condition):
                message = (
                    f"promises False if {' '.join(condition.split())}, which {remark.function.name} asks for"
                )
                text = f"comment: {shortened(said.group())!r} | code: {remark.function.name!r}"
                yield self.finding(page, remark.comment, message, text)
