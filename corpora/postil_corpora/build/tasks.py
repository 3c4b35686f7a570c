"""Tasks made from tables that a collector wrote, by the name of their table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from msgspec import structs

from postil_corpora.build.calls import api_calls
from postil_corpora.build.commits import co_changes, commit_messages, next_edits
from postil_corpora.build.issues import issue_answers
from postil_corpora.build.reviews import preferences, reviews
from postil_corpora.recipe import Collected

TASKS: dict[str, Callable[[Path, Path], Iterator[Any]]] = {
    "issue_answers": issue_answers,
    "reviews": reviews,
    "preferences": preferences,
    "commit_messages": commit_messages,
    "next_edits": next_edits,
    "co_changes": co_changes,
    "api_calls": api_calls,
}
"""Each takes the folder of what a host says and the folder of the commits, which may be the same."""


def task_rows(table: str, home: Path, collected: Collected) -> Iterator[Any]:
    """The rows of ``table`` that collected tables give; none where that task needs no such tables.

    ``home`` is the folder that the recipe stands in. Rows whose licence the collector did not find have that of the recipe, if it names one.
    """
    task = TASKS.get(table)
    folder, git = home / collected.folder, home / (collected.git or collected.folder)
    rows = iter(()) if task is None else task(folder, git)
    return rows if collected.licence is None else (_licensed(row, collected.licence) for row in rows)


def _licensed(row: Any, licence: str) -> Any:
    """``row`` under ``licence``, if the collector knew of none."""
    if row.provenance.licence is not None:
        return row
    return structs.replace(row, provenance=structs.replace(row.provenance, licence=licence))
