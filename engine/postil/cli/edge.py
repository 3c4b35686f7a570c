"""``postil edge``: what Postil costs on a small machine."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from postil.cli.command import Command
from postil.embedders import DEFAULT
from postil.errors import UsageError

EPILOG = """\
examples:
  postil edge profile                     scores the examples: latency, memory, where the time goes
  postil edge profile rows.jsonl --json   the same for rows of your own, as JSON
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil edge``."""
    parser.add_argument("action", choices=("profile",), help="profile: latency, memory, share of each stage")
    parser.add_argument(
        "inputs", nargs="*", metavar="FILE", help="rows or source files (default: the examples)"
    )
    parser.add_argument(
        "--repeat", type=int, default=1, metavar="N", help="pass over the rows N times (default: 1)"
    )
    parser.add_argument(
        "--embedder", default=DEFAULT, metavar="NAME", help=f"what compares meanings (default: {DEFAULT})"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object in place of text")


def run(args: Namespace) -> int:
    """Profile and print."""
    from postil.cli.demo import example_files  # noqa: PLC0415 - heavy, not needed for --help
    from postil.cli.inputs import read_inputs  # noqa: PLC0415 - same
    from postil.edge.profiling import EdgeProfile, profile  # noqa: PLC0415 - same
    from postil.reports.jsonl import encode  # noqa: PLC0415 - same
    from postil.scoring.scorer import Scorer  # noqa: PLC0415 - same

    if args.repeat < 1:
        message = "--repeat must be at least 1"
        raise UsageError(message)
    paths = args.inputs or [str(path) for path in example_files()]
    rows = (row for _ in range(args.repeat) for row in read_inputs(paths))
    found: EdgeProfile = profile(rows, Scorer(embedder=args.embedder))
    if args.json:
        sys.stdout.buffer.write(encode(found) + b"\n")
        return 0
    latency = ", ".join(f"{name} {value:.1f}" for name, value in found.latency.items())
    stages = ", ".join(f"{name} {share:.0%}" for name, share in found.stages.items())
    print(f"rows       {found.rows} ({found.scored} scored)")
    print(f"latency    {latency} ms a row")
    print(f"throughput {found.rows_per_cpu_second:.0f} rows per CPU second")
    print(f"memory     {found.peak_memory:.0f} MiB at most")
    print(f"stages     {stages}")
    print(found.signature)
    return 0


COMMAND = Command("edge", "what scoring costs on this machine", configure, run, EPILOG)
