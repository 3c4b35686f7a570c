"""FMT08: sections of a docstring out of order."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.layout import Layout, Section
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

# https://google.github.io/styleguide/pyguide.html#383-functions-and-methods
_GOOGLE = {"Args": 0, "Returns": 1, "Yields": 1, "Raises": 2}
# https://numpydoc.readthedocs.io/en/latest/format.html#sections
_NUMPY = {
    "parameters": 0, "returns": 1, "yields": 2, "receives": 3, "other parameters": 4, "raises": 5, "warns": 6,
    "warnings": 7, "see also": 8, "notes": 9, "references": 10, "examples": 11,
}  # fmt: skip
_CODE = "def scale(value, factor):\n    return value * factor"
_ARGS = "Args:\n    value: What to scale."
_RETURNS = "Returns:\n    The product."


class SectionOrder(Rule):
    """Sections stand in another order than Google's guide or numpydoc has them."""

    code = "FMT08"
    name = "format/section-order"
    tier = 1
    dimension = "format"
    penalty = 0.04
    default = False
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "docstring sections out of order"
    why = "Who knows the style looks for a section in its place."
    source = "D420, numpydoc GL07"
    good = (
        Example(_CODE, docstring=f"Scale it.\n\n{_ARGS}\n\n{_RETURNS}\n\nRaises:\n    TypeError: Always."),
    )
    near_misses = (
        Example(_CODE, docstring=f"Scale it.\n\nExample:\n    It runs.\n\n{_ARGS}\n\n{_RETURNS}"),
        Example(_CODE, docstring="Scale it.\n\nReturns: the product.\n\nArgs:\n    value: What to scale."),
        Example(_CODE, docstring="Scale it.\n\n:returns: The product.\n:param value: What to scale."),
    )
    bad = (Example(_CODE, docstring=f"Scale it.\n\n{_RETURNS}\n\n{_ARGS}"),)
    paraphrases = (
        Example(
            _CODE, docstring="Scale.\n\nReturns\n-------\nint\n\nParameters\n----------\nvalue : int\n    It."
        ),
        Example(_CODE, docstring="缩放。\n\n返回：\n    结果。\n\n参数：\n    value: 值。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for the first section of each docstring that should stand further up."""
        for index in page.docstrings:
            layout = page.layout(index)
            late = _out_of_place(layout) if len(layout.sections) > 1 else None
            if late is not None:
                above, section = late
                message = f"{section.title} stands below {above.title}"
                evidence = f"docstring: {', '.join(one.title for one in layout.sections)}"
                yield self.finding(page, index, message, evidence, page.line_in(index, section.line))


def _out_of_place(layout: Layout) -> tuple[Section, Section] | None:
    """The first section that comes after one which should follow it, and that one."""
    for underlined, order in ((False, _GOOGLE), (True, _NUMPY)):
        last: Section | None = None
        for section in layout.sections:
            key = section.title.lower() if underlined else section.name
            if section.underlined is not underlined or key not in order:
                continue
            if last is not None and order[key] < order[last.title.lower() if underlined else last.name]:
                return last, section
            last = section
    return None
