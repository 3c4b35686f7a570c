"""``postil corpora link``: find in the commits of a clone what they answered."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from postil.cli.command import Command

if TYPE_CHECKING:
    from postil_corpora.schema import Feedback

EPILOG = """\
examples:
  postil corpora collect git requests.git -o corpus     commits with their diffs
  postil corpora link corpus -o corpus                  the table 'feedback', from git alone
  postil corpora link corpus -o corpus --issues github  with the words of the issues that commits close

Found are reverts, commits that answer a review, suggestions taken over, commits that mend what a check found, and
commits that close an issue. Review threads are linked by 'postil corpora collect github'.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="tables of 'collect git'")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="folder of the table")
    parser.add_argument("--issues", type=Path, metavar="DIR", help="tables of 'collect github'")
    parser.add_argument(
        "--format", choices=("jsonl", "parquet"), default="jsonl", help="of the table (default: %(default)s)"
    )


def run(args: Namespace) -> int:
    """Link, and say how much there is of what."""
    from postil_corpora.links.gitlog import linked_rows  # noqa: PLC0415 - heavy, not needed for --help
    from postil_corpora.tables import write_rows  # noqa: PLC0415 - same

    counted: Counter[str] = Counter()

    def rows() -> Iterator[Feedback]:
        for row in linked_rows(args.folder, args.issues):
            counted[row.kind] += 1
            yield row

    write_rows(args.output, "feedback", rows(), form=args.format)
    for kind, count in sorted(counted.items()):
        print(f"{count:8} {kind}")
    return 0


COMMAND = Command("link", "find what the commits of a clone answered", configure, run, EPILOG)
