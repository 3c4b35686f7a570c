"""Annotations of GitHub Actions: the workflow commands ``error``, ``warning`` and ``notice``."""

from __future__ import annotations

from collections.abc import Sequence

from postil.check.formats.sources import Sources
from postil.check.records import Located, Summary
from postil.reports.visible import one_line

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write(findings: Sequence[Located], _summary: Summary, _sources: Sources) -> str:
    """One command a line."""
    return "".join(map(_command, findings))


def _command(one: Located) -> str:
    finding = one.finding
    properties = {
        "file": one.path,
        "line": str(finding.line),
        "endLine": str(max(finding.line, finding.end_line)),
        "col": str(finding.column),
        "title": f"{finding.code} {finding.rule}",
    }
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = f"{one_line(finding.message)} ({one_line(finding.evidence)})"
    return f"::{_COMMANDS[finding.severity]} {told}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
