"""LNG13: a bracket, quotation mark or backtick without its other half."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_CODE_SPANS = regex(
    r"``[^`]*``|`[^`\n]*`|\"[^\"\n]*\"|(?<![A-Za-z0-9])'[^'\n]{1,40}'|“[^”]*”|‘[^’]*’|「[^」]*」"
)
_LISTED = regex(
    r"(?m)(?:^|[,;:.] |(?<=[)\w]) (?=\d\)))\s*[-*(\[]?(?:[a-zA-Z0-9]{1,3}|[ivxIVX]{1,5})[)\]](?!\w)|(?<!\w)[:;]-?[()\[\]DPp](?=\s|$|[.,])"
)
_INTERVAL = regex(
    r"[(\[（【][^()\[\]\n]{1,60}[,，;:][^()\[\]\n]{1,60}[)\]）】]|\[ ?-?\d+(?:-|\.\.|~|–)\d+\)|\(-?\d+(?:-|\.\.|~|–)\d+\]"
)
_PAIRS = (("(", ")"), ("（", "）"), ("「", "」"), ("『", "』"), ("《", "》"))
_FORMAL = (
    "\\(",
    "\\[",
    "::",
    ">>>",
    "```",
    "$",
    "<",
    ">",
    "|",
    "{",
    "}",
    "\\",
    "regex",
    "http",
    "+--",
    "==",
    "->",
    "%",
)
_SIGNS = regex(r"[`()（）“”「」『』《》]")
_CALL = regex(r"[A-Za-z0-9_]\(|^return\b|e\.g\.,? *\S+\($|\b\d(?:st|nd|rd|th) [()]")
_CODE = "def total(prices):\n    return sum(prices)"


class Unbalanced(Rule):
    """Such as "(the net price" in a remark of plain prose: the aside never ends."""

    code = "LNG13"
    name = "language/unbalanced"
    tier = 3
    dimension = "format"
    penalty = 0.06
    title = "bracket or backtick without its other half"
    why = "Where the aside ends is for the reader to guess, and markup behind it breaks."
    source = "rustdoc unescaped_backticks"
    good = (
        Example(_CODE, ((2, "The sum (of net prices) in `cents`."),)),
        Example(_CODE, ((2, "总和（净价）。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((2, "Prices in [0, 100) only; a) net, b) gross :)"),)),
        Example(_CODE, ((2, "Ports in [9600-59600) only; none at night 1) before and 2) after it."),)),
        Example(_CODE, ((2, "Split at '(' first."),)),
        Example(_CODE, docstring="1) add up\n2) round (to cents)"),
        Example(_CODE, ((2, "总和（净价)。"),), language="zh"),
    )
    bad = (
        Example(_CODE, ((2, "The sum (of net prices in cents."),)),
        Example(_CODE, ((2, "总和（净价，以分计。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((2, "The sum of net prices) in cents."),)),
        Example(_CODE, ((2, "The sum of `prices in cents."),)),
        Example(_CODE, ((2, "总和净价）以分计。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark of one sentence or a few, without formulas or code."""
        if not _SIGNS.search(page.folded):
            return
        for index, comment in enumerate(page.comments):
            text = comment.text
            if len(text) > 400 or comment.kind == "block" or any(sign in text for sign in _FORMAL):
                continue
            odd = _odd(text)
            if odd:
                yield self.finding(page, index, f"{odd!r} without its other half", f"comment: {text[:80]!r}")


def _odd(text: str) -> str | None:
    """The sign that has no other half, after code spans, lists and intervals are taken out."""
    if text.count("`") % 2 and "\n" not in text and "`" not in _CODE_SPANS.sub("", text).replace("`", "", 1):
        return "`"
    if not any(sign in text for pair in _PAIRS for sign in pair):
        return None
    bare = _INTERVAL.sub("", _CODE_SPANS.sub("", text)).replace("（", "(").replace("）", ")")
    unlisted = _LISTED.sub("", bare)
    if "'" in bare or '"' in bare or "=" in bare or _CALL.search(bare):
        return None
    for opening, closing in _PAIRS:
        more = bare.count(opening) - bare.count(closing)
        if more and unlisted.count(opening) - unlisted.count(closing):
            return opening if more > 0 else closing
    return None
