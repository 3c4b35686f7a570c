"""MKP05: an address that leads nowhere because it is written wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_WRONG = regex(
    r"""\b(?:https?:(?://){2,}              # twice the slashes
    | https?:(?://)?https?://               # two schemes
    | https?:(?:/|///)[\w-]+\.              # one slash or three
    | https?//[\w-]+\. | https?;//          # no colon
    | (?:hh?t?tps|hhttp|htp|httt?ps?s|htttp|htpps?|hptts?|hpts?)(?<!\bhttps)://  # misspelt
    )\S{0,80}""",
    re.IGNORECASE | re.VERBOSE,
    hints=("http", "htp", "htt", "hpt"),
)
_CODE = "reply = get(url)"


class MalformedUrl(Rule):
    """An address has a misspelt or doubled scheme, or the wrong number of slashes."""

    code = "MKP05"
    name = "markup/malformed-url"
    tier = 3
    dimension = "format"
    penalty = 0.05
    reads_prose = False
    title = "malformed address"
    why = "It cannot be clicked, and nobody notices before it is needed."
    source = "rustdoc bare_urls"
    good = (Example(_CODE, ((1, "See https://example.org/api."),)),)
    near_misses = (
        Example(_CODE, ((1, "The url starts with https:// or http://."),)),
        Example(_CODE, ((1, "Archived at https://web.archive.org/web/https://example.org/."),)),
        Example(_CODE, ((1, "The http/https schemes are both fine."),)),
    )
    bad = (Example(_CODE, ((1, "See https:/example.org/api."),)),)
    paraphrases = (
        Example(_CODE, ((1, "See htps://example.org/api."),)),
        Example(_CODE, ((1, "见 https://https://example.org。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such address."""
        for index, comment in enumerate(page.comments):
            match = (
                _WRONG.search(comment.text[:20_000]) if "//" in comment.text or ":/" in comment.text else None
            )
            if match is not None:
                yield self.finding(page, index, "malformed address", f"comment: {match[0][:60]!r}")
