"""The loop: take an open page, ask for it, keep the answer together with what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from postil_corpora.collect.github.client import Client
from postil_corpora.collect.github.plans import Plan
from postil_corpora.collect.github.store import Kept, Page, Store


def crawl(store: Store, client: Client, plan: Plan) -> Iterator[Page]:
    """Ask for everything that ``plan`` leads to and that this round has not yet; yields each page once it is kept.

    May be killed at any moment: the next call goes on with the first page that is not done.

    Raises:
        CollectError: the host cannot or will not answer; what was kept stays.
    """
    store.want(plan.roots())
    while (page := store.next_open()) is not None:
        reply = plan.ask(client, page, store.kept(page))
        body = reply.body if reply.value is not None else b"null"
        kept = Kept(reply.status, reply.headers.get("etag") or None, reply.headers.get("link") or None, body)
        store.finish(page, kept, plan.follow(page, kept) if reply.status < 400 else ())
        yield page
    store.end_round()
