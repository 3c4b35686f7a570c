"""For people: each finding with its line of code and a caret, then the counts."""

from __future__ import annotations

from collections.abc import Sequence

from postil.check.formats.sources import Sources
from postil.check.records import Located, Summary
from postil.reports.visible import one_line, visible

_COLORS = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[33m",
    "info": "\x1b[36m",
    "dim": "\x1b[2m",
    "bold": "\x1b[1m",
}
_WIDEST = 160


def write(findings: Sequence[Located], summary: Summary, sources: Sources) -> str:
    """The findings without colours."""
    return _written(findings, summary, sources, color=False)


def write_colored(findings: Sequence[Located], summary: Summary, sources: Sources) -> str:
    """The same for a terminal."""
    return _written(findings, summary, sources, color=True)


def counts(summary: Summary) -> str:
    """One line: how many of what, in how many files."""
    found = [_counted(summary.error, "error"), _counted(summary.warning, "warning")]
    found.append(f"{summary.info} info" if summary.info else "")
    notes = {
        "fixable with --fix": summary.fixable,
        "suppressed": summary.suppressed,
        "in the baseline": summary.baselined,
        "of the baseline gone": summary.stale,
    }
    aside = ", ".join(f"{number} {what}" for what, number in notes.items() if number)
    told = ", ".join(filter(None, found)) or "nothing found"
    where = f"{_counted(summary.comments, 'comment') or 'no comment'} of {_counted(summary.files, 'file') or 'no file'}"
    return f"{told} in {where}" + (f" ({aside})" if aside else "")


def _counted(number: int, what: str) -> str:
    """``2 errors``, ``1 error``, nothing for none."""
    return f"{number} {what}{'s' if number != 1 else ''}" if number else ""


def _written(findings: Sequence[Located], summary: Summary, sources: Sources, *, color: bool) -> str:
    blocks = [_block(one, sources, color=color) for one in findings]
    return "\n".join([*blocks, counts(summary)]) + "\n"


def _block(one: Located, sources: Sources, *, color: bool) -> str:
    finding = one.finding
    line = visible(sources.line(one.path, finding.line).expandtabs(4))
    written = sources.line(one.path, finding.line)
    indent = len(written) - len(written.lstrip())
    at = max(finding.column - 1, indent if finding.column == 1 else 0)
    at = len(visible(written[:at].expandtabs(4)))
    head = f"{visible(one.path)}:{finding.line}:{at + 1}: "
    fixable = " [fixable]" if finding.fix else ""
    message = f"{one_line(finding.message)}{fixable}"
    number = f"{finding.line:>5}"
    shown = [
        _paint(head, "bold", color)
        + _paint(f"{finding.severity} {finding.code}", finding.severity, color)
        + f" {message}",
        _paint(f"{number} | ", "dim", color) + _cut(line, at)[0],
        _paint("      | ", "dim", color) + _carets(line, at, finding.severity, color),
        _paint("      = ", "dim", color) + one_line(finding.evidence),
        "",
    ]
    return "\n".join(shown if line.strip() else [shown[0], *shown[3:]])


def _cut(line: str, at: int) -> tuple[str, int]:
    """The part of a long line around column ``at``, and where ``at`` is in it."""
    start = max(0, at - 20) if len(line) > _WIDEST else 0
    return line[start : start + _WIDEST], at - start


def _carets(line: str, at: int, severity: str, color: bool) -> str:
    part, start = _cut(line, at)
    length = max(1, len(part.rstrip()) - start)
    return " " * start + _paint("^" * min(length, _WIDEST), severity, color)


def _paint(text: str, style: str, color: bool) -> str:
    return f"{_COLORS[style]}{text}\x1b[0m" if color else text
