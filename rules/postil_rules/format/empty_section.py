"""FMT10: a section of a docstring with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.layout import Layout, Section
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_WRITES = regex(r"(?i)append|doc|example|subst|inherit|interp|extend")
_CODE = "def scale(value, factor):\n    return value * factor"


class EmptySection(Rule):
    """A header of a docstring has no text below it."""

    code = "FMT10"
    name = "format/empty-section"
    tier = 1
    dimension = "format"
    penalty = 0.1
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "empty docstring section"
    why = "It promises what it does not give."
    source = "D414, DOC"
    good = (Example(_CODE, docstring="Scale it.\n\nReturns:\n    The product."),)
    near_misses = (
        Example('"""Files.\n\nClasses\n=======\n"""\nimport os\n'),
        Example(_CODE, docstring="Scale it.\n\nReturns:\nThe product."),
        Example(f"@append_example('scale')\n{_CODE}", docstring="Scale it.\n\nExamples\n--------\n"),
        Example(_CODE, docstring="Scale it.\n\nReturns: the product."),
        Example(_CODE, docstring="Scale it.\n\nExamples\n--------\n\n>>> scale(1, 2)\n2"),
    )
    bad = (Example(_CODE, docstring="Scale it.\n\nArgs:\n    value: What to scale.\n\nReturns:"),)
    paraphrases = (
        Example(
            _CODE, docstring="Scale it.\n\nParameters\n----------\n\nReturns\n-------\nint\n    The product."
        ),
        Example(_CODE, docstring="缩放。\n\n参数：\n\n返回：\n    结果。", language="zh"),
        Example(f"@cached\n{_CODE}", docstring="Scale it.\n\nExamples\n--------\n"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each known section without a line of text."""
        for index in page.docstrings:
            layout = page.layout(index)
            of_module = page.is_source and page.comments[index].symbol is None
            for section in layout.sections:
                if section is layout.sections[-1] and (of_module or _is_filled(page, index)):
                    continue  # a page of the manual, or a decorator, may go on below it
                if (
                    section.known
                    and not any(map(str.strip, layout.body(section)))
                    and not _goes_on(layout, section)
                ):
                    line = page.line_in(index, section.line)
                    message = f"the section {section.title!r} is empty"
                    yield self.finding(
                        page, index, message, f"docstring: {section.title!r}, then nothing", line
                    )


def _in_another_language(section: Section, following: Section) -> bool:
    """Whether the next heading says the same in the other script: 说明, then *Notes*."""
    return section.title.isascii() is not following.title.isascii()


def _is_filled(page: Page, index: int) -> bool:
    """Whether a decorator of what is documented may append to the docstring, by its name."""
    function = page.documented(index)
    return function is not None and any(map(_WRITES.search, function.decorators))


def _goes_on(layout: Layout, section: Section) -> bool:
    """Whether what stands below is an entry that only looks like a header."""
    following = next((one for one in layout.sections if one.line == section.end), None)
    return following is not None and (
        not following.known
        or following.underlined is not section.underlined
        or _in_another_language(section, following)
    )
