"""FMT09: a section header that is nearly one of the style."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.layout import Section
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.distance import edits

_CODE = "def scale(value, factor):\n    return value * factor"
_TITLES = (
    "Args", "Arguments", "Parameters", "Returns", "Yields", "Raises", "Attributes", "Examples", "Example", "Notes",
    "Warnings", "References", "Methods", "参数", "参数说明", "返回", "返回值", "异常", "示例",
)  # fmt: skip
_OTHERS = frozenset(("Reference", "Fields", "Method"))  # words of their own
_LOWER = frozenset(("args", "arguments", "parameters", "params", "returns", "yields", "raises", "attributes"))


class UnknownSection(Rule):
    """A header is a letter or two away from one that tools know, or the same in lower case."""

    code = "FMT09"
    name = "format/unknown-section"
    tier = 2
    dimension = "format"
    penalty = 0.08
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "unknown docstring section"
    why = "Tools take it for running text, so what stands below it is not documented."
    source = "numpydoc GL06, D405"
    good = (Example(_CODE, docstring="Scale it.\n\nArgs:\n    value: What to scale."),)
    near_misses = (
        Example(_CODE, docstring="Scale it.\n\nRationale:\n    It was needed."),
        Example(_CODE, docstring="Scale it.\n\nHistory\n-------\nOld."),
        Example(_CODE, docstring="Scale it.\n\nPreferences\n-----------\n.. show_all:: scale"),
        Example(_CODE, docstring="Scale it.\n\nFields:\n    value: A number.\n\nReference:\n    RFC 1."),
        Example(_CODE, docstring="Scale it.\n\nNote:\n    It is slow.\n\nWarning:\n    Very slow."),
    )
    bad = (Example(_CODE, docstring="Scale it.\n\nRetruns:\n    The product."),)
    paraphrases = (
        Example(_CODE, docstring="Scale it.\n\nParamaters\n----------\nvalue : int\n    What to scale."),
        Example(_CODE, docstring="Scale it.\n\nargs:\n    value: What to scale."),
        Example(_CODE, docstring="缩放。\n\nRetuns:\n    结果。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each unknown header that is near a known one."""
        for index in page.docstrings:
            layout = page.layout(index)
            for section in layout.sections:
                meant = None if section.known else _meant(section)
                if meant is not None:
                    small = meant.lower() == section.title.lower()
                    wrong = (
                        "the header {!r} is not written as"
                        if small
                        else "no section is called {!r}; did you mean"
                    )
                    message = f"{wrong.format(section.title)} {meant!r}{'' if small else '?'}"
                    line = page.line_in(index, section.line)
                    yield self.finding(page, index, message, f"docstring: {section.title!r}", line)

    def custom(self, page: Page) -> tuple[int, int]:
        """How many headers of the core sections begin with a capital letter, and how many are small."""
        titles = [
            s.title for i in page.docstrings for s in page.layout(i).sections if s.title.lower() in _LOWER
        ]
        small = sum(title.islower() for title in titles)
        return len(titles) - small, small


def _meant(section: Section) -> str | None:
    """The known title that a header comes near: two letters away, one in a short word, or in another case.

    A slip keeps the first letter; ``Preferences`` is no ``References``.
    """
    title = section.title
    if title.lower() in _LOWER:
        return title.capitalize()
    if len(title) < 4 or not title[0].isupper() or title in _OTHERS:
        return None
    allowed = 1 if len(title) < 7 else 2
    alike = (known for known in _TITLES if known[0] == title[0])
    return next((known for known in alike if edits(title, known, allowed) <= allowed), None)
