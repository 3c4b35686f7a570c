"""Train and test, in two ways: no repository in both, and nothing in train that is younger than the test.

>>> Splits(test_share=0.5, seed="a").by_repository("pypi:attrs")
'train'
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

from postil_corpora.schema import Split


class Splits(Struct, frozen=True, forbid_unknown_fields=True):
    """How a corpus is parted.

    ``test_share`` of the repositories are for testing, chosen by the hash of ``seed`` and their names, so that a
    repository stays where it is when others come or go; what was published on or after ``test_from``
    (``YYYY-MM-DD``) is for testing by time.
    """

    test_share: float = 0.1
    seed: str = ""
    test_from: str | None = None

    def by_repository(self, repository: str) -> Split:
        """The side of all rows of ``repository``."""
        digest = hashlib.sha256(f"{self.seed}\0{repository}".encode()).digest()
        return "test" if int.from_bytes(digest[:8], "big") < self.test_share * 2**64 else "train"

    def by_time(self, dated: str | None) -> Split | None:
        """The side of a row that was published on ``dated``; ``None`` where either day is not known."""
        if dated is None or self.test_from is None:
            return None
        return "test" if dated[:10] >= self.test_from else "train"
