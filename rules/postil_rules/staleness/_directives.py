"""Directives to other tools (``# noqa: E501``), which are no remarks and so not among the comments of a page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from postil.facts.model import Statement
from postil.page import Page
from postil.text.lazy import regex

_NOQA = regex(r"(?i)#\s*noqa(?P<codes>\s*:\s*[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?(?P<rest>.*)")
_TYPE = regex(r"#\s*type:\s*ignore(?P<codes>\[[^\]\n]*\])?(?P<rest>.*)")
_CODE = regex(r"[A-Z]+[0-9]+")


class Suppression(Struct, frozen=True):
    """One suppressing directive: the line, the codes it names, what follows them, and the statement it is behind."""

    line: int
    tool: str
    codes: tuple[str, ...]
    rest: str
    written: str
    statement: Statement


def suppressions(page: Page) -> Iterator[Suppression]:
    """The ``noqa`` and ``type: ignore`` directives behind code; those inside a string are none."""
    code = page.snippet.code
    for tool, pattern, word in (("noqa", _NOQA, "noqa"), ("type", _TYPE, "type:")):
        if word not in code.lower():
            continue
        for number, line in enumerate(page.lines, 1):
            found = pattern.search(line) if word in line.lower() and len(line) < 1000 else None
            statement = page.facts.at(number) if found else None
            if found is None or statement is None or not line[: found.start()].strip():
                continue
            if not any(lit.kind == "string" and word in str(lit.value).lower() for lit in statement.literals):
                codes = tuple(_CODE.findall(found["codes"] or "")) if tool == "noqa" else ()
                codes = codes or ((found["codes"],) if found["codes"] else ())
                yield Suppression(
                    number, tool, codes, found["rest"].strip(), found.group().strip(), statement
                )
