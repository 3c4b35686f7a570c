"""FMT02: a docstring in another style than the project asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from postil.claims.layout import styles_in
from postil.claims.styles import style_of
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "def scale(value, factor):\n    return value * factor"
_SPHINX = "Scale it.\n\n:param value: What to scale.\n:returns: The product."
_GOOGLE = "Scale it.\n\nArgs:\n    value: What to scale.\n\nReturns:\n    The product."


class OtherStyle(Rule):
    """The sections of a docstring are not in the style that the profile's ``docstring-style`` names.

    A profile that names none, such as the default one, asks for nothing.
    """

    code = "FMT02"
    name = "format/other-style"
    tier = 2
    dimension = "format"
    penalty = 0.1
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    options = ("docstring_style",)
    docstring_style: Literal["google", "numpy", "sphinx", "epytext", "any"] = "google"
    title = "docstring in another style than the project's"
    why = "Tools are set to one style and print the others as running text."
    source = "DOC003"
    good = (Example(_CODE, docstring=_GOOGLE),)
    near_misses = (
        Example(_CODE, docstring="Scale it.\n\nSee :func:`half`. Note:\n\nIt is slow."),
        Example(_CODE, docstring="Scale it. Args: none of them matters."),
    )
    bad = (Example(_CODE, docstring=_SPHINX),)
    paraphrases = (
        Example(_CODE, docstring="Scale it.\n\nParameters\n----------\nvalue : int\n    What to scale."),
        Example(_CODE, docstring="缩放。\n\n:param value: 要缩放的值", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring whose style is another."""
        for index in page.docstrings if self.docstring_style != "any" else ():
            style = style_of(page.comments[index].text)
            if style is not None and style != self.docstring_style:
                message = f"written in the {style} style, not {self.docstring_style}"
                counts = styles_in(page.layout(index))
                yield self.finding(page, index, message, f"docstring: {counts[style]} parts in {style} style")
