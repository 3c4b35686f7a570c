"""Scoring on several processes: in order, with a bounded number of rows in flight."""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from postil.records import Damage, Row, Score

if TYPE_CHECKING:
    from concurrent.futures import Future

    from postil.scoring.scorer import Scorer

_CHUNK = 64
_AHEAD = 3


def score_parallel(scorer: Scorer, rows: Iterable[Row | Damage], workers: int) -> Iterator[Score]:
    """The scores of ``rows`` in order; at most ``workers * 3`` chunks of 64 rows are held at a time."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only for several processes

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


def collect_seldom() -> None:
    """Let this process collect cycles less often: records have none, and looking for them costs a tenth."""
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)


def start_worker() -> None:
    """Make this process a worker: it looks for cycles seldom, and ends when the process that began it is gone."""
    from multiprocessing import parent_process  # noqa: PLC0415 - only for several processes
    from threading import Thread  # noqa: PLC0415 - same

    collect_seldom()
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent.join,), daemon=True).start()


def _end_after(wait: Callable[[], None]) -> None:
    """End this process when ``wait`` is over, whatever it does: nobody takes the result of a worker without a parent."""
    wait()
    os._exit(1)


def _start(scorer: Scorer) -> None:
    start_worker()
    _scorers[:] = [scorer]


def _score_chunk(rows: list[Row | Damage]) -> list[Score]:
    return _scorers[0].score_chunk(rows)
