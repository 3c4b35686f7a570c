"""CON81: a number that a comment gives a name is not the one that the lines below it give that name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.stems import stem
from postil_rules.contradiction._judged import shortened
from postil_rules.placement._headed import Headed, headed, stems_of
from postil_rules.semantic._words import spoken

_SAID = regex(
    r"(?P<name>[A-Za-z_][\w.]*)\)? ?(?P<link>[=<>]=?|is|are|equals|of) ?(?P<n>[0-9]{1,6})(?![\w%/-]|[.,][0-9])"
    r"|(?<![\w.#$=<>~^*/+-])(?<![=<>~^*/+-] )(?P<m>[0-9]{1,6}) (?P<unit>[A-Za-z]{3,}(?: [A-Za-z]{3,})?)"
    r"|(?P<zh>[A-Za-z_][A-Za-z0-9_]*) ?(?:为|是|等于) ?(?P<k>[0-9]{1,6})(?![A-Za-z0-9_.%])"
)
INTEGER = regex(r"-?[0-9]{1,9}(?:_[0-9]{3}){0,3}")
WHOLE = regex(r"(?<![A-Za-z0-9_.])[0-9]{1,9}(?![A-Za-z0-9_.])")
_SOLE = regex(r"(?<![A-Za-z0-9_.#$%*/^-])[0-9]{1,6}(?![A-Za-z0-9_%*/^-]|[.,:][0-9])")
LABEL = regex(
    r"(?i)\b(?:gh|issues?|pr|requests?|pages?|pp?|eqn|equations?|python|cases?|steps?|rfc|pep|sections?|float|int|version|figure|eq|algorithm|lemma"
    r"|theorem|table|since|part|phase|level|chapter|stage|no)\W{0,3}$"
)
WIDTH = regex(r"[ -]?(?:bit|based|D\b|dim)")
_RECKONED = regex(
    r"(?i)\b(?:including|plus|minus|margin|headroom|on top of|with room|known|e\.g|such as|for (?:instance|example))\b|\d:\d\d\b"
)
_LINK = regex(r"(?:\b(?:is|be|are|equals?)|[=<>]=?) ?$|[为是] ?$")
_PART = regex(r"(?i)\b(?:first|last|leading|trailing|top) $|[前后]$")
_SLICE = regex(r"\[(?::[0-9]+|-[0-9]+:)\]")
_STORES = regex(
    r"(?i)\b(?:set|reset|start\w*|default\w*|init\w*|is|be|as|use) (?:to|at|from|with|is|always )? ?$|(?:设为|置为|重置为|从)$"
)
_STEPS = regex(r"(?i)\bby $|[加减乘除]以?$")
_CLOSE = 3  # statements
_TESTS = frozenset({"if", "elif", "while", "assert"})
_EMPTY = frozenset(
    "the and for number size len length count value index id type line case version python than out".split()
)
_FEW = 4  # statements that a longer comment may speak of
_SHORT = 90
_LARGE = 999  # greater ones are numbers of tickets and years
_Found: TypeAlias = tuple[int, int, Statement]


class NumberBelow(Rule):
    """The comment says that ``priority`` is 7, the lines below it compare ``alias_priority`` with 1, and have no 7."""

    code = "CON81"
    name = "contradiction/number-below"
    tier = 3
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("line", "block")
    needs = ("text", "tree")
    in_source = True
    title = "number of a name is another one in the lines below"
    why = "A limit is changed in the code, and the comment above it stays as it was."
    good = (
        Example("def f(a):\n    # If the priority is 1, it wins.\n    if a.priority == 1:\n        win(a)\n"),
        Example(
            "def f(a):\n    # priority为1时优先。\n    if a.priority == 1:\n        win(a)\n", language="zh"
        ),
    )
    near_misses = (
        Example("def f(a):\n    # More than 2 parts.\n    if len(a.parts) >= 3:\n        win(a)\n"),
        Example("def f(a, n=7):\n    # Seen with 7 parts as well.\n    if a.parts == 1:\n        win(a)\n"),
        Example(
            "def f(a):\n    # A name, including the 10 of its prefix, is 25 or less.\n    if len(a.name) > 15:\n        win(a)\n"
        ),
        Example("# Cached with maxsize=64.\n\n@lru_cache(maxsize=64)\ndef f(a):\n    return a\n"),
        Example(
            "def f(a):\n    # Parts that have a number (e.g., parts=5).\n    if a.parts > 1:\n        win(a)\n"
        ),
        Example("def f(a):\n    # Part 7: other pages.\n    a.extend(a.pages(1))\n"),
        Example("def f(a):\n    # Issue 7 parts from it.\n    if a.priority == 1:\n        win(a)\n"),
        Example("def f(a):\n    # A priority of 7 is for later.\n    if a.priority == 1:\n        win(7)\n"),
    )
    bad = (
        Example("def f(a):\n    # If the priority is 7, it wins.\n    if a.priority == 1:\n        win(a)\n"),
        Example(
            "def f(a):\n    # priority为7时优先。\n    if a.priority == 1:\n        win(a)\n", language="zh"
        ),
    )
    paraphrases = (
        Example(
            "def f(a):\n    # There are never more than 9 prefixes.\n    if len(a.prefix) == 2:\n        win(a)\n"
        ),
        Example(
            "def f(a):\n    # We always have ndim == 5,\n    # or it has been refused.\n    assert a.ndim == 2\n"
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each comment."""
        for remark in headed(page) if page.is_source else ():
            if not WHOLE.search(remark.text) or _RECKONED.search(remark.text):
                continue
            found = _named(page, remark) or _alone(page, remark)
            if found is not None and found[0] != found[1]:
                number, other, statement = found
                message = f"says {number}, the code has {other}"
                text, code = shortened(remark.text), shortened(statement.text)
                yield self.finding(page, remark.comment, message, f"comment: {text!r} | code: {code!r}")


