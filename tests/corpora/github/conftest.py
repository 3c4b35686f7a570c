"""A small real server on loopback that speaks enough of GitHub's API, and fails on demand."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

TOKEN = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"  # has the form of one and is none


@dataclass
class Answer:
    """What the server says: ``pause`` seconds between single bytes, ``cut`` bytes short of what it promised."""

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    cut: int = 0


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Server(ThreadingHTTPServer):
    """Answers by ``answer``; ``script`` goes before it, one entry for each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Asked] = []
        self.script: list[Answer] = []
        self.answer: Callable[[Asked], Answer] = lambda asked: Answer(b'{"message": "Not Found"}', 404)
        self.before: Callable[[int], None] = lambda count: None
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        """The root of the API."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no error of ours."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet
    server: Server

    def log_message(self, *args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        """Answer a request."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        with self.server.lock:
            self.server.asked.append(asked)
            self.server.before(len(self.server.asked))
            answer = self.server.script.pop(0) if self.server.script else self.server.answer(asked)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self._write(answer)

    do_POST = do_GET  # noqa: N815 - the name is the base class's

    def _write(self, answer: Answer) -> None:
        body = answer.body[: len(answer.body) - answer.cut]
        if answer.pause:
            for at in range(len(body)):
                self.wfile.write(body[at : at + 1])
                self.wfile.flush()
                threading.Event().wait(answer.pause)
        else:
            self.wfile.write(body)
        self.wfile.flush()
        if answer.cut:
            self.close_connection = True
            self.connection.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    return TOKEN


@pytest.fixture
def answer() -> type[Answer]:
    return Answer


class Hub:
    """A repository to be served: nodes by id, their lists by field."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self.lists: dict[tuple[str, str], list[str]] = {}

    def add(self, kind: str, key: str, parent: str = "", listed: str = "", **fields: Any) -> str:
        """A node of type ``kind``, appended to the list ``listed`` of ``parent``."""
        self.nodes[key] = {"__typename": kind, "id": key, **fields}
        if parent:
            self.lists.setdefault((parent, listed), []).append(key)
        return key

    def window(self, key: str, listed: str, start: int, size: int) -> dict[str, Any]:
        """A connection from ``start`` on."""
        keys = self.lists.get((key, listed), [])
        stop = start + size
        return {
            "pageInfo": {"hasNextPage": stop < len(keys), "endCursor": f"c{stop}" if keys else None},
            "nodes": [self.shown(one) for one in keys[start:stop]],
        }

    def shown(self, key: str) -> dict[str, Any]:
        """A node with the first nodes of its lists, as the queries ask for them."""
        from postil_corpora.collect.github.queries import CONNECTIONS

        node = dict(self.nodes[key])
        for kind, connection in CONNECTIONS.items():
            parent, listed = kind.split(".")
            if parent == node["__typename"] and not kind.startswith("Repository."):
                node[listed] = self.window(key, listed, 0, connection.first)
        inner = node.get("commit")
        if isinstance(inner, str):
            node["commit"] = self.shown(inner)
        return node

    def graphql(self, body: bytes) -> Answer:
        """The answer to one of the collector's queries."""
        asked = json.loads(body)
        values, text = asked["variables"], asked["query"]
        if "owner" in values:
            return self._json({"data": {"repository": self.nodes.get("R_1")}})
        listed = text.split("(", 1)[0].removeprefix("query ")
        start = int((values["after"] or "c0")[1:])
        connection = self.window(values["id"], listed, start, values["size"])
        node = {"__typename": self.nodes[values["id"]]["__typename"], "id": values["id"], listed: connection}
        return self._json({"data": {"node": node}})

    def commit(self, path: str) -> Answer:
        """What REST says of a commit."""
        sha = path.split("?", maxsplit=1)[0].rpartition("/")[2]
        node = self.nodes.get(f"rest:{sha}")
        if node is None:
            return Answer(status=404)
        return self._json({name: value for name, value in node.items() if name not in {"__typename", "id"}})

    def __call__(self, asked: Asked) -> Answer:
        """Answer a request."""
        return self.graphql(asked.body) if asked.path == "/graphql" else self.commit(asked.path)

    @staticmethod
    def _json(value: Any) -> Answer:
        headers = {"X-RateLimit-Remaining": "4000", "Content-Type": "application/json"}
        return Answer(json.dumps(value).encode(), headers=headers)


