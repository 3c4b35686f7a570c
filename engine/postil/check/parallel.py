"""Files on several processes, their reports in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice

from postil.check.cache import Cache
from postil.check.judge import Job
from postil.check.records import FileReport
from postil.check.run import judge_or_recall
from postil.rule import Rule
from postil.scoring.parallel import start_worker

_CHUNK = 8
_AHEAD = 4


def judge_parallel(
    jobs: Iterable[Job], rules: Sequence[Rule], language: str, cache: Cache | None, workers: int
) -> Iterator[FileReport]:
    """The reports of ``jobs`` in order; a bounded number of files is in memory at a time."""
    source = iter(jobs)
    waiting: deque[Future[list[FileReport]]] = deque()
    work = partial(_judge_chunk, tuple(rules), language, cache)
    with ProcessPoolExecutor(workers, initializer=start_worker) as pool:
        while True:
            while len(waiting) < workers * _AHEAD and (chunk := list(islice(source, _CHUNK))):
                waiting.append(pool.submit(work, chunk))
            if not waiting:
                return
            yield from waiting.popleft().result()


def _judge_chunk(
    rules: Sequence[Rule], language: str, cache: Cache | None, jobs: Sequence[Job]
) -> list[FileReport]:
    return [judge_or_recall(job, rules, language, cache) for job in jobs]
