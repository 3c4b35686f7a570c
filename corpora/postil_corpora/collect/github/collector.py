"""One repository of GitHub into tables: crawl into the raw store, read it, link, redact, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec import Struct

from postil.errors import UsageError
from postil_corpora.collect.github.archive import open_archive
from postil_corpora.collect.github.client import Client, Settings
from postil_corpora.collect.github.crawl import crawl
from postil_corpora.collect.github.feedback import feedback_rows
from postil_corpora.collect.github.plans import GraphQLPlan, Plan, Repository, RestPlan
from postil_corpora.collect.github.queries import PARTS
from postil_corpora.collect.github.rows import COLLECTOR, Rows
from postil_corpora.collect.github.store import Page, Store
from postil_corpora.links.threads import LaterCommit
from postil_corpora.tables import Format, read_shard, shards, write_rows

RAW = ".raw-github"
"""The folder of raw answers in the output folder: a cache with personal data, never part of an export."""
_NAME = re.compile(r"(?P<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?P<name>[A-Za-z0-9._-]{1,100})")


class Collected(Struct, frozen=True):
    """What a run brought: rows by table, objects that lacked what makes them one, pages that the host refused."""

    rows: dict[str, int]
    unread: dict[str, int]
    missing: dict[str, int]


def parse_repository(text: str) -> Repository:
    """``OWNER/NAME``, or the address of a repository.

    Raises:
        UsageError: it is neither.
    """
    short = re.sub(r"^https?://[^/]+/", "", text).removesuffix("/").removesuffix(".git")
    match = _NAME.fullmatch(short)
    if match is None or match["name"] in {".", ".."}:
        message = f"{text!r} is no repository: OWNER/NAME, as in psf/requests"
        raise UsageError(message)
    return Repository(match["owner"], match["name"])


class Wanted(Struct, frozen=True):
    """What is to be collected, and how.

    ``api`` is ``graphql``, ``rest``, or ``auto``: GraphQL if there is a token, which it demands. ``parts`` are of
    ``issues``, ``pulls``, ``discussions``. ``refresh`` asks for everything anew; what did not change is not sent
    again (REST). ``form`` is that of the tables.
    """

    repository: Repository
    api: str = "auto"
    parts: tuple[str, ...] = tuple(PARTS)
    refresh: bool = False
    form: Format = "jsonl"


def collect(
    wanted: Wanted,
    folder: Path,
    settings: Settings,
    patches: Callable[[Container[str]], Mapping[str, LaterCommit]] = lambda _: {},
    watch: Callable[[Iterable[Page]], Iterable[Page]] = iter,
) -> Collected:
    """Collect a repository into the tables of ``folder``; what was collected before is not asked for again.

    Args:
        wanted: the repository and what of it.
        folder: of the tables.
        settings: of the API.
        patches: finds commits with their patches where the host gave none.
        watch: hands the pages on as they come in, to show progress.

    Raises:
        CollectError: the host cannot or will not answer; the same call goes on from there.
        UsageError: a wrong argument, or the folder holds tables of another collector.
    """
    with closing(Client(settings)) as client:
        plan = _plan(wanted, has_token=client.has_token)
        with closing(_open_store(folder, wanted.repository, plan, settings)) as store:
            if wanted.refresh and store.next_open() is None:
                store.begin_round()
            for _ in watch(crawl(store, client, plan)):
                pass
            archive = open_archive(store)
    rows = Rows(archive, "/".join(wanted.repository))
    tables: dict[str, Iterable[Struct]] = {
        "issues": rows.issues(),
        "trajectories": rows.trajectories(),
        "events": rows.events(),
        "feedback": feedback_rows(rows, patches(archive.shas())),
    }
    counts = {name: _write(folder, name, found, wanted.form) for name, found in tables.items()}
    return Collected(counts, dict(sorted(archive.unread.items())), dict(sorted(archive.missing.items())))


def _plan(wanted: Wanted, *, has_token: bool) -> Plan:
    if wanted.api == "graphql" and not has_token:
        message = "GraphQL needs a token: set GITHUB_TOKEN, or use --api rest"
        raise UsageError(message)
    if wanted.api == "rest" or not has_token:
        return RestPlan(wanted.repository, wanted.parts)
    return GraphQLPlan(wanted.repository, wanted.parts)


def _open_store(folder: Path, repository: Repository, plan: Plan, settings: Settings) -> Store:
    for table in ("trajectories", "events", "issues", "feedback"):
        _check_owner(folder, table)
    raw = folder / RAW
    store = Store(raw / f"{repository.owner}+{repository.name}-{plan.name}.sqlite".lower())
    (raw / ".gitignore").write_text("*\n", encoding="utf-8")
    asked = store.state("api", settings.api)
    if asked != settings.api:
        store.close()
        message = f"{raw} was collected from {asked}: choose another folder"
        raise UsageError(message)
    return store


def _check_owner(folder: Path, table: str) -> None:
    """Tables are written whole: those of another collector must not be lost."""
    for path in shards(folder, table):
        first = next(read_shard(path, _Origin), None)
        if first is not None and first.provenance.get("collector", "").split()[:1] != COLLECTOR.split()[:1]:
            message = f"{path} was made by another collector: choose another folder"
            raise UsageError(message)


class _Origin(Struct, frozen=True):
    """As much of a row as tells who made it."""

    provenance: dict[str, Any] = {}


def _write(folder: Path, table: str, rows: Iterable[Struct], form: Format) -> int:
    count = 0

    def counted() -> Iterable[Struct]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    write_rows(folder, table, counted(), form=form)
    return count
