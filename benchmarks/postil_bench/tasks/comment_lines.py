"""Comment code line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from postil.reading.answers import read_answer
from postil.records import Comment, Score
from postil_bench.tasks.base import INVENTED, Judged, Task
from postil_bench.tasks.comparing import word_overlap
from postil_bench.tasks.items import Item
from postil_bench.tasks.pool import LANGUAGES, functions
from postil_bench.tasks.scoring import (
    DIMENSIONS,
    comments_score,
    details,
    invented,
    numbers,
    scorer_for,
    unjudged,
)


class Remarks(Struct, frozen=True):
    """Reference remarks by line; an empty one for a line that needs none."""

    lines: list[str] = []


class CommentLines(Task):
    """The engine judges the remarks; ``placed`` is the share that stands at a line that its content fits."""

    name = "comment_lines"
    wanted = Remarks

    def packed(self) -> Iterator[Item]:
        """Every function in both languages."""
        for one in functions():
            for language in LANGUAGES:
                yield Item(
                    id=f"{one.name}.{language}",
                    language=language,
                    source=one.name,
                    given={"code": one.text},
                    wanted=Remarks(one.lines[language]),
                    example=one.example,
                )

    @property
    def judged_by(self) -> tuple[str, ...]:
        """The signatures of the scorers."""
        return tuple(scorer_for(language).signature for language in LANGUAGES)

    def right_answer(self, item: Item) -> str:
        """The reference remarks with their lines."""
        form = "第{}行：{}" if item.language == "zh" else "Line {}: {}"
        return "\n".join(form.format(n, text) for n, text in enumerate(item.wanted.lines, 1) if text)

    def judge(self, item: Item, answer: str) -> Judged:
        """The score of the remarks in ``answer``."""
        code = item.given["code"]
        read = read_answer(answer, code)
        if read.problem is not None:
            return Judged({}, problem=read.problem)
        references = [Comment(text, line_number=n) for n, text in enumerate(item.wanted.lines, 1) if text]
        score = comments_score(code, read.comments, references, item.language)
        if score.status != "scored":
            return unjudged(score)
        told = numbers(score, "overall", *DIMENSIONS, "reference_similarity")
        found = numbers(score, "statement_coverage", "identifier_precision")
        metrics = {
            **told,
            "coverage": found["statement_coverage"],
            "placed": _placed(score),
            INVENTED: invented(found["identifier_precision"]),
        }
        return Judged(metrics, details(score))

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
