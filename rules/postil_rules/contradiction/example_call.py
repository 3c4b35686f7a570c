"""CON38: an example calls the function as its signature does not allow."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._examples import parsed, samples
from postil_rules.contradiction._judged import documented, shortened

_HANDED_IN = ("ctx", "context", "self", "cls")
_CODE = "def double(number, *, twice=False):\n    return 4 * number if twice else 2 * number"


class ExampleCall(Rule):
    """The call in an example has a keyword or a number of arguments that the signature refuses."""

    code = "CON38"
    name = "contradiction/example-call"
    tier = 1
    dimension = "accuracy"
    penalty = 0.35
    comment_kinds = ("docstring", "summary")
    reads_prose = False
    needs = ("docstring", "tree")
    title = "example calls the function with other arguments than it takes"
    why = "The example is the part of a docstring that everybody copies."
    source = "DocRef (Zhong and Su 2013)"
    good = (Example(_CODE, docstring="Double.\n\n>>> double(3, twice=True)\n12"),)
    near_misses = (
        Example(_CODE, docstring="Double.\n\n>>> double()\nTraceback (most recent call last):\nTypeError"),
        Example(_CODE, docstring="Double.\n\n>>> double(*numbers)\n12"),
        Example(_CODE, docstring="Double.\n\n>>> other.double(1, 2, 3)\n12"),
        Example(
            "def root(ctx, f, start):\n    return ctx.solve(f, start)",
            docstring="Root.\n\n>>> root(sin, 3)\n3.14",
        ),
        Example(
            "def date():\n    return select('date')",
            docstring="Select dates.\n\n>>> from datetime import date\n>>> rows = [date(1999, 12, 31)]",
        ),
        Example(
            "def date():\n    return select('date')",
            docstring="选出日期。\n\n>>> from datetime import date\n>>> rows = [date(1999, 12, 31)]",
            language="zh",
        ),
        Example("@once\ndef make(n):\n    return n", docstring="Make.\n\n>>> make()\n1"),
    )
    bad = (Example(_CODE, docstring="Double.\n\n>>> double(3, again=True)\n12"),)
    paraphrases = (
        Example(_CODE, docstring="Double.\n\n>>> x = double(3, True)\n>>> x\n12"),
        Example(_CODE, docstring="Double.\n\n>>> print(double())\n12"),
        Example(_CODE, docstring="Double.\n\n>>> from sums import double\n>>> double(3, True)\n12"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        if not page.holding(">>> "):
            return
        for remark in documented(page):
            function = remark.function
            if not _is_called_as_written(function) or ">>> " not in remark.text:
                continue
            for call in _calls(remark.text, function.name):
                fault = _unbound(call, function)
                if fault:
                    code = ast.unparse(call)
                    message = f"the example {fault}"
                    taken = ", ".join(p.name for p in function.parameters)
                    text = f"comment: {shortened(code)!r} | code: '{function.name}({taken})'"
                    yield self.finding(page, remark.comment, message, text)
                    break


def _is_called_as_written(function: Function) -> bool:
    """Whether an example passes what the signature has: no class, decorator or context hands in the first of it."""
    first = function.parameters[0].name if function.parameters else ""
    return function.qualname == function.name and not function.decorators and first not in _HANDED_IN


def _calls(text: str, name: str) -> Iterator[ast.Call]:
    """The calls of ``name`` in examples that are not shown to fail, up to one that binds the name anew."""
    for sample in samples(text):
        tree = parsed(sample.source)
        if isinstance(tree, str):
            continue
        nodes = list(ast.walk(tree))
        if any(_binds(node, name) for node in nodes):
            return
        if not sample.fails:
            yield from (
                n
                for n in nodes
                if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == name
            )


def _binds(node: ast.AST, name: str) -> bool:
    """Whether a node gives ``name`` another meaning: it assigns or defines it, or takes it from the standard library."""
    if isinstance(node, ast.Name):
        return node.id == name and isinstance(node.ctx, ast.Store)
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return node.name == name
    if not isinstance(node, ast.ImportFrom) or node.level:
        return False
    is_standard = (node.module or "").partition(".")[0] in sys.stdlib_module_names
    return is_standard and any((alias.asname or alias.name) == name for alias in node.names)


def _unbound(call: ast.Call, function: Function) -> str | None:
    """Why the call cannot be bound to the signature, or ``None``."""
    kinds = {p.kind for p in function.parameters}
    if any(isinstance(a, ast.Starred) for a in call.args) or any(k.arg is None for k in call.keywords):
        return None
    by_place = [p for p in function.parameters if p.kind.startswith("positional")]
    named = {p.name for p in function.parameters if p.kind in {"positional", "keyword_only"}}
    given = {str(k.arg) for k in call.keywords}
    if given - named and "double_star" not in kinds:
        return f"passes {min(given - named)}, {function.name} has no such parameter"
    if len(call.args) > len(by_place) and "star" not in kinds:
        return f"passes {len(call.args)} arguments by position, {function.name} takes {len(by_place)}"
    if any(isinstance(a, ast.Constant) and a.value is ... for a in call.args):
        return None
    missing = [p.name for p in by_place[len(call.args) :] if p.default is None and p.name not in given]
    missing += [
        p.name
        for p in function.parameters
        if p.kind == "keyword_only" and not p.default and p.name not in given
    ]
    return f"does not pass {missing[0]}, which {function.name} needs" if missing else None
