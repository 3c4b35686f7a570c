"""Judges the comments of one file; what needs other files comes later, in ``across.py``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from postil.check.changes import has_changed, span
from postil.check.records import FileReport, Remark
from postil.check.suppressions import find_suppressions
from postil.facts.model import Facts
from postil.facts.registry import facts_of
from postil.history.view import Earlier
from postil.page import Page
from postil.project.reading import digest
from postil.reading.sources import source_row
from postil.records import Comment, CommentKind, Damage, Finding, Row
from postil.rule import ProjectRule, Rule

UNREADABLE = "CHK02"


class Job(Struct, frozen=True):
    """One file to be judged.

    ``before`` are its bytes at the revision that is compared with (``None``: it was not there); without ``compare``
    everything is judged. ``unread`` says why there are no bytes.
    """

    path: str
    data: bytes
    compare: bool = False
    before: bytes | None = None
    unread: str | None = None


def judge(job: Job, rules: Sequence[Rule], language: str) -> FileReport:
    """What the ``rules`` that need one file only say of it; comments are asked to be in ``language``. Never raises."""
    if job.unread is not None:
        return FileReport(job.path, trouble=job.unread)
    row = source_row(job.path, job.data)
    if isinstance(row, Damage):
        reason = f"{row.reason} (line {row.place.line}, column {row.place.column})"
        return FileReport(job.path, trouble=reason)
    try:
        return _judged(row, job, rules, language)
    except Exception as error:  # noqa: BLE001 - one file on which a rule fails must not lose the others
        reason = f"Postil failed on this file ({type(error).__name__}: {error}); please report it"
        return FileReport(job.path, trouble=reason)
    finally:
        facts_of.cache_clear()  # many large files pass by, and none comes back


def _judged(row: Row, job: Job, rules: Sequence[Rule], language: str) -> FileReport:
    earlier = _earlier(row, job)
    page = Page.read(row.snippet, row.comments, language, earlier=earlier, in_place=True)
    return FileReport(
        path=job.path,
        findings=local_findings(page, rules),
        remarks=tuple(_remarks(page, earlier, compare=job.compare)),
        suppressions=find_suppressions(page),
        module=page.module,
        new_lines=_new_lines(page, earlier, compare=job.compare),
        renames=dict(earlier.renames) if earlier else {},
        customs=_customs(page, rules),
    )


def local_findings(page: Page, rules: Sequence[Rule]) -> tuple[Finding, ...]:
    """What the rules find that look at one file only."""
    local = _local(tuple(rules))
    asked = _concerned(local, page.facts.language, page.comment_kinds)
    folded = page.folded
    hit = [r for r in asked if not r.hints or any(hint in folded for hint in page.likely(r.hints))]
    return tuple([finding for rule in hit for finding in rule.check(page)])


def _customs(page: Page, rules: Sequence[Rule]) -> dict[str, tuple[int, int]]:
    """How often this file does as the rules ask where a project may choose, by code, and how often not."""
    asked = _concerned(_choices(tuple(rules)), page.facts.language, page.comment_kinds)
    return {rule.code: counts for rule in asked if any(counts := rule.custom(page))}


@lru_cache(maxsize=4)
def _choices(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple([rule for rule in rules if type(rule).custom is not Rule.custom])


@lru_cache(maxsize=4)
def _local(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple([rule for rule in rules if not isinstance(rule, ProjectRule)])


@lru_cache(maxsize=1024)
def _concerned(rules: tuple[Rule, ...], language: str, comments: frozenset[CommentKind]) -> tuple[Rule, ...]:
    """The rules that can find anything on a page of this sort; most pages are of few sorts.

    The kinds of claims are not asked for: that would read every claim of docstrings, of which rules need few.
    """
    return tuple([rule for rule in rules if rule.reads(language, comments)])


def _earlier(row: Row, job: Job) -> Earlier | None:
    if not job.compare or job.before is None:
        return None
    before = source_row(job.path, job.before)
    return (
        None
        if isinstance(before, Damage)
        else Earlier.read(before.snippet.code, row.snippet.code, row.snippet.language)
    )


def _new_lines(page: Page, earlier: Earlier | None, *, compare: bool) -> frozenset[int] | None:
    if not compare:
        return None
    return frozenset(range(1, len(page.lines) + 1)) if earlier is None else earlier.new_lines


def _remarks(page: Page, earlier: Earlier | None, *, compare: bool) -> list[Remark]:
    found = []
    for comment in page.comments:
        first, last = span(page.facts, comment)
        found.append(
            Remark(
                symbol=_symbol(page.facts, comment),
                text=digest(" ".join(comment.text.lower().split())),
                first=first,
                last=last,
                judged=not compare or earlier is None or has_changed(page.facts, comment, earlier),
            )
        )
    return found


def _symbol(facts: Facts, comment: Comment) -> str:
    """The qualified name of what a remark documents, or of what it stands in; empty at the top."""
    if comment.kind == "docstring":
        return comment.symbol or ""
    statement = facts.at(comment.line_number or comment.at_line or 0)
    if statement is None:
        return ""
    if statement.function >= 0:
        return facts.functions[statement.function].qualname
    owners = [one for one in facts.classes if one.line <= statement.line <= one.end_line]
    return owners[-1].qualname if owners else ""
