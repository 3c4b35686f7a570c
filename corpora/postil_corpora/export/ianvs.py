"""A corpus as data sets of KubeEdge-Ianvs: ``FOLDER/<table>-<split>/data.jsonl`` beside ``metadata.json``.

The rows are of the kind that every paradigm of Ianvs reads: ``question`` and ``answer`` come first, ``query`` and
``response`` say the same, nothing is null, and the row as it was stands under ``postil``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from postil.cli.output import open_output
from postil_corpora.export.tables import exported_tables, rows_in, splits_of
from postil_corpora.samples import (
    CallSample,
    CoChangeSample,
    CodeSample,
    EditSample,
    IssueSample,
    MessageSample,
    PreferencePair,
    ReviewSample,
    SummarySample,
)
from postil_corpora.schema import CommentSample

Asked: TypeAlias = tuple[str, str, str]
"""What is asked, the answer, and the task's name."""


def export_ianvs(corpus: Path, out: Path) -> list[Path]:
    """Write every table that can be asked as questions, by split, and return the files."""
    files = []
    for table in exported_tables(corpus):
        for split in splits_of(corpus, table):
            folder = out / f"{table}-{split}"
            task = ""
            folder.mkdir(parents=True, exist_ok=True)
            with open_output(str(folder / "data.jsonl")) as data:
                for row in rows_in(corpus, table, split):
                    universal = universal_row(row)
                    task = universal["level_4_dim"]
                    data.write(msgspec.json.encode(universal) + b"\n")
            _write_metadata(folder / "metadata.json", f"{table} ({split})", task)
            files += [folder / "data.jsonl", folder / "metadata.json"]
    return files


def universal_row(row: Any) -> dict[str, Any]:
    """``row`` as every paradigm of Ianvs reads it."""
    question, answer, task = _ASK[type(row)](row)
    kept = {key: value for key, value in msgspec.to_builtins(row).items() if value is not None}
    return {
        "question": question,
        "answer": answer,
        "query": question,
        "response": answer,
        "level_1_dim": "single-modal",
        "level_2_dim": "text",
        "level_3_dim": "Q&A",
        "level_4_dim": task,
        "id": row.id,
        "postil": kept,
    }


def _comments(row: CommentSample) -> Asked:
    question = "Comment the following code. Answer with one comment per line in the form 'Line N: comment'."
    answer = "\n".join(
        f"Line {one.line_number}{f'-{one.end_line_number}' if one.end_line_number else ''}: {one.annotation}"
        for one in row.annotations
    )
    return _with_code(question, row.language, row.code_snippet), answer, "code_comment"


def _summary(row: SummarySample) -> Asked:
    question = "Say in one paragraph what the following code does."
    return _with_code(question, row.language, row.code_snippet), row.comment, "code_comment"


def _code(row: CodeSample) -> Asked:
    question = "Complete the following function. Answer with the whole function."
    return _with_code(question, row.language, row.prompt), row.code, "code_generation"


def _issue(row: IssueSample) -> Asked:
    return "\n\n".join(part for part in (row.question, row.body) if part), row.answers[0].body, "code_issue"


def _message(row: MessageSample) -> Asked:
    return _with_code("Write the message of this commit.", "diff", row.diff), row.message, "commit_message"


def _review(row: ReviewSample) -> Asked:
    question = "Review this change. Answer with the one remark that matters most, or 'Nothing to remark.'"
    return _with_code(question, "diff", row.diff), row.comment or "Nothing to remark.", "code_review"


def _edit(row: EditSample) -> Asked:
    question = f"These edits were made, one after another. Write the next one, in {row.path}, as a patch."
    return _with_code(question, "diff", "\n".join(row.history)), row.diff, "next_edit"


def _co_change(row: CoChangeSample) -> Asked:
    question = f"{row.path} changes as follows. Which of these files must change with it, one on each line?\n"
    listed = "\n".join(row.candidates)
    return _with_code(f"{question}{listed}", "diff", row.diff), "\n".join(row.changed), "co_change"


def _call(row: CallSample) -> Asked:
    question = "Which function is called where this code ends? Answer with its name as written."
    return _with_code(question, row.language, row.prefix), row.call, "api_call"


def _preference(row: PreferencePair) -> Asked:
    question = f"Change this code as the reviewer asks: {row.prompt}"
    return _with_code(question, "", row.rejected), row.chosen, "code_fix"


def _with_code(question: str, language: str, code: str) -> str:
    return f"{question}\n```{language}\n{code}\n```"


def _write_metadata(path: Path, name: str, task: str) -> None:
    known = {
        "dataset": name,
        "description": f"{name}, exported by postil corpora",
        "level_1_dim": "single-modal",
        "level_2_dim": "text",
        "level_3_dim": "Q&A",
        "level_4_dim": task,
    }
    with open_output(str(path)) as out:
        out.write(msgspec.json.format(msgspec.json.encode(known), indent=2) + b"\n")


_ASK: dict[type, Callable[[Any], Asked]] = {
    CommentSample: _comments,
    SummarySample: _summary,
    CodeSample: _code,
    IssueSample: _issue,
    MessageSample: _message,
    ReviewSample: _review,
    EditSample: _edit,
    CoChangeSample: _co_change,
    CallSample: _call,
    PreferencePair: _preference,
}
