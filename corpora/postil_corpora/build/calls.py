"""Which function to call: code up to a call that a commit added, and the name that was called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from postil.facts.registry import facts_of
from postil_corpora.samples import CallSample
from postil_corpora.schema import CodeVersion
from postil_corpora.tables import read_rows, tables

_MOST_LINES = 60
_DULL = frozenset("print len str int repr super isinstance range list dict set tuple bool float type".split())


def api_calls(_folder: Path, git: Path) -> Iterator[CallSample]:
    """The first call on each added line of every version, with the lines above it in its file."""
    rows = read_rows(git, "code_versions", CodeVersion) if "code_versions" in tables(git) else iter(())
    for version in rows:
        if version.after is None or not version.added:
            continue
        facts, lines = facts_of(version.after, version.language), version.after.split("\n")
        added = set(version.added)
        for statement in facts.statements:
            calls = [call.name for call in statement.calls if call.name.rpartition(".")[2] not in _DULL]
            if statement.line not in added or not calls:
                continue
            line = lines[statement.line - 1]
            at = line.find(f"{calls[0]}(")
            if at >= 0:
                above = lines[max(0, statement.line - 1 - _MOST_LINES) : statement.line - 1]
                yield CallSample(
                    f"{version.id}:{statement.line}",
                    "\n".join([*above, line[:at]]),
                    calls[0],
                    version.provenance,
                    language=version.language,
                    dated=version.committed_at,
                )
