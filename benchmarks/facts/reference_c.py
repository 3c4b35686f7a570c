"""What clang says of the C and C++ files named on standard input, a JSON object a line.

Needs ``pip install libclang``; a compiler ``cc`` on the path tells where the system's headers are. A function
with an error inside it (most often: a header that is not there) is not told, but its lines are (``blind``), as
are those that the preprocessor left out.
"""

from __future__ import annotations

import ctypes
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from clang import cindex
from clang.cindex import CursorKind as Kind

FUNCTIONS = {
    Kind.FUNCTION_DECL, Kind.CXX_METHOD, Kind.CONSTRUCTOR, Kind.DESTRUCTOR, Kind.FUNCTION_TEMPLATE,
    Kind.CONVERSION_FUNCTION,
}  # fmt: skip
CLASSES = {
    Kind.STRUCT_DECL, Kind.UNION_DECL, Kind.ENUM_DECL, Kind.CLASS_DECL, Kind.CLASS_TEMPLATE,
    Kind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION,
}  # fmt: skip
_OF_PLUS = re.compile(rb"^\s*(?:namespace\b|template\s*<|class\s+\w+|using\s|\w*_NAMESPACE)", re.MULTILINE)
_DETAILED, _ERROR = 1, 3
_PLUS = (".cc", ".cpp", ".cxx", ".hpp", ".hh", ".hxx")


class RangeList(ctypes.Structure):
    """``CXSourceRangeList`` of clang's C interface."""

    _fields_ = [("count", ctypes.c_uint), ("ranges", ctypes.POINTER(cindex.SourceRange))]


def skipped(unit: cindex.TranslationUnit, path: str) -> list[list[int]]:
    """The lines that the preprocessor left out."""
    ask = cindex.conf.lib.clang_getSkippedRanges
    ask.restype = ctypes.POINTER(RangeList)
    found = ask(unit, cindex.File.from_name(unit, path)).contents
    ranges = (found.ranges[index] for index in range(found.count))
    return [[one.start.line, one.end.line] for one in ranges]


@lru_cache(maxsize=2)
def system_headers(language: str) -> tuple[str, ...]:
    """Where the compiler of this machine looks for headers."""
    ran = subprocess.run(
        ["cc", "-E", "-v", "-x", language, "-"], input="", capture_output=True, text=True, check=True
    )
    listed = ran.stderr.partition("search starts here:\n#include <...> search starts here:\n")[2]
    listed = listed or ran.stderr.partition("<...> search starts here:\n")[2]
    return tuple(line.strip() for line in listed.partition("End of search")[0].splitlines())


@lru_cache(maxsize=256)
def headers_above(folder: Path) -> tuple[str, ...]:
    """The folders above that projects keep their headers in."""
    near = [folder, *list(folder.parents)[:5]]
    return tuple(
        str(place)
        for one in near
        for place in (one, one / "include", one / "src", one / "single_include")
        if place.is_dir() and len(one.parts) > 2
    )


def own(cursor: cindex.Cursor) -> Iterator[cindex.Cursor]:
    """The nodes below a function, without those of lambdas and local classes."""
    stack = list(cursor.get_children())
    while stack:
        node = stack.pop()
        yield node
        if node.kind is not Kind.LAMBDA_EXPR and node.kind not in CLASSES:
            stack.extend(node.get_children())


def raised(node: cindex.Cursor) -> str | None:
    """The class of what a ``throw`` makes."""
    stack = list(node.get_children())
    while stack:
        one = stack.pop()
        if one.kind in (Kind.TYPE_REF, Kind.TEMPLATE_REF):
            return str(one.spelling).rpartition(" ")[2].rpartition("::")[2]
        stack.extend(reversed(list(one.get_children())))
    return None


def doc_line(cursor: cindex.Cursor, text: bytes) -> int | None:
    """The line on which the doc comment of ``cursor`` begins."""
    raw = cursor.raw_comment
    if raw is None or raw.startswith(("/***", "////")):
        return None
    at = text.rfind(raw.encode(), 0, cursor.extent.end.offset)
    return text.count(b"\n", 0, at) + 1 if at >= 0 else None  # that of the declaration in a header


def common(cursor: cindex.Cursor, name: str, text: bytes) -> dict[str, Any]:
    """What functions and classes share; the qualified name without namespaces, as Postil gives it."""
    owners, owner = [], cursor.semantic_parent
    while owner is not None and owner.kind in CLASSES:
        owners.append(owner.spelling)
        owner = owner.semantic_parent
    return {
        "name": name,
        "qualname": ".".join([*reversed(owners), name]),
        "first": cursor.extent.start.line,
        "line": cursor.location.line,
        "end": cursor.extent.end.line,
        "doc": doc_line(cursor, text),
    }


