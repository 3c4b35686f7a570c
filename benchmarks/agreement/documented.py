"""Documented functions in folders of Python packages: code without its docstring, and its first sentence."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

_PARAGRAPH = re.compile(r"\n\s*\n|\n\s*(?=[:@>*-]|\w[\w ]*\n\s*[-=]{3})")
_SENTENCE = re.compile(r"\A.+?[.!?](?=\s|\Z)", re.DOTALL)
_ROLE = re.compile(r":\w+(?::\w+)?:`~?([^`<]+)(?: <[^`>]*>)?`|``([^`]*)``|`([^`]*)`_?")
SHORTEST, LONGEST = 4, 40
"""Words of a sentence that is taken."""
_LINES = range(3, 61)
_PARTS = frozenset({"tests", "test", "testing", "_vendor", "vendor", "conftest"})


class Documented(Struct, frozen=True):
    """A function with the first sentence of its docstring.

    ``package`` is the top folder, ``module`` the path below it; ``parameters`` leave the receiver out.
    """

    package: str
    module: str
    name: str
    code: str
    sentence: str
    parameters: tuple[str, ...]


def documented_functions(folder: Path) -> Iterator[Documented]:
    """All functions in ``folder`` whose docstring begins with an ordinary English sentence, in order.

    Each sub-folder is a package. Files that do not parse are passed over; nothing is imported.
    """
    for parts, source, tree in _trees(folder):
        lines = source.splitlines()
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found = _read(node, lines, parts[0], "/".join(parts[1:]))
                if found is not None:
                    yield found


def docstrings(folder: Path) -> Iterator[str]:
    """All docstrings in ``folder``."""
    for _, _, tree in _trees(folder):
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)):
                text = ast.get_docstring(node)
                if text:
                    yield text


def _trees(folder: Path) -> Iterator[tuple[tuple[str, ...], str, ast.Module]]:
    """Path below ``folder``, text and tree of each Python file that parses and is no test."""
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).parts
        if len(parts) < 2 or _PARTS & {part.removesuffix(".py") for part in parts}:
            continue
        try:
            source = path.read_text(encoding="utf-8")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield parts, source, ast.parse(source)
        except (SyntaxError, ValueError):
            continue


def first_sentence(docstring: str) -> str:
    """The first sentence on one line, without reStructuredText roles; '' when there is none."""
    paragraph = _PARAGRAPH.split(docstring.strip(), maxsplit=1)[0]
    match = _SENTENCE.match(paragraph)
    sentence = match[0] if match else paragraph
    plain = _ROLE.sub(lambda role: next(group for group in role.groups() if group is not None), sentence)
    return " ".join(plain.split())


def _read(
    node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str], package: str, module: str
) -> Documented | None:
    docstring = ast.get_docstring(node)
    if not docstring or len(node.body) < 2:
        return None
    sentence = first_sentence(docstring)
    own = node.body[0]
    kept = lines[node.lineno - 1 : own.lineno - 1] + lines[own.end_lineno or own.lineno : node.end_lineno]
    code = textwrap.dedent("\n".join(kept))
    words = len(sentence.split())
    if not (SHORTEST <= words <= LONGEST and sentence.isascii() and len(kept) in _LINES):
        return None
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    parameters = tuple(one.arg for one in given if one.arg not in ("self", "cls"))
    return Documented(package, module, node.name, code, sentence, parameters)
