"""Function summaries: a function without its docstring, and what the first paragraph of that says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postil.facts.model import Function
from postil_corpora.build.documented import Documented
from postil_corpora.build.origin import Origin
from postil_corpora.build.units import Source, complexity_of, outdented
from postil_corpora.samples import SummarySample

_FEWEST_LINES, _MOST_LINES = 2, 150


def summaries(source: Source, origin: Origin, found: Sequence[Documented]) -> Iterator[SummarySample]:
    """The documented functions ``found`` in ``source`` that are neither trivial nor too long to be read at once."""
    for one in found:
        function = one.function
        rows = code_rows(source, function)
        if not _FEWEST_LINES < len(rows) <= _MOST_LINES:
            continue
        yield SummarySample(
            id=f"{origin.repository}/{source.path}:{function.qualname}:{function.line}",
            code_snippet=outdented(rows),
            comment=one.summary,
            docstring=one.docstring,
            provenance=origin.of(source.path, (function.line, function.end_line)),
            language=source.language,
            symbol=function.qualname,
            complexity=complexity_of(source).get(function.qualname),
            dated=origin.dated,
        )


def code_rows(source: Source, function: Function) -> list[str]:
    """The lines of ``function`` without its docstring, which may also stand above it."""
    statement = source.page.facts.at(function.docstring_line or 0)
    rows = list(source.rows[function.line - 1 : function.end_line])
    if statement is None or statement.kind != "docstring":
        return rows
    first, last = statement.line - function.line, statement.end_line - function.line
    return rows[:first] + rows[last + 1 :]
