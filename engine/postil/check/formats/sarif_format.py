"""SARIF 2.1.0 (OASIS), as code-scanning services read it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from postil._version import __version__
from postil.check.formats.sources import Sources
from postil.check.records import Located, Summary
from postil.rules import load_rules

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_FINGERPRINT = "postilFingerprint/v1"


def write(findings: Sequence[Located], _summary: Summary, _sources: Sources) -> str:
    """The log with one run."""
    codes = sorted({one.finding.code for one in findings})
    run = {
        "tool": {"driver": {"name": "postil", "version": __version__, "rules": _rules(findings, codes)}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, codes.index(one.finding.code)) for one in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rules(findings: Sequence[Located], codes: Sequence[str]) -> list[dict[str, Any]]:
    known = {rule.code: rule for rule in load_rules()}
    names = {one.finding.code: one.finding.rule for one in findings}
    entries = []
    for code in codes:
        entry: dict[str, Any] = {"id": code, "name": names[code]}
        if code in known:
            entry["shortDescription"] = {"text": known[code].title}
            entry["fullDescription"] = {"text": known[code].why}
        entries.append(entry)
    return entries


def _result(one: Located, rule: int) -> dict[str, Any]:
    finding = one.finding
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": max(finding.line, finding.end_line),
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}\n{finding.evidence}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.path)}, "region": region}}],
        "partialFingerprints": {_FINGERPRINT: one.fingerprint},
    }


def _uri(path: str) -> str:
    if PurePath(path).is_absolute():
        return Path(path).as_uri()
    return quote(os.fsencode(PurePath(path).as_posix()))
