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
from postil_rules.contradiction._han import meant_by
from postil_rules.contradiction._judged import Documented, documented, shortened

_ASKS = frozenset(
    {"is", "has", "are", "was", "can", "should", "contains", "supports", "needs", "have", "will"}
)
_GIVES = frozenset({"get", "check", "test", "returns", "return", "tell"})
_FIRST = regex(
    r"\b(?P<value>True|False|(?i:(?<=returns )|(?<=return ))(?:true|false))\b[`'\"]*,? (?:if|when|whenever|iff)\b(?P<condition>(?:[^.;\n]|\.(?=\w)){3,120}(?:\n(?:[^.;\n]|\.(?=\w)){3,80})?)"
    r"|(?:(?:如果|若|当)(?P<when>[^，。；\n]{1,40}?)(?:时|的话)?|(?<![^，。；：\s])(?P<while>[^，。；\n]{2,40}?)(?:时|的话))[，,]?\s*(?:则|就)?返回\s?`{0,2}(?P<zh>[Tt]rue|[Ff]alse|真|假)"
)
_DENIED = regex(
    r"(?i)\b(?:not|no|never|neither|none|nothing|without|cannot|fail\w*|missing|lacks?|in(?:valid|complete|consistent|correct|active"
    r"|compatible|sufficient|equal|accessible|visible|secure)\w*|un(?!der|til|less|ique|it|ion|icode|iform|iversal)\w+"
    r"|dis(?:abled?|connected|allowed|joint|similar|appear\w*|card\w*)|non-?\w+|already|otherwise|only|but|or)\b|n't\b|[不没无未非]|缺"
)
_OTHER_CASE = regex(r"(?i),? (?:and |or |but )?(?:`{0,2}(?:True|False)\b|otherwise|else)")
_EXACTLY = regex(r"(?i)\A\s*and only if\b")


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
            "def has_owner(pet):\n    return bool(pet.owner)",
            docstring="宠物没有主人时返回 False。",
            language="zh",
        ),
        Example(
            "def has_owner(pet):\n    return bool(pet.owner)",
            docstring="宠物走失时返回 False。",
            language="zh",
        ),
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
        Example(
            "def accepts_html(door) -> bool:\n    return 'html' in door",
            docstring="False if this accepts HTML.",
        ),
        Example("def has_key(door):\n    return bool(door.keys)", docstring="False when the door has a key."),
        Example(
            "def has_owner(pet):\n    return bool(pet.owner)",
            docstring="宠物有主人时返回 False。",
            language="zh",
        ),
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
            words = _asked(remark)
            said = _FIRST.search(remark.text) if words and "not" not in words else None
            if said is None or (said["value"] or said["zh"]) in {"True", "true", "真"}:
                continue
            condition = _OTHER_CASE.split(said["condition"] or said["when"] or said["while"])[0]
            denied = [
                word for word in _DENIED.findall(_EXACTLY.sub(" ", condition)) if not _is_named(word, words)
            ]
            if not denied and _tells(condition, words):
                message = (
                    f"promises False if {' '.join(condition.split())}, which {remark.function.name} asks for"
                )
                text = f"comment: {shortened(said.group())!r} | code: {remark.function.name!r}"
                yield self.finding(page, remark.comment, message, text)


def _asked(remark: Documented) -> list[str]:
    """The words of a name that is a question, or of two words and more for a result that is a truth value."""
    asks, *words = split_identifier(remark.function.name) or ("",)
    if asks in _ASKS:
        return words
    if not words or (remark.function.return_annotation or "").strip("'\"") != "bool":
        return []
    return words if asks in _GIVES else [asks, *words]


def _tells(condition: str, words: list[str]) -> bool:
    """Whether all ``words`` are in the condition, in English or as Chinese words that mean the same."""
    units = read_units(condition)
    told = {part for unit in units for part in unit.stems}
    meant = {concept for unit in units if len(unit.text) > 1 for concept in unit.concepts}
    return all(stem(canonical(word)) in told or not meant.isdisjoint(meant_by((word,))) for word in words)


def _is_named(word: str, words: list[str]) -> bool:
    """Whether a denial is part of the name: the ``non-overlapping`` of ``is_non_overlapping``."""
    return any(part in words for part in word.lower().split("-"))