def _person(name: str) -> dict[str, str]:
    return {"__typename": "User", "login": name}


def _written(body: str, who: str, at: int) -> dict[str, Any]:
    when = f"2024-01-{1 + at // 24:02}T{at % 24:02}:00:00Z"
    return {
        "body": body,
        "author": _person(who),
        "authorAssociation": "MEMBER" if who == "mara" else "NONE",
        "createdAt": when,
        "updatedAt": when,
        "url": f"https://example.org/{who}/{at}",
        "reactionGroups": [],
    }


def sha(number: int) -> str:
    """A commit id made of a number."""
    return f"{number:040x}"


@pytest.fixture
def hub() -> Hub:
    """Issues with more comments than a page holds, a pull request with threads, long ones among them."""
    made = Hub()
    made.add("Repository", "R_1", nameWithOwner="octo/tool", licenseInfo={"spdxId": "MIT"})
    for number in range(1, 61):
        issue = made.add(
            "Issue", f"I_{number}", "R_1", "issues", number=number, title=f"It fails, case {number}",
            state="CLOSED" if number % 2 else "OPEN", labels={"nodes": [{"name": "bug"}]},
            **_written(f"Case {number} fails.", "asker", number),
        )  # fmt: skip
        for place in range(number % 7 * 5 + (120 if number == 3 else 0)):
            who = "mara" if place % 3 else "otto"
            made.add("IssueComment", f"IC_{number}_{place}", issue, "comments",
                     **_written(f"Answer {place} to {number}: call `seek(0)`.", who, number + place))  # fmt: skip
    _add_pulls(made)
    return made


def _add_pulls(made: Hub) -> None:
    for number in range(61, 86):
        pull = made.add(
            "PullRequest", f"PR_{number}", "R_1", "pullRequests", number=number, title=f"Mend case {number}",
            state="MERGED", mergedAt="2024-02-01T00:00:00Z", headRefOid=sha(number * 10 + 2),
            headRefName="mend", mergeCommit={"oid": sha(number)},
            closingIssuesReferences={"nodes": [{"number": number - 60}]},
            **_written(f"Fixes #{number - 60}", "paula", number),
        )  # fmt: skip
        for place in range(3):
            oid = sha(number * 10 + place)
            commit = made.add("Commit", f"C_{oid}", oid=oid, message=f"Step {place}",
                              committedDate=f"2024-01-0{place + 1}T00:00:00Z")  # fmt: skip
            made.add("PullRequestCommit", f"PC_{oid}", pull, "commits", commit=commit)
            patch = "@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three" if place == 1 else "@@ -9,1 +9,1 @@\n-x\n+y"
            made.add("rest", f"rest:{oid}", sha=oid, commit={"message": f"Step {place}"},
                     files=[{"filename": "a.py", "status": "modified", "patch": patch}])  # fmt: skip
        for place in range(25 if number == 61 else 1):
            thread = made.add("PullRequestReviewThread", f"T_{number}_{place}", pull, "reviewThreads",
                              isResolved=True, isOutdated=True, path="a.py")  # fmt: skip
            for turn in range(14 if place == 1 else 2):
                made.add("PullRequestReviewComment", f"RC_{number}_{place}_{turn}", thread, "comments", path="a.py",
                         originalLine=2, originalCommit={"oid": sha(number * 10)}, diffHunk="@@ -1,3 +1,3 @@\n one\n two",
                         **_written("Shout here." if turn == 0 else "Done.", "mara" if turn == 0 else "paula", 40 + turn))  # fmt: skip


@pytest.fixture
def unused_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
