"""How sure a link is: each fact that speaks for it leaves a share of the doubt that there was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from postil_corpora.links.patches import Edit
from postil_corpora.schema import AnsweringChange, Lines


def answering_change(
    sha: str,
    path: str,
    patch: str | None,
    edits: Sequence[Edit],
    facts: Sequence[str],
    doubts: Mapping[str, float],
) -> AnsweringChange:
    """The change as an answer.

    Args:
        sha: the commit.
        path: the file after it.
        patch: what it did to the file.
        edits: those of the patch that answer.
        facts: what speaks for the link.
        doubts: the share in [0, 1] of doubt that each fact leaves.
    """
    confidence = 1.0 - prod(doubts[fact] for fact in facts)
    return AnsweringChange(sha, path, _reach(edits), patch, round(confidence, 4), "; ".join(facts))


def _reach(edits: Sequence[Edit]) -> Lines | None:
    """From the first to the last line that edits made; where they only removed, the line that took the place."""
    ranges = [edit.new_lines or (edit.new_first, edit.new_first) for edit in edits]
    return (min(first for first, _ in ranges), max(last for _, last in ranges)) if ranges else None
