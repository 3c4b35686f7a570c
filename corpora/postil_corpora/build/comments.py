"""Line-comment samples: functions whose developers explained lines of them, and which lines that were.

A comment is an example only if nothing speaks against it: not its words (``wording``), not where it stands
(``targets``), not the rules that are sure enough, and not its content, which the engine aligns without being told
more than the claimed lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from postil.alignment.model import Alignment
from postil.facts.registry import facts_of
from postil.page import Page
from postil.records import Comment, Snippet
from postil.text.telling import telling_words
from postil_corpora.build.condemned import OF_LINES, condemned
from postil_corpora.build.origin import Origin
from postil_corpora.build.salience import salient_lines
from postil_corpora.build.units import Bare, Remark, Source, Unit, bare, complexity_of
from postil_corpora.build.wording import objection
from postil_corpora.samples import AsideComment
from postil_corpora.schema import Annotation, CommentSample

_LEAST_FIT = 0.1
"""How well the claimed lines must fit by content, compared with the best lines of the function."""
_FEWEST_STATEMENTS = 3
_ENOUGH_WORDS = 2


class _Judged(Struct):
    """A unit without its comments, its annotations by the number of their comment, and the comments set aside."""

    unit: Unit
    code: Bare
    kept: dict[int, Annotation]
    aside: list[tuple[Remark, str, float | None]]


def comment_samples(source: Source, origin: Origin) -> Iterator[CommentSample | AsideComment]:
    """The samples of ``source``, and the comments in its functions that are set aside."""
    judged = [_judged(source, unit) for unit in source.units if unit.remarks]
    reasons = condemned(source.page, [number for one in judged for number in one.kept], OF_LINES)
    for one in judged:
        for remark in one.unit.remarks:
            if remark.number in reasons:
                one.aside.append((remark, reasons[remark.number], one.kept.pop(remark.number).confidence))
        for remark, reason, confidence in sorted(one.aside, key=lambda aside: aside[0].number):
            yield _aside(source, origin, one.unit, remark, reason, confidence)
        if one.kept:
            yield _sample(source, origin, one)


def _judged(source: Source, unit: Unit) -> _Judged:
    code = bare(source, unit)
    found = [(remark, _objection(remark, code)) for remark in unit.remarks]
    kept, refused = _aligned(code, source.language, [one for one, reason in found if reason is None])
    return _Judged(unit, code, kept, [(one, reason, None) for one, reason in found if reason] + refused)


def _objection(remark: Remark, code: Bare) -> str | None:
    """Why a remark is no example, by its words and by where it stands."""
    target = remark.target
    reason = objection(remark.comment.text) or target.aside
    if reason is None and not {target.first, target.last} <= code.numbers.keys():
        return "its lines are not all in the function"
    return reason


def _aligned(
    code: Bare, language: str, remarks: Sequence[Remark]
) -> tuple[dict[int, Annotation], list[tuple[Remark, str, float | None]]]:
    """The remarks as annotations of ``code`` by their numbers, and those that by their content may belong elsewhere."""
    comments = [_claim(code, remark) for remark in remarks]
    page = Page.read(Snippet(code.code, language), tuple(comments))
    if len(page.facts.statements) < _FEWEST_STATEMENTS:
        return {}, [(remark, "hardly any code around it", None) for remark in remarks]
    kept: dict[int, Annotation] = {}
    refused: list[tuple[Remark, str, float | None]] = []
    for remark, comment, found in zip(remarks, comments, page.alignments, strict=True):
        reason = _distrust(page, comment, found)
        if reason is None:
            kept[remark.number] = _annotation(comment, found)
        else:
            refused.append((remark, reason, round(found.confidence, 4)))
    return kept, refused


def _claim(code: Bare, remark: Remark) -> Comment:
    first, last = code.numbers[remark.target.first], code.numbers[remark.target.last]
    text = " ".join(remark.comment.text.split())
    return Comment(text, "line" if first == last else "block", first, last if last > first else None)


def _distrust(page: Page, comment: Comment, found: Alignment) -> str | None:
    """Why the content of a comment speaks against its lines."""
    fit = found.claimed_fit or 0.0
    if found.agrees is not True or fit < _LEAST_FIT:
        return "its content fits other lines better"
    if _opens_a_block(page, comment) and not _is_told_from_block(page, comment):
        return "it may be about the whole block that it opens"
    return None


def _opens_a_block(page: Page, comment: Comment) -> bool:
    """Whether nothing of the block but a docstring comes before the first line, and something behind the last."""
    first = page.facts.at(comment.line_number or 0)
    if first is None or first.index == 0:
        return True
    before = page.facts.statements[first.index - 1]
    last = comment.end_line_number or first.end_line
    whole = first.parent >= 0 and page.facts.statements[first.parent].body_end <= last
    return not whole and (before.index == first.parent or before.kind == "docstring")


def _is_told_from_block(page: Page, comment: Comment) -> bool:
    """Whether the comment has telling words in common with its lines that the header above them does not have."""
    first, last = comment.line_number or 0, comment.end_line_number or comment.line_number or 0
    statement = page.facts.at(first)
    header = page.facts.statements[statement.parent].text if statement and statement.parent >= 0 else ""
    common = telling_words(comment.text) & _words("\n".join(page.lines[first - 1 : last]))
    return len(common - _words(header)) >= _ENOUGH_WORDS


def _words(code: str) -> frozenset[str]:
    return telling_words(code.replace("_", " ").replace(".", " "))


def _annotation(comment: Comment, found: Alignment) -> Annotation:
    return Annotation(
        line_number=comment.line_number or 0,
        annotation=comment.text,
        end_line_number=comment.end_line_number,
        kind=comment.kind,
        confidence=round(found.confidence, 4),
    )


def _sample(source: Source, origin: Origin, judged: _Judged) -> CommentSample:
    unit, code = judged.unit, judged.code.code
    return CommentSample(
        id=origin.row_id(source, unit),
        code_snippet=code,
        annotations=tuple(sorted(judged.kept.values(), key=lambda one: one.line_number)),
        provenance=origin.of(source.path, unit.lines),
        language=source.language,
        symbol=unit.function.qualname,
        complexity=complexity_of(source).get(unit.function.qualname),
        salient=salient_lines(facts_of(code, source.language)),
        dated=origin.dated,
    )


def _aside(
    source: Source, origin: Origin, unit: Unit, remark: Remark, reason: str, confidence: float | None
) -> AsideComment:
    line = remark.comment.at_line or 0
    return AsideComment(
        id=f"{origin.repository}/{source.path}:{line}",
        text=remark.comment.text,
        line=line,
        reason=reason,
        provenance=origin.of(source.path, (line, line)),
        symbol=unit.function.qualname,
        confidence=confidence,
    )
