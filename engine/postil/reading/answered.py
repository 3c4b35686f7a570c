"""What was read out of a model's answer."""

from __future__ import annotations

from msgspec import Struct

from postil.records import Comment


class Answered(Struct, frozen=True):
    """The comments of one answer in order of appearance.

    ``ignored`` counts the characters, white space left out, of the talk around them; ``problem`` says why
    there are none.
    """

    comments: tuple[Comment, ...] = ()
    ignored: int = 0
    problem: str | None = None


def weight(text: str) -> int:
    """The number of characters of ``text`` that are not white space."""
    return sum(map(len, text.split()))
