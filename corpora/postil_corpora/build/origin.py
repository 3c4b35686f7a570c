"""Where the sources of a sample come from: what all rows of one release share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from postil_corpora.schema import Lines, Provenance

if TYPE_CHECKING:
    from postil_corpora.build.units import Source, Unit


class Origin(Struct, frozen=True):
    """A release or a revision: ``sha`` pins it, ``dated`` is the day it was published (``YYYY-MM-DD``)."""

    repository: str
    sha: str
    collector: str
    licence: str | None = None
    dated: str | None = None

    def of(self, path: str, lines: Lines | None = None) -> Provenance:
        """The provenance of lines of ``path``."""
        return Provenance(
            self.repository, self.collector, sha=self.sha, path=path, lines=lines, licence=self.licence
        )

    def row_id(self, source: Source, unit: Unit) -> str:
        """A name for a row about a function: unique within a corpus, and the same whenever it is built."""
        return f"{self.repository}/{source.path}:{unit.lines[0]}-{unit.lines[1]}"
