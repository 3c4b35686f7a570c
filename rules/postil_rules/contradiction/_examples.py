"""The examples of a docstring: what stands behind ``>>>`` and ``...``."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from msgspec import Struct

_LONGEST = 4_000


class Sample(Struct, frozen=True):
    """One example: its source, the line (from 0) of the docstring, and whether it is shown to fail."""

    source: str
    line: int
    fails: bool


def samples(text: str) -> Iterator[Sample]:
    """The examples of ``text`` in order; those written for a shell (``%``, ``!``, ``$``) are left out."""
    lines = [line.strip() for line in text.split("\n")]
    number = 0
    while number < len(lines):
        start = number
        number += 1
        if not lines[start].startswith(">>> "):
            continue
        body = [lines[start][4:]]
        while number < len(lines) and (lines[number] == "..." or lines[number].startswith("... ")):
            body.append(text.split("\n")[number].partition("...")[2].removeprefix(" "))
            number += 1
        shown = lines[number] if number < len(lines) else ""
        source = "\n".join(body)
        if source.strip() and source.lstrip()[0] not in "%!$?" and len(source) < _LONGEST:
            yield Sample(source, start, shown.startswith(("Traceback", "File ", "SyntaxError")))


def parsed(source: str) -> ast.Module | str:
    """The tree of one example, or why it does not parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError as error:
        return error.msg
    except (ValueError, MemoryError, RecursionError) as error:
        return str(error)
