"""COV13: a docstring that names some of the values a parameter may have."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.coverage._body import own_statements

_LITERAL = regex(r"""(['"])([A-Za-z][\w.-]{0,30})\1""")
_OPERATORS = frozenset(("==", "in"))
_OPEN = regex(r"(?i)\betc\b|e\.g\.|such as|for example|among others|\.\.\.|…|等|例如|比如|诸如")
_CODE = (
    "def draw(shape):\n    if shape == 'circle':\n        arc()\n    elif shape == 'square':\n        box()\n"
    "    elif shape == 'line':\n        rule()\n"
)


class ChoicesIncomplete(Rule):
    """The description of a parameter quotes at least two of the strings it is compared with, but not all."""

    code = "COV13"
    name = "coverage/choices-incomplete"
    tier = 3
    dimension = "logic"
    penalty = 0.06
    comment_kinds = ("docstring",)
    needs = ("tree", "docstring", "flow")
    title = "docstring names only some of the choices"
    why = "The choice that is left out is one that nobody will use."
    source = "DocTer"
    good = (
        Example(_CODE, docstring="Draw.\n\nArgs:\n    shape: 'circle', 'square' or 'line'."),
        Example(
            _CODE, docstring="画图。\n\n参数：\n    shape: 'circle'、'square' 或 'line'。", language="zh"
        ),
    )
    near_misses = (
        Example(_CODE, docstring="Draw.\n\nArgs:\n    shape: What to draw."),
        Example(_CODE, docstring="Draw.\n\nArgs:\n    shape: Such as 'circle' or 'square'."),
        Example(_CODE, docstring="Draw.\n\nArgs:\n    shape: 'circle' by default."),
    )
    bad = (
        Example(_CODE, docstring="Draw.\n\nArgs:\n    shape: 'circle' or 'square'."),
        Example(_CODE, docstring="画图。\n\n参数：\n    shape: 'circle' 或 'line'。", language="zh"),
    )
    paraphrases = (Example(_CODE, docstring='Draw.\n\n:param shape: Either "line" or "square".'),)

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each parameter with a choice that its description leaves out."""
        for index in page.docstrings:
            function = page.documented(index)
            if function is None or not page.docstring(index).parameters:
                continue
            text = page.comments[index].text
            if "'" not in text and '"' not in text and "`" not in text:
                continue
            tested = _tested(page, function)
            beside = _alike(page, function, text)
            for item in page.docstring(index).parameters or ():
                said = f"{item.type or ''} {item.text}"
                choices = tested.get(item.name or "", set())
                left_out = {choice for choice in choices if choice not in text} - beside.get(
                    item.name or "", set()
                )
                quoted = sum(f"{quote}{choice}{quote}" in said for choice in choices for quote in "'\"`")
                if left_out and quoted >= 2 and not _OPEN.search(said):
                    names = ", ".join(sorted(left_out))
                    message = f"does not name the choice {names} of {item.name!r}"
                    evidence = f"comment: {said.strip()[:60]!r} | code tests: {', '.join(sorted(choices))}"
                    yield self.finding(page, index, message, evidence, page.line_in(index, item.line))


def _alike(page: Page, function: Function, text: str) -> dict[str, set[str]]:
    """The strings that a parameter is compared with beside one that ``text`` names: other names of that one."""
    found: dict[str, set[str]] = {}
    for statement in own_statements(page, function):
        for comparison in statement.comparisons:
            names = {m[2] for m in _LITERAL.finditer(comparison.right)}
            if any(name in text for name in names):
                found.setdefault(comparison.left, set()).update(names)
    return found


def _tested(page: Page, function: Function) -> dict[str, set[str]]:
    """The strings that each parameter of ``function`` is compared with."""
    found: dict[str, set[str]] = {p.name: set() for p in function.parameters}
    for statement in own_statements(page, function):
        for comparison in statement.comparisons:
            if comparison.left in found and comparison.operator in _OPERATORS:
                found[comparison.left].update(m[2] for m in _LITERAL.finditer(comparison.right))
    return found
