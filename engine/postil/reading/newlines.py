"""One kind of line end, so that a line number means the same to every reader."""

from __future__ import annotations


def unified(text: str) -> str:
    """``text`` with LF in the place of CR LF and lone CR."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
