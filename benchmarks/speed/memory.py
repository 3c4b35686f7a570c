"""Memory of ``postil score`` while a million rows stream through it.

    python benchmarks/speed/memory.py [--rows 1000000] [--workers 1]

Feeds generated rows, all different, into ``postil score -`` and samples the resident memory of it and its
workers when 10, 30 and 98 % of the results have come out. Linux only (/proc).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from realistic_rows import lines

ALLOWED_GROWTH = 1.10


def feed(stream: BinaryIO, rows: int) -> None:
    """Write ``rows`` rows to ``stream`` and close it."""
    with suppress(BrokenPipeError), stream:
        stream.writelines(lines(0, rows))


def resident(process: int) -> float:
    """Resident memory of ``process`` and its children, MiB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return own / 1024 + sum(resident(int(child)) for child in children)


def main() -> int:
    """Stream, sample, print; exit 1 when memory grew by more than a tenth after the first sample."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    command = [
        sys.executable,
        "-m",
        "postil",
        "score",
        "-",
        "--format",
        "jsonl",
        "--workers",
        str(args.workers),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 - PIPE was asked for
        assert process.stdout is not None  # noqa: S101 - PIPE was asked for
        threading.Thread(target=feed, args=(process.stdin, args.rows), daemon=True).start()
        marks = {args.rows // 10, args.rows * 3 // 10, args.rows * 98 // 100}
        samples = []
        for count, _ in enumerate(process.stdout, 1):
            if count in marks:
                samples.append(resident(process.pid))
                print(f"  after {count:>9,} rows: {samples[-1]:7.1f} MiB", flush=True)
    if process.returncode or not samples:
        print(f"postil left with {process.returncode} after {len(samples)} samples")
        return 1
    growth = max(samples) / samples[0]
    print(f"largest over first: {growth:.3f} (limit {ALLOWED_GROWTH})")
    return 1 if growth > ALLOWED_GROWTH else 0


if __name__ == "__main__":
    raise SystemExit(main())