def kind_of(parameter: cindex.Cursor) -> str:
    """Whether a parameter is a pack."""
    return "star" if parameter.type.spelling.endswith("...") else "positional"


def follows(node: cindex.Cursor, word: bytes, text: bytes) -> bool:
    """Whether ``word`` and something behind it stand in the text where ``node`` does: no macro made it."""
    at = node.extent.start.offset
    return text[at : at + len(word)] == word and not text[at + len(word) :].lstrip().startswith(b";")


def function(cursor: cindex.Cursor, name: str, text: bytes) -> dict[str, Any]:
    """One function."""
    inside = list(own(cursor))
    names = [node.spelling for node in cursor.get_children() if node.kind is Kind.PARM_DECL]
    parameters = [
        (one.spelling, kind_of(one), any(token.spelling == "=" for token in one.get_tokens()))
        for one in cursor.get_children()
        if one.kind is Kind.PARM_DECL and one.spelling
    ]
    raises = {
        raised(node) for node in inside if node.kind is Kind.CXX_THROW_EXPR and follows(node, b"throw", text)
    }
    return {
        **common(cursor, name, text),
        "parameters": parameters,
        "unnamed": "" in names,
        "returns": any(node.kind is Kind.RETURN_STMT and follows(node, b"return", text) for node in inside),
        "yields": False,
        "raises": sorted(one for one in raises if one),
    }


def written(cursor: cindex.Cursor, text: bytes) -> str:
    """The name of ``cursor`` as it stands in the text; nothing when a macro made it."""
    at = cursor.location.offset
    name = str(cursor.spelling).partition("<")[0]
    if name.startswith(("operator", "~")):
        return name
    return name if text[at : at + len(name.encode())] == name.encode() else ""


def class_name(cursor: cindex.Cursor, name: str) -> str:
    """The name of a class, which for one without may be that of its ``typedef``."""
    spelled = str(cursor.spelling)
    return name or (spelled if spelled.isidentifier() else "")


def read(path: str) -> dict[str, Any]:
    """All functions and classes of one file, of which clang has no complaint."""
    language = "c++" if path.endswith(_PLUS) or (path.endswith(".h") and is_plus(path)) else "c"
    folders = (*headers_above(Path(path).parent), *system_headers(language))
    options = ["-x", language, "-ferror-limit=0", "-w", *(["-std=c++17"] if language == "c++" else [])]
    options += [part for folder in folders for part in ("-I", folder)]
    try:
        unit = cindex.Index.create().parse(path, options, options=_DETAILED)
    except cindex.TranslationUnitLoadError as error:
        return {"file": path, "refused": str(error)}
    text = Path(path).read_bytes()
    errors = {
        one.location.line
        for one in unit.diagnostics
        if one.severity >= _ERROR and one.location.file and one.location.file.name == path
    }
    functions, classes, blind = [], [], skipped(unit, path)
    seen: set[int] = set()
    stack = [unit.cursor]
    while stack:
        cursor = stack.pop()
        if cursor.kind is not Kind.TRANSLATION_UNIT:
            if not cursor.location.file or cursor.location.file.name != path:
                continue
            name, lines = written(cursor, text), range(cursor.extent.start.line, cursor.extent.end.line + 1)
            if cursor.kind in FUNCTIONS:
                if name and errors.isdisjoint(lines):
                    functions.append(function(cursor, name, text))
                else:
                    blind.append([lines.start, lines.stop])
            elif cursor.kind in CLASSES and cursor.is_definition() and (name := class_name(cursor, name)):
                if cursor.hash in seen:  # clang shows what a typedef defines twice
                    continue
                seen.add(cursor.hash)
                bases = [one.spelling for one in cursor.get_children() if one.kind is Kind.CXX_BASE_SPECIFIER]
                classes.append({**common(cursor, name, text), "bases": bases})
        if cursor.kind not in FUNCTIONS:
            stack.extend(reversed(list(cursor.get_children())))
    blind += [[line, line] for line in errors]
    return {"file": path, "functions": functions, "classes": classes, "blind": blind}


@lru_cache(maxsize=256)
def is_plus(path: str) -> bool:
    """Whether a header is one of C++."""
    return _OF_PLUS.search(Path(path).read_bytes()) is not None


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(read(line.rstrip("\n"))), flush=True)
