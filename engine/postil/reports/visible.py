r"""Makes characters visible that a terminal or a browser would obey or hide.

>>> visible("a\x1b[31m")
'a\\u001b[31m'
"""

from __future__ import annotations

from collections.abc import Callable

from postil.text.lazy import regex

# Controls (tab and newline are fine), invisible and direction-changing formats, lone surrogates and tags.
# The joiners U+200C and U+200D stay: Persian and emoji are written with them.
HIDDEN = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str, show: Callable[[str], str] | None = None) -> str:
    """``text`` with each hidden character replaced by ``show`` of it (default: its escape)."""
    draw = show or _escape
    return HIDDEN.sub(lambda match: draw(match[0]), text)


def one_line(text: str, limit: int = 300) -> str:
    """``text`` made visible, on one line, cut at ``limit`` characters."""
    flat = " ".join(visible(text[: 2 * limit]).split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
