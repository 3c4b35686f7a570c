"""Function summaries: a function without its docstring, and what the first paragraph of that says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postil.facts.model import Function
from postil_corpora.build.origin import Origin
from postil_corpora.build.units import Source, complexity_of, outdented
from postil_corpora.build.wording import objection
from postil_corpora.samples import SummarySample

_FEWEST_LINES, _MOST_LINES = 2, 150
_MOST_SUMMARY = 400
"""So many characters are one paragraph at most; more is an essay, not a summary."""


def summaries(source: Source, origin: Origin, reasons: Mapping[int, str]) -> Iterator[SummarySample]:
    """The documented functions of ``source`` whose docstrings nothing speaks against."""
    for number in source.page.docstrings:
        function = source.page.documented(number)
        if function is None or function.stub or function.docstring is None or number in reasons:
            continue
        summary = " ".join(source.page.docstring(number).summary.split())
        rows = code_rows(source, function)
        if not _FEWEST_LINES < len(rows) <= _MOST_LINES or len(summary) > _MOST_SUMMARY or objection(summary):
            continue
        lines = (function.line, function.end_line)
        yield SummarySample(
            id=f"{origin.repository}/{source.path}:{function.qualname}:{function.line}",
            code_snippet=outdented(rows),
            comment=summary,
            docstring=function.docstring,
            provenance=origin.of(source.path, lines),
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
