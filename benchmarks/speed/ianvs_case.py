"""What the metrics add to a job of Ianvs: one case of 1,000 rows, all metrics, the report.

    python benchmarks/speed/ianvs_case.py [--rows 1000]

Runs in fresh processes, of which the quickest counts, for other work on a shared core costs CPU time as well. Fails
above 5 CPU seconds or 300 MiB for 1,000 rows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from tempfile import TemporaryDirectory
from time import process_time

from realistic_rows import row

from postil.edge.profiling import peak_memory
from postil_ianvs.algorithms import record
from postil_ianvs.bridge.rows import safe_row
from postil_ianvs.datarows import question_of

MOST_SECONDS, MOST_MEMORY = 5.0, 300.0
RUNS = 3


def measured(rows: int) -> str:
    """CPU seconds and MiB that all metrics add, and the overall."""
    from postil_bench.models.base import Answer  # noqa: PLC0415 - part of the job, not of the metrics

    data = [safe_row(row(number), str(number)) for number in range(rows)]
    truths = [item["response"] for item in data]
    said = [truths[number].replace("Return", "Give back") for number in range(rows)]
    records = [
        record("m", question_of(item), item, Answer(str(number), said[number]))
        for number, item in enumerate(data)
    ]
    before, began = peak_memory(), process_time()
    from postil_ianvs import metrics  # noqa: PLC0415 - Ianvs loads metrics after the inference, and so does this

    values = {
        name: metric(truths, records) for name, metric in vars(metrics).items() if name.startswith("postil_")
    }
    return f"{process_time() - began:.2f} {peak_memory() - before:.0f} {values['postil_overall']:.2f}"


def run(rows: int) -> tuple[float, float, float]:
    """The measures of a fresh process."""
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "POSTIL_REPORT": folder, "OMP_NUM_THREADS": "1"}
        command = [sys.executable, __file__, "--rows", str(rows), "--child"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds, memory, overall = map(float, done.stdout.split())
    return seconds, memory, overall


def main() -> int:
    """Measure and print; 1 above a limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--any-speed", action="store_true", help="show the speed, but do not fail by it")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(measured(args.rows))
        return 0
    runs = [run(args.rows) for _ in range(RUNS)]
    seconds, memory = min(one[0] for one in runs), max(one[1] for one in runs)
    print(f"{args.rows:,} rows, all metrics and the report (overall {runs[0][2]}):")
    print(
        f"  {seconds:.2f} CPU seconds (at most {MOST_SECONDS}), {memory:.0f} MiB (at most {MOST_MEMORY:.0f})"
    )
    return int((seconds > MOST_SECONDS and not args.any_speed) or memory > MOST_MEMORY)


if __name__ == "__main__":
    raise SystemExit(main())
