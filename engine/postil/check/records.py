"""What the linter says of one file, and of all."""

from __future__ import annotations

from msgspec import Struct

from postil.check.suppressions import Suppression
from postil.project.model import Module
from postil.records import Finding


class Remark(Struct, frozen=True, gc=False):
    """What is kept of a comment: who it belongs to, a digest of its words, the lines from its place to its end.

    ``first`` is the line of the header of what a docstring documents. ``judged`` is False where only changed comments
    are asked for and this one, with its code, is as it was.
    """

    symbol: str
    text: str
    first: int
    last: int
    judged: bool = True


class FileReport(Struct, frozen=True, gc=False):
    """All that is known of one file: enough to judge across files without reading it again.

    ``new_lines`` are its changed lines where only changes are asked for, else ``None``; ``customs`` are the counts of
    ``Rule.custom`` by code; ``trouble`` says why the file could not be judged.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Remark, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    module: Module | None = None
    new_lines: frozenset[int] | None = None
    renames: dict[str, str] = {}
    customs: dict[str, tuple[int, int]] = {}
    trouble: str | None = None


class Located(Struct, frozen=True, gc=False):
    """A finding in its file. ``fingerprint`` names it by what it is about, not by its line, so it survives moves."""

    path: str
    finding: Finding
    symbol: str
    fingerprint: str


class Summary(Struct, frozen=True, gc=False):
    """What was looked at and what was found. ``stale`` counts entries of the baseline that nothing matches any more."""

    files: int
    comments: int
    error: int = 0
    warning: int = 0
    info: int = 0
    fixable: int = 0
    suppressed: int = 0
    baselined: int = 0
    stale: int = 0
    rules: dict[str, int] = {}


class Report(Struct, frozen=True):
    """The findings by path and place, and their summary. ``files`` are the paths that were looked at."""

    findings: tuple[Located, ...]
    summary: Summary
    files: tuple[str, ...] = ()
