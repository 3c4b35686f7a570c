"""MKP01: reStructuredText that docutils does not accept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from postil.claims.layout import indent
from postil.errors import UsageError
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.markup._markup import is_rest

# What docutils alone cannot know: directives, roles and names that Sphinx or another page defines.
_OTHERS = regex(
    r"(?i)unknown (?:directive|interpreted|target)|no (?:directive|role) entry|trying .* as canonical|duplicate"
    r"|undefined substitution|error in \"|unexpected section title|is not referenced|problems with|title underline|disabled|must be a number|transition|incomplete section title"
)
_CODE = "def half(n):\n    return n / 2"
_WARNING = 2  # docutils: 1 info, 2 warning, 3 error, 4 severe
_LIMIT = 20_000


class InvalidRest(Rule):
    """The text of a docstring above its sections has marks of reStructuredText, and docutils finds fault with it.

    Roles, directives and targets that docutils does not know are left to Sphinx. Needs docutils:
    ``pip install 'postil[rst]'``.
    """

    code = "MKP01"
    name = "markup/invalid-rest"
    tier = 2
    dimension = "format"
    penalty = 0.05
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    default = False
    title = "invalid reStructuredText"
    why = (
        "The page is made with a warning in place of the text. Parsing every docstring takes a hundred times as long as "
        "all other rules together, so this is off by default."
    )
    source = "flake8-rst-docstrings"
    good = (Example(_CODE, docstring="Halve ``n``::\n\n    half(3)\n\nAnd *nothing* else."),)
    near_misses = (
        Example(_CODE, docstring="Halve ``n`` with :func:`double`.\n\n.. versionadded:: 2.0\n   Once."),
        Example(_CODE, docstring="Halve n.\n\n```python\nhalf(*args)\n```\n"),
        Example(_CODE, docstring="Halve ``n``.\n\nArgs:\n    *n: Any.\n    m:\n      One.\n     Two."),
    )
    bad = (Example(_CODE, docstring="Halve ``n`` with *args or **kwargs given."),)
    paraphrases = (
        Example(_CODE, docstring="Halve ``n``, see ``double.\n"),
        Example(_CODE, docstring="取 ``n`` 的一半。\n\n- 除以二\n  或者\n 乘以二分之一\n", language="zh"),
    )

    def configured(self, values: Mapping[str, Any]) -> Rule:
        """This rule, if docutils is there.

        Raises:
            UsageError: it is not; says how to install it.
        """
        from importlib.util import find_spec  # noqa: PLC0415 - only where the rule is chosen

        if find_spec("docutils") is None:
            message = "MKP01 needs docutils: pip install 'postil[rst]'"
            raise UsageError(message)
        return super().configured(values)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each fault that docutils finds."""
        for index in page.docstrings:
            text = page.comments[index].text[:_LIMIT]
            if not is_rest(text):
                continue
            layout = page.layout(index)
            parts = [
                *(section.line for section in layout.sections),
                *(field.line for field in layout.fields if not indent(layout.lines[field.line])),
            ]
            lines = text.split("\n")[: min(parts, default=None)]
            for number, message in _faults("\n".join(lines)):
                row = min(number, len(lines) - 1)
                evidence = f"docstring: {lines[row].strip()[:60]!r}"
                yield self.finding(page, index, message, evidence, page.line_in(index, row))


def _faults(text: str) -> Iterator[tuple[int, str]]:
    """Line (from 0) and message of each fault, in order; reads no other file and runs nothing."""
    from docutils.core import publish_doctree  # noqa: PLC0415 - heavy, an extra
    from docutils.nodes import system_message  # noqa: PLC0415 - same

    settings = {
        "report_level": _WARNING,
        "halt_level": 5,
        "warning_stream": False,
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "syntax_highlight": "none",
        "_disable_config": True,
    }
    try:
        tree = publish_doctree(text, settings_overrides=settings)
    except RecursionError:
        return  # nested too deep for docutils, which says nothing of the text
    for node in tree.findall(system_message):
        message = node.astext().split("\n")[0].partition(") ")[2] or node.astext().split("\n")[0]
        if node["level"] >= _WARNING and not _OTHERS.search(node.astext()):
            yield max(0, node.get("line", 1) - 1), message.rstrip(".")
