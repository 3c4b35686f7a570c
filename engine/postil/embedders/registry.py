"""Finds embedders by name.

>>> embedder_named("lexical").name
'lexical'
"""

from __future__ import annotations

from functools import lru_cache

from postil.embedders.base import Embedder
from postil.embedders.cache import CachedEmbedder, vectors_file
from postil.errors import UsageError
from postil.plugins import entry_points

GROUP = "postil.embedders"


@lru_cache(maxsize=16)
def embedder_named(name: str) -> Embedder:
    """The embedder called ``name``; what follows a colon (``sbert:MODEL``) goes to it.

    One that says it is ``slow`` is asked once for each text: the vectors are kept on disk.

    Raises:
        UsageError: there is none of that name (the text lists those that exist), or what it needs is missing.
    """
    found = {point.name: point for point in entry_points(GROUP)}
    kind, _, option = name.partition(":")
    if kind in found:
        make = found[kind].load()
        embedder = _checked(kind, make(option) if option else make())
        return CachedEmbedder(embedder, vectors_file()) if getattr(embedder, "slow", False) else embedder
    known = ", ".join(sorted(found)) or "none: is postil installed?"
    message = f"unknown embedder {name!r}; there are: {known}"
    raise UsageError(message)


def _checked(name: str, embedder: object) -> Embedder:
    if not isinstance(embedder, Embedder):
        message = f"the entry point {name!r} of {GROUP} is no embedder: {embedder!r}"
        raise UsageError(message)
    return embedder
