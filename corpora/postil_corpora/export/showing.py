"""One row of a corpus as text: the code by lines with its remarks behind the lines, then where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from postil.errors import UsageError
from postil_corpora.samples import KINDS
from postil_corpora.schema import CommentSample
from postil_corpora.tables import read_rows, tables

_HIDDEN = ("code_snippet", "annotations", "provenance", "salient")


def find_row(corpus: Path, row_id: str) -> tuple[str, Any]:
    """The first row of ``corpus`` that is called ``row_id``, or else whose id begins so, with its table.

    Raises:
        UsageError: there is none.
    """
    begun: tuple[str, Any] | None = None
    for table in tables(corpus):
        for row in read_rows(corpus, table, KINDS[table]) if table in KINDS else ():
            found = getattr(row, "id", getattr(row, "sha", ""))
            if found == row_id:
                return table, row
            if begun is None and found.startswith(row_id):
                begun = (table, row)
    if begun is None:
        message = f"no row {row_id!r} in {corpus} (tables: {', '.join(tables(corpus)) or 'none'})"
        raise UsageError(message)
    return begun


def shown(table: str, row: Any) -> str:
    """``row`` as text."""
    fields = msgspec.to_builtins(row)
    parts = [f"{table}: {fields.get('id', '')}"]
    parts += [
        f"{name}: {_text(value)}" for name, value in fields.items() if name not in _HIDDEN and name != "id"
    ]
    if isinstance(row, CommentSample):
        parts.append(_annotated(row))
    elif "code_snippet" in fields:
        parts.append(fields["code_snippet"])
    parts += ["provenance:", *(f"  {name}: {_text(value)}" for name, value in fields["provenance"].items())]
    return "\n".join(parts)


def _annotated(row: CommentSample) -> str:
    """The code with each remark above its first line; ``*`` marks salient lines, ``|`` the lines of a remark."""
    lines = []
    for number, line in enumerate(row.code_snippet.split("\n"), 1):
        mine = [one for one in row.annotations if one.line_number == number]
        indent = line[: len(line) - len(line.lstrip())]
        lines += [f"        {indent}## {one.annotation}" for one in mine]
        covered = any(
            one.line_number <= number <= (one.end_line_number or one.line_number) for one in row.annotations
        )
        lines.append(f"{number:>4} {'*' if number in row.salient else ' '}{'|' if covered else ' '} {line}")
    return "\n".join(lines)


def _text(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
