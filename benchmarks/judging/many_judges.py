"""Fifty judges at once, as fast as they can, for a minute on this machine: no error, and nothing lost.

Every judge comes in by their link, reads the page, sends its form and goes where they are sent, over a connection
of their own. In the end the log must hold exactly the verdicts that the server acknowledged.

    python benchmarks/judging/many_judges.py [--judges 50] [--seconds 60] [--pause 0]

Needs the extras [web] and [bench]. Exit code 1 if anything failed or was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx
from msgspec import Struct, field

from postil_bench.judge.standing import standings
from postil_bench.judge.store import open_study
from postil_bench.records import Sample, write_lines

ITEMS = 1000
CHOICES = ("right", "wrong")
_FORM = re.compile(r'name="form" value="(\w+)"')
_TASK = re.compile(r'action="(/task/\w+/verdict)"')


class Seen(Struct):
    """What the judges saw: ``seconds`` of each request, ``said`` verdicts by judge, ``errors`` in words."""

    seconds: list[float] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def main() -> int:
    """Serve, judge, count; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--judges", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds that a judge thinks")
    args = parser.parse_args()
    names = [f"judge-{number:02d}" for number in range(args.judges)]
    with tempfile.TemporaryDirectory() as folder:
        log = write_log(Path(folder) / "samples.jsonl")
        database = Path(folder) / "study.sqlite"
        call = [
            sys.executable,
            "-m",
            "postil",
            "judge",
            "serve",
            str(log),
            "--db",
            str(database),
            "--port",
            "0",
        ]
        call += [part for name in names for part in ("--judge", name)]
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None  # noqa: S101 - it is a pipe, as asked above
            links = dict(server.stdout.readline().strip().split(": ", 1) for _ in names)
            seen = asyncio.run(everybody(links, args.seconds, args.pause))
            server.kill()
        store, _ = open_study(database)
        kept = Counter({name: len(standing.verdicts) for name, standing in standings(store.events()).items()})
        store.close()
    return report(seen, kept, args.seconds)


def write_log(path: Path) -> Path:
    """A log that nobody judges to its end in a minute."""
    write_lines(
        path,
        (
            Sample(
                task="load",
                model="m",
                seed=1,
                item=str(n),
                prompt=f"Question {n}?",
                answer=f"Answer {n}.",
                metrics={},
            )
            for n in range(ITEMS)
        ),
    )
    return path


async def everybody(links: dict[str, str], seconds: float, pause: float) -> Seen:
    """All judges at work until the time is up."""
    seen = Seen()
    until = time.monotonic() + seconds
    await asyncio.gather(*(judge(name, link, until, pause, seen) for name, link in links.items()))
    return seen


async def judge(name: str, link: str, until: float, pause: float, seen: Seen) -> None:
    """One judge; what goes wrong is kept, and ends their work."""
    base = link.partition("/login")[0]
    async with httpx.AsyncClient(base_url=base, follow_redirects=True, timeout=30) as client:
        try:
            page = await timed(client.get(link), seen)
            while time.monotonic() < until:
                form, task = _FORM.search(page.text), _TASK.search(page.text)
                if form is None or task is None:
                    seen.errors.append(f"{name}: no question on {page.url}")
                    return
                choice = CHOICES[seen.said[name] % 2]
                page = await timed(client.post(task[1], data={"form": form[1], "choice": choice}), seen)
                seen.said[name] += 1
                await asyncio.sleep(pause)
        except httpx.HTTPError as error:
            seen.errors.append(f"{name}: {type(error).__name__}: {error}")


async def timed(request: object, seen: Seen) -> httpx.Response:
    """The answer to ``request``, which must be a good one; its time is kept."""
    began = time.monotonic()
    answer: httpx.Response = await request  # type: ignore[misc] # any of httpx's awaitables
    seen.seconds.append(time.monotonic() - began)
    answer.raise_for_status()
    return answer


def report(seen: Seen, kept: Counter[str], seconds: float) -> int:
    """Print the figures; returns the exit code."""
    total = seen.said.total()
    server = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = server.ru_utime + server.ru_stime
    marks = statistics.quantiles(seen.seconds, n=100)
    print(f"{len(seen.said)} judges, {total} verdicts in {seconds:g} s, {len(seen.errors)} errors")
    print(f"lost {(seen.said - kept).total()}, unasked {(kept - seen.said).total()}")
    print(
        f"a verdict and the next page: median {marks[49] * 1e3:.0f} ms, 95 % within {marks[94] * 1e3:.0f} ms"
    )
    print(f"server: {cpu / max(total, 1) * 1e3:.1f} ms CPU a verdict, {server.ru_maxrss / 1024:.0f} MiB")
    for error in seen.errors[:10]:
        print(error)
    return int(bool(seen.errors) or kept != seen.said or not total)


if __name__ == "__main__":
    sys.exit(main())
