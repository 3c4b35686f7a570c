"""A recipe made into a corpus: tables of rows, what was kept out and why, and the checksums of all of it.

corpus = build(read_recipe(Path("recipes/python-classics.toml")), Path("corpus"))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any

from msgspec import structs

from postil._version import __version__
from postil.scoring.parallel import start_worker
from postil_corpora.build.parts import Choice, Part, part_of
from postil_corpora.build.splits import Splits
from postil_corpora.build.tasks import task_rows
from postil_corpora.collect.pypi import fetch
from postil_corpora.filters.chain import Chain
from postil_corpora.filters.chain import Report as FilterReport
from postil_corpora.lock import Lock, lock_of, write_json
from postil_corpora.recipe import ReadRecipe
from postil_corpora.report import REPORT, Report, SourceReport
from postil_corpora.samples import KINDS
from postil_corpora.schema import SCHEMA_VERSION
from postil_corpora.tables import write_rows

LOCK = "corpus.lock"
_STORE, _PARTS = ".store", ".parts"
_TOGETHER = frozenset(("length", "duplicates"))
"""Filters that must see all rows of a table."""


class _Tally:
    """Counts while the rows pass."""

    def __init__(self) -> None:
        self.tables: Counter[str] = Counter()
        self.splits: dict[str, Counter[str]] = {}
        self.dropped: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.aside: Counter[str] = Counter()
        self.by_source: dict[str, Counter[str]] = {}

    def drop(self, table: str, report: FilterReport) -> None:
        """Take over what the filters of ``table`` have dropped, and how many rows they changed."""
        for (name, reason), count in report.dropped.items():
            self.dropped[f"{table}: {name}: {reason}"] += count
        for name, count in report.changed.items():
            self.changed[f"{table}: {name}"] += count

    def watched(self, table: str, rows: Iterable[Any]) -> Iterator[Any]:
        """``rows`` as they pass, counted."""
        self.tables[table] = 0
        for row in rows:
            self._count(table, row)
            yield row

    def _count(self, table: str, row: Any) -> None:
        self.tables[table] += 1
        self.by_source.setdefault(row.provenance.repository, Counter())[table] += 1
        for name in ("split", "time_split"):
            side = getattr(row, name, None)
            if side is not None:
                self.splits.setdefault(
                    f"{table} by {'time' if name == 'time_split' else 'repository'}", Counter()
                )[side] += 1
        if table == "comments_aside":
            self.aside[row.reason] += 1


def build(read: ReadRecipe, out: Path, jobs: int = 2) -> Lock:
    """Make the corpus of a recipe in ``out``; what an earlier, stopped run has made there is used.

    Raises:
        FetchError: a package cannot be had as it is pinned.
        ArchiveError: an archive is damaged or means harm.
    """
    recipe, tally, files = read.recipe, _Tally(), list[Path]()
    out.mkdir(parents=True, exist_ok=True)
    alone = tuple(takewhile(lambda name: name not in _TOGETHER, recipe.filters))
    choice = Choice(
        recipe.corpus.languages,
        "code_generation" in recipe.corpus.tasks,
        alone,
        {name: options for name, options in recipe.filter.items() if name in alone},
    )
    archives = fetch(recipe.package, out / _STORE)
    with ProcessPoolExecutor(jobs, initializer=start_worker) as pool:
        parts = [
            part_of(package, archive, choice, out / _PARTS, pool)
            for package, archive in zip(recipe.package, archives, strict=True)
        ]
    wanted = [*recipe.corpus.tasks]
    wanted += ["comments_aside"] if "comment_samples" in wanted else []
    for table in wanted:
        rows = _parted(_filtered(table, parts, read, alone, tally), recipe.split)
        files += write_rows(out, table, tally.watched(table, rows), kind=KINDS[table])
    write_json(out / REPORT, _report(read, tally, parts))
    lock = lock_of(read, out, [*files, out / REPORT])
    write_json(out / LOCK, lock)
    return lock


def _filtered(
    table: str, parts: Sequence[Part], read: ReadRecipe, alone: Sequence[str], tally: _Tally
) -> Iterator[Any]:
    """The rows of a table that every filter keeps; those of packages have passed the filters ``alone`` already."""
    recipe = read.recipe
    options = {name: given for name, given in recipe.filter.items() if name not in alone}
    chain = Chain(recipe.filters[len(alone) :], options)
    first = Chain(alone, {name: given for name, given in recipe.filter.items() if name in alone})
    yield from chain.run(partial(_all_rows, table, parts, read, first))
    for report in (first.report, chain.report):
        tally.drop(table, report)


def _all_rows(table: str, parts: Sequence[Part], read: ReadRecipe, first: Chain) -> Iterator[Any]:
    """The rows of a table: those for testing first, each side in the order of the recipe.

    So a row that is nearly one of the test goes from the training side, not the other way round. Rows of collected
    tables pass the filters ``first``.
    """
    splits, collected = read.recipe.split, read.recipe.collected
    for side in ("test", "train"):
        for part in parts:
            if splits.by_repository(part.package.repository) == side:
                yield from getattr(part.read(), table, ())
        for one in collected:
            if splits.by_repository(one.repository) == side:
                yield from first.run(partial(task_rows, table, read.folder, one))


def _parted(rows: Iterable[Any], splits: Splits) -> Iterator[Any]:
    for row in rows:
        if not hasattr(row, "split"):
            yield row
            continue
        side = splits.by_repository(row.provenance.repository)
        yield structs.replace(row, split=side, time_split=splits.by_time(row.dated))


def _report(read: ReadRecipe, tally: _Tally, parts: Iterable[Part]) -> Report:
    recipe = read.recipe
    sources = []
    for part in parts:
        rows = part.read()
        tally.dropped.update(rows.dropped)
        tally.changed.update(rows.changed)
        package, side = part.package, recipe.split.by_repository(part.package.repository)
        counts = dict(sorted(tally.by_source.pop(package.repository, Counter()).items()))
        known = (package.repository, package.version, rows.licence, package.released, side)
        sources.append(SourceReport(*known, rows.files, counts, rows.screened))
    for name, found in sorted(tally.by_source.items()):
        side = recipe.split.by_repository(name)
        sources.append(SourceReport(name, "", None, None, side, 0, dict(sorted(found.items())), {}))
    return Report(
        recipe.corpus.name,
        recipe.corpus.version,
        recipe.corpus.description,
        __version__,
        SCHEMA_VERSION,
        dict(tally.tables),
        {name: dict(sorted(sides.items())) for name, sides in sorted(tally.splits.items())},
        dict(sorted(tally.dropped.items())),
        dict(sorted(tally.changed.items())),
        dict(sorted(tally.aside.items())),
        sources,
        recipe.measured,
    )
