"""Comment code line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from postil.records import Comment, Score
from postil_bench.tasks.commenting import CommentTask
from postil_bench.tasks.comparing import word_overlap
from postil_bench.tasks.items import Item
from postil_bench.tasks.pool import functions, in_both_languages
from postil_bench.tasks.scoring import numbers


class Remarks(Struct, frozen=True):
    """Reference remarks by line; an empty one for a line that needs none."""

    lines: list[str] = []


class CommentLines(CommentTask):
    """The engine judges the remarks; ``placed`` is the share that stands at a line that its content fits."""

    name = "comment_lines"
    wanted = Remarks
    features = ("reference_similarity",)

    def packed(self) -> Iterator[Item]:
        """Every function in both languages."""
        return in_both_languages(
            functions(), lambda one, _: {"code": one.text}, lambda one, language: Remarks(one.lines[language])
        )

    def right_answer(self, item: Item) -> str:
        """The reference remarks with their lines."""
        form = "第{}行：{}" if item.language == "zh" else "Line {}: {}"
        return "\n".join(form.format(n, text) for n, text in enumerate(item.wanted.lines, 1) if text)

    def references(self, item: Item) -> list[Comment]:
        """The reference remarks at their lines."""
        return [Comment(text, line_number=n) for n, text in enumerate(item.wanted.lines, 1) if text]

    def own_metrics(self, score: Score) -> dict[str, float | None]:
        """How much of the code is covered, and how many remarks stand where they belong."""
        coverage = numbers(score, "statement_coverage")["statement_coverage"]
        return {"coverage": coverage, "placed": _placed(score)}

    def agreement(self, first: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """The mean overlap of words of the remarks on each line that either answer speaks of."""
        one, two = _by_line(first), _by_line(other)
        lines = one.keys() | two.keys()
        return sum(word_overlap(one.get(n, ""), two.get(n, "")) for n in lines) / len(lines) if lines else 0.0


def _placed(score: Score) -> float | None:
    claimed = [one for one in score.comments if one.line_number is not None]
    return sum(one.line_number in one.aligned_lines for one in claimed) / len(claimed) if claimed else None


def _by_line(found: Mapping[str, Any]) -> dict[int | None, str]:
    lines: dict[int | None, str] = {}
    for comment in found.get("comments", ()):
        number = comment["line_number"]
        lines[number] = f"{lines.get(number, '')} {comment['text']}"
    return lines
