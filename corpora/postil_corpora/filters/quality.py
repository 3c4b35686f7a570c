"""The engine's own judgement as a filter: samples whose remarks contradict their code teach the wrong thing."""

from __future__ import annotations

from typing import Any

from postil import Comment, Scorer, Snippet
from postil.errors import UsageError
from postil.records import Finding, Row
from postil_corpora.filters.view import Judge, View

_REPEATING = "redundancy/restates"


def quality(least: float = 0.0, errors: bool = True, empty: bool = True, profile: str = "default") -> Judge:
    """Drops rows of commented code that the engine cannot score or scores below ``least`` (0-100).

    With ``errors`` a provable contradiction (severity ``error``) is enough, with ``empty`` that each remark only repeats
    its statement. Rows without ``code_snippet`` are kept. Whole scores tell little of what developers published: their
    remarks name what stands outside the sample, so ``least`` drops none unless it is set.
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
        if errors and any(_is_contradiction(finding) for finding in score.findings):
            return "a remark contradicts the code"
        repeating = {finding.comment for finding in score.findings if finding.rule == _REPEATING}
        if empty and len(repeating) == len(row.comments) > 0:
            return "the remarks only repeat the code"
        return None if score.overall >= least else f"scored below {least:g}"

    return judge


def _is_contradiction(finding: Finding) -> bool:
    return finding.severity == "error" and finding.rule.startswith(("contradiction/", "staleness/"))


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
