"""The baseline: findings that a project has when it begins to use the linter, and does not want to see.

An entry is kept by what it is about (path, symbol, rule, words of the comment, ordinal), never by its line, so code may
move above it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from postil.check.records import Located
from postil.errors import UsageError

_VERSION = 1


class Entry(Struct, frozen=True):
    """One accepted finding: the fingerprint decides, the rest is for readers."""

    path: str
    symbol: str
    code: str
    fingerprint: str


class Baseline(Struct, frozen=True):
    """All accepted findings of a project."""

    version: int
    findings: tuple[Entry, ...]


def read_baseline(path: Path) -> frozenset[str]:
    """The fingerprints in the file.

    Raises:
        UsageError: it cannot be read, or is no baseline.
    """
    try:
        baseline = msgspec.json.decode(path.read_bytes(), type=Baseline)
    except OSError as error:
        message = f"baseline {path} cannot be read: {error.strerror}; --write-baseline makes one"
        raise UsageError(message) from error
    except msgspec.MsgspecError as error:
        message = f"{path} is no baseline: {error}"
        raise UsageError(message) from error
    if baseline.version != _VERSION:
        message = f"{path} is a baseline of version {baseline.version}; this postil reads version {_VERSION}"
        raise UsageError(message)
    return frozenset(entry.fingerprint for entry in baseline.findings)


def baseline_text(findings: Sequence[Located]) -> bytes:
    """The file that accepts ``findings``, one entry a line, sorted, so that its changes read well."""
    entries = sorted((one.path, one.symbol, one.finding.code, one.fingerprint) for one in findings)
    lines = [msgspec.json.encode(Entry(*entry)).decode() for entry in entries]
    body = ",\n    ".join(lines)
    inside = f"[\n    {body}\n  ]" if lines else "[]"
    return f'{{\n  "version": {_VERSION},\n  "findings": {inside}\n}}\n'.encode()
