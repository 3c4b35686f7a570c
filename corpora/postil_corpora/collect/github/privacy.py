"""Nothing personal leaves the raw store: people become pseudonyms, texts are redacted before they are a row."""

from __future__ import annotations

from collections import Counter

from postil_corpora.collect.github.records import Person
from postil_corpora.filters.redaction import redact
from postil_corpora.people import bot_name, key_bytes, pseudonym
from postil_corpora.schema import FilterVerdict


class Privacy:
    """Redacts the texts of one row and remembers what for. The key of pseudonyms is that of the environment.

    >>> privacy = Privacy()
    >>> privacy.text("thanks @jane-roe").startswith("thanks @user-")
    True
    >>> privacy.verdicts
    (FilterVerdict(name='redaction', verdict='changed', reason='1 mention'),)
    """

    def __init__(self) -> None:
        self._key = key_bytes(None)
        self._found: Counter[str] = Counter()

    def text(self, text: str) -> str:
        """``text`` without secrets and personal data."""
        redacted = redact(text, self._key)
        self._found.update(redacted.found)
        return redacted.text

    def optional(self, text: str | None) -> str | None:
        """The same for a text that may be missing."""
        return None if text is None else self.text(text)

    @property
    def verdicts(self) -> tuple[FilterVerdict, ...]:
        """What the filter did to this row."""
        reason = ", ".join(f"{count} {kind}" for kind, count in sorted(self._found.items()))
        return (FilterVerdict("redaction", "changed" if reason else "kept", reason),)


def name_of(person: Person | None) -> str | None:
    """The pseudonym of a person; a bot keeps its name."""
    if person is None:
        return None
    bot = person.login.casefold().removesuffix("[bot]") if person.is_bot else bot_name(person.login)
    return f"bot-{bot}" if bot else pseudonym(person.login)
