"""Write the docstring of a function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from postil.reading.answers import read_answer
from postil.records import Comment
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

_SCALES = ("adequacy", "conciseness", "fluency", "reference_similarity")


class Docstring(Struct, frozen=True):
    """The reference docstring, without quotes."""

    docstring: str = ""


class CommentFunction(Task):
    """The engine judges the docstring; ``contract`` is the share of arguments, result and exceptions that it tells."""

    name = "comment_function"
    wanted = Docstring

    def packed(self) -> Iterator[Item]:
        """Every function in both languages."""
        for one in functions():
            for language in LANGUAGES:
                yield Item(
                    id=f"{one.name}.{language}",
                    language=language,
                    source=one.name,
                    given={"code": one.text},
                    wanted=Docstring(one.docstring[language].strip()),
                    example=one.example,
                )

    @property
    def judged_by(self) -> tuple[str, ...]:
        """The signatures of the scorers."""
        return tuple(scorer_for(language).signature for language in LANGUAGES)

    def right_answer(self, item: Item) -> str:
        """The reference in triple quotes."""
        return f'"""{item.wanted.docstring}\n"""'

    def judge(self, item: Item, answer: str) -> Judged:
        """The score of the docstring in ``answer``, or of what it has in the place of one."""
        code = item.given["code"]
        read = read_answer(answer, code)
        if read.problem is not None:
            return Judged({}, problem=read.problem)
        wanted = item.wanted.docstring
        references = [Comment(wanted, "docstring")] if wanted else []
        score = comments_score(code, read.comments, references, item.language)
        if score.status != "scored":
            return unjudged(score)
        found = numbers(score, "statement_coverage", "identifier_precision")
        metrics = {
            **numbers(score, "overall", *DIMENSIONS, *_SCALES),
            "contract": found["statement_coverage"],
            INVENTED: invented(found["identifier_precision"]),
        }
        return Judged(metrics, details(score))

    def agreement(self, first: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """The overlap of words."""
        return word_overlap(_text(first), _text(other))


def _text(found: Mapping[str, Any]) -> str:
    return "\n".join(comment["text"] for comment in found.get("comments", ()))
