"""Scoring on a small box: one core and little memory, against the same rows without the limits.

    python benchmarks/speed/edge_limits.py [--rows 10000]

Scores generated rows, all different, through ``postil.edge`` in a process that is bound to one core and to 1 GiB of
address space, and once more in a free one. Fails below 300 rows per CPU second, above 200 MiB of resident memory, or
when a byte of the results differs. The best tenth of the rows stands beside the mean: other work on a
shared core costs CPU time as well. Linux only.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
from time import process_time

from realistic_rows import row

from postil.edge import Edge
from postil.edge.profiling import peak_memory
from postil.reading.shapes import read_row
from postil.reports.jsonl import encode
from postil.scoring.parallel import collect_seldom

ADDRESS_SPACE = 1 << 30
PARTS = 10
LEAST_RATE, MOST_MEMORY = 300.0, 200.0


def measured(rows: int) -> str:
    """Score ``rows`` rows here; digest of the results, mean and best rate per CPU second, peak memory in MiB."""
    collect_seldom()
    edge = Edge()
    digest = hashlib.sha256()
    spent = [0.0] * PARTS
    for part in range(PARTS):
        numbers = range(part * rows // PARTS, (part + 1) * rows // PARTS)
        fields = [(row(number), str(number)) for number in numbers]  # made outside the measured time
        began = process_time()
        for score in edge.score_stream(read_row(given, name, None) for given, name in fields):
            digest.update(encode(score))
        spent[part] += process_time() - began
    best = rows / PARTS / min(spent)
    return f"{digest.hexdigest()} {rows / sum(spent):.0f} {best:.0f} {peak_memory():.0f}"


def limit() -> None:
    """Bind this process to one core and little memory."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def run(rows: int, *, limited: bool) -> tuple[str, float, float, float]:
    """Digest, mean and best rate, and memory of a fresh process."""
    command = [sys.executable, __file__, "--rows", str(rows), "--child"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        command,
        env=environment,
        preexec_fn=limit if limited else None,
        capture_output=True,
        text=True,
        check=True,
    )
    digest, *numbers = done.stdout.split()
    rate, best, memory = map(float, numbers)
    return digest, rate, best, memory


def main() -> int:
    """Measure both ways, print, and return 1 when a promise is broken."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--any-speed", action="store_true", help="show the speed, but do not fail by it")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(measured(args.rows))
        return 0
    digest, rate, best, memory = run(args.rows, limited=True)
    free_digest, free_rate, free_best, free_memory = run(args.rows, limited=False)
    print(f"{args.rows:,} rows, one core, {ADDRESS_SPACE >> 20} MiB of address space:")
    print(f"  {rate:.0f} rows per CPU second, {best:.0f} in the best tenth (at least {LEAST_RATE:.0f})")
    print(f"  {memory:.0f} MiB resident (at most {MOST_MEMORY:.0f})")
    print(f"without limits: {free_rate:.0f}, {free_best:.0f} in the best tenth, {free_memory:.0f} MiB")
    print(f"same bytes: {digest == free_digest}")
    return int((rate < LEAST_RATE and not args.any_speed) or memory > MOST_MEMORY or digest != free_digest)


if __name__ == "__main__":
    raise SystemExit(main())
