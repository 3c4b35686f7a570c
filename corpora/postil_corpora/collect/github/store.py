"""Raw answers and what is still to be asked, in one SQLite file.

A page is wanted, then done. Being done, its body and the pages that follow from it are written in one transaction,
so a collector that is killed at any moment goes on where it stood: nothing is asked for twice, nothing is lost.

The file is a cache: it holds what people wrote, as they wrote it. It is never part of an export.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from postil.errors import UsageError

_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS pages (
  kind TEXT NOT NULL, subject TEXT NOT NULL, cursor TEXT NOT NULL,
  wanted INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0, place INTEGER NOT NULL DEFAULT 0,
  status INTEGER, etag TEXT, link TEXT, body BLOB,
  PRIMARY KEY (kind, subject, cursor)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS open_pages ON pages (wanted, kind, subject, cursor) WHERE done < wanted;
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class Page(NamedTuple):
    """One request: what is asked for, of whom, from where on (``""`` for the beginning)."""

    kind: str
    subject: str
    cursor: str = ""


class Kept(NamedTuple):
    """What a page said: ``status``, the ``etag`` to ask again with, the ``link`` to the next page, the ``body``."""

    status: int
    etag: str | None
    link: str | None
    body: bytes


class Store:
    """The pages of one repository. A round asks for all of them once; a refresh begins a new round.

    Raises:
        UsageError: the file was not made by this version of the collector, or is no database.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            message = f"{path}: {error}; move it away to collect anew"
            raise UsageError(message) from error
        if self.state("version", str(_VERSION)) != str(_VERSION):
            message = f"{path} was made by another version of Postil; move it away to collect anew"
            raise UsageError(message)
        self.round = int(self.state("round", "1"))
        self._place: int = self._db.execute("SELECT coalesce(max(place), 0) FROM pages").fetchone()[0]

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def state(self, name: str, value: str) -> str:
        """What is noted under ``name``; ``value`` is noted when nothing is."""
        with self._transaction():
            self._db.execute("INSERT OR IGNORE INTO state VALUES (?, ?)", (name, value))
        found: str = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()[0]
        return found

    def begin_round(self) -> None:
        """Want everything anew; what is there serves to revalidate."""
        self.round += 1
        with self._transaction():
            self._db.execute("UPDATE state SET value = ? WHERE name = 'round'", (str(self.round),))

    def want(self, pages: Iterable[Page]) -> None:
        """Put pages on the list of this round, unless they stand there."""
        with self._transaction():
            self._want(pages)

    def finish(self, page: Page, kept: Kept, followers: Iterable[Page]) -> None:
        """Keep what ``page`` said and want what follows from it, both or neither."""
        self._place += 1
        with self._transaction():
            self._db.execute(
                "UPDATE pages SET done = ?, place = ?, status = ?, etag = ?, link = ?, body = ?"
                " WHERE kind = ? AND subject = ? AND cursor = ?",
                (self.round, self._place, kept.status, kept.etag, kept.link, zlib.compress(kept.body), *page),
            )
            self._want(followers)

    def end_round(self) -> None:
        """Drop what no page of this round leads to any more."""
        with self._transaction():
            self._db.execute("DELETE FROM pages WHERE wanted < ?", (self.round,))

    def next_open(self) -> Page | None:
        """The first page by name that is wanted and not done."""
        found = self._db.execute(
            "SELECT kind, subject, cursor FROM pages WHERE wanted = ? AND done < wanted"
            " ORDER BY kind, subject, cursor LIMIT 1",
            (self.round,),
        ).fetchone()
        return Page(*found) if found else None

    def kept(self, page: Page) -> Kept | None:
        """What ``page`` said when it was last asked for."""
        row = self._db.execute(
            "SELECT status, etag, link, body FROM pages"
            " WHERE kind = ? AND subject = ? AND cursor = ? AND done > 0",
            page,
        ).fetchone()
        return Kept(row[0], row[1], row[2], zlib.decompress(row[3])) if row else None

    def kinds(self) -> list[str]:
        """The kinds of pages, sorted."""
        return [kind for (kind,) in self._db.execute("SELECT DISTINCT kind FROM pages ORDER BY kind")]

    def pages(self, kind: str) -> Iterator[tuple[Page, Kept]]:
        """All that was said in pages of a kind, by subject, each from its beginning on."""
        rows = self._db.execute(
            "SELECT kind, subject, cursor, status, etag, link, body FROM pages WHERE kind = ? AND done > 0"
            " ORDER BY subject, place",
            (kind,),
        )
        for _, subject, cursor, status, etag, link, body in rows:
            yield Page(kind, subject, cursor), Kept(status, etag, link, zlib.decompress(body))

    def _want(self, pages: Iterable[Page]) -> None:
        self._db.executemany(
            "INSERT INTO pages (kind, subject, cursor, wanted) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET wanted = excluded.wanted",
            [(*page, self.round) for page in pages],
        )

    def _transaction(self) -> _Transaction:
        return _Transaction(self._db)


class _Transaction:
    """All or nothing. The one of ``sqlite3`` differs between versions of Python."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")
