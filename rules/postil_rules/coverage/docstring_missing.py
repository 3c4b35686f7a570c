"""COV01: a public function, class or module without a docstring."""

from __future__ import annotations

from collections.abc import Iterator

from postil.project.model import Module, Symbol
from postil.project.view import Project
from postil.records import Finding
from postil.rule import Example, ProjectRule

_HEAD = '"""Rows."""\n\n\n'
_CLASS = 'class Rows:\n    """Rows."""\n\n    def load(self):\n        {}return 1\n'
_DOC = '"""Load them."""\n        '
_BASE = _HEAD + _CLASS.format(_DOC)
_CHILD = (
    _HEAD
    + 'from rows import Rows\n\n\nclass More(Rows):\n    """More."""\n\n    def load(self):\n        return 2\n'
)
_EXEMPT = ("overload", "override", "setter", "deleter", "getter", "inheritdoc", "dispatch", "register")


class DocstringMissing(ProjectRule):
    """A public object has no docstring and none to inherit."""

    code = "COV01"
    name = "coverage/docstring-missing"
    tier = 1
    dimension = "logic"
    penalty = 0.05
    default = False
    reads_prose = False
    title = "public object without a docstring"
    why = "Who calls it must read its code."
    source = "D100-D107, interrogate"
    good = (Example(_BASE),)
    near_misses = (
        Example(_CHILD, path="more.py", others=(("rows.py", _BASE),)),
        Example(_HEAD + 'class More(Elsewhere):\n    """More."""\n\n    def load(self):\n        return 2\n'),
        Example(_HEAD + "def _private():\n    return 1\n"),
        Example(
            _HEAD
            + '__all__ = ["shown"]\n\n\ndef hidden():\n    return 1\n\n\ndef shown():\n    """Show."""\n'
        ),
        Example(
            _HEAD
            + 'def outer():\n    """Make."""\n\n    def inner():\n        return 1\n\n    return inner\n'
        ),
        Example(_HEAD + "@overload\ndef load(path: str) -> str: ...\n"),
        Example("x = 1\n"),
    )
    bad = (Example(_HEAD + _CLASS.format("")),)
    paraphrases = (
        Example(_HEAD + "class Rows:\n    size = 1\n"),
        Example(_HEAD + "def load(path):\n    return path\n"),
        Example("def load(path):\n    '''Load it.'''\n    return path\n", path="rows.py"),
        Example(_CHILD.replace("def load", "def save"), path="more.py", others=(("rows.py", _BASE),)),
    )

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each public definition without a docstring, and for a module with definitions."""
        if module.language != "python" or module.path.endswith(".pyi"):
            return
        defined = [symbol for symbol in module.symbols if symbol.kind != "constant"]
        if module.comment < 0 and module.path and any(map(_is_named_publicly, defined)):
            yield self.finding(module, None, "the module has no docstring", "code: it defines public names")
        for symbol in defined:
            if symbol.comment < 0 and _is_public(symbol, module) and not _inherits(symbol, module, project):
                message = f"{symbol.kind} {symbol.qualname} has no docstring"
                yield self.finding(
                    module, None, message, f"code, line {symbol.line}: {symbol.name}", line=symbol.line
                )


def _is_named_publicly(symbol: Symbol) -> bool:
    return not any(part.startswith("_") for part in symbol.qualname.split(".")) and not symbol.nested


def _is_public(symbol: Symbol, module: Module) -> bool:
    if not _is_named_publicly(symbol) or _is_exempt(symbol):
        return False
    return module.exports is None or symbol.qualname.partition(".")[0] in module.exports


def _is_exempt(symbol: Symbol) -> bool:
    return any(mark in decorator for decorator in symbol.decorators for mark in _EXEMPT)


def _inherits(symbol: Symbol, module: Module, project: Project) -> bool:
    """Whether a base class documents the method, or may do so out of sight."""
    if not symbol.owner:
        return False
    above, complete = project.inherited(module, symbol)
    return above.comment >= 0 if above is not None else not complete
