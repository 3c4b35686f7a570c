"""FMT11: a section or an entry that a docstring has twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from postil.claims.layout import Layout
from postil.claims.model import DocItem
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "def scale(value, factor):\n    return value * factor"
_ARGS = "Args:\n    value: What to scale."
_ONCE = frozenset(("Args", "Returns", "Yields", "Raises", "Attributes"))


class SaidTwice(Rule):
    """A docstring has two sections of one name, or documents one parameter or attribute twice."""

    code = "FMT11"
    name = "format/said-twice"
    tier = 1
    dimension = "format"
    penalty = 0.08
    reads_prose = False
    needs = ("docstring",)
    title = "duplicate section or entry"
    why = "Tools keep one of the two, readers do not know which is true."
    source = "numpydoc, eslint check-param-names"
    good = (Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n    factor: By how much."),)
    near_misses = (
        Example(_CODE, docstring="Scale it.\n\nNote:\n    Slow.\n\nNote:\n    Exact."),
        Example(_CODE, docstring="Scale it.\n\n:param value: What to scale.\n:type value: int"),
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n\nRaises:\n    A: If odd.\n    A: If even."),
    )
    bad = (
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n    factor: By it.\n    value: What to stretch."),
    )
    paraphrases = (
        Example(
            _CODE, docstring=f"Scale it.\n\n{_ARGS}\n\nReturns:\n    It.\n\nArgs:\n    factor: By how much."
        ),
        Example(_CODE, docstring="缩放。\n\n:param value: 值\n:param value: 系数", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each section or entry that comes a second time."""
        for index in page.docstrings:
            layout = page.layout(index)
            if not layout.sections and len(layout.fields) < 2:
                continue
            for title, line in _sections_again(layout):
                message = f"a second section {title!r}"
                yield self.finding(
                    page, index, message, f"docstring: {title!r} twice", page.line_in(index, line)
                )
            doc = page.docstring(index)
            for item in (*_again(doc.parameters), *_again(doc.attributes)):
                message = f"documents {item.name!r} a second time"
                line = page.line_in(index, item.line)
                yield self.finding(page, index, message, f"docstring: two entries {item.name!r}", line)


def _sections_again(layout: Layout) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for section in layout.sections:
        key = section.name if section.name in _ONCE else section.title.lower()
        seen[key] += 1
        if seen[key] == 2 and (key in _ONCE or section.underlined):
            yield section.title, section.line


def _again(items: tuple[DocItem, ...] | None) -> Iterator[DocItem]:
    seen: Counter[str | None] = Counter()
    for item in items or ():
        seen[item.name] += 1
        if item.name and seen[item.name] == 2:
            yield item
