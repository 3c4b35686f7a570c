"""Questions and answers: issues whose answers were written after the question, best first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from postil_corpora.build.commits import moment
from postil_corpora.samples import IssueSample
from postil_corpora.schema import Answer, Issue
from postil_corpora.tables import read_rows, tables

_FEWEST_CHARACTERS = 20


def issue_answers(folder: Path, _git: Path) -> Iterator[IssueSample]:
    """The issues in the tables of ``folder`` that somebody else than the one who asked has answered."""
    for issue in read_rows(folder, "issues", Issue) if "issues" in tables(folder) else ():
        answers = tuple(answer for answer in issue.answers if _is_answer(issue, answer))
        if answers and len(issue.question) + len(issue.body) >= _FEWEST_CHARACTERS:
            yield IssueSample(
                id=issue.id,
                question=issue.question,
                body=issue.body,
                answers=answers,
                provenance=issue.provenance,
                user_login=issue.author,
                created_at=issue.created_at,
                updated_at=issue.updated_at,
                edited_at=issue.edited_at,
                dated=issue.created_at,
            )


def _is_answer(issue: Issue, answer: Answer) -> bool:
    """Whether ``answer`` is by somebody else, long enough to help, and came after the question."""
    late = answer.created_at is None or moment(answer.created_at) >= moment(issue.created_at)
    return late and answer.author != issue.author and len(answer.body.strip()) >= _FEWEST_CHARACTERS


def issue_row(row: IssueSample) -> dict[str, Any]:
    """``row`` as Postil reads issues: ``question``, ``body``, ``answer_1`` and so on, each with who and when."""
    found: dict[str, Any] = {
        "id": row.id,
        "question": row.question,
        "user_login": row.user_login,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "body": row.body,
    }
    for number, answer in enumerate(row.answers, 1):
        found[f"answer_{number}"] = {
            "user_login": answer.author,
            "created_at": answer.created_at,
            "updated_at": answer.updated_at or answer.created_at,
            "body": answer.body,
        }
    return found
