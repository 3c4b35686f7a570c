"""MKP02: a directive, role or link that is written wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.markup._markup import DIRECTIVES, ROLES, prose_lines

_DIRECTIVE = regex(r"\s*\.\. ?([a-z][\w:-]*?)( ?:(?!:)|(?=\s*$))\s*(.{0,80})")
_ROLE = regex(r"(?<![\w:`/.])(?::py)?:([a-z]{3,9}):(?=[A-Za-z_~.!][\w.]*(?:\(\))?(?:[\s,.;)]|$))")
_LINK = regex(r"(?<![`:\w])`(?!`)([^`<>\n]{1,200}\s<(?:https?|ftp)://[^<>`\s]{1,500}>)`(?![`_])")
_CODE = "def half(n):\n    return n / 2"


class BrokenConstruct(Rule):
    """A directive has one colon, a role no backticks, or a link no underscore behind it."""

    code = "MKP02"
    name = "markup/broken-construct"
    tier = 1
    dimension = "format"
    penalty = 0.05
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "directive, role or link that is written wrongly"
    why = "A directive with one colon is a comment and vanishes; a role without backticks is printed as it stands."
    source = "sphinx-lint, numpydoc GL10"
    good = (
        Example(
            _CODE,
            docstring="Halve n.\n\n.. note:: Exact.\n\nSee :func:`double` and `here <https://example.org>`_.",
        ),
    )
    near_misses = (
        Example(
            _CODE,
            docstring="Halve n.\n\n.. _target: https://example.org\n.. [1] A book.\n.. |x| image:: x.png",
        ),
        Example(_CODE, docstring="Halve n.\n\nSet it with -o:name:value or a:b:c.\n\nThe time is 10:note:5."),
        Example(
            _CODE,
            docstring="Halve n. See `here <https://example.org>`__ and :doc:`there <https://example.org>`.",
        ),
        Example(_CODE, docstring="Halve n.\n\n:param n: Any.\n:type n: int\n\n``.. note: x`` vanishes."),
    )
    bad = (Example(_CODE, docstring="Halve n.\n\n.. note: It is exact."),)
    paraphrases = (
        Example(_CODE, docstring="Halve n, see :func:double."),
        Example(_CODE, docstring="Halve n, see `the guide <https://example.org/guide>`."),
        Example(_CODE, docstring="取一半。\n\n.. deprecated: 2.0", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such construct outside examples."""
        for index in page.docstrings:
            text = page.comments[index].text
            if ".. " not in text and "://" not in text and ":" not in text:
                continue
            for number, line in prose_lines(text) if _may_hold(text) else ():
                for fault, said in _faults(line):
                    row = page.line_in(index, number)
                    yield self.finding(page, index, fault, f"docstring: {said[:60]!r}", row)


def _may_hold(text: str) -> bool:
    return ".. " in text or "://" in text or _ROLE.search(text[:20_000]) is not None


def _faults(line: str) -> Iterator[tuple[str, str]]:
    directive = _DIRECTIVE.match(line) if line.lstrip().startswith("..") else None
    if directive is not None and directive[2] and directive[1] in DIRECTIVES:
        yield f"the directive {directive[1]} needs two colons", line.strip()
    for role in _ROLE.finditer(line):
        if role[1] in ROLES and not line.lstrip().startswith(role[0]):
            yield f"the role {role[1]} needs backticks", line[role.start() :]
    if "://" in line:
        for link in _LINK.finditer(line):
            yield "the link needs an underscore behind it", link[0]
