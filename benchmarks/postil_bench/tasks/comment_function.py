"""Write the docstring of a function."""

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


class Docstring(Struct, frozen=True):
    """The reference docstring, without quotes."""

    docstring: str = ""


class CommentFunction(CommentTask):
    """The engine judges the docstring; ``contract`` is the share of arguments, result and exceptions that it tells."""

    name = "comment_function"
    wanted = Docstring
    features = ("adequacy", "conciseness", "fluency", "reference_similarity")

    def packed(self) -> Iterator[Item]:
        """Every function in both languages."""
        return in_both_languages(
            functions(),
            lambda one, _: {"code": one.text},
            lambda one, language: Docstring(one.docstring[language].strip()),
        )

    def right_answer(self, item: Item) -> str:
        """The reference in triple quotes."""
        return f'"""{item.wanted.docstring}\n"""'

    def references(self, item: Item) -> list[Comment]:
        """The reference docstring."""
        return [Comment(item.wanted.docstring, "docstring")] if item.wanted.docstring else []

    def own_metrics(self, score: Score) -> dict[str, float | None]:
        """How much of the contract is told."""
        return {"contract": numbers(score, "statement_coverage")["statement_coverage"]}

    def agreement(self, first: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """The overlap of words."""
        return word_overlap(_text(first), _text(other))


def _text(found: Mapping[str, Any]) -> str:
    return "\n".join(comment["text"] for comment in found.get("comments", ()))
