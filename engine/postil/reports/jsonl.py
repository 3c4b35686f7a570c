"""Scores as JSON: one object in a line for each row, or one document with a summary at its end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from postil.reports.tally import Pair, Tally
from postil.text.lazy import regex

_SURROGATE = regex("[\ud800-\udfff]")
_ENCODER = msgspec.json.Encoder()


def encode(record: Any) -> bytes:
    """``record`` as JSON in UTF-8. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    try:
        return _ENCODER.encode(record)
    except UnicodeEncodeError:
        import json  # noqa: PLC0415 - only for a lone surrogate

        text = json.dumps(msgspec.to_builtins(record), ensure_ascii=False, separators=(",", ":"))
        return _SURROGATE.sub("\ufffd", text).encode()


def write_jsonl(pairs: Iterable[Pair], _tally: Tally, out: BinaryIO) -> None:
    """Write one object for each row, in order."""
    out.writelines(encode(score) + b"\n" for _, score in pairs)


def write_json(pairs: Iterable[Pair], tally: Tally, out: BinaryIO) -> None:
    """Write ``{"scores": [...], "summary": {...}}``, streaming; ``tally`` must watch ``pairs``."""
    out.write(b'{"scores": [')
    separator = b"\n"
    for _, score in pairs:
        out.write(separator + encode(score))
        separator = b",\n"
    out.write(b'\n],\n"summary": ' + encode(tally.summary()) + b"}\n")
