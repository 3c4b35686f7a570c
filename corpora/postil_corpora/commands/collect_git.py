"""``postil corpora collect git``: every commit of a clone, with its diff."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command

EPILOG = """\
examples:
  git clone --mirror https://github.com/psf/requests   a clone with the heads of all pull requests
  postil corpora collect git requests.git -o corpus    its tables: commits, refs, trajectories

Nothing is fetched. A run that was interrupted goes on where it stopped; the result is the same.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("source", type=Path, metavar="CLONE", help="a git repository, bare or not")
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help="folder of the tables"
    )
    parser.add_argument("--repository", metavar="OWNER/NAME", help="its name (default: that of its remote)")
    parser.add_argument("--refactorings", action="store_true", help="find refactorings in Python")
    parser.add_argument(
        "--versions", action="store_true", help="keep changed functions and follow their comments"
    )
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="of the tables")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (default 1)")


def run(args: Namespace) -> int:
    """Collect, and say on the standard error how much there was."""
    from postil.cli.progress import with_progress  # noqa: PLC0415 - heavy, not needed for --help
    from postil_corpora.extras import need  # noqa: PLC0415 - same

    need("pygit2")
    from postil_corpora.collect.git.collect import Options, collect  # noqa: PLC0415 - needs the extra
    from postil_corpora.collect.git.rows import Extras  # noqa: PLC0415 - same

    extras = Extras(refactorings=args.refactorings, versions=args.versions)
    options = Options(extras, args.format)
    shards = collect(args.source, args.output, options, name=args.repository, jobs=args.jobs)
    print(f"{sum(with_progress(shards, 'shards'))} commits: {args.output}", file=sys.stderr)
    return 0


COMMAND = Command("git", "collect every commit of a clone, with its diff", configure, run, EPILOG)
