"""Documented functions in wheels of Python packages: code without its docstring, and its first sentence."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
import zipfile
from collections.abc import Iterator, Sequence
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

    ``module`` is the path within the wheel; ``parameters`` leave the receiver out.
    """

    package: str
    module: str
    name: str
    code: str
    sentence: str
    parameters: tuple[str, ...]


def documented_functions(folder: Path, packages: Sequence[str]) -> Iterator[Documented]:
    """All functions in the wheels of ``packages`` whose docstring begins with an ordinary English sentence.

    Files that do not parse are passed over; nothing is imported.
    """
    for package in packages:
        for module, source, tree in _trees(folder, package):
            lines = source.splitlines()
            for node in ast.walk(tree):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    found = _read(node, lines, package, module)
                    if found is not None:
                        yield found


def whole_docstrings(folder: Path, package: str) -> Iterator[tuple[str, str]]:
    """The code of each documented function of a package without its docstring, and the docstring, whole."""
    for _, source, tree in _trees(folder, package):
        lines = source.splitlines()
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and len(node.body) > 1:
                docstring, kept = ast.get_docstring(node), _undocumented(node, lines)
                if docstring and len(kept) in _LINES:
                    yield textwrap.dedent("\n".join(kept)), docstring


def docstrings(folder: Path, packages: Sequence[str]) -> Iterator[str]:
    """All docstrings in the wheels of ``packages``."""
    for package in packages:
        for _, _, tree in _trees(folder, package):
            for node in ast.walk(tree):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)):
                    text = ast.get_docstring(node)
                    if text:
                        yield text


def packages_in(folder: Path) -> list[str]:
    """The names of the packages whose wheels are in ``folder``.

    Raises:
        SystemExit: there is none.
    """
    names = sorted({path.name.partition("-")[0] for path in folder.glob("*.whl")})
    if not names:
        message = f"no wheel in {folder}: fetch those of docstring_packages.txt (docs/agreement.md says how)"
        raise SystemExit(message)
    return names


def _trees(folder: Path, package: str) -> Iterator[tuple[str, str, ast.Module]]:
    """Path, text and tree of each Python file in a wheel that parses and is no test."""
    for wheel in sorted(folder.glob(f"{package}-*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in sorted(archive.namelist()):
                if not name.endswith(".py") or _PARTS & {
                    part.removesuffix(".py") for part in name.split("/")
                }:
                    continue
                try:
                    source = archive.read(name).decode("utf-8")
                    with warnings.catch_warnings():
                        warnings.simplefilter("ignore")
                        yield name, source, ast.parse(source)
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
    kept = _undocumented(node, lines)
    code = textwrap.dedent("\n".join(kept))
    words = len(sentence.split())
    if not (SHORTEST <= words <= LONGEST and sentence.isascii() and len(kept) in _LINES):
        return None
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    parameters = tuple(one.arg for one in given if one.arg not in ("self", "cls"))
    return Documented(package, module, node.name, code, sentence, parameters)


def _undocumented(node: ast.FunctionDef | ast.AsyncFunctionDef, lines: list[str]) -> list[str]:
    """The lines of a function without its first statement, the docstring."""
    own = node.body[0]
    return lines[node.lineno - 1 : own.lineno - 1] + lines[own.end_lineno or own.lineno : node.end_lineno]
