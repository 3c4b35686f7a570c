"""Stable pseudonyms: the same person has the same name in all rows, and nobody can tell who it is without the key.

>>> pseudonym("Ada@example.org") == pseudonym(" ada@EXAMPLE.org ")
True
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import unicodedata

from postil.errors import UsageError

KEY_VARIABLE = "POSTIL_PSEUDONYM_KEY"
"""Name of the environment variable that holds the key. Without it a public one is used: names are then stable between
machines, but who guesses an address can confirm the guess."""
_PUBLIC_KEY = "postil-corpora: public key"
_SHORTEST_KEY = 16
_PSEUDONYM = re.compile(r"[a-z]+-[0-9a-f]{12}")
_HOSTED = re.compile(
    r"(?:\d{1,12}\+)?([a-z0-9-]{1,40})(?:\[bot\])?@users\.noreply\.[a-z]{3,12}\.com", re.IGNORECASE
)
_BOTS = frozenset(
    "codecov dependabot dependabot-preview github-actions greenkeeper imgbot mergify pre-commit-ci "
    "pyup-bot renovate renovate-bot semantic-release-bot snyk-bot web-flow weblate".split()
)
"""Programs that sign without ``[bot]``."""


def pseudonym(identity: str, prefix: str = "user", key: str | bytes | None = None) -> str:
    """The pseudonym of an e-mail address, login or name: ``prefix`` and 12 hexadecimal digits; empty for nobody.

    It is cut from HMAC-SHA256 (RFC 2104) of the identity, without regard to case, width and a leading ``@``, under
    ``key`` or else the key of the environment. A pseudonym is its own pseudonym.

    Raises:
        UsageError: the key has fewer than 16 bytes.
    """
    folded = unicodedata.normalize("NFKC", identity).casefold().strip().lstrip("@")
    if not folded or is_pseudonym(folded):
        return folded
    digest = hmac.new(key_bytes(key), folded.encode("utf-8", "replace"), hashlib.sha256)
    return f"{prefix}-{digest.hexdigest()[:12]}"


def key_bytes(key: str | bytes | None = None) -> bytes:
    """The key as bytes: ``key``, or that of the environment, or the public one.

    Raises:
        UsageError: it has fewer than 16 bytes, so that it could be guessed, and the pseudonyms with it.
    """
    given = os.environ.get(KEY_VARIABLE, _PUBLIC_KEY) if key is None else key
    raw = given.encode("utf-8", "replace") if isinstance(given, str) else given
    if len(raw) < _SHORTEST_KEY:
        message = (
            f"the key of pseudonyms has {len(raw)} bytes: give at least {_SHORTEST_KEY} and keep them secret"
        )
        raise UsageError(message)
    return raw


def is_pseudonym(name: str) -> bool:
    """Whether ``name`` has the form of a pseudonym."""
    return _PSEUDONYM.fullmatch(name) is not None


def pseudonym_of(name: str, mail: str) -> str:
    """The pseudonym of who signs with ``name`` and ``mail``; a bot keeps its name, as ``bot-NAME``.

    An address that a host gives to an account stands for the account, so its owner has one name in commits and on the host.
    """
    bot = bot_name(name, mail)
    return f"bot-{bot}" if bot else pseudonym(account_of(mail) or mail or name)


def account_of(mail: str) -> str | None:
    """The login whose address a host made up so that it need not be told, such as ``1+ada@users.noreply.HOST.com``."""
    hosted = _HOSTED.fullmatch(mail)
    return hosted[1] if hosted else None


def bot_name(name: str, mail: str = "") -> str | None:
    """The name of the program that signs so, ``None`` for a person."""
    local = mail.partition("@")[0].rpartition("+")[2]
    for text in (name.strip().casefold(), local.strip().casefold()):
        if text.endswith("[bot]"):
            return text.removesuffix("[bot]")
        if text in _BOTS or text.endswith(("-bot", "_bot")):
            return text
    return None
