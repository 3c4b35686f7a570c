"""The engine's own judgement as a filter: samples whose remarks contradict their code teach the wrong thing."""

from __future__ import annotations

from typing import Any

from postil import Comment, Scorer, Snippet
from postil.errors import UsageError
from postil.records import Row
from postil_corpora.filters.view import Judge, View


def quality(least: float = 60.0, errors: bool = True, profile: str = "default") -> Judge:
    """Drops rows of commented code that the engine scores below ``least`` (0-100) or cannot score.

    With ``errors`` a finding that is provable (severity ``error``) is enough. Rows without ``code_snippet`` are kept.
    """
    if not 0 <= least <= 100:
        message = f"filter 'quality': least = {least} is not between 0 and 100"
        raise UsageError(message)
    scorer = Scorer(profile=profile)

    def judge(seen: View) -> str | None:
        row = _row(seen.row)
        if row is None:
            return None
        score = scorer.score(row)
        if score.overall is None:
            return "the engine cannot score it"
        if errors and any(finding.severity == "error" for finding in score.findings):
            return "a remark contradicts the code"
        return None if score.overall >= least else f"scored below {least:g}"

    return judge


def _row(row: Any) -> Row | None:
    """The row as the engine reads it: remarks on lines, or one on the whole."""
    code = getattr(row, "code_snippet", None)
    if not code:
        return None
    comments = [
        Comment(
            note.annotation,
            kind=note.kind,
            line_number=note.line_number,
            end_line_number=note.end_line_number,
        )
        for note in getattr(row, "annotations", ())
    ]
    summary = getattr(row, "comment", None)
    comments += [Comment(summary, kind="summary")] if summary else []
    return Row(
        getattr(row, "id", ""), Snippet(code, getattr(row, "language", "python")), comments=tuple(comments)
    )
