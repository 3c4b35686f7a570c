"""Secrets and personal data out of a text, before anything is written.

>>> redacted = redact("Ask jane@roe-family.net", "a key that is only ours")
>>> redacted.text.startswith("Ask user-"), redacted.found
(True, ('mail',))
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from postil_corpora.filters.mails import MAILS
from postil_corpora.filters.mentions import MENTIONS
from postil_corpora.filters.names import NAMES
from postil_corpora.filters.numbers import NUMBERS
from postil_corpora.filters.patterns import Pattern, substitute
from postil_corpora.filters.places import PLACES
from postil_corpora.filters.secrets import SECRETS
from postil_corpora.people import key_bytes

_MOST_PASSES = 8


class Redacted(Struct, frozen=True, gc=False):
    """A text without secrets and personal data.

    ``found`` names the kind of each thing that was replaced, sorted, never the thing itself. Secrets become
    ``REDACTED_KIND``, people stable pseudonyms, public addresses such of ranges that no machine has, telephone and
    identity numbers zeros.
    """

    text: str
    found: tuple[str, ...]


def redact(text: str, key: str | bytes) -> Redacted:
    """Replace every secret and every piece of personal data in ``text``.

    Doing it again changes nothing. ``key`` (at least 16 bytes) makes the pseudonyms; the same key gives the same.

    Raises:
        UsageError: the key is too short.
    """
    given = key_bytes(key)
    found: list[str] = []
    for _ in range(_MOST_PASSES):  # what was replaced may uncover its neighbours
        text, more = substitute(text, given, _patterns())
        found += more
        if not more:
            break
    return Redacted(text, tuple(sorted(found)))


@lru_cache(maxsize=1)
def _patterns() -> tuple[Pattern, ...]:
    return (*SECRETS, *NAMES, *MAILS, *PLACES, *NUMBERS, *MENTIONS)
