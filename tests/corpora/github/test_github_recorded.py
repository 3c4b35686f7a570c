"""Real traffic, recorded by others and fetched for the test: nothing of it is kept."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("httpx", reason="the extra [corpora]")

from postil_corpora.collect.github.archive import open_archive
from postil_corpora.collect.github.client import Client, CollectError, Settings
from postil_corpora.collect.github.crawl import crawl
from postil_corpora.collect.github.plans import Repository, RestPlan
from postil_corpora.collect.github.queries import CONNECTIONS, REPOSITORY, connection_query
from postil_corpora.collect.github.reading import read
from postil_corpora.collect.github.records import (
    Issue,
    Pull,
    Record,
    Remark,
    Review,
    ReviewRemark,
    Thread,
    Unread,
)
from postil_corpora.collect.github.store import Store

pytestmark = [
    pytest.mark.network,
    pytest.mark.skipif(shutil.which("npm") is None, reason="npm fetches the recordings"),
]
API = "https://api.github.com"
HEADERS = ("etag", "link", "location", "retry-after", "x-ratelimit-remaining", "x-ratelimit-reset")
OURS = re.compile(
    r"(?:/api/v3)?/(?:repos/[^/]+/[^/]+|repositories/\d+)(?:/(?:issues(?:/\d+(?:/(?:comments|timeline|events))?"
    r"|/comments(?:/\d+)?|/events(?:/\d+)?)?|pulls(?:/\d+(?:/(?:comments|reviews|commits)(?:/\d+)?)?|/comments(?:/\d+)?)?"
    r"|commits(?:/\w+(?:/(?:check-runs|statuses))?)?|check-runs/\d+|check-suites/\d+/check-runs|statuses/\w+))?/?"
)
"""Addresses of what the collector asks for, and of single ones of these things."""


class Exchange(NamedTuple):
    """A request and its answer, as they were recorded."""

    cassette: str
    method: str
    path: str
    status: int
    headers: dict[str, str]
    body: str


@pytest.fixture(scope="session")
def exchanges(tmp_path_factory: pytest.TempPathFactory) -> list[Exchange]:
    """The cassettes of PyGithub."""
    folder = tmp_path_factory.mktemp("pygithub")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    done = subprocess.run(
        [*command, "--dest", str(folder), "PyGithub==2.8.1"], capture_output=True, check=False
    )
    archive = next(folder.glob("*.tar.gz"), None)
    if archive is None:
        pytest.skip(f"the recordings cannot be fetched: {done.stderr.decode()[-200:]}")
    with tarfile.open(archive) as packed:
        files = [member for member in packed if "/ReplayData/" in member.name and member.isfile()]
        return [
            one
            for file in files
            for one in _exchanges(file.name, packed.extractfile(file).read())  # type: ignore[union-attr] - a file it is
        ]


def _exchanges(name: str, content: bytes) -> Iterator[Exchange]:
    """Eleven lines each: scheme, method, host, port, path, headers, body, status, headers, body, nothing."""
    lines = content.decode("utf-8", "replace").split("\n")
    at = 0
    while at + 9 < len(lines):
        scheme, method, _, _, path, _, _, status, headers, body = lines[at : at + 10]
        if scheme not in {"http", "https"} or not status.isdigit():
            at += 1
            continue
        pairs = {key.lower(): str(value) for key, value in ast.literal_eval(headers)}
        yield Exchange(Path(name).name, method, path, int(status), pairs, body)
        at += 11


def _packed(tmp_path_factory: pytest.TempPathFactory, package: str) -> Path:
    folder = tmp_path_factory.mktemp("npm")
    done = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, capture_output=True, check=False)
    archive = next(folder.glob("*.tgz"), None)
    if archive is None:
        pytest.skip(f"{package} cannot be fetched: {done.stderr.decode()[-200:]}")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


@pytest.fixture(scope="session")
def webhooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Payloads by the name of their event."""
    folder = _packed(tmp_path_factory, "@octokit/webhooks-examples@7.6.1")
    listed = json.loads((folder / "api.github.com" / "index.json").read_text())
    return {entry["name"]: entry["examples"] for entry in listed}


def _is_stripped(value: Any) -> bool:
    """Whether those who recorded left nothing of the items but their ids."""
    return (
        isinstance(value, list) and bool(value) and all(item is None or set(item) == {"id"} for item in value)
    )


def _is_handled(one: Exchange, said: Any, waits: list[float]) -> bool:
    """Whether the client did what the status of an answer asks for; ``said`` is its reply or its error."""
    moved, again = one.status in {301, 302, 307}, {"after": True}
    if isinstance(said, str):
        return (
            one.status in {401, 403}
            or (moved and "another host" in said)
            or (one.status < 300 and "unreadable" in said)
        )
    if moved or one.status >= 500:
        return bool(said.value == again)
    if one.status == 403:
        return bool(waits)
    return bool(said.status == one.status)


