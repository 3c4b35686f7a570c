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


def pseudonym(identity: str, prefix: str = "user") -> str:
    """The pseudonym of an e-mail address, login or name: ``prefix`` and 12 hexadecimal digits; empty for nobody."""
    folded = identity.strip().casefold()
    if not folded:
        return ""
    key = hashlib.sha256(os.environ.get(KEY_VARIABLE, _PUBLIC_KEY).encode("utf-8", "replace")).digest()
    digest = hashlib.blake2b(folded.encode("utf-8", "replace"), digest_size=6, key=key)
    return f"{prefix}-{digest.hexdigest()}"