def _named(page: Page, remark: Headed) -> _Found | None:
    """A number that the comment gives a name, and another that one of the first statements gives it."""
    for found in _SAID.finditer(remark.text):
        name = found["name"] or found["unit"] or found["zh"]
        number = int(found["n"] or found["m"] or found["k"])
        names = stems_of_name(name)
        if not names or _is_shown(page, remark, number):
            continue
        for statement in remark.below[:_FEW]:
            for holder, value in held(statement):
                if names & stems_of_name(holder):
                    return number, value, statement
    return None


def _alone(page: Page, remark: Headed) -> _Found | None:
    """A number of one short sentence, and the only one of the statement below it.

    The comment has no other number and names what the statement does, or compares as the test below it does.
    """
    first = remark.first
    if len(remark.text) > _SHORT or "\n" in remark.text:
        return None
    numbers = list(_SOLE.finditer(remark.text))
    compared = [number for number in numbers if _LINK.search(remark.text[: number.start()])]
    tested = {int(c.right) for c in first.comparisons if first.kind in _TESTS and INTEGER.fullmatch(c.right)}
    if len(compared) == 1 and tested:
        said, found, statement = compared[0], tested, first
    elif len(numbers) == 1:
        said = numbers[0]
        found, statement = _told(remark, said)
    else:
        return None
    if len(found) != 1:
        return None
    number, other = int(said.group()), found.pop()
    label = LABEL.search(remark.text[: said.start()]) or WIDTH.match(remark.text[said.end() :])
    if label or number > _LARGE > other or _is_shown(page, remark, number):
        return None
    return number, other, statement


def _told(remark: Headed, said: re.Match[str]) -> tuple[set[int], Statement]:
    """The numbers of the first statement close below with some, if the comment names what it does or is like it.

    Like it is "the first 9" to a slice, "set to 9" to a number that is stored, "by 9" to one that is added or multiplied.
    """
    before = remark.text[: said.start()]
    for statement in remark.near[:_CLOSE]:
        found = {int(number) for number in WHOLE.findall(statement.text)}
        if not found:
            continue
        if statement is remark.first or len(statement.text) < _SHORT:
            like = (
                (_PART.search(before) and _SLICE.search(statement.text))
                or (_STORES.search(before) and INTEGER.fullmatch(statement.value))
                or (_STEPS.search(before) and statement.kind == "augassign")
            )
            if like or not spoken(remark.text)[0].isdisjoint(stems_of((statement,))):
                return found, statement
        break
    return set(), remark.first


def _is_shown(page: Page, remark: Headed, number: int) -> bool:
    """Whether the function has ``number``, or one beside it."""
    function = page.facts.functions[remark.first.function]
    statements = (page.facts.statements[function.statement], *page.facts.inside(function))
    near = {number - 1, number, number + 1}
    return any(int(found) in near for one in statements for found in WHOLE.findall(one.text))


def held(statement: Statement) -> Iterator[tuple[str, int]]:
    """What is compared with a whole number, or is one, in ``statement``, with that number."""
    pairs = [(one.left, one.right) for one in statement.comparisons]
    pairs += [(one.right, one.left) for one in statement.comparisons]
    pairs += [(target, statement.value) for target in statement.targets]
    pairs += [pair for call in statement.calls for pair in call.keywords]
    for holder, value in pairs:
        if INTEGER.fullmatch(value):
            yield holder, int(value)


def stems_of_name(name: str) -> frozenset[str]:
    """The stems of the telling words of what holds a number."""
    words = re.findall(r"\w+", name)
    parts = {part for word in words for part in split_identifier(word)} - _EMPTY
    return frozenset(stem(canonical(part)) for part in parts if not part.isdigit() and len(part) > 1)
