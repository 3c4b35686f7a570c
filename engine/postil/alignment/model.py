"""Alignment: which statements a comment is about."""

from __future__ import annotations

from msgspec import Struct


class Alignment(Struct, frozen=True, gc=False):
    """Where one comment belongs.

    ``statements`` are indices into ``Facts.statements`` (a range for a comment that covers several),
    ``lines`` the lines of those statements in order. ``confidence`` in [0, 1]: how sure the content makes
    this place; ``runner_up`` is the index of the next best statement (-1: none) and ``margin`` how much it
    lost by, in [0, 1]. ``claimed_fit`` in [0, 1] says how well the *claimed* line fits by content (``None``
    when no line is claimed); ``agrees`` is False when the claim is refuted: the content clearly belongs
    elsewhere. A refuted comment is aligned to where its content belongs.
    """

    comment: int
    statements: tuple[int, ...]
    lines: tuple[int, ...]
    confidence: float
    runner_up: int = -1
    margin: float = 0.0
    claimed_fit: float | None = None
    agrees: bool | None = None