def test_every_recorded_answer_is_handled_as_its_status_asks(
    server: Any, answer: Any, exchanges: list[Exchange], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    client = Client(Settings(api=server.url, retries=1), sleep=waits.append, now=lambda: 2e9)
    server.answer = lambda asked: answer(b'{"after": true}')
    seen: Counter[int] = Counter()
    for one in exchanges:
        if one.method != "GET":
            continue
        headers = {
            name: one.headers[name].replace(API, server.url) for name in HEADERS if name in one.headers
        }
        server.script = [answer(b"" if one.status in {204, 304} else one.body.encode(), one.status, headers)]
        waits.clear()
        seen[one.status] += 1
        try:
            said = client.get(one.path)
        except CollectError as error:
            said = str(error)
        assert _is_handled(one, said, waits), (one, said)
    client.close()
    assert sum(seen.values()) > 1400
    assert (seen[304], seen[502]) >= (20, 1)


def test_what_was_recorded_of_our_endpoints_is_read(exchanges: list[Exchange]) -> None:
    whole = stripped = 0
    failed = []
    for one in exchanges:
        if not OURS.fullmatch(one.path.split("?", maxsplit=1)[0]) or not 200 <= one.status < 300:
            continue
        try:
            value = json.loads(one.body)
        except ValueError:
            continue
        if _is_stripped(value):
            stripped += 1
            continue
        items = value if isinstance(value, list) else value.get("check_runs", [value])
        is_read = all(any(isinstance(found, Record) for found in read(item)) for item in items)
        whole += 1
        if not is_read or any(isinstance(found, Unread) for found in read(value)):
            failed.append((one.cassette, one.path))
    assert (whole, stripped) > (400, 0)
    assert len(failed) <= 0.01 * whole, failed


def test_nothing_that_was_recorded_stops_the_reader(exchanges: list[Exchange]) -> None:
    for one in exchanges:
        try:
            value = json.loads(one.body)
        except ValueError:
            continue
        assert all(isinstance(found, (Record, Unread)) for found in read(value))


@pytest.mark.parametrize(
    ("event", "kind", "name"),
    [
        ("issues", Issue, "issue"),
        ("issue_comment", Remark, "comment"),
        ("pull_request", Pull, "pull_request"),
        ("pull_request_review", Review, "review"),
        ("pull_request_review_comment", ReviewRemark, "comment"),
        ("pull_request_review_thread", Thread, "thread"),
        ("discussion", Issue, "discussion"),
        ("discussion_comment", Remark, "comment"),
    ],
)
def test_what_webhooks_carry_is_read(
    webhooks: dict[str, list[Any]], event: str, kind: type[Any], name: str
) -> None:
    for payload in webhooks[event]:
        found = [record for record in read(payload[name]) if not isinstance(record, Unread)]
        assert type(found[0]) is kind
        wanted = payload[name]
        assert getattr(found[0], "body", "") == (wanted.get("body") or "")
        assert found[0].key == (wanted.get("node_id") or str(wanted["id"]))
        assert not [record for record in read(payload) if isinstance(record, Unread)]


def test_recorded_pages_are_followed_to_their_end(
    server: Any, answer: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = _packed(tmp_path_factory, "@octokit/fixtures@23.1.2") / "scenarios" / "api.github.com"
    recorded = json.loads((folder / "paginate-issues" / "normalized-fixture.json").read_text())

    def said(one: dict[str, Any]) -> Any:
        headers = {name: str(value).replace(API, server.url) for name, value in one["headers"].items()}
        kept = {name: value for name, value in headers.items() if name in {"link", "etag"}}
        return answer(json.dumps(one["response"]).encode(), one["status"], kept)

    pages = {one["path"]: said(one) for one in recorded}
    first = said(recorded[0])
    listed = "/repos/octokit-fixture-org/paginate-issues/issues"
    project = answer(json.dumps({"id": 1, "full_name": "octokit-fixture-org/paginate-issues", "private": False,
                                 "clone_url": "", "owner": {}}).encode())  # fmt: skip

    def reply(asked: Any) -> Any:
        if asked.path in pages:
            return pages[asked.path]
        plain = asked.path.split("?", maxsplit=1)[0]
        return (
            first
            if plain == listed
            else project
            if plain == listed.removesuffix("/issues")
            else answer(b"[]")
        )

    server.answer = reply
    store = Store(tmp_path_factory.mktemp("store") / "raw.sqlite")
    client = Client(Settings(api=server.url))
    plan = RestPlan(Repository("octokit-fixture-org", "paginate-issues"), ["issues"])
    assert sum(page.kind == "issues" for page in crawl(store, client, plan)) == len(recorded)
    assert len(open_archive(store).issues) == sum(len(one["response"]) for one in recorded)
    client.close()
    store.close()


def test_the_queries_are_valid_by_the_schema_of_github(tmp_path_factory: pytest.TempPathFactory) -> None:
    graphql = pytest.importorskip("graphql", reason="graphql-core validates the queries")
    folder = _packed(tmp_path_factory, "@octokit/graphql-schema@15.26.1")
    schema = graphql.build_schema((folder / "schema.graphql").read_text(), assume_valid=True)
    for query in (REPOSITORY, *map(connection_query, CONNECTIONS)):
        assert graphql.validate(schema, graphql.parse(query)) == []
