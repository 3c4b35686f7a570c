"""A cache on disk for embedders that are slow, by the embedder's sha and the text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from postil.embedders.base import Calibration, Embedder

if TYPE_CHECKING:
    import sqlite3

    import numpy as np
    from numpy.typing import NDArray

_HOME = "POSTIL_CACHE"
_BLOCK = 128
"""So many vectors are kept at a time: a run that is stopped loses no more."""
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (sha TEXT, text TEXT, vector BLOB, PRIMARY KEY (sha, text)) WITHOUT ROWID"


def vectors_file() -> Path:
    """Where vectors are kept: in the folder that ``POSTIL_CACHE`` names, else in the user's cache folder."""
    home = os.environ.get(_HOME) or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "postil")
    return Path(home, "vectors.sqlite")


class CachedEmbedder:
    """An embedder that asks ``inner`` only for texts that the file at ``path`` does not hold yet.

    The file may be shared by embedders and processes, and deleted at any time between calls.
    """

    def __init__(self, inner: Embedder, path: Path) -> None:
        self.inner = inner
        self.path = path
        self.name: str = inner.name
        self.sha: str = inner.sha

    @property
    def calibration(self) -> Calibration:
        """The constants of the embedder inside."""
        return self.inner.calibration

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text."""
        import numpy as np  # noqa: PLC0415 - heavy, loaded when asked for

        # Lone surrogates have no UTF-8 form that SQLite takes.
        keys = [
            text.encode("utf-8", "surrogatepass").hex() if not _storable(text) else text for text in texts
        ]
        with closing(self._open()) as store:
            known = {key: row for key in dict.fromkeys(keys) if (row := self._load(store, key)) is not None}
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            missing = list(new)
            for at in range(0, len(missing), _BLOCK):
                block = missing[at : at + _BLOCK]
                vectors = self.inner.encode([new[key] for key in block])
                known |= dict(zip(block, vectors, strict=True))
                rows = [(self.sha, key, known[key].tobytes()) for key in block]
                with store:
                    store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        return np.stack([known[key] for key in keys]) if keys else self.inner.encode([])

    def similarity(self, text: str, other: str) -> float:
        """Calibrated cosine of the two vectors."""
        one, two = self.encode([text, other])
        return self.calibration.apply(float(one @ two))

    def _open(self) -> sqlite3.Connection:
        import sqlite3  # noqa: PLC0415 - loaded when asked for

        self.path.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(self.path, timeout=60.0)
        store.execute(_TABLE)
        return store

    def _load(self, store: sqlite3.Connection, key: str) -> NDArray[np.float32] | None:
        import numpy as np  # noqa: PLC0415 - heavy, loaded when asked for

        query = "SELECT vector FROM vectors WHERE sha = ? AND text = ?"
        found = store.execute(query, (self.sha, key)).fetchone()
        return np.frombuffer(found[0], dtype=np.float32) if found else None


def _storable(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)
