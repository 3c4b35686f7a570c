"""The code of a row as HTML, its comments in the margin beside the lines they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postil.records import Comment, CommentResult, Finding, Row, Score
from postil.reports.markup import finding_item, name, prose, text

_MOST_LINES = 2000
_WIDEST_LINE = 1000
_NOWHERE = 0


def code_with_notes(row: Row, score: Score) -> str:
    """A table with the code on the left and the notes on the right; what belongs to no line stands below."""
    lines = row.snippet.code.splitlines()[:_MOST_LINES]
    notes = _notes_by_line(row, score, len(lines))
    marks = _marks(score)
    starts = sorted({1, *notes} - {_NOWHERE})
    blocks = [
        _block(lines, start, end, marks, notes.get(start, ()))
        for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True)
    ]
    rest = len(row.snippet.code.splitlines()) - len(lines)
    more = f'<p class="aside">{rest:,} more lines are not shown.</p>' if rest else ""
    return (
        f'<table class="annotated"><caption>Code of {name(row.id)} with its comments</caption>'
        '<thead><tr><th scope="col">Code</th><th scope="col">Comments and findings</th></tr></thead>'
        f"<tbody>{''.join(blocks)}</tbody></table>{more}{_loose_notes(notes.get(_NOWHERE, ()))}"
    )


def _block(lines: Sequence[str], start: int, end: int, marks: dict[int, str], notes: Sequence[str]) -> str:
    code = "".join(_line(number, lines[number - 1], marks.get(number, "")) for number in range(start, end))
    return f'<tr><td class="code" translate="no">{code}</td><td class="notes">{"".join(notes)}</td></tr>'


def _line(number: int, code: str, mark: str) -> str:
    shown = code if len(code) <= _WIDEST_LINE else code[:_WIDEST_LINE] + " …"
    return f'<div class="line {mark}"><span class="number">{number}</span><code dir="ltr">{text(shown) or " "}</code></div>'


def _marks(score: Score) -> dict[int, str]:
    """The gravest severity by line; info leaves no mark."""
    marks: dict[int, str] = {}
    for finding in score.findings:
        if finding.severity == "error" or (
            finding.severity == "warning" and marks.get(finding.line) != "error"
        ):
            marks[finding.line] = finding.severity
    return marks


def _notes_by_line(row: Row, score: Score, line_count: int) -> dict[int, list[str]]:
    notes: dict[int, list[str]] = {}
    for index, comment in enumerate(score.comments):
        own = [finding for finding in score.findings if finding.comment == index]
        source = row.comments[index] if index < len(row.comments) else None
        place = _place_of(comment, line_count)
        notes.setdefault(place, []).append(_note(comment, source, own))
    for finding in score.findings:
        if finding.comment is None:
            place = finding.line if 1 <= finding.line <= line_count else _NOWHERE
            notes.setdefault(place, []).append(f'<ul class="findings">{finding_item(finding)}</ul>')
    return notes


def _place_of(comment: CommentResult, line_count: int) -> int:
    candidates = (*comment.aligned_lines[:1], comment.line_number)
    return next((line for line in candidates if line is not None and 1 <= line <= line_count), _NOWHERE)


def _note(comment: CommentResult, source: Comment | None, findings: Sequence[Finding]) -> str:
    items = "".join(map(finding_item, findings))
    listed = f'<ul class="findings">{items}</ul>' if items else ""
    moved = " moved" if _is_moved(comment) else ""
    where = ", ".join(_whereabouts(comment, source))
    return f'<div class="note{moved}">{prose(comment.text, "p")}<p class="where">{where}</p>{listed}</div>'


def _whereabouts(comment: CommentResult, source: Comment | None) -> Iterator[str]:
    fits = _span(comment.aligned_lines)
    if comment.kind != "line":
        yield comment.kind
    if source is not None and source.at_line is not None:
        yield f"stands at line {source.at_line}"
    if _is_moved(comment):
        yield f"<b>claims line {comment.line_number}</b>" + (f", <b>fits {fits}</b>" if fits else "")
    elif fits:
        yield fits if comment.line_number is not None else f"placed at {fits} by content"
    else:
        yield "fits no line"
    yield f"confidence {comment.confidence:.2f}"


def _is_moved(comment: CommentResult) -> bool:
    return comment.line_number is not None and comment.line_number not in comment.aligned_lines


def _span(lines: Sequence[int]) -> str:
    if not lines:
        return ""
    first, last = min(lines), max(lines)
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _loose_notes(notes: Sequence[str]) -> str:
    return f'<div class="loose"><h4>Without a line</h4>{"".join(notes)}</div>' if notes else ""
