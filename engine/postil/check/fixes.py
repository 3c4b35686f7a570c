r"""Applies the fixes of findings; nothing but comments and docstrings may change.

>>> from postil.records import Fix
>>> apply("#x = 1\r\ny\r\n", [Fix(1, 2, 1, 2, " ")])
'# x = 1\r\ny\r\n'
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Sequence
from difflib import unified_diff

from postil.check.records import Located
from postil.errors import PostilError
from postil.records import Fix
from postil.text.lazy import regex

_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class UnsafeFixError(PostilError):
    """A fix that would change code. It is left alone."""


def chosen_fixes(findings: Sequence[Located]) -> list[Fix]:
    """The fixes of the findings, without those that overlap an earlier one."""
    taken: list[Fix] = []
    for one in findings:
        fix = one.finding.fix
        if fix is not None and not any(_overlap(fix, other) for other in taken):
            taken.append(fix)
    return taken


def apply(text: str, fixes: Iterable[Fix]) -> str:
    r"""``text`` with the fixes made. Lines end with ``\n``, ``\r\n`` or ``\r``, and stay as they are."""
    starts = [0, *(match.end() for match in _LINE.finditer(text))]
    end_of_line = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
    for fix in sorted(fixes, key=_start, reverse=True):
        first = _offset(starts, fix.line, fix.column, len(text))
        last = _offset(starts, fix.end_line, fix.end_column, len(text))
        text = text[:first] + fix.text.replace("\n", end_of_line) + text[last:]
    return text


def fixed_source(text: str, fixes: Sequence[Fix], *, python: bool) -> str:
    """``text`` with the fixes made, proved to be the same program.

    Raises:
        UnsafeFixError: the code would be another, or can no longer be parsed.
    """
    fixed = apply(text, fixes)
    if python and _program(text) != _program(fixed):
        message = "the fix would change the code; it was not made"
        raise UnsafeFixError(message)
    return fixed


def diff_of(path: str, before: str, after: str) -> str:
    """The change as a unified diff."""
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), path, path)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _program(text: str) -> str | None:
    """What the text means to Python, docstrings aside; ``None`` when it cannot be parsed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    for node in ast.walk(tree):
        if (
            isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
            and ast.get_docstring(node, clean=False) is not None
        ):
            node.body[0] = ast.Pass()
    return ast.dump(tree)


def _offset(starts: Sequence[int], line: int, column: int, end: int) -> int:
    return min(starts[line - 1] + column - 1, end) if line <= len(starts) else end


def _start(fix: Fix) -> tuple[int, int]:
    return fix.line, fix.column


def _overlap(one: Fix, other: Fix) -> bool:
    return _start(one) < (other.end_line, other.end_column) and _start(other) < (one.end_line, one.end_column)
