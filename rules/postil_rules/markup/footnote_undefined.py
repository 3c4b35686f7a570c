"""MKP09: a reference to a footnote that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.markup._markup import prose_lines

_REFERENCE = regex(r"(?<!`)\[(\d{1,3})\]_(?!_)(?!\w)")
_DEFINITION = regex(r"\.\.\s*\[(\d{1,3})\]")
_CODE = "def half(n):\n    return n / 2"


class FootnoteUndefined(Rule):
    """A docstring refers to a numbered footnote that neither it nor any other docstring of the file defines."""

    code = "MKP09"
    name = "markup/footnote-undefined"
    tier = 3  # a page of the manual that takes in the docstring may define it
    dimension = "format"
    penalty = 0.05
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "footnote that is not defined"
    why = "Sphinx reports an error, and the reader looks for a source that is not given."
    source = "clippy doc_suspicious_footnotes"
    good = (Example(_CODE, docstring="Halve n [1]_.\n\n.. [1] A book on halves."),)
    near_misses = (
        Example(_CODE, docstring="Halve n[1]_x and items[0]_ are ``items[1]_``."),
        Example(_CODE, docstring="Halve n [Knuth97]_, which another page defines."),
        Example(_CODE, docstring="Halve n.\n\n>>> half([1])\n[2]_\n"),
    )
    bad = (Example(_CODE, docstring="Halve n [2]_.\n\n.. [1] A book on halves."),)
    paraphrases = (
        Example(_CODE, docstring="Halve n, as in [1]_."),
        Example(_CODE, docstring="取一半，见 [3]_ 。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each number that is referred to and never defined."""
        with_notes = [index for index in page.docstrings if "]_" in page.comments[index].text]
        if not with_notes:
            return
        defined = {number for i in page.docstrings for number in _DEFINITION.findall(page.comments[i].text)}
        for index in with_notes:
            seen: set[str] = set()
            for number, line in prose_lines(page.comments[index].text):
                for match in _REFERENCE.finditer(line) if "]_" in line and "``" not in line else ():
                    if match[1] not in defined | seen and (
                        match.start() == 0 or line[match.start() - 1] in " (,;.~-"
                    ):
                        seen.add(match[1])
                        row = page.line_in(index, number)
                        message = f"the footnote [{match[1]}] is not defined"
                        yield self.finding(page, index, message, f"docstring: {match[0]}", row)
