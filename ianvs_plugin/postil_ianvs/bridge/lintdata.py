"""What in a data file would abort a job, or silently change it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from postil_ianvs.bridge.checks import Complaint
from postil_ianvs.datarows import DATA, METADATA

_LLM_FIELDS = ("query", "response", "level_3_dim", "level_4_dim")
_PLAIN_FIELDS = ("question", "answer")
_KNOWN = ("dataset", "description", "level_1_dim", "level_2_dim")
_TEXTS = ("prompt", "query", "judge_prompt", "question")
_BOM = b"\xef\xbb\xbf"
_MOST = 20  # complaints about one file; the first ones are worth reading


def lint_data(path: Path) -> Iterator[Complaint]:
    """The complaints about a ``.jsonl`` file, or a ``metadata.json`` and the data beside it; at most 20."""
    described = path.name == METADATA
    complaints = iter(_metadata(path)) if described else iter(())
    yield from complaints
    data = path.with_name(DATA) if described else path
    if not data.is_file():
        yield Complaint(str(path), 1, "missing-file", f"there is no {data.name} beside it")
        return
    found = _rows(data, _LLM_FIELDS if described else _PLAIN_FIELDS)
    for _, complaint in zip(range(_MOST), found, strict=False):
        yield complaint


def _metadata(path: Path) -> Iterator[Complaint]:
    try:
        known = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        yield Complaint(str(path), 1, "damaged-data", f"no JSON: {error}")
        return
    for name in _KNOWN:
        if not isinstance(known, dict) or name not in known:
            yield Complaint(str(path), 1, "missing-field", f"Ianvs needs {name!r} here")


def _rows(data: Path, needed: tuple[str, ...]) -> Iterator[Complaint]:
    name, first = str(data), True
    with data.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if number == 1 and line.startswith(_BOM):
                yield Complaint(
                    name, 1, "byte-order-mark", "Ianvs takes it for data: save the file without it"
                )
                line = line.removeprefix(_BOM)  # noqa: PLW2901 - the rest of the line is still to be checked
            if not line.strip():
                yield Complaint(name, number, "blank-line", "one blank line aborts the job: remove it")
                continue
            row, damage = _decoded(line)
            if damage:
                yield Complaint(name, number, "damaged-data", damage)
                continue
            yield from (Complaint(name, number, *problem) for problem in _fields(row, needed))
            if first and tuple(row)[:2] != _PLAIN_FIELDS:
                advice = "federated jobs rewrite this file: begin each row with question and answer"
                yield Complaint(name, number, "renamed-fields", advice)
            first = False
    if first:
        yield Complaint(name, 1, "empty-data", "there is no row: every metric would be undefined")


def _decoded(line: bytes) -> tuple[dict[str, Any], str | None]:
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return {}, f"no JSON: {error}"
    return (row, None) if isinstance(row, dict) else ({}, "a row must be an object")


def _fields(row: dict[str, Any], needed: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in needed:
        if name not in row:
            yield "missing-field", f"Ianvs needs {name!r} in every row"
    for name in _TEXTS:
        if name in row and not isinstance(row[name], str):
            yield "null-text", f"{name} must be a text: anything else aborts the job"
    for name in ("response", "answer"):
        if isinstance(row.get(name), (dict, list)) or (name in row and row[name] is None):
            yield "odd-reference", f"{name} should be a text: lists of different lengths abort the job"
