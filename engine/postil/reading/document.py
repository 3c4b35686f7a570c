"""A JSON document laid out over many lines: an array of objects, or objects one after another."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from postil.reading.jsontext import MalformedError, decode, position
from postil.reading.lines import column_of
from postil.text.lazy import regex


class Value(Struct, frozen=True):
    """A value that was read, and where it begins (from 1)."""

    value: object
    line: int
    column: int = 1


class Fault(Struct, frozen=True):
    """A stretch that cannot be read, and the place of the fault (from 1)."""

    line: int
    column: int
    reason: str


Found: TypeAlias = Value | Fault
IsRow: TypeAlias = Callable[[object], bool]
NumberedLine: TypeAlias = tuple[int, bytes]

# Group 1 is there when a string does not end on its line.
_STRUCTURE = regex(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|(\\?\Z))|[{}\[\]]', re.DOTALL)
_SEPARATORS = regex(rb"[\s,]*")
_OPENER = {b"}": b"{", b"]": b"["}


def read_document(lines: Iterable[NumberedLine], is_row: IsRow) -> Iterator[Found]:
    """Every top-level object of a document, in order; one object is held in memory at a time.

    A stray or missing bracket or quote is one ``Fault``. Reading goes on at the next object that begins
    as far to the right as the line on which the damaged one began. ``is_row`` tells a row from the objects
    inside rows.
    """
    document = _Document(is_row)
    for number, line in lines:
        yield from document.feed(number, line)
    yield from document.finish()


class _Object:
    """An object that has begun and is not closed yet: its text so far and the brackets open in it."""

    def __init__(self, line: int, column: int, indent: int) -> None:
        self.line, self.column, self.indent = line, column, indent
        self.brackets: list[bytes] = []
        self.pieces: list[bytes] = []
        # An object inside that begins where a row would: its line, its first piece, the brackets around it.
        self.inner: tuple[int, int, int] | None = None

    def closings(self, line: bytes, offset: int) -> Iterator[int]:
        """The offset behind each bracket that closes; raises ``MalformedError`` at one that does not fit."""
        for token in _STRUCTURE.finditer(line, offset):
            mark = token[0][:1]
            if mark == b'"':
                if token[1] is not None:
                    raise MalformedError(token.start(), "this string does not end on its line")
            elif mark not in _OPENER:
                self.brackets.append(mark)
            elif self.brackets[-1] != _OPENER[mark]:
                raise MalformedError(token.start(), f"a {mark.decode()} that closes nothing")
            else:
                self.brackets.pop()
                yield token.end()

    def completed(self, tail: bytes, is_row: IsRow) -> list[Found]:
        """What is complete with ``tail``, which ends in a closing bracket.

        That is the object itself, or the next row, when that turns out to stand inside because this object
        was never closed.
        """
        if not self.brackets:
            return [_value([*self.pieces, tail], self.line, self.column)]
        if self.inner is None or len(self.brackets) != self.inner[2]:
            return []
        line, piece, _ = self.inner
        self.inner = None
        value = _value([*self.pieces[piece:], tail], line, self.indent + 1)
        if isinstance(value, Fault) or not is_row(value.value):
            return []
        return [Fault(self.line, self.column, f"not closed before the next row begins on line {line}"), value]


def _value(pieces: list[bytes], line: int, column: int) -> Found:
    text = b"\n".join(pieces)
    try:
        return Value(decode(text), line, column)
    except MalformedError as error:
        down, right = position(text.decode("utf-8", "replace"), error.offset)
        return Fault(line + down - 1, right + (column - 1 if down == 1 else 0), error.reason)


class _Document:
    """Cuts a document into its top-level objects, line by line."""

    def __init__(self, is_row: IsRow) -> None:
        self._is_row = is_row
        self._arrays: list[tuple[int, int]] = []
        self._object: _Object | None = None
        self._lost: int | None = None  # behind damage: the indent at which the next row must begin
        self._damaged = False

    def feed(self, number: int, line: bytes) -> Iterator[Found]:
        """What ends on this line."""
        indent = len(line) - len(line.lstrip())
        at_object = line[indent : indent + 1] == b"{"
        if self._lost is not None and not (at_object and indent == self._lost):
            return
        self._lost = None
        row = self._object
        if row is not None and at_object and indent == row.indent:
            row.inner = (number, len(row.pieces), len(row.brackets))
        if row is not None and not line:
            row.pieces.append(line)
        offset = 0
        while offset < len(line):
            if self._object is None:
                offset = yield from self._between(number, line, offset, indent)
            else:
                offset = yield from self._inside(self._object, number, line, offset)

    def finish(self) -> Iterator[Found]:
        """The fault of what is still open at the end."""
        if self._object is not None:
            yield Fault(self._object.line, self._object.column, "the object that begins here is not closed")
        elif self._arrays and not self._damaged:
            yield Fault(*self._arrays[-1], "the array that begins here is not closed")

    def _between(self, number: int, line: bytes, offset: int, indent: int) -> Generator[Found, None, int]:
        """Skip what stands between objects; returns the offset to go on from."""
        separators = _SEPARATORS.match(line, offset)
        offset = separators.end() if separators else offset
        token = line[offset : offset + 1]
        if token == b"{":
            self._object = _Object(number, column_of(line, offset), indent)
            return offset
        if token == b"[":
            self._arrays.append((number, column_of(line, offset)))
        elif token == b"]" and self._arrays:
            self._arrays.pop()
        elif token:
            self._damaged = True
            yield Fault(number, column_of(line, offset), "not JSON: an object is expected here")
            return len(line)
        return offset + 1

    def _inside(self, row: _Object, number: int, line: bytes, offset: int) -> Generator[Found, None, int]:
        """Take what belongs to the open object; returns the offset behind it."""
        try:
            for end in row.closings(line, offset):
                found = row.completed(line[offset:end], self._is_row)
                if found:
                    self._object = None
                    yield from found
                    return end
        except MalformedError as error:
            self._object, self._lost, self._damaged = None, row.indent, True
            yield Fault(number, column_of(line, error.offset), f"not JSON: {error.reason}")
            return len(line)
        row.pieces.append(line[offset:])
        return len(line)
