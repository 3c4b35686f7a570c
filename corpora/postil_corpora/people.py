"""Stable pseudonyms: the same person has the same name in all rows, and nobody can tell who it is without the key.

>>> pseudonym("Ada@example.org") == pseudonym(" ada@EXAMPLE.org ")
True
"""

from __future__ import annotations

import hashlib
import os

KEY_VARIABLE = "POSTIL_PSEUDONYM_KEY"
"""Name of the environment variable that holds the key. Without it a public one is used: names are then stable between
machines, but who guesses an address can confirm the guess."""
_PUBLIC_KEY = "postil-corpora"
_BOTS = frozenset(
    "codecov dependabot dependabot-preview github-actions greenkeeper imgbot mergify pre-commit-ci "
    "pyup-bot renovate renovate-bot semantic-release-bot snyk-bot web-flow weblate".split()
)
"""Programs that sign without ``[bot]``."""


def pseudonym(identity: str, prefix: str = "user") -> str:
    """The pseudonym of an e-mail address, login or name: ``prefix`` and 12 hexadecimal digits; empty for nobody."""
    folded = identity.strip().casefold()
    if not folded:
        return ""
    key = hashlib.sha256(os.environ.get(KEY_VARIABLE, _PUBLIC_KEY).encode("utf-8", "replace")).digest()
    digest = hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=6, key=key)
    return f"{prefix}-{digest.hexdigest()}"


def pseudonym_of(name: str, mail: str) -> str:
    """The pseudonym of who signs with ``name`` and ``mail``; a bot keeps its name, as ``bot-NAME``."""
    bot = bot_name(name, mail)
    return f"bot-{bot}" if bot else pseudonym(mail or name)


def bot_name(name: str, mail: str = "") -> str | None:
    """The name of the program that signs so, ``None`` for a person."""
    local = mail.partition("@")[0].rpartition("+")[2]
    for text in (name.strip().casefold(), local.strip().casefold()):
        if text.endswith("[bot]"):
            return text.removesuffix("[bot]")
        if text in _BOTS or text.endswith(("-bot", "_bot")):
            return text
    return None
