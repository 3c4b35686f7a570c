"""What is asked for, and what follows from an answer: by GraphQL, or by REST where there is no token.

A plan turns a page into a request and its answer into the pages behind it. It keeps nothing: all that is to be
remembered stands in the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol

from msgspec import json

from postil_corpora.collect.github.client import Client, CollectError, Reply
from postil_corpora.collect.github.fields import Fields
from postil_corpora.collect.github.queries import CONNECTIONS, PARTS, REPOSITORY, connection_query
from postil_corpora.collect.github.store import Kept, Page

_NEXT = re.compile(r'<([^<>]+)>;[^,<>]*rel="next"')
_COMMIT = "commit"


class Repository(NamedTuple):
    """A repository at the host."""

    owner: str
    name: str

    @property
    def path(self) -> str:
        """Where REST finds it."""
        return f"repos/{self.owner}/{self.name}"


class Plan(Protocol):
    """A way of asking for everything."""

    name: str

    def roots(self) -> list[Page]:
        """The pages to begin with."""

    def ask(self, client: Client, page: Page, before: Kept | None) -> Reply:
        """The answer for ``page``; ``before`` is what it said when it was last asked for."""

    def follow(self, page: Page, kept: Kept) -> list[Page]:
        """The pages that an answer leads to."""


class GraphQLPlan:
    """Everything by GraphQL; by REST only the patches of commits under review, which GraphQL does not have."""

    name = "graphql"

    def __init__(self, repository: Repository, parts: Iterable[str]) -> None:
        self.repository = repository
        self._parts = tuple(parts)

    def roots(self) -> list[Page]:
        """The repository itself."""
        return [Page("repository", "/".join(self.repository))]

    def ask(self, client: Client, page: Page, before: Kept | None) -> Reply:
        """Ask for a connection from its cursor on, for the repository, or for a commit."""
        if page.kind == _COMMIT:
            return ask_rest(client, self.repository, page, before)
        if page.kind == "repository":
            reply = client.query(REPOSITORY, self.repository._asdict())
            return _found(reply, Fields(reply.value).at("data").at("repository"), page)
        size = CONNECTIONS[page.kind].size
        variables = {"id": page.subject, "size": size, "after": page.cursor or None}
        return client.query(connection_query(page.kind), variables)

    def follow(self, page: Page, kept: Kept) -> list[Page]:
        """The rest of every connection in the answer, and the commits of what was reviewed."""
        if page.kind == _COMMIT:
            return list(_next_page(page, kept))
        value = json.decode(kept.body)
        if page.kind == "repository":
            key = Fields(value).at("data").at("repository").key() or ""
            return [Page(PARTS[part], key) for part in self._parts]
        return [*_continued(value), *_reviewed_commits(value)]


class RestPlan:
    """Everything by REST: works without a token, is slower, and does not know which threads were resolved."""

    name = "rest"

    def __init__(self, repository: Repository, parts: Iterable[str]) -> None:
        self.repository = repository
        self._parts = frozenset(parts)

    def roots(self) -> list[Page]:
        """The lists of the repository."""
        lists = ["repository", "issues", "issue_comments"]
        if "pulls" in self._parts:
            lists += ["pulls", "review_comments"]
        return [Page(kind, "") for kind in lists]

    def ask(self, client: Client, page: Page, before: Kept | None) -> Reply:
        """Ask for one page, or whether it is still what it was."""
        reply = ask_rest(client, self.repository, page, before)
        return _found(reply, Fields(reply.value), page) if page.kind == "repository" else reply

    def follow(self, page: Page, kept: Kept) -> list[Page]:
        """The next page, and what belongs to each item of this one."""
        return [*_next_page(page, kept), *self._parts_of(page, json.decode(kept.body))]

    def _parts_of(self, page: Page, value: Any) -> Iterator[Page]:
        for item in map(Fields, value if isinstance(value, list) else ()):
            number, sha = item.number("number"), item.at("head").text("sha")
            if page.kind == "issues" and number is not None:
                yield Page("timeline", str(number))
            elif page.kind == "pulls" and number is not None:
                yield Page("reviews", str(number))
                if sha and sha.isalnum():
                    yield from (Page("check_runs", sha), Page("statuses", sha))
            elif page.kind == "review_comments":
                pull = number_in(item.text("pull_request_url"))
                yield from () if pull is None else [Page("pull_commits", str(pull))]
            elif page.kind == "pull_commits" and (item.text("sha") or "").isalnum():
                yield Page(_COMMIT, item.text("sha") or "")


_PATHS = {
    "repository": "",
    "issues": "/issues?state=all&sort=created&direction=asc&per_page=100",
    "issue_comments": "/issues/comments?sort=created&direction=asc&per_page=100",
    "pulls": "/pulls?state=all&sort=created&direction=asc&per_page=100",
    "review_comments": "/pulls/comments?sort=created&direction=asc&per_page=100",
    "timeline": "/issues/{}/timeline?per_page=100",
    "reviews": "/pulls/{}/reviews?per_page=100",
    "pull_commits": "/pulls/{}/commits?per_page=100",
    "check_runs": "/commits/{}/check-runs?per_page=100",
    "statuses": "/commits/{}/statuses?per_page=100",
    _COMMIT: "/commits/{}?per_page=100",
}


def ask_rest(client: Client, repository: Repository, page: Page, before: Kept | None) -> Reply:
    """One page of REST; one that did not change is not sent again and does not count against the limit."""
    path = page.cursor or repository.path + _PATHS[page.kind].format(page.subject)
    reply = client.get(path, before.etag if before else None)
    if reply.status != 304 or before is None:
        return reply
    headers = {"etag": before.etag or "", "link": before.link or ""}
    return Reply(before.status, headers, before.body, json.decode(before.body))


def number_in(url: str | None) -> int | None:
    """The number that closes the address of an issue or pull request."""
    last = (url or "").rstrip("/").rpartition("/")[2]
    return int(last) if last.isascii() and last.isdigit() and len(last) < 19 else None


def _next_page(page: Page, kept: Kept) -> Iterator[Page]:
    match = _NEXT.search(kept.link or "")
    if match:
        yield page._replace(cursor=match[1])


def _continued(value: Any) -> Iterator[Page]:
    """A page for each connection in an answer that goes on."""
    for node in nodes_of(value):
        key, kind = node.key(), node.text("__typename")
        for field, connection in node.value.items():
            info = Fields(connection).at("pageInfo")
            cursor = info.text("end_cursor")
            if f"{kind}.{field}" in CONNECTIONS and key and cursor and info.flag("has_next_page"):
                yield Page(f"{kind}.{field}", key, cursor)


def _reviewed_commits(value: Any) -> Iterator[Page]:
    for node in nodes_of(value):
        pull = node.text("__typename") == "PullRequest"
        if pull and (any(node.each("review_threads")) or not node.has("review_threads")):
            shas = (commit.at("commit").text("oid") for commit in node.each("commits"))
            yield from (Page(_COMMIT, sha) for sha in shas if sha and sha.isalnum())


def nodes_of(value: Any) -> Iterator[Fields]:
    """All objects in a JSON value, without recursion, in the order in which they stand there."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield Fields(item)
            waiting.extend(reversed([part for part in item.values() if isinstance(part, (dict, list))]))
        elif isinstance(item, list):
            waiting.extend(reversed([part for part in item if isinstance(part, (dict, list))]))


def _found(reply: Reply, repository: Fields, page: Page) -> Reply:
    if reply.status >= 400 or not repository:
        message = f"no such repository, or none that this token may see: {page.subject or reply.status}"
        raise CollectError(message)
    return reply
