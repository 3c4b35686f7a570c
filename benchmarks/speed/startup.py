"""What it costs to start: ``postil --version`` and ``postil score`` on one row, beside bare imports.

    python benchmarks/speed/startup.py [--runs 15]

CPU seconds (user + system) of whole processes, medians over interleaved runs, in an empty folder: a pyproject.toml in
the working folder would be read, a large one for up to 7 ms. Exit 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from realistic_rows import lines

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def cpu_of(command: list[str], folder: str) -> float:
    """CPU seconds of one run of ``command`` in ``folder``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env={**os.environ, **ONE_THREAD})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(commands: dict[str, list[str]], folder: str, runs: int) -> dict[str, float]:
    """Median CPU milliseconds of each command over ``runs`` interleaved runs, one more before as warm-up."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            spent = cpu_of(command, folder)
            if turn:
                times[name].append(1000 * spent)
    return {name: statistics.median(spent) for name, spent in times.items()}


def main() -> int:
    """Measure, print, compare with the limits."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    script = shutil.which("postil", path=str(Path(sys.executable).parent))
    postil = [script] if script else [sys.executable, "-m", "postil"]
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder, "one.jsonl")
        one.write_bytes(b"".join(lines(1, 2)))
        found = measure(
            {
                "argparse": [sys.executable, "-c", "import argparse"],
                "version": [*postil, "--version"],
                "imports": [sys.executable, "-c", "import numpy, msgspec, tree_sitter_python"],
                "score": [*postil, "score", str(one), "--format", "jsonl"],
            },
            folder,
            runs,
        )
    limits = {"version": 1.5 * found["argparse"] + 50, "score": 1.5 * found["imports"]}
    print(f"median CPU of {runs} runs, ms")
    print(f"  python -c 'import argparse'                            {found['argparse']:6.1f}")
    print(
        f"  postil --version           (limit {limits['version']:6.1f})              {found['version']:6.1f}"
    )
    print(f"  python -c 'import numpy, msgspec, tree_sitter_python'  {found['imports']:6.1f}")
    print(f"  postil score, one row      (limit {limits['score']:6.1f})              {found['score']:6.1f}")
    missed = [name for name, limit in limits.items() if found[name] > limit]
    print(f"limits missed: {', '.join(missed)}" if missed else "all limits hold")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
