"""Postil's facts of a file in the form of the reference readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from postil.facts.model import Class, Function
from postil.facts.registry import language_named

_SHARED = ("name", "qualname", "line")


def facts_as_records(path: str, language: str) -> dict[str, list[dict[str, Any]]] | None:
    """The functions and classes of the file ``path``; ``None`` for one too large to be parsed."""
    code = Path(path).read_bytes().decode("utf-8-sig", errors="replace")
    facts = language_named(language).facts(code)
    if any(problem.message.startswith("too large") for problem in facts.problems):
        return None
    return {
        "functions": [
            _function(one, language)
            for one in facts.functions
            if not facts.statements[one.statement].text.startswith("#")  # a macro that takes arguments
        ],
        "classes": [_class(one) for one in facts.classes],
    }


def _function(one: Function, language: str) -> dict[str, Any]:
    names = {str(what.exception).rpartition(".")[2] for what in one.raises if what.exception}
    if language == "python":  # its reference knows no variable that a raise passes on
        names = {name for name in names if name.lstrip("_")[:1].isupper()}
    returns = any(what.value is not None for what in one.returns)
    return {
        **_shared(one),
        "parameters": [(what.name, what.kind, what.default is not None) for what in one.parameters],
        "returns": returns and (language != "rust" or one.return_annotation is not None),
        "yields": bool(one.yields),
        "raises": sorted(names),
    }


def _class(one: Class) -> dict[str, Any]:
    return {**_shared(one), "bases": list(one.bases)}


def _shared(one: Function | Class) -> dict[str, Any]:
    return {
        "name": one.name,
        "qualname": one.qualname,
        "line": one.line,
        "end": one.end_line,
        "doc": one.docstring_line,
    }
