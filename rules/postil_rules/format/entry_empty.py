"""FMT12: an entry of a docstring without a description."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.docstring import section_named
from postil.claims.layout import Layout
from postil.claims.model import DocItem
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_CODE = "def scale(value, factor):\n    return value * factor"
_BRACKETS = regex(r"[(\[{].*?[)\]}]|\b(?:optional|default\S* \S+|or|of)\b|['\"`]")
_NAME = regex(r"(?!None$)\*{0,2}(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*(?:, ?\*{0,2}\w+)*$")
_TOLD = frozenset(("ignored", "unused", "not used"))
_RESULTS = frozenset(("return", "returns"))


class EntryEmpty(Rule):
    """A parameter, an attribute or a result is listed, and nothing is said of it."""

    code = "FMT12"
    name = "format/entry-empty"
    tier = 2
    dimension = "format"
    penalty = 0.08
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "docstring entry without a description"
    why = "Its name stands in the signature already; the reader came for the rest."
    source = "DAR, numpydoc PR07, checkstyle NonEmptyAtclauseDescription"
    good = (Example(_CODE, docstring="Scale it.\n\n:param value: What to scale.\n:returns: The product."),)
    near_misses = (
        Example(
            _CODE,
            docstring="Scale it.\n\nArgs:\n    value: It.\n\nFor more please refer to:\nhttps://example.org/scale",
        ),
        Example(
            _CODE, docstring="Scale it.\n\nParameters\n----------\nvalue : int\n    It.\nfactor : Ignored"
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\nArgs:\n    value:\n        What to scale.\n    factor: By how much.",
        ),
        Example(_CODE, docstring="Scale it.\n\n:param value: What to scale.\n:type value:\n    int"),
        Example(_CODE, docstring="Scale it.\n\nReturns\n-------\nint"),
        Example(
            _CODE, docstring="Scale it.\n\n@param value: What.\n@returns a pair of numbers:\n- the product"
        ),
        Example(_CODE, docstring="Take the value times two.\n\n:param value:\n:param factor: Unused."),
        Example(
            _CODE,
            docstring="Scale it.\n\nParameters\n----------\nvalue : int\n\nNotes\n-----\nA ``value`` of 0 stays.",
        ),
        Example(_CODE, docstring="缩放到 value 的倍数\n\n:param value:\n:param factor: 系数", language="zh"),
        Example(_CODE, docstring="Scale it.\n\nParameters\n----------\nNone"),
        Example(_CODE, docstring="Scale it.\n\nParameters\n----------\nfactor  : [default: of.factor]."),
        Example(_CODE, docstring="缩放。\n\nParameters\n----------\nfactor : [default: 2].", language="zh"),
        Example(
            _CODE,
            docstring="Scale it.\n\nParameters\n----------\nvalue : int\n    What to scale.\n\nExample:\n\n>>> scale(2, 3)\n6",
        ),
        Example(
            _CODE,
            docstring="Scale it.\n\nParameters\n----------\nvalue : int\n    What to scale.\n\nSee the manual for more\noptions.\n",
        ),
        Example(
            _CODE, docstring="Scale it.\n\nParameters\n----------\nvalue, factor : int\n    Both factors."
        ),
    )
    bad = (Example(_CODE, docstring="Scale it.\n\n:param value:\n:param factor: By how much.\n:return:"),)
    paraphrases = (
        Example(_CODE, docstring="Scale it.\n\nArgs:\n    value (int):\n    factor: By how much."),
        Example(
            _CODE,
            docstring="Scale it.\n\nParameters\n----------\nvalue : int\n\nfactor : int\n    By how much.",
        ),
        Example(_CODE, docstring="缩放。\n\n:param value:\n:param factor: 系数", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry without text."""
        for index in page.docstrings:
            doc = page.docstring(index)
            for item in (*(doc.parameters or ()), *(doc.attributes or ())):
                name = item.name or ""
                if item.text.strip() or (doc.style == "epytext" and item.type):
                    continue  # JSDoc's type alone is what checkers of types read
                if not _NAME.match(name) or section_named(name) is not None or name == "void":
                    continue  # C says so that there are none
                layout = page.layout(index)
                if f"{name}://" in "".join(layout.lines[item.line : item.line + 1]):
                    continue
                if not _says_more(item, layout) and not _is_told_outside(name, layout):
                    yield self._finding(page, index, name, item.line)
            for field in page.layout(index).fields if doc.style in ("sphinx", "epytext") else ():
                told = field.text or (field.mark == "@" and field.argument)
                if field.key in _RESULTS and field.closed and not told:
                    yield self._finding(page, index, field.key, field.line)

    def _finding(self, page: Page, index: int, name: str, line: int) -> Finding:
        evidence = f"docstring: {name!r}, then nothing"
        return self.finding(page, index, f"says nothing of {name!r}", evidence, page.line_in(index, line))


def _is_told_outside(name: str, layout: Layout) -> bool:
    """Whether the text before all entries, or a note, speaks of the entry by its name."""
    starts = [one.line for one in layout.sections] + [one.line for one in layout.fields]
    first = min(starts, default=0)
    notes = [row for section in layout.sections if section.name == "Note" for row in layout.body(section)]
    word = re.compile(rf"(?<![A-Za-z0-9_]){re.escape(name.lstrip('*'))}(?![A-Za-z0-9_])")
    return word.search("\n".join([*layout.lines[:first], *notes])) is not None


def _says_more(item: DocItem, layout: Layout) -> bool:
    """Whether the entry is a header that the parser does not know, or NumPy's style tells more of it.

    There a type of several words, with a full stop or in Chinese, is a description in the wrong place, and entries that
    follow each other may share the text below the last one.
    """
    section = max((s for s in layout.sections if s.line <= item.line), key=lambda s: s.line, default=None)
    if section is None or not section.underlined:
        return False
    below = layout.lines[item.line + 1].strip() if item.line + 1 < section.end else ""
    if (item.type or "").lower() in _TOLD or (item.type or "").endswith("."):
        return True
    listed = section.name == "Attributes" and not item.type  # a list of properties, documented where they are
    if listed or not (item.type or "").isascii():
        return True
    return section.line == item.line or bool(below) or len(_BRACKETS.sub(" ", item.type or "").split()) > 1
