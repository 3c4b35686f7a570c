"""JSON: ``{"findings": [Finding + "path", "symbol", "fingerprint"], "summary": Summary}``."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from postil.check.formats.sources import Sources
from postil.check.records import Located, Summary


def write(findings: Sequence[Located], summary: Summary, _sources: Sources) -> str:
    """The document, indented."""
    listed = [
        {
            "path": one.path,
            **msgspec.to_builtins(one.finding),
            "symbol": one.symbol,
            "fingerprint": one.fingerprint,
        }
        for one in findings
    ]
    data = msgspec.json.encode({"findings": listed, "summary": summary})
    return msgspec.json.format(data, indent=2).decode() + "\n"
