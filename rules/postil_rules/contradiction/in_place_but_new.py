"""CON29: a remark says in place, and the code only makes a new object."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import hints_of, regex
from postil_rules.contradiction._judged import (
    Documented,
    documented,
    judged,
    proved,
    sentence_around,
    shortened,
)

_IN_PLACE = regex(r"(?i)\bin[- ]place\b|原地|就地", hints=("in place", "in-place", "原地", "就地"))
_DENIED = regex(
    r"(?i)(?:\b(?:not|never|no|rather than|instead of|without|than|avoid(?:s|ed|ing)?|prevent(?:s|ed|ing)?|already|leav(?:e|es|ing)|left|ke(?:ep|eps|eping|pt)|stays?|remains?)\b[^.;,]{0,30}|不(?:会|是|能)?[^。，；]{0,8}|而非|而不是)$"
)
_ARGUMENT = regex(
    r"(?i)\b(?:arguments?|parameters?|input|`{1,2}\w+`{1,2}) (?:is|are|gets?|will be) \w{3,12} in[- ]place\b|参数[^，。；]{0,6}(?:原地|就地)"
)
_BOUND = regex(r"(?i)\b(?:if|when|unless|may|can|might|where)\b|如果|若|时|可能")
_READERS = frozenset(
    "len isinstance issubclass str repr bool int float hash type sorted list tuple set dict sum min max any all abs "
    "callable hasattr frozenset enumerate zip range round format".split()
)
_CHANGES = frozenset({"mutate", "store", "delete"})


class InPlaceButNew(Rule):
    """Such as "Sorted in place" where the body changes no argument and returns a new object."""

    code = "CON29"
    name = "contradiction/in-place-but-new"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    needs = ("text", "tree")
    hints = hints_of(_IN_PLACE)
    title = "says in place, but a new object is made"
    why = "The caller drops the result and keeps the old data."
    good = (
        Example("def f(xs):\n    xs.sort()", docstring="Sort xs in place."),
        Example("batch = []", ((1, "Begin a new list instead of clearing the old one."),)),
        Example("def f(xs):\n    xs.sort()", docstring="对xs原地排序。", language="zh"),
    )
    near_misses = (
        Example(
            'def grow(xs):\n    """Grow it.\n\n    The argument is changed in place if it is a list.\n    """\n    return len(xs) + 1\n'
        ),
        Example(
            'def grow(xs):\n    """Grow it.\n\n    The argument is changed in place.\n    """\n    extend(xs)\n    return len(xs)\n'
        ),
        Example("def f(xs):\n    return sorted(xs)", docstring="Sort xs, not in place."),
        Example("xs = list(ys)", ((1, "A copy, to avoid in-place changes."),)),
        Example("def f(path):\n    return File(path)", docstring="Make a file of one already in place."),
        Example(
            "def f(xs):\n    return sorted(xs)", docstring="Sort xs, leaving the original list in place."
        ),
        Example("def f(xs):\n    xs[:] = sorted(xs)\n    return xs", docstring="Sort in place."),
        Example("def f(xs):\n    shuffle(xs)\n    return xs", docstring="Shuffle in place."),
    )
    bad = (
        Example(
            "def f(xs):\n    ordered = sorted(xs)\n    return ordered[0]",
            docstring="Smallest; xs is sorted in place.",
        ),
        Example("batch = []", ((1, "Clear the same list in place instead of making a new one."),)),
        Example(
            "def f(xs):\n    return [x * 2 for x in xs]",
            docstring="结果原地写回xs，不会另外创建新列表。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            'def grow(xs):\n    """Grow it.\n\n    The input is updated in place.\n    """\n    return [*xs, len(xs)]\n'
        ),
        Example("ranked = sorted(totals)", ((1, "Sort totals in-place."),)),
        Example("ranked = sorted(totals)", ((1, "对totals就地排序。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in documented(page):
            match = _IN_PLACE.search(remark.text)
            if remark.in_source and match and "\n\n" in remark.text[: match.start()]:
                match = _of_argument(remark)
            if match and not _DENIED.search(remark.text[: match.start()]) and _only_new(remark):
                code = next((found.value for found in remark.function.returns if found.value), "")
                yield self._wrong(page, remark.comment, match.group(), f"return {code}")
        for line in judged(page):
            match = _IN_PLACE.search(line.text)
            statement = line.statements[0]
            if (
                match
                and statement.kind in {"assign", "return"}
                and not _DENIED.search(line.text[: match.start()])
            ):
                fresh = (
                    "copy" in proved((statement,)) and statement.targets and "[" not in statement.targets[0]
                )
                if fresh and not any(effect.kind in _CHANGES for effect in statement.effects):
                    yield self._wrong(page, line.comment, match.group(), statement.text)

    def _wrong(self, page: Page, comment: int, said: str, code: str) -> Finding:
        return self.finding(
            page,
            comment,
            "says in place, the code makes a new object",
            f"comment: {said!r} | code: {shortened(code)!r}",
        )


def _of_argument(remark: Documented) -> re.Match[str] | None:
    """Where a later paragraph says, without a condition, that what is passed is changed in place."""
    found = _ARGUMENT.search(remark.text)
    return found if found and not _BOUND.search(sentence_around(remark.text, found)) else None


def _only_new(remark: Documented) -> bool:
    """Whether the function changes none of its parameters, hands none to a foreign call, and returns a value."""
    names = {parameter.name for parameter in remark.function.parameters}
    for statement in remark.body:
        if any(
            effect.kind in _CHANGES and re.split(r"[.\[]", effect.target, maxsplit=1)[0] in names
            for effect in statement.effects
        ):
            return False
        if any(
            target.partition("[")[0].partition(".")[0] in names
            for target in statement.targets
            if statement.kind == "augassign"
        ):
            return False
        if (remark.in_source or statement.kind == "expression") and any(
            set(call.arguments) & names and call.name not in _READERS for call in statement.calls
        ):
            return False
    return any(
        found.value and found.value not in {*names, "True", "False", "self"}
        for found in remark.function.returns
    )
