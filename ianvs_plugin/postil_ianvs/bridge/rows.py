r"""Rows of any format as rows that are safe in every paradigm of Ianvs.

Such a row begins with ``question`` and ``answer`` (federated learning renames the first two fields of a file that
does not), carries ``query``, ``response`` and the levels behind them, has no null, and keeps the row as it was
under ``postil``, where the metrics find it again.

>>> row = safe_row({"code_snippet": "n += 1", "comment": "Count up."}, "1")
>>> row["answer"], list(row)[:2]
('Count up.', ['question', 'answer'])
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from postil.errors import UsageError
from postil.facts.registry import facts_of
from postil.reading.fields import FieldError
from postil.reading.shapes import read_row
from postil.reading.sources import read_source, walk_sources
from postil.records import Comment, Damage, Row
from postil.text.lazy import regex
from postil_ianvs.datarows import question_of, read_data, reference_of
from postil_ianvs.items import ORIGINAL
from postil_ianvs.verdicts import Verdicts

COMMENT, ISSUE = "code_comment", "code_issue"
_HAN = regex("[\u4e00-\u9fff]")
_ROW_SUFFIXES = (".json", ".jsonl", ".ndjson", "")
_LEVELS = {"level_1_dim": "single-modal", "level_2_dim": "text", "level_3_dim": "Q&A"}
_ASK = {
    "en": "Comment the following code. Answer with one comment per line in the form 'Line N: comment'.",
    "zh": "请为下面的代码添加注释。每行一条注释，格式为“第N行：注释”。",
}


def safe_rows(
    path: str | Path, language: str | None = None, verdicts: Verdicts | None = None
) -> Iterator[dict[str, Any]]:
    """Every row of a file of rows, or of the documented functions of source files, made safe.

    ``language`` is that of the question (``en`` or ``zh``; default: that of the reference). ``verdicts`` say which
    answer to an issue is the best.

    Raises:
        UsageError: the file cannot be read, or a row has no known shape.
    """
    holds_rows = not Path(path).is_dir() and Path(path).suffix.lower() in _ROW_SUFFIXES
    raw = read_data(path) if holds_rows else _documented(Path(path))
    for number, fields in enumerate(raw, 1):
        yield _checked(fields, f"{path}: row {number}", str(fields.get("id", number)), language, verdicts)


def safe_row(
    fields: Mapping[str, Any], row_id: str, language: str | None = None, verdicts: Verdicts | None = None
) -> dict[str, Any]:
    """``fields`` as a row that is safe in every paradigm.

    Raises:
        FieldError: the row has no known shape.
    """
    if isinstance(fields.get(ORIGINAL), Mapping):
        return dict(fields)
    row = read_row(fields, row_id, None)
    if row.answers or ("body" in fields and "code_snippet" not in fields and "query" not in fields):
        return _issue(fields, row, verdicts or {})
    if "code_snippet" in fields:
        answer = reference_text(row)
        chosen = language or ("zh" if _HAN.search(answer + row.description) else "en")
        question = f"{_ASK[chosen]}\n```{row.snippet.language}\n{row.snippet.code}\n```"
        return _row(question, answer, row_id, COMMENT, fields)
    given = reference_of(fields)
    answer = given if isinstance(given, str) else reference_text(row)
    return _row(question_of(fields), answer, row_id, COMMENT, fields)


def _checked(
    fields: Mapping[str, Any], place: str, row_id: str, language: str | None, verdicts: Verdicts | None
) -> dict[str, Any]:
    try:
        return safe_row(fields, row_id, language, verdicts)
    except FieldError as error:
        message = f"{place}: {error}"
        raise UsageError(message) from error


def reference_text(row: Row) -> str:
    """The comments of a row as one text: by line where they name lines."""
    return "\n".join(map(_line, row.comments))


def best_answer(fields: Mapping[str, Any], row: Row, verdicts: Verdicts) -> str | None:
    """The key of the answer that most judges found right, else of the accepted one, else of the first."""
    keys = [answer.key for answer in row.answers]
    votes = {key: _votes(verdicts.get((row.id, key), {})) for key in keys}
    if any(votes.values()):
        return max(keys, key=lambda key: votes[key])
    named = fields.get("accepted")
    marked = [
        key for key in keys if isinstance(fields.get(key), Mapping) and fields[key].get("accepted") is True
    ]
    if named in keys:
        return str(named)
    return next(iter(marked or keys), None)


def _issue(fields: Mapping[str, Any], row: Row, verdicts: Verdicts) -> dict[str, Any]:
    best = best_answer(fields, row, verdicts)
    bodies = {answer.key: answer.body for answer in row.answers}
    question = "\n\n".join(part for part in (row.description, str(fields.get("body") or "")) if part)
    found = _row(question, bodies.get(best or "", ""), row.id, ISSUE, fields)
    found["references"] = [{"key": key, "body": body, "best": key == best} for key, body in bodies.items()]
    return found


def _row(question: str, answer: str, row_id: str, task: str, original: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in original.items() if key != "id"}
    return {
        "question": question,
        "answer": answer,
        "query": question,
        "response": answer,
        **_LEVELS,
        "level_4_dim": task,
        "id": row_id,
        ORIGINAL: {"id": row_id, **kept},
    }


def _line(comment: Comment) -> str:
    text = " ".join(comment.text.split()) if comment.line_number is not None else comment.text
    if comment.line_number is None:
        return text
    last = comment.end_line_number
    if _HAN.search(text):
        return f"第{comment.line_number}{f'至{last}' if last else ''}行：{text}"
    return f"Line {comment.line_number}{f'-{last}' if last else ''}: {text}"


def _votes(given: Mapping[str, str]) -> int:
    return sum(verdict == "right" for verdict in given.values()) - sum(v == "wrong" for v in given.values())


def _documented(path: Path) -> Iterator[dict[str, Any]]:
    """Each documented function of Python files: its code without the docstring, which is the reference."""
    for source in walk_sources([str(path)]):
        row = read_source(source)
        if isinstance(row, Damage):
            message = f"{row.place.path}:{row.place.line}: {row.reason}"
            raise UsageError(message)
        text = row.snippet.code
        facts = facts_of(text, "python")
        lines = text.splitlines()
        for function in facts.functions:
            statement = facts.at(function.docstring_line or 0)
            if not function.docstring or statement is None or function.end_line > len(lines):
                continue
            code = [
                *lines[function.line - 1 : statement.line - 1],
                *lines[statement.end_line : function.end_line],
            ]
            if len(code) > function.body_line - function.line:
                yield {
                    "id": f"{source}:{function.qualname}",
                    "code_snippet": _outdented(code),
                    "comment": function.docstring,
                }


def _outdented(lines: list[str]) -> str:
    indent = len(lines[0]) - len(lines[0].lstrip())
    return "\n".join(line[indent:] if not line[:indent].strip() else line for line in lines)
