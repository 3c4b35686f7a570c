r"""Which docstring style a text, a file or a project keeps to.

>>> style_of("Halve.\n\n:param n: Any number.\n:returns: Half.")
'sphinx'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from postil.claims.layout import read_layout, styles_in
from postil.claims.model import DocStyle

_ENOUGH = 2 / 3  # the share of the votes that makes a style that of a whole


def style_of(text: str) -> DocStyle | None:
    """The style that most sections and fields of a docstring have; ``None`` if it has none of them."""
    counts = styles_in(read_layout(text))
    return max(counts, key=counts.__getitem__, default=None)


def majority(styles: Iterable[DocStyle | None]) -> DocStyle | None:
    """The style that two in three of the docstrings with a style have, ``None`` if there is no such style.

    Each docstring of a file, or of all files of a project, has one vote.
    """
    votes = Counter(style for style in styles if style is not None)
    if not votes:
        return None
    style, count = votes.most_common(1)[0]
    return style if count >= _ENOUGH * votes.total() else None
