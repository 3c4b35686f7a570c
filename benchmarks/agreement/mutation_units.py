"""Real functions with docstrings, cut out of installed packages: what `mutations.py` breaks.

A unit is a source of its own with one function and up to three neighbours, so that every linter can read it alone.
"""

from __future__ import annotations

import ast
import io
import re
import textwrap
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LONGEST = 60
TOGETHER = 4  # what is usual in a file shows only where there are several
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Unit(NamedTuple):
    """A source with the function to be broken first and its neighbours behind it.

    ``doc`` and ``other`` are the places of the two docstrings, without quotes; ``comments`` those of the comments
    on lines inside the first function, without ``# ``.
    """

    source: str
    tree: Function
    doc: tuple[int, int]
    other: tuple[int, int]
    comments: tuple[tuple[int, int], ...]
    style: str

    @property
    def text(self) -> str:
        """The docstring as it stands in the source."""
        return self.source[slice(*self.doc)]

    @property
    def parameters(self) -> list[str]:
        """The names of the parameters, without the receiver and stars."""
        arguments = self.tree.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        return [name for name in names if name not in {"self", "cls"}]

    @property
    def margin(self) -> str:
        """The white space before the lines of the docstring."""
        return " " * self.tree.body[0].col_offset

    def with_paragraph(self, text: str) -> str:
        """The source with lines at the end of the docstring, laid out as a formatter would."""
        lines = ["", *text.split("\n"), ""]
        return self.with_doc(
            self.text.rstrip()
            + "\n"
            + "\n".join(self.margin + line if line else "" for line in lines[:-1])
            + "\n"
            + self.margin
        )

    def with_doc(self, text: str) -> str:
        """The source with another docstring."""
        return self.source[: self.doc[0]] + text + self.source[self.doc[1] :]


def units_in(folder: Path) -> Iterator[Unit]:
    """The units of all Python files below ``folder``, by path."""
    for path in sorted(folder.rglob("*.py")):
        if "test" in str(path.relative_to(folder)):
            continue
        try:
            code = path.read_text("utf-8")
            tree = ast.parse(code)
        except (SyntaxError, ValueError, UnicodeDecodeError):
            continue
        yield from _units(tree, code.split("\n"))


def _units(tree: ast.Module, lines: list[str]) -> Iterator[Unit]:
    for owner in (tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))):
        functions = [node for node in owner.body if isinstance(node, Function) and _is_fit(node)]
        for index in range(len(functions) - 1):
            parts = [_cut(lines, node) for node in functions[index : index + TOGETHER]]
            body = "\n\n".join(parts)
            source = "class Owner:\n" + textwrap.indent(body, "    ") if owner is not tree else body
            unit = _unit(source + "\n")
            if unit is not None:
                yield unit


def _is_fit(node: Function) -> bool:
    """Whether a function has a docstring and a body, and is not too long to be looked at."""
    return (
        ast.get_docstring(node) is not None
        and len(node.body) > 1
        and (node.end_lineno or 0) - node.lineno < LONGEST
    )


def _cut(lines: list[str], node: Function) -> str:
    first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
    return textwrap.dedent("\n".join(lines[first - 1 : node.end_lineno]))


def _unit(source: str) -> Unit | None:
    try:
        tree = ast.parse(source)
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else tree.body
        one, two, *_ = body
    except (SyntaxError, ValueError, IndexError):
        return None
    if not isinstance(one, Function) or not isinstance(two, Function):
        return None
    doc, other = _place(source, one), _place(source, two)
    if doc is None or other is None:
        return None
    return Unit(source, one, doc, other, _comments(source, one), _style(source[slice(*doc)]))


def _place(source: str, node: Function) -> tuple[int, int] | None:
    """Where the docstring stands, without prefix and quotes; raw and joined strings are left out."""
    literal = node.body[0]
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    start = offset(literal.lineno, literal.col_offset)
    end = offset(literal.end_lineno or 0, literal.end_col_offset or 0)
    written = source[start:end]
    if written.startswith('"""') and written.endswith('"""') and len(written) >= 6:
        return start + 3, end - 3
    return None


def _comments(source: str, node: Function) -> tuple[tuple[int, int], ...]:
    """The comments that have their line to themselves, are prose and stand alone."""
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    rows = [
        token.start
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
        and node.lineno < token.start[0] <= (node.end_lineno or 0)
        and re.match(r"# [A-Za-z][a-z]* [a-z]+ [a-z]+", token.string)
    ]
    alone = [
        (row, column)
        for row, column in rows
        if lines[row - 1].strip().startswith("#")
        and not lines[row - 2].strip().startswith("#")
        and row < len(lines)
        and not lines[row].strip().startswith("#")
    ]
    return tuple((starts[row - 1] + column + 2, starts[row] - 1) for row, column in alone)


def _style(text: str) -> str:
    if re.search(r"(?m)^\s*(?:Parameters|Returns|Raises|Yields)\n\s*---", text):
        return "numpy"
    if re.search(r"(?m)^\s*:(?:param|return|returns|raises|rtype)\b", text):
        return "sphinx"
    return "google" if re.search(r"(?m)^\s*(?:Args|Returns|Raises|Yields|Arguments):\s*$", text) else "plain"
