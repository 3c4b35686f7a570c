"""Filters in a row, as a recipe lists them; what they drop is counted by reason, what they keep says so.

    filters = ["redact", "licence", "generated", "bots", "mechanical", "length", "duplicates"]

    [filter.length]
    low = 2

>>> from postil_corpora.schema import Commit, Provenance
>>> chain = Chain(["mechanical"], {})
>>> rows = [Commit(sha=str(n), message=text, provenance=Provenance("o/n", "doctest")) for n, text in enumerate(["wip", "Close the pool once"])]
>>> [row.message for row in chain.run(lambda: rows)], dict(chain.report.dropped)
(['Close the pool once'], {('mechanical', 'wip'): 1})
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, Literal, TypeAlias, TypeVar

from msgspec import Struct, structs

from postil.errors import UsageError
from postil_corpora.filters.actionable import actionable
from postil_corpora.filters.artefacts import generated
from postil_corpora.filters.bots import bots
from postil_corpora.filters.changers import Changer, quotes, redaction
from postil_corpora.filters.commits import mechanical
from postil_corpora.filters.contamination import contamination
from postil_corpora.filters.dates import dates
from postil_corpora.filters.duplicates import Duplicates
from postil_corpora.filters.licences import licence
from postil_corpora.filters.optout import opt_out
from postil_corpora.filters.quality import quality
from postil_corpora.filters.sizes import Length, files
from postil_corpora.filters.view import Judge, view
from postil_corpora.schema import FilterVerdict

RowT = TypeVar("RowT", bound=Struct)
JUDGES: dict[str, Callable[..., Judge]] = {
    "licence": licence,
    "opt-out": opt_out,
    "generated": generated,
    "bots": bots,
    "mechanical": mechanical,
    "files": files,
    "length": Length,
    "dates": dates,
    "actionable": actionable,
    "quality": quality,
    "contamination": contamination,
    "duplicates": Duplicates,
}
"""Filters that keep or drop a row."""
CHANGERS: dict[str, Callable[..., Changer[Struct]]] = {"redact": redaction, "quotes": quotes}
"""Filters that change a row."""
Verdict: TypeAlias = Literal["kept", "dropped", "changed"]
_Steps: TypeAlias = Sequence[tuple[str, Any]]


@dataclass
class Report:
    """What became of the rows: how many came and stayed, dropped by filter and reason, changed by filter."""

    seen: int = 0
    kept: int = 0
    dropped: Counter[tuple[str, str]] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)


class Chain:
    """Named filters with their options, in the order given.

    Raises:
        UsageError: there is no such filter, or it has no such option.
    """

    def __init__(self, names: Sequence[str], options: Mapping[str, Mapping[str, Any]]) -> None:
        unused = sorted(set(options) - set(names))
        if unused:
            message = f"options for filters that are not in the chain: {', '.join(unused)}"
            raise UsageError(message)
        for name in names:
            _bound(name, options.get(name, {}))
        self._names, self._options = tuple(names), options
        self.report = Report()

    def run(
        self,
        rows: Callable[[], Iterable[RowT]],
        rejected: Callable[[RowT, FilterVerdict], None] | None = None,
    ) -> Iterator[RowT]:
        """The rows that every filter keeps, with what each said in their provenance.

        ``rows`` gives the rows anew each time it is called: a filter that must know all of them before it judges one is
        shown those that the filters before it keep. ``rejected`` is told of each row that is dropped, and why.
        """
        steps = [(name, _made(name, self._options.get(name, {}))) for name in self._names]
        for place, (_, step) in enumerate(steps):
            if isinstance(step, Length):
                step.learn(view(row) for row in self._first(place).run(rows))
        return self._judged(steps, rows(), rejected)

    def _first(self, count: int) -> Chain:
        """A fresh chain of the first ``count`` filters."""
        names = self._names[:count]
        return Chain(names, {name: self._options[name] for name in names if name in self._options})

    def _judged(
        self,
        steps: _Steps,
        rows: Iterable[RowT],
        rejected: Callable[[RowT, FilterVerdict], None] | None,
    ) -> Iterator[RowT]:
        for row in rows:
            self.report.seen += 1
            outcome, verdicts = self._through(steps, row)
            last = verdicts[-1] if verdicts else None
            if last is not None and last.verdict == "dropped":
                self.report.dropped[last.name, last.reason] += 1
                if rejected is not None:
                    rejected(outcome, last)
                continue
            self.report.kept += 1
            yield _signed(outcome, verdicts)

    def _through(self, steps: _Steps, row: RowT) -> tuple[RowT, tuple[FilterVerdict, ...]]:
        """The row as the filters left it and what each said, up to the first that drops it."""
        verdicts: list[FilterVerdict] = []
        seen = None
        for name, step in steps:
            if name in CHANGERS:
                row, reason = step(row)
                seen = seen if reason is None else None
                verdict: Verdict = "kept" if reason is None else "changed"
                self.report.changed[name] += reason is not None
            else:
                seen = seen or view(row)
                reason = step(seen)
                verdict = "kept" if reason is None else "dropped"
            verdicts.append(FilterVerdict(name, verdict, reason or ""))
            if verdict == "dropped":
                break
        return row, tuple(verdicts)


def _signed(row: RowT, verdicts: tuple[FilterVerdict, ...]) -> RowT:
    provenance = getattr(row, "provenance", None)
    if provenance is None:
        return row
    return structs.replace(row, provenance=structs.replace(provenance, filters=provenance.filters + verdicts))


def _made(name: str, options: Mapping[str, Any]) -> Any:
    return _factory(name)(**options)


def _bound(name: str, options: Mapping[str, Any]) -> None:
    """Make sure that a filter takes these options."""
    parameters = signature(_factory(name)).parameters
    strange = sorted(set(options) - set(parameters))
    missing = [one for one, what in parameters.items() if what.default is what.empty and one not in options]
    if strange or missing:
        wrong = f"does not know {', '.join(strange)}" if strange else f"needs {', '.join(missing)}"
        message = f"filter {name!r} {wrong}; its options are {', '.join(parameters) or 'none'}"
        raise UsageError(message)


def _factory(name: str) -> Callable[..., Any]:
    factory = JUDGES.get(name) or CHANGERS.get(name)
    if factory is None:
        message = f"there is no filter {name!r} (there are {', '.join(sorted({**JUDGES, **CHANGERS}))})"
        raise UsageError(message)
    return factory
