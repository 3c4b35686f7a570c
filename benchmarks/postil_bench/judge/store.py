"""The log of a study: what is judged, and every act of every judge, in SQLite or PostgreSQL, append-only.

Nothing is ever changed or deleted, and the database refuses to: to undo is one more act.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from threading import Lock
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct
from sqlalchemy import (
    DDL,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from postil.errors import UsageError
from postil_bench.judge.items import Item, Unit, storable
from postil_bench.judge.rubric import Rubric

Kind: TypeAlias = Literal["verdict", "undo", "draft", "reveal"]
SKIP = "skip"
PAGE, IMPORTED, MODEL, SETTLED = "page", "import", "model", "settled"
"""Where a verdict comes from: a judge's page, another program, a model, or an adjudicator's page."""
_POOL = 16
_PATIENCE = 30  # seconds to wait for another process that writes
_METADATA = MetaData()
_STUDY = Table(
    "study", _METADATA, Column("id", Integer, primary_key=True), Column("data", Text, nullable=False)
)
_ITEMS = Table(
    "items", _METADATA, Column("id", Integer, primary_key=True), Column("data", Text, nullable=False)
)
_EVENTS = Table(
    "events",
    _METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(40), nullable=False),
    Column("judge", Text, nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("item", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("repeat", Integer, nullable=False),
    Column("swapped", Integer, nullable=False),
    Column("choice", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("rubric", Text, nullable=False),
    Column("target", Integer, nullable=False),
    Column("origin", String(10), nullable=False),
)


class Study(Struct, frozen=True):
    """What fixes a study for good: the rubric, the ``digest`` of the items, and what order and ids depend on."""

    rubric: Rubric
    digest: str
    seed: int
    repeat: float
    secret: str


class Event(Struct, frozen=True):
    """One act of a judge.

    A ``verdict`` has a ``choice`` (``first`` or ``second`` for the better of two, whatever side it stood on; ``skip``
    with its ``reason``) and a ``note``; an ``undo`` names the verdict it takes back as ``target``, a
    ``draft`` keeps a note, a ``reveal`` ends the judge's work. ``swapped``: the second answer stood on the left.
    ``origin`` is one of the four above; ``id`` and ``at`` (UTC) are given by the log.
    """

    judge: str
    kind: Kind
    unit: Unit = Unit("", "")
    repeat: int = 0
    swapped: bool = False
    choice: str = ""
    reason: str = ""
    note: str = ""
    rubric: str = ""
    target: int = 0
    origin: str = PAGE
    id: int = 0
    at: str = ""


class Store:
    """The database of one study; safe for many threads and processes.

    Args:
        place: a file for SQLite, or a URL of SQLAlchemy such as ``postgresql+psycopg://user@host/name``.

    Raises:
        UsageError: the database cannot be opened.
    """

    def __init__(self, place: str | Path) -> None:
        self.place = str(place)
        url = self.place if "://" in self.place else f"sqlite:///{self.place}"
        try:
            self._engine = _engine(url)
            self._turn = Lock()  # writers of this process queue here: SQLite would let them poll
            self._has_study = inspect(self._engine).has_table("study")
        except (SQLAlchemyError, ImportError) as error:
            raise _unusable(self.place, error) from error

    def create(self, study: Study, items: Sequence[Item]) -> None:
        """Make the tables and keep what the study is made of.

        Raises:
            UsageError: the database cannot be written.
        """
        try:
            _METADATA.create_all(self._engine)
            with self._engine.begin() as link:
                link.execute(insert(_STUDY).values(id=1, data=_text(study)))
                link.execute(
                    insert(_ITEMS), [{"id": n, "data": _text(item)} for n, item in enumerate(items, 1)]
                )
        except SQLAlchemyError as error:
            raise _unusable(self.place, error) from error
        self._has_study = True

    def study(self) -> Study | None:
        """The study in this database, if there is one.

        Raises:
            UsageError: its tables are not ours.
        """
        if not self._has_study:
            return None
        try:
            with self._engine.connect() as link:
                data = link.execute(select(_STUDY.c.data)).scalar()
        except SQLAlchemyError as error:
            raise _unusable(self.place, error) from error
        return None if data is None else msgspec.json.decode(data, type=Study)

    def items(self) -> list[Item]:
        """What is judged, in the order of the log it came from."""
        with self._engine.connect() as link:
            rows = link.execute(select(_ITEMS.c.data).order_by(_ITEMS.c.id)).scalars()
            return [msgspec.json.decode(data, type=Item) for data in rows]

    def append(self, events: Iterable[Event]) -> None:
        """Keep ``events``, all or none; they are on disk when this returns."""
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        rows = [_row_of(event, now) for event in events]
        if rows:
            with self._turn, self._engine.begin() as link:
                link.execute(insert(_EVENTS), rows)

    def events(self, judge: str | None = None) -> list[Event]:
        """What was done, by ``judge`` or by all, in order."""
        wanted = select(_EVENTS).order_by(_EVENTS.c.id)
        if judge is not None:
            wanted = wanted.where(_EVENTS.c.judge == judge)
        with self._engine.connect() as link:
            return [_event_of(row._mapping) for row in link.execute(wanted)]  # noqa: SLF001 - SQLAlchemy's public name

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def open_study(place: str | Path) -> tuple[Store, Study]:
    """The store at ``place`` with the study that must be in it.

    Raises:
        UsageError: there is none.
    """
    if "://" not in str(place) and not Path(place).is_file():
        message = f"{place} does not exist: 'postil judge serve LOG --db {place}' makes it"
        raise UsageError(message)
    store = Store(place)
    study = store.study()
    if study is None:
        message = f"{place} holds no study: 'postil judge serve LOG --db {place}' begins one"
        raise UsageError(message)
    return store, study


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=_POOL, pool_pre_ping=True)
    engine = create_engine(url, pool_size=_POOL, connect_args={"timeout": _PATIENCE})
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(link: Any, _record: object) -> None:
    """Readers beside a writer, and nothing acknowledged that a loss of power could take back."""
    cursor = link.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _unusable(place: str, error: Exception) -> UsageError:
    reason = str(getattr(error, "orig", None) or error).splitlines()[0]
    if isinstance(error, ImportError) and error.name == "psycopg":
        reason += ": pip install 'postil[postgres]'"
    return UsageError(f"the database {place.rsplit('@', 1)[-1]} cannot be used: {reason}")


def _text(record: Struct) -> str:
    return msgspec.json.encode(record).decode()


def _row_of(event: Event, now: str) -> dict[str, Any]:
    fields = msgspec.structs.asdict(event)
    unit = fields.pop("unit")
    del fields["id"]
    fields |= {"at": event.at or now, "swapped": int(event.swapped)}
    fields |= {"item": unit.item, "first": unit.first, "second": unit.second}
    return {name: storable(value) if isinstance(value, str) else value for name, value in fields.items()}


def _event_of(row: Any) -> Event:
    fields = dict(row)
    unit = Unit(fields.pop("item"), fields.pop("first"), fields.pop("second"))
    return Event(**{**fields, "unit": unit, "swapped": bool(fields["swapped"])})


_REFUSALS = (
    ("sqlite", "CREATE TRIGGER {0}_kept BEFORE UPDATE ON {0} BEGIN SELECT RAISE(ABORT, 'append-only'); END"),
    ("sqlite", "CREATE TRIGGER {0}_there BEFORE DELETE ON {0} BEGIN SELECT RAISE(ABORT, 'append-only'); END"),
    (
        "postgresql",
        """CREATE OR REPLACE FUNCTION postil_append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'append-only'; END $$""",
    ),
    (
        "postgresql",
        """CREATE TRIGGER {0}_kept BEFORE UPDATE OR DELETE ON {0}
        FOR EACH ROW EXECUTE FUNCTION postil_append_only()""",
    ),
)


def _forbid(table: Table) -> None:
    """Let the database itself refuse to change or delete rows of ``table``."""
    for dialect, statement in _REFUSALS:
        refusal: Any = DDL(statement.format(table.name))  # type: ignore[no-untyped-call]  # SQLAlchemy left it so
        event.listen(table, "after_create", refusal.execute_if(dialect=dialect))


for _table in _METADATA.sorted_tables:
    _forbid(_table)
