"""FMT04: a docstring that does not begin with a summary."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.layout import Layout
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "def scale(value, factor):\n    return value * factor"
_CLASS = (
    'class Scale:\n{}    def __init__(self, factor):\n        """\n        Parameters\n        ----------\n'
    '        factor : int\n            By how much.\n        """\n        self.factor = factor\n'
)


class SummaryMissing(Rule):
    """The docstring begins with a section or a field, or behind an empty line.

    That of a constructor needs no summary where its class has one.
    """

    code = "FMT04"
    name = "format/summary-missing"
    tier = 2
    dimension = "format"
    penalty = 0.12
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "docstring without a summary on its first lines"
    why = "Indexes and tooltips show the first line and nothing else."
    source = "D212, D213, D419, numpydoc SS01"
    good = (Example(_CODE, docstring="Scale it.\n\nArgs:\n    value: What to scale."),)
    near_misses = (
        Example(
            '@prepend_docstring(base)\ndef half(n):\n    """\n    Returns\n    -------\n    int\n        It.\n    """\n    return n / 2\n'
        ),
        Example('def half(n):\n    """\n    Halve n.\n    """\n    return n / 2\n'),
        Example(_CODE, docstring=":func:`half`, the other way round.\n\n:param value: What to scale."),
        Example(_CODE, docstring="Returns: the product of both."),
        Example(_CODE, docstring=".. deprecated:: 2.0\n\nScale it."),
        Example(_CLASS.format('    """Keeps a factor."""\n\n')),
    )
    bad = (
        Example(_CODE, docstring=":param value: What to scale.\n:returns: The product."),
        Example(_CLASS.format("")),
    )
    paraphrases = (
        Example('def half(n):\n    """\n\n    Halve n.\n    """\n    return n / 2\n'),
        Example(_CODE, docstring="Parameters\n----------\nvalue : int\n    What to scale."),
        Example(_CODE, docstring="Args:\n    value: What to scale."),
        Example(_CODE, docstring=":param value: 要缩放的值", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring with something else in the place of its summary."""
        for index in page.docstrings:
            layout = page.layout(index)
            if _lacks_summary(page, index):
                if _is_told_by_class(page, index) or _is_put_together(page, index):
                    continue
                first = layout.lines[0].strip()[:40]
                yield self.finding(page, index, "has no summary", f"docstring begins: {first!r}")
            elif _starts_empty(page, index):
                message = "the docstring begins with an empty line"
                evidence = "docstring begins: an empty line"
                yield self.finding(page, index, message, evidence, page.line_in(index, 0))

    def custom(self, page: Page) -> tuple[int, int]:
        """How many docstrings begin with a summary, and how many do not."""
        without = sum(
            (_starts_empty(page, index) or _lacks_summary(page, index)) and not _is_told_by_class(page, index)
            for index in page.docstrings
        )
        return len(page.docstrings) - without, without


def _lacks_summary(page: Page, index: int) -> bool:
    """Whether a docstring that says something begins with a section or a field."""
    return bool(page.comments[index].text.strip()) and _starts_with_part(page.layout(index))


def _is_put_together(page: Page, index: int) -> bool:
    """Whether a decorator writes at the docstring, as its name tells: ``prepend_docstring``."""
    function = page.documented(index)
    return function is not None and any("doc" in one.partition("(")[0].lower() for one in function.decorators)


def _is_told_by_class(page: Page, index: int) -> bool:
    """Whether a docstring is a constructor's, and that of its class has a summary."""
    owner, _, name = (page.comments[index].symbol or "").rpartition(".")
    if name not in ("__init__", "__new__"):
        return False
    return any(
        page.comments[one].symbol == owner and not _lacks_summary(page, one) for one in page.docstrings
    )


def _starts_empty(page: Page, index: int) -> bool:
    statement = page.docstring_statements.get(index) if page.is_source else None
    if statement is None or len(statement.literals) != 1:
        return False
    head = str(statement.literals[0].value)
    return head[: len(head) - len(head.lstrip())].count("\n") > 1


def _starts_with_part(layout: Layout) -> bool:
    if layout.fields and layout.fields[0].line == 0 and layout.fields[0].closed:
        return True
    first = layout.sections[0] if layout.sections else None
    if first is not None and first.line == 0:
        return first.name in ("Args", "Returns", "Yields", "Raises")
    head = layout.lines[0].rstrip()
    return head in ("Args:", "Returns:", "Raises:", "Yields:", "参数：", "返回：") and len(layout.lines) > 1
