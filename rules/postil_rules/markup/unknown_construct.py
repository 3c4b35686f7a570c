"""MKP03: a directive or role that is nearly one that exists."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.distance import edits
from postil.text.lazy import regex
from postil_rules.markup._markup import DIRECTIVES, ROLES, prose_lines

_DIRECTIVE = regex(r"\s*\.\. ([a-z][a-z-]{3,24})::(?:\s|$)")
_ROLE = regex(r"(?<![\w:`]):([a-z]{3,16}):`[^`\n]+`")
_CODE = "def half(n):\n    return n / 2"


class UnknownConstruct(Rule):
    """A directive or role is one letter, or two in a long name, away from one that docutils or Sphinx has."""

    code = "MKP03"
    name = "markup/unknown-construct"
    tier = 2
    dimension = "format"
    penalty = 0.05
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    options = ("known",)
    known: tuple[str, ...] = ()
    title = "unknown directive or role"
    why = "Sphinx reports an error and leaves the text out."
    source = "RST303, RST304"
    good = (
        Example(_CODE, docstring="Halve n.\n\n.. warning:: Slow.\n\nSee :class:`Box` and :meth:`Box.fill`."),
    )
    near_misses = (
        Example(_CODE, docstring="Halve n.\n\n.. mydiagram:: x\n\nSee :ticket:`3` and :myrole:`x`."),
        Example(_CODE, docstring="Halve n.\n\n.. code-block:: text\n\n    .. warnign:: here\n"),
        Example(_CODE, docstring="Halve n::\n\n    :clas:`Box`\n"),
    )
    bad = (Example(_CODE, docstring="Halve n.\n\n.. warnign:: Slow."),)
    paraphrases = (
        Example(_CODE, docstring="Halve n, see :clas:`Box`."),
        Example(_CODE, docstring="取一半。\n\n.. versionaded:: 2.0", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each unknown name that is near a known one."""
        for index in page.docstrings:
            text = page.comments[index].text
            if ".. " not in text and ":`" not in text:
                continue
            for number, line in prose_lines(text):
                for kind, name, meant in self._unknown(line):
                    message = f"there is no {kind} {name!r}; did you mean {meant!r}?"
                    row = page.line_in(index, number)
                    yield self.finding(page, index, message, f"docstring: {line.strip()[:60]!r}", row)

    def _unknown(self, line: str) -> Iterator[tuple[str, str, str]]:
        match = _DIRECTIVE.match(line) if ".. " in line else None
        if match is not None and (meant := self._meant(match[1], DIRECTIVES)):
            yield "directive", match[1], meant
        for role in _ROLE.finditer(line) if ":`" in line else ():
            if meant := self._meant(role[1], ROLES):
                yield "role", role[1], meant

    def _meant(self, name: str, names: frozenset[str]) -> str | None:
        if name in names or name in self.known or len(name) < 4:
            return None
        allowed = 1 if len(name) < 9 else 2
        near = [other for other in names if len(other) > 3 and edits(name, other, allowed) <= allowed]
        return min(near, default=None)
