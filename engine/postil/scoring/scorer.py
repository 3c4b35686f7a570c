"""The scorer: one row in, one score out.

>>> from postil import Scorer
>>> Scorer().score("x = items[-1]", ["Take the last item."]).status
'scored'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from postil.embedders import DEFAULT
from postil.embedders.registry import embedder_named
from postil.errors import UsageError
from postil.page import Page
from postil.reading.candidates import Remarks, as_row
from postil.records import CommentResult, Damage, Finding, Row, Score, Snippet
from postil.rule import Rule
from postil.rules import load_rules
from postil.scoring.batches import MOST, Steps, batches, side_by_side
from postil.scoring.combine import Combined, Loss, combine
from postil.scoring.features import measure
from postil.scoring.issues import score_answers
from postil.scoring.losses import feature_losses, finding_losses
from postil.scoring.profile import Profile, load_profile
from postil.scoring.scales import calibration
from postil.scoring.signature import signature
from postil.text.lazy import holds_any

_LANGUAGES = ("en", "zh", "any")
_MOST_SORTS = 1024
_RULES_AT_ONCE = 5


class Scorer:
    """Judges comments against code. Picklable, thread-safe, without state between rows.

    ``profile`` is a built-in name, the path of a .toml file or a ``Profile``; ``embedder`` a name from
    ``postil doctor``; ``language`` (``en``, ``zh``, ``any``) overrides the profile's comment language.

    Raises:
        UsageError: an unknown profile, embedder or language, or rules that the profile leaves empty.
    """

    def __init__(
        self, profile: str | Profile = "default", embedder: str = DEFAULT, language: str | None = None
    ) -> None:
        self.profile = profile if isinstance(profile, Profile) else load_profile(profile)
        self.language = language or self.profile.comment_language
        if self.language not in _LANGUAGES:
            message = f"no comment language {self.language!r}: choose one of {', '.join(_LANGUAGES)}"
            raise UsageError(message)
        self.rules = self.profile.chosen(load_rules())
        self.penalties = {rule.code: (rule.dimension, self.profile.penalty(rule)) for rule in self.rules}
        self._embedder = embedder
        self.embedder = embedder_named(embedder)
        asked = self.profile.references
        self.signature, self._with_references = (
            signature(self.profile, self.rules, self.embedder, self.language, mode)
            for mode in ("none", asked)
        )
        self.calibration = calibration()
        self._shares = self.profile.shares()
        self._by_sort: dict[tuple[object, ...], tuple[Rule, ...]] = {}

    def __reduce__(self) -> tuple[type[Scorer], tuple[Profile, str, str]]:
        """Travel to another process by what made this one."""
        return (Scorer, (self.profile, self._embedder, self.language))

    def score(
        self,
        row: Row | Snippet | str | dict[str, Any],
        comments: Remarks = None,
    ) -> Score:
        """Score one row.

        ``row`` is a ``Row``, a raw row as a dict (any shape of docs/formats.md), or code with ``comments``:
        ``Comment`` records, texts, annotations, or one raw answer of a model.

        Raises:
            UsageError: a dict of no known shape, or a comment of no known type.
        """
        return self.score_row(as_row(row, comments))

    def score_row(self, row: Row | Damage) -> Score:
        """Score what a reader gave. Never raises: what cannot be judged is unscored and says why."""
        return side_by_side([self._scored(row)])[0]

    def _scored(self, row: Row | Damage) -> Steps[Score]:
        if isinstance(row, Damage):
            place = row.place
            reason = f"{place.path}:{place.line}:{place.column}: {row.reason}"
            yield Score(row.id, "invalid", reason, "input", signature=self.signature)
        elif row.missing is not None:
            yield Score(row.id, "unscored", row.missing, row.cause, signature=self.signature)
        else:
            try:
                yield from self._judged(row)
            except Exception as error:  # noqa: BLE001 - a crash of one rule must not lose the other rows
                reason = f"Postil failed on this row ({type(error).__name__}: {error}); please report it"
                yield Score(row.id, "unscored", reason, "engine", signature=self.signature)

    def score_batch(self, rows: Iterable[Row | dict[str, Any]], workers: int = 1) -> list[Score]:
        """Score many rows in order, on ``workers`` processes."""
        return list(self.score_stream((as_row(row) for row in rows), workers))

    def score_stream(self, rows: Iterable[Row | Damage], workers: int = 1) -> Iterator[Score]:
        """Score rows as they come, in order, with bounded memory, on ``workers`` processes.

        On one process at most 64 rows are read ahead of the score that is given, the first one none.
        """
        if workers <= 1:
            return self._side_by_side(batches(rows))
        from postil.scoring.parallel import score_parallel  # noqa: PLC0415 - processes only when asked for

        return score_parallel(self, rows, workers)

    def score_chunk(self, rows: Sequence[Row | Damage]) -> list[Score]:
        """The scores of rows that are all there, in order, on this process: none is waited for alone."""
        return list(self._side_by_side(batches(rows, first=MOST)))

    def _side_by_side(self, some: Iterable[list[Row | Damage]]) -> Iterator[Score]:
        return chain.from_iterable(side_by_side([self._scored(row) for row in batch]) for batch in some)

    def signature_of(self, row: Row) -> str:
        """The signature of a row's score: it says whether references were used, and how."""
        return self._with_references if row.references else self.signature

    def page(self, row: Row) -> Page:
        """The page of ``row``, as the rules see it."""
        return Page.read(row.snippet, row.comments, self.language)

    def _judged(self, row: Row) -> Steps[Score]:
        """Read the code, the remarks, their claims; find the places of the comments; ask the rules; measure."""
        if row.answers:
            yield score_answers(self, row)
            return
        page = self.page(row)
        if not page.facts.statements:
            yield Score(row.id, "unscored", "no statement in the code", "input", signature=self.signature)
            return
        yield None
        page.read_remarks()
        yield None
        rules = self._concerned(page)
        yield None
        comments = comment_results(page)
        yield None
        found: list[Finding] = []
        for start in range(0, len(rules), _RULES_AT_ONCE):
            for rule in rules[start : start + _RULES_AT_ONCE]:
                found += rule.check(page)
            yield None
        yield self._result(row, page, comments, _in_order(found))

    def _result(
        self, row: Row, page: Page, comments: tuple[CommentResult, ...], findings: tuple[Finding, ...]
    ) -> Score:
        features = measure(page, row.references, self.embedder, self.calibration, self.profile.references)
        losses = [*feature_losses(features), *finding_losses(findings, self.penalties, len(page.comments))]
        combined = self.combined(losses)
        return Score(
            id=row.id,
            status="scored",
            overall=combined.overall,
            dimensions=combined.dimensions,
            features=features,
            comments=comments,
            findings=findings,
            contributions=combined.contributions,
            signature=self.signature_of(row),
        )

    def findings(self, page: Page, only: frozenset[str] | None = None) -> tuple[Finding, ...]:
        """What the rules of the profile (``only`` those of these codes) find, by place, then code."""
        rules = self._concerned(page)
        return _in_order(
            [finding for rule in rules if only is None or rule.code in only for finding in rule.check(page)]
        )

    def _concerned(self, page: Page) -> list[Rule]:
        """The rules that can find anything on ``page``; most pages are of few sorts, and these are kept."""
        compared = page.earlier is not None or page.project is not None
        sort = (page.facts.language, page.comment_kinds, page.claim_kinds, page.is_source, compared)
        found = self._by_sort.get(sort)
        if found is None:
            if len(self._by_sort) >= _MOST_SORTS:
                self._by_sort.clear()
            found = self._by_sort[sort] = tuple(rule for rule in self.rules if rule.concerns(page))
        folded = page.folded
        return [rule for rule in found if not rule.hints or holds_any(folded, rule.hints)]

    def combined(self, losses: Sequence[Loss]) -> Combined:
        """Losses under this profile's weights."""
        return combine(losses, self._shares)


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.line, f.column, f.code, f.message)))


def comment_results(page: Page) -> tuple[CommentResult, ...]:
    """The comments of ``page`` with the lines they belong to."""
    results = []
    for comment, found in zip(page.comments, page.alignments, strict=True):
        runner_up = page.facts.statements[found.runner_up].line if found.runner_up >= 0 else None
        results.append(
            CommentResult(
                line_number=comment.line_number,
                text=comment.text,
                aligned_lines=found.lines,
                confidence=round(found.confidence, 4),
                kind=comment.kind,
                runner_up=runner_up,
            )
        )
    return tuple(results)


def score(
    row: Row | Snippet | str | dict[str, Any],
    comments: Remarks = None,
    *,
    profile: str | Path | Profile = "default",
    embedder: str = DEFAULT,
    language: str | None = None,
) -> Score:
    """Score one row or one snippet with its comments; for many, make one ``Scorer`` and keep it."""
    chosen = profile if isinstance(profile, Profile) else str(profile)
    return Scorer(chosen, embedder, language).score(row, comments)
