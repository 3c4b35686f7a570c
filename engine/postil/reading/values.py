"""JSON values of a file with their places: one on each line, or a document laid out over many lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from postil.reading.document import Fault, Found, IsRow, NumberedLine, Value, read_document
from postil.reading.jsontext import MalformedError, decode
from postil.reading.lines import physical_lines

_OPENING = 1000  # lines to look at, blank ones included, before the layout is decided


def read_values(stream: BinaryIO, *, document: bool, is_row: IsRow) -> Iterator[Found]:
    """Every value of ``stream``, in order, streamed.

    ``document`` says that values may be laid out over many lines (``.json``); without it each line that is
    not blank gives exactly one ``Value`` or ``Fault``, unless its first lines show that it is a document
    all the same. ``is_row`` tells a row from the objects inside rows, which is how a document with a
    bracket missing is picked up again at its next row.
    """
    lines = physical_lines(stream)
    opening: list[NumberedLine] = []
    written: list[bytes] = []
    for numbered in lines:
        opening.append(numbered)
        if numbered[1].strip():
            written.append(numbered[1].strip())
        if len(written) == 2 or len(opening) == _OPENING:
            break
    if document or _laid_out(written, is_row):
        return read_document(chain(opening, lines), is_row)
    return (_line_value(numbered) for numbered in chain(opening, lines) if not _blank(numbered[1]))


def _blank(line: bytes) -> bool:
    return not line or line.isspace()


def _line_value(numbered: NumberedLine) -> Found:
    number, line = numbered
    try:
        return Value(decode(line), number)
    except MalformedError as error:
        return Fault(number, error.offset + 1, error.reason)


# What may follow on the next line when a line of a document ends with this.
_CONTINUES = {b"{": b'"}', b"[": b'{["]', b",": b'"{[', b":": b'"{['}


def _laid_out(opening: list[bytes], is_row: IsRow) -> bool:
    """Whether the first lines are those of a document rather than of one value each."""
    first = opening[0] if opening else b""
    if not first.startswith((b"{", b"[")):
        return False
    if first[:1] == b"[" and first[1:].lstrip()[:1] == b"{":
        return True
    second = opening[1] if len(opening) > 1 else b""
    if not second or second[:1] not in _CONTINUES.get(first[-1:], b""):
        return False
    following = _line_value((2, second))
    return first == b"[" or not (isinstance(following, Value) and is_row(following.value))
