"""Review a function that may have a fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from postil.facts.registry import facts_of
from postil.names import known_names
from postil.records import Comment
from postil.text.mentions import find_mentions
from postil_bench.tasks.base import INVENTED, Judged, Task
from postil_bench.tasks.comparing import edit_similarity, same_line
from postil_bench.tasks.items import Item
from postil_bench.tasks.pool import LANGUAGES, functions
from postil_bench.tasks.readers import Review, read_review
from postil_bench.tasks.scoring import comments_score, numbers, signatures

_OF_FAULTS = ("located", "fixed", "fix_similarity")
_NAMED = ("code", "call", "snake", "camel", "constant")
_NO_FAULT = {"en": "No fault.", "zh": "没有错误。"}
_FAULT = {"en": "Line {}: {}\nFix: {}", "zh": "第{}行：{}\n修改：{}"}


class Fault(Struct, frozen=True):
    """The line that is wrong (from 1; ``None`` for code without a fault), why, and the right one."""

    line: int | None = None
    reason: str = ""
    fix: str = ""


class CodeReview(Task):
    """``right``: a fault is found in its line, or none is found where there is none."""

    name = "review"
    wanted = Fault
    prose_keys = ("summary",)

    def packed(self) -> Iterator[Item]:
        """Every function in both languages, with its fault and without; of the examples one of each."""
        for number, one in enumerate(functions()):
            for language in LANGUAGES:
                for faulty in (True, False) if not one.example else (number % 2 == 0,):
                    yield _item(number, faulty, language)

    @property
    def judged_by(self) -> tuple[str, ...]:
        """The signatures of the scorers."""
        return signatures()

    def right_answer(self, item: Item) -> str:
        """The fault with its place, reason and remedy, or that there is none."""
        wanted: Fault = item.wanted
        if wanted.line is None:
            return _NO_FAULT[item.language]
        return _FAULT[item.language].format(wanted.line, wanted.reason, wanted.fix)

    def measured(self, item: Item) -> list[str]:
        """Place and remedy count only where there is a fault."""
        names = super().measured(item)
        return names if item.wanted.line is not None else [name for name in names if name not in _OF_FAULTS]

    def judge(self, item: Item, answer: str) -> Judged:
        """Whether verdict, place and remedy in ``answer`` are right."""
        review = read_review(answer)
        if review is None:
            return Judged({}, problem="no verdict in the answer")
        wanted: Fault = item.wanted
        verdict = review.faulty == (wanted.line is not None)
        located = review.faulty and review.line == wanted.line
        metrics: dict[str, float | None] = {
            "verdict": float(verdict),
            "right": float(verdict and (located or not review.faulty)),
            **_reason(item, review),
        }
        if wanted.line is not None:
            near = edit_similarity(same_line(review.fix), same_line(wanted.fix)) if review.fix else 0.0
            metrics |= {"located": float(located), "fixed": float(near == 1.0), "fix_similarity": near}
        return Judged(
            metrics,
            {"faulty": review.faulty, "line": review.line, "reason": review.reason, "fix": review.fix},
        )

    def agreement(self, first: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """1 for the same verdict and place, else 0."""
        return float(all(first.get(key) == other.get(key) for key in ("faulty", "line")))


def _item(number: int, faulty: bool, language: Any) -> Item:
    one = functions()[number]
    fault = one.fault
    wanted = Fault(fault.line, fault.reason[language], one.line(fault.line).strip()) if faulty else Fault()
    return Item(
        id=f"{one.name}.{'fault' if faulty else 'clean'}.{language}",
        language=language,
        source=one.name,
        given={
            "summary": one.summary[language],
            "code": one.with_line(fault.line, fault.text) if faulty else one.text,
        },
        wanted=wanted,
        example=one.example,
    )


def _reason(item: Item, review: Review) -> dict[str, float | None]:
    """What the engine says of the reason as a remark on the line it names; ``None`` without a reason."""
    measured: dict[str, float | None] = dict.fromkeys(("reason_format", "reason_fits_line", INVENTED))
    if not review.faulty or not review.reason:
        return measured
    code = item.given["code"]
    remark = Comment(review.reason, line_number=review.line)
    score = comments_score(code, [remark], (), item.language)
    if score.status == "scored":
        told = numbers(score, "format", "alignment")
        measured |= {"reason_format": told["format"], "reason_fits_line": told["alignment"]}
    known = known_names(facts_of(code, "python")) | known_names(facts_of(review.fix, "python"))
    named = [one.text for one in find_mentions(review.reason) if one.kind in _NAMED]
    measured[INVENTED] = sum(name not in known for name in named) / len(named) if named else None
    return measured
