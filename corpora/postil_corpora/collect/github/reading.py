"""Raw JSON -> records. Tolerant: what is missing is ``None``, what is odd is passed over, what is new is ignored.

>>> import json
>>> body = {"number": 3, "title": "It fails", "node_id": "I_3", "user": {"login": "ada"}, "comments": 0}
>>> [type(record).__name__ for record in read(json.loads(json.dumps(body)))]
['Issue']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from postil_corpora.collect.github import readers
from postil_corpora.collect.github.fields import Fields
from postil_corpora.collect.github.records import CommitSeen, Context, Issue, Record, Thread, Unread
from postil_corpora.collect.github.shapes import Shape, shape_of

_INTO = frozenset(
    """data node nodes repository organization search items issue issues pull_request pullRequests comment comments
    review reviews thread reviewThreads timelineItems commit commits statusCheckRollup contexts check_run check_runs
    status statuses discussion discussions replies answer""".split()
)


NOWHERE = Context()
"""Nothing is known."""
_READERS: dict[Shape, Callable[[Fields, Context], Record | Unread]] = {
    "issue": readers.issue,
    "pull": readers.pull,
    "remark": readers.remark,
    "review_remark": readers.review_remark,
    "review": readers.review,
    "thread": readers.thread,
    "event": readers.event,
    "check": readers.check,
    "status": readers.status,
    "commit": readers.commit,
    "project": readers.project,
}


def read(value: Any, context: Context = NOWHERE) -> Iterator[Record | Unread]:
    """All records in a JSON value, outer ones before those inside them.

    Args:
        value: the JSON of an answer or of a webhook.
        context: what is known of it from elsewhere.

    Yields:
        A record for each object of ours, or what it lacks to be one.
    """
    waiting: list[tuple[Any, Context]] = [(value, context)]
    while waiting:
        item, around = waiting.pop()
        if isinstance(item, list):
            waiting.extend((part, around) for part in reversed(item))
        if not isinstance(item, dict):
            continue
        fields = Fields(item)
        shape = shape_of(fields)
        if shape is not None:
            record = _READERS[shape](fields, around)
            yield record
            around = _within(record, around)
        inner = [part for name, part in item.items() if name in _INTO and isinstance(part, (dict, list))]
        waiting.extend((part, around) for part in reversed(inner))


def _within(record: Record | Unread, around: Context) -> Context:
    """The context of what stands inside ``record``."""
    match record:
        case Issue(number=number):
            return Context(number)
        case Thread(key=key):
            return around._replace(thread=key)
        case CommitSeen(sha=sha):
            return around._replace(sha=sha)
    return around
