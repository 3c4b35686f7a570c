"""One repository of GitHub into tables: crawl into the raw store, read it, link, redact, write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

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
from postil_corpora.tables import Format, shards, write_rows

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


def collect(
    repository: Repository,
    folder: Path,
    settings: Settings,
    key: str,
    *,
    api: str = "auto",
    parts: Iterable[str] = tuple(PARTS),
    refresh: bool = False,
    form: Format = "jsonl",
    commits: dict[str, LaterCommit] | None = None,
    watch: Callable[[Iterable[Page]], Iterable[Page]] = iter,
) -> Collected:
    """Collect a repository into ``folder``; what was collected before is not asked for again.

    Args:
        repository: at the host.
        folder: of the tables.
        settings: of the API.
        key: of the pseudonyms, at least 16 bytes.
        api: ``graphql``, ``rest``, or ``auto``: GraphQL if there is a token, which it demands.
        parts: of ``issues``, ``pulls``, ``discussions``.
        refresh: ask for everything anew; what did not change is not sent again (REST).
        form: of the tables.
        commits: further commits with patches that may have answered remarks.
        watch: hands the pages on as they come in, to show progress.

    Raises:
        CollectError: the host cannot or will not answer; the same call goes on from there.
        UsageError: a wrong argument, or the folder holds tables of another collector.
    """
    with closing(Client(settings)) as client:
        plan = _plan(api, repository, tuple(parts), has_token=client.has_token)
        with closing(_open_store(folder, repository, plan, settings)) as store:
            if refresh and store.next_open() is None:
                store.begin_round()
            for _ in watch(crawl(store, client, plan)):
                pass
            archive = open_archive(store)
    rows = Rows(archive, "/".join(repository), key)
    counts = {
        "issues": _write(folder, "issues", rows.issues(), form),
        "trajectories": _write(folder, "trajectories", rows.trajectories(), form),
        "events": _write(folder, "events", rows.events(), form),
        "feedback": _write(folder, "feedback", feedback_rows(rows, commits), form),
    }
    return Collected(counts, dict(sorted(archive.unread.items())), dict(sorted(archive.missing.items())))


def _plan(api: str, repository: Repository, parts: tuple[str, ...], *, has_token: bool) -> Plan:
    if api == "graphql" and not has_token:
        message = "GraphQL needs a token: set GITHUB_TOKEN, or use --api rest"
        raise UsageError(message)
    if api == "rest" or not has_token:
        return RestPlan(repository, parts)
    return GraphQLPlan(repository, parts)


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
    mark = COLLECTOR.split()[0].encode()
    for path in shards(folder, table):
        if path.suffix == ".jsonl" and path.stat().st_size and mark not in path.open("rb").readline():
            message = f"{path} was made by another collector: choose another folder"
            raise UsageError(message)


def _write(folder: Path, table: str, rows: Iterable[Struct], form: Format) -> int:
    count = 0

    def counted() -> Iterable[Struct]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    write_rows(folder, table, counted(), form=form)
    return count
