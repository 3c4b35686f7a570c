"""Answer a question about code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from postil.reading.fences import fences
from postil.records import Answer, Comment, Row, Snippet
from postil_bench.tasks.base import Judged, Task
from postil_bench.tasks.comparing import word_overlap
from postil_bench.tasks.items import Item
from postil_bench.tasks.pool import in_both_languages, issues
from postil_bench.tasks.readers import plain
from postil_bench.tasks.scoring import details, numbers, scorer_for, signatures, unjudged


class RightAnswer(Struct, frozen=True):
    """An answer that is right, the facts that one must have and the claims that it must not make.

    A fact or claim is a list of wordings, one of which is enough; case does not matter.
    """

    answer: str = ""
    facts: list[list[str]] = []
    wrong: list[list[str]] = []


class IssueAnswer(Task):
    """``facts`` is the share of the facts that the answer has."""

    name = "issue_answer"
    wanted = RightAnswer
    code_keys = ("body",)
    prose_keys = ("question", "body")

    def packed(self) -> Iterator[Item]:
        """Every question in both languages."""
        return in_both_languages(
            issues(),
            lambda one, language: {"question": one.question[language], "body": one.body[language]},
            lambda one, language: RightAnswer(one.answer[language], one.facts, one.wrong),
        )

    @property
    def judged_by(self) -> tuple[str, ...]:
        """The signatures of the scorers."""
        return signatures()

    def right_answer(self, item: Item) -> str:
        """The reference."""
        answer: str = item.wanted.answer
        return answer

    def judge(self, item: Item, answer: str) -> Judged:
        """The facts in ``answer`` and the engine's score of it."""
        text = plain(answer).strip()
        if not text:
            return Judged({}, problem="the answer is empty or too long")
        wanted: RightAnswer = item.wanted
        score = scorer_for(item.language).score_row(_row(item, text))
        if score.status != "scored":
            return unjudged(score)
        facts, wrong = ([_has(text, wordings) for wordings in some] for some in (wanted.facts, wanted.wrong))
        metrics = {
            "facts": sum(facts) / len(facts) if facts else None,
            "no_wrong_claim": float(not any(wrong)),
            **numbers(score, "reference_similarity", "overall", "format", "logic"),
        }
        answers = score.answers or ()
        found = [finding for one in answers for finding in one.findings]
        return Judged(
            metrics, {**details(score), "findings": found, "facts": facts, "wrong": wrong, "text": text}
        )

    def agreement(self, first: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """The share of facts and claims on which both answers stand alike; without any, the overlap of words."""
        one, two = _outcomes(first), _outcomes(other)
        if not one:
            return word_overlap(first.get("text", ""), other.get("text", ""))
        return sum(a == b for a, b in zip(one, two, strict=True)) / len(one)


def _outcomes(found: Mapping[str, Any]) -> list[bool]:
    return [*found.get("facts", ()), *found.get("wrong", ())]


def _has(text: str, wordings: list[str]) -> bool:
    folded = text.casefold()
    return any(wording.casefold() in folded for wording in wordings)


def _row(item: Item, text: str) -> Row:
    given, reference = item.given, item.wanted.answer
    code = "\n".join(block.text.rstrip("\n") for block in fences(given.get("body", "")))
    return Row(
        item.id,
        Snippet(code),
        references=(Comment(reference, "summary"),) if reference else (),
        description=given.get("question", ""),
        answers=(Answer("prediction", text),),
    )
