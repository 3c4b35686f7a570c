"""Tasks made from tables that a collector wrote, by the name of their table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from postil_corpora.build.calls import api_calls
from postil_corpora.build.commits import co_changes, commit_messages, next_edits
from postil_corpora.build.issues import issue_answers
from postil_corpora.build.reviews import preferences, reviews
from postil_corpora.recipe import Collected

TASKS: dict[str, Callable[[Path, Collected], Iterator[Any]]] = {
    "issue_answers": issue_answers,
    "reviews": reviews,
    "preferences": preferences,
    "commit_messages": commit_messages,
    "next_edits": next_edits,
    "co_changes": co_changes,
    "api_calls": api_calls,
}


def task_rows(table: str, folder: Path, collected: Collected) -> Iterator[Any]:
    """The rows of ``table`` that the tables in ``folder`` give; none where that task needs no such tables."""
    task = TASKS.get(table)
    return iter(()) if task is None else task(folder, collected)
