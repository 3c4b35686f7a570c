"""Finds embedders by name.

>>> embedder_named("lexical").name
'lexical'
"""

from __future__ import annotations

from functools import lru_cache

from postil.embedders.base import Embedder
from postil.errors import UsageError
from postil.plugins import entry_points

GROUP = "postil.embedders"


@lru_cache(maxsize=16)
def embedder_named(name: str) -> Embedder:
    """The embedder called ``name``.

    Raises:
        UsageError: there is none of that name; the text lists those that exist.
    """
    found = {point.name: point for point in entry_points(GROUP)}
    if name in found:
        return _checked(name, found[name].load()())
    known = ", ".join(sorted(found)) or "none: is postil installed?"
    message = f"unknown embedder {name!r}; there are: {known}"
    raise UsageError(message)


def _checked(name: str, embedder: object) -> Embedder:
    if not isinstance(embedder, Embedder):
        message = f"the entry point {name!r} of {GROUP} is no embedder: {embedder!r}"
        raise UsageError(message)
    return embedder
