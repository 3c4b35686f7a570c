"""What is judged: a question, its code, and the answers to it, without a trace of who gave them.

>>> item = Item("i1", "Why?", (Candidate("m1", "So."), Candidate("m2", "Thus.")))
>>> [unit.second for unit in units_of([item], "pair")]
['m2']
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import combinations

import msgspec
from msgspec import Struct

from postil_bench.judge.rubric import Mode


class Candidate(Struct, frozen=True):
    """An answer: ``key`` says whose it is, ``engine`` is its score by Postil in [0, 1]; judges see neither."""

    key: str
    text: str
    engine: float | None = None


class Subject(Struct, frozen=True):
    """The code that all answers to an item comment on, and its programming ``language``.

    ``group`` is shared by items that are not independent: those of one function or repository.
    """

    code: str
    language: str
    group: str


class Item(Struct, frozen=True):
    """A question with the ``code`` it is about (perhaps none) and the answers to it.

    ``shared`` is what stands before the question in all of its kind: instructions and examples. ``subject`` is
    there where the answers are comments on code; judges see of it what ``question`` and ``code`` hold.
    """

    id: str
    question: str
    candidates: tuple[Candidate, ...]
    code: str = ""
    shared: str = ""
    subject: Subject | None = None

    @property
    def asked(self) -> str:
        """The whole question."""
        return self.shared + self.question

    def text_of(self, key: str) -> str:
        """The answer of ``key``."""
        return next(candidate.text for candidate in self.candidates if candidate.key == key)


class Unit(Struct, frozen=True, order=True):
    """What one verdict is about: one answer, or, with ``second``, two answers to the same item."""

    item: str
    first: str
    second: str = ""


def storable(text: str) -> str:
    """``text`` without NUL, which PostgreSQL cannot hold."""
    return text.replace("\0", "\ufffd")


def units_of(items: Sequence[Item], mode: Mode) -> list[Unit]:
    """Everything that can be judged, in the order of the items."""
    if mode == "single":
        return [Unit(item.id, candidate.key) for item in items for candidate in item.candidates]
    return [
        Unit(item.id, *pair)
        for item in items
        for pair in combinations([candidate.key for candidate in item.candidates], 2)
    ]


def digest(items: Sequence[Item]) -> str:
    """A fingerprint of what judges see; the engine's scores and the subject are no part of it."""
    shown = [(i.id, i.asked, i.code, [(c.key, c.text) for c in i.candidates]) for i in items]
    return sha256(msgspec.json.encode(shown)).hexdigest()
