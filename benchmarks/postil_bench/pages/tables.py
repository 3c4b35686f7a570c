"""Tables as all parts of the page have them."""

from __future__ import annotations

from collections.abc import Sequence

from postil.reports.markup import name, text

NONE = "–"
_WORDS = frozenset({"ties", "model", "task", "metric"})


def sheet(kind: str, title: str, heads: Sequence[str], bodies: str) -> str:
    """A table that scrolls sideways where it does not fit; the keyboard can reach it."""
    head = "".join(map(_head, heads))
    return (
        f'<div class="scroll" role="region" aria-label="{text(title)}" tabindex="0"><table class="{kind}">'
        f"<caption>{text(title)}</caption><thead><tr>{head}</tr></thead>{bodies}</table></div>"
    )


def _head(label: str) -> str:
    kind = "" if label in _WORDS else ' class="number"'
    return f'<th scope="col"{kind}>{name(label)}</th>' if label else "<td></td>"
