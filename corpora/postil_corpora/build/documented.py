"""Documented functions that are worth asking for: what summaries and functions to be written are made of."""

from __future__ import annotations

from msgspec import Struct

from postil.facts.model import Function
from postil_corpora.build.condemned import OF_FUNCTIONS, condemned
from postil_corpora.build.units import Source
from postil_corpora.build.wording import objection

_MOST_SUMMARY = 400
"""So many characters are one paragraph at most; more is an essay, not a summary."""


class Documented(Struct, frozen=True, eq=False):
    """A function, its docstring, and the first paragraph of that on one line."""

    function: Function
    docstring: str
    summary: str


def documented(source: Source) -> list[Documented]:
    """The functions of ``source`` with a body and a docstring that nothing speaks against."""
    found: dict[int, Documented] = {}
    for number in source.page.docstrings:
        function = source.page.documented(number)
        if function is None or function.stub or function.docstring is None:
            continue
        summary = " ".join(source.page.docstring(number).summary.split())
        if len(summary) <= _MOST_SUMMARY and objection(summary) is None:
            found[number] = Documented(function, function.docstring, summary)
    reasons = condemned(source.page, list(found), OF_FUNCTIONS)
    return [one for number, one in found.items() if number not in reasons]
