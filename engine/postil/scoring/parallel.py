"""Scoring on several processes: in order, with a bounded number of rows in flight."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from postil.records import Damage, Row, Score

if TYPE_CHECKING:
    from postil.scoring.scorer import Scorer

_CHUNK = 64
_AHEAD = 3


def score_parallel(scorer: Scorer, rows: Iterable[Row | Damage], workers: int) -> Iterator[Score]:
    """The scores of ``rows`` in order; at most ``workers * 3`` chunks of 64 rows are held at a time."""
    source = iter(rows)
    waiting: deque[Future[list[Score]]] = deque()
    with ProcessPoolExecutor(workers, initializer=_start, initargs=(scorer,)) as pool:
        while True:
            while len(waiting) < workers * _AHEAD and (chunk := list(islice(source, _CHUNK))):
                waiting.append(pool.submit(_score_chunk, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()


_scorers: list[Scorer] = []


def _start(scorer: Scorer) -> None:
    _scorers[:] = [scorer]


def _score_chunk(rows: list[Row | Damage]) -> list[Score]:
    return [_scorers[0].score_row(row) for row in rows]
