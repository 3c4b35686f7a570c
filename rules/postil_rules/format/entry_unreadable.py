"""FMT01: an entry of a docstring that no reader of its style understands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from postil.claims.layout import Layout
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "def scale(value, factor):\n    return value * factor"
_HEAD = "Scale it.\n\n"


class EntryUnreadable(Rule):
    """A field lacks its closing colon, or an entry of ``Args:`` the colon behind its name."""

    code = "FMT01"
    name = "format/entry-unreadable"
    tier = 1
    dimension = "format"
    penalty = 0.1
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring", "tree")
    title = "docstring entry that does not parse"
    why = "Documentation tools drop it or print it as running text."
    source = "DOC001, DAR001"
    good = (
        Example(
            _CODE, docstring=_HEAD + "Args:\n    value: What to scale.\n    factor (float): By how much."
        ),
        Example(_CODE, docstring=_HEAD + ":param value: What to scale.\n:param factor: By how much."),
    )
    near_misses = (
        Example(
            _CODE,
            docstring=_HEAD + "Args:\n    value: What to scale,\n        factor times.\n    factor: It.",
        ),
        Example(_CODE, docstring=_HEAD + "Args:\n    The value and the factor, in this order."),
        Example(_CODE, docstring=_HEAD + "Args:\n    value: It.\n\nSo::\n\n    value = scale(2, 3)"),
        Example(
            _CODE, docstring=_HEAD + "Arguments:\n    value {int} -- what to scale\n    factor {int} -- it"
        ),
        Example(
            _CODE,
            docstring=_HEAD + "Keyword arguments:\n    value -- what to scale\n    factor -- by how much",
        ),
        Example(
            _CODE, docstring=_HEAD + "Args:\n    value (list[\n        int]): It.\n    factor: By how much."
        ),
        Example(_CODE, docstring=_HEAD + ":class:`Box` is a :param of it."),
        Example(_CODE, docstring=_HEAD + "@param value what to scale\n@return the product"),
    )
    bad = (Example(_CODE, docstring=_HEAD + ":param value What to scale.\n:param factor: By how much."),)
    paraphrases = (
        Example(_CODE, docstring=_HEAD + "Args:\n    value - what to scale\n    factor - by how much"),
        Example(_CODE, docstring="缩放。\n\n:param value 要缩放的值\n:return: 结果", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each field or entry without its colon."""
        for index in page.docstrings:
            layout = page.layout(index)
            function = page.documented(index)
            names = {p.name for p in function.parameters} if function is not None else set()
            for number in (*_open_fields(layout), *_entries_without_colon(layout, names)):
                said = layout.lines[number].strip()[:60]
                message = f"does not parse as an entry: {said!r}"
                yield self.finding(page, index, message, f"docstring: {said!r}", page.line_in(index, number))


def _open_fields(layout: Layout) -> list[int]:
    return [field.line for field in layout.fields if field.mark == ":" and not field.closed]


def _entries(body: Sequence[str]) -> Sequence[str]:
    """The lines of a section as far as they are indented: running text behind them ends it."""
    inside = takewhile(lambda line: not line.strip() or line[0].isspace(), body)
    return tuple(inside) or body


def _goes_on(line: str, below: Sequence[str]) -> bool:
    """Whether a bracket is open at the end of a line, and closed before the colon in the next."""
    return line.count("(") > line.count(")") and any(
        ")" in row.partition(":")[0] and ":" in row for row in below
    )


def _entries_without_colon(layout: Layout, names: set[str]) -> Iterator[int]:
    """The lines at the first indentation of a parameter section that begin with a name and have no colon."""
    for section in layout.sections:
        if section.name != "Args" or section.underlined:
            continue
        body = _entries(layout.body(section))
        indents = [len(line) - len(line.lstrip()) for line in body if line.strip()]
        for offset, line in enumerate(body):
            words = line.split(None, 1)
            if not words or not indents[0] or len(line) - len(line.lstrip()) != indents[0]:
                continue
            if (
                words[0].lstrip("*") in names
                and ":" not in line
                and "：" not in line
                and len(words) > 1
                and words[1][0] not in "={"  # a default; the type of another style: ``name {type} -- text``
                and not words[1].startswith("-- ")  # as PEP 257 has it
                and not _goes_on(line, body[offset + 1 : offset + 2])
            ):
                yield section.first + offset
