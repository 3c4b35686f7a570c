"""LNG07: characters that cannot be seen, or that pass for others."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSEEN = "\u200b\u2060\u180e\ufeff\u00ad\u2061\u2062\u2063\u2064"
_TAGS = "\U000e0020-\U000e007f"  # with a black flag before them the flags of regions
_CONTROLS = regex(f"[{_BIDI}{_UNSEEN}\x00-\x08\x0b\x0e-\x1f\x7f]|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]")
_MIXED = regex(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
_WORD = regex(r"[A-Za-z\u0370-\u03ff\u0400-\u04ff]{3,}")
# letters of other scripts that look like Latin ones in most fonts
_ALIKE = frozenset("аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅοΑΒΕΖΗΙΚΜΝΟΡΤΥΧνιϲ")
_CODE = "def total(prices):\n    return sum(prices)"


class HiddenCharacters(Rule):
    """A bidirectional control, a zero-width character, or a Cyrillic or Greek letter inside a Latin word."""

    code = "LNG07"
    name = "language/hidden-characters"
    tier = 1
    dimension = "format"
    penalty = 0.2
    reads_prose = False
    title = "invisible or deceiving character"
    why = "What is read is not what is there; such characters hide text and break searches."
    source = "PLE2502; the skeletons of RUF001-003 only inside Latin words"
    good = (Example(_CODE, ((2, "The sum, Σ of all prices."),)),)
    near_misses = (
        Example(_CODE, ((2, "返回总和，精确到分。"),), language="zh"),
        Example(_CODE, ((2, "The mean μ and Δt of θ-angles, πr²."),)),
        Example(
            _CODE, ((2, "Wales: \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f."),)
        ),
        Example(_CODE, ((2, "A family: \U0001f468\u200d\U0001f469\u200d\U0001f467."),)),
    )
    bad = (Example(_CODE, ((2, "The sum of \u202eall prices."),)),)
    paraphrases = (
        Example(_CODE, ((2, "The su\u200bm of all prices."),)),
        Example(_CODE, ((2, "The t\u043etal of all prices."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        folded = page.folded
        if folded.isascii() and folded.replace("\n", " ").replace("\t", " ").isprintable():
            return
        for index, comment in enumerate(page.comments):
            text = comment.text
            if text.isascii() and text.isprintable():
                continue
            found = _CONTROLS.search(text)
            if found and page.is_source and found.group() not in page.snippet.code:
                continue  # written as an escape, so it can be seen
            hidden = found.group() if found else _deceiving(text)
            if hidden:
                name = unicodedata.name(hidden[-1], "a control character").lower()
                message = f"holds {name} (U+{ord(hidden[-1]):04X})"
                yield self.finding(page, index, message, f"comment: {hidden!r}")


def _deceiving(text: str) -> str | None:
    """A letter that passes for a Latin one, inside a word of Latin letters."""
    if not _MIXED.search(text):
        return None
    for word in _WORD.findall(text):
        odd = [char for char in word if char in _ALIKE]
        if (
            odd
            and sum(char.isascii() for char in word) >= 2
            and all(c.isascii() or c in _ALIKE for c in word)
        ):
            return str(odd[0])
    return None
