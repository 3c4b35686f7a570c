"""One line for each finding, as flake8 writes it, for editors and review tools: ``path:line:column: CODE message``."""

from __future__ import annotations

from collections.abc import Sequence

from postil.check.formats.sources import Sources
from postil.check.records import Located, Summary
from postil.reports.visible import one_line, visible


def write(findings: Sequence[Located], _summary: Summary, _sources: Sources) -> str:
    """The lines."""
    return "".join(
        f"{visible(one.path)}:{one.finding.line}:{one.finding.column}: {one.finding.code} {one_line(one.finding.message)}\n"
        for one in findings
    )
