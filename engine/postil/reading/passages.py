"""Answers that show the code piece by piece, each piece fenced, with a passage of text beside it."""

from __future__ import annotations

from postil.reading.answered import Answered, weight
from postil.reading.fences import Fence, fences
from postil.reading.linekeys import matched_lines
from postil.reading.prose import is_talk
from postil.records import Comment


def read_passages(text: str, code: str) -> Answered | None:
    """The passage beside each fenced piece of ``code``; ``None`` unless there are two pieces or more."""
    blocks = fences(text)
    if len(blocks) < 2:
        return None
    places = [_place(block, code) for block in blocks]
    if not all(places):
        return None
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    gaps = [_passage(text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    passages = gaps[1:] if gaps[-1] else gaps[:-1]
    comments = tuple(
        Comment(text=passage, line_number=place[0], end_line_number=place[1])
        for passage, place in zip(passages, places, strict=True)
        if passage and place
    )
    spoken = sum(weight(text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=True))
    ignored = spoken - sum(weight(comment.text) for comment in comments)
    return Answered(comments, ignored) if len(comments) >= 2 else None


def _place(block: Fence, code: str) -> tuple[int, int | None] | None:
    """First and last line of ``code`` that the block shows."""
    lines = matched_lines(enumerate(block.text.split("\n"), 1), enumerate(code.split("\n"), 1))
    if not lines:
        return None
    first, last = min(lines.values()), max(lines.values())
    return first, last if last > first else None


def _passage(text: str) -> str:
    lines = [line.strip(" \t#*") for line in text.split("\n")]
    return " ".join(line for line in lines if any(map(str.isalnum, line)) and not is_talk(line))
