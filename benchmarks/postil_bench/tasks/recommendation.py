"""Recommend the line that is missing in a function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from postil_bench.tasks.base import INVENTED, Judged, Task
from postil_bench.tasks.codequality import simplicity
from postil_bench.tasks.comparing import edit_similarity, identifiers, overlap, same_line, undefined_names
from postil_bench.tasks.items import Item
from postil_bench.tasks.pool import Function, functions, in_both_languages
from postil_bench.tasks.readers import read_suggestions

HOLE = "____"


class Line(Struct, frozen=True):
    """The line that is missing, without its indent."""

    line: str


class Recommendation(Task):
    """``mrr`` is one over the rank of the first suggestion that is the line, 0 when none is."""

    name = "recommendation"
    wanted = Line

    def packed(self) -> Iterator[Item]:
        """Every function in both languages, one line replaced by the hole."""
        return in_both_languages(
            functions(),
            lambda one, _: {"code": _with_hole(one)},
            lambda one, _: Line(one.line(one.hole).strip()),
        )

    def lacking(self, item: Item) -> str | None:
        """The code needs its hole."""
        known = super().lacking(item)
        return known or (None if HOLE in item.given["code"] else f"line {HOLE} in the code")

    def right_answer(self, item: Item) -> str:
        """The line that is missing."""
        line: str = item.wanted.line
        return line

    def judge(self, item: Item, answer: str) -> Judged:
        """How near the suggestions in ``answer`` come to the line."""
        suggestions = read_suggestions(answer)
        if not suggestions:
            return Judged({}, problem="no suggestion in the answer")
        wanted, first = item.wanted.line, suggestions[0]
        ranks = [rank for rank, one in enumerate(suggestions, 1) if same_line(one) == same_line(wanted)]
        whole, right = (item.given["code"].replace(HOLE, line) for line in (first, wanted))
        undefined = undefined_names(whole)
        metrics = {
            "mrr": 1.0 / ranks[0] if ranks else 0.0,
            "exact": float(ranks[:1] == [1]),
            "edit_similarity": edit_similarity(same_line(first), same_line(wanted)),
            "identifier_f1": overlap(identifiers(first), identifiers(wanted)),
            "parses": float(undefined is not None),
            "simplicity": simplicity(whole, right),
            INVENTED: undefined,
        }
        return Judged(metrics, {"suggestions": suggestions})

    def agreement(self, first: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """How alike the first suggestions are."""
        one, two = (found.get("suggestions") or [""] for found in (first, other))
        return edit_similarity(same_line(one[0]), same_line(two[0]))


def _with_hole(one: Function) -> str:
    line = one.line(one.hole)
    return one.with_line(one.hole, line[: len(line) - len(line.lstrip())] + HOLE)
