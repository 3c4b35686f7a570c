"""``postil corpora export``: a corpus in the shape that another program reads."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command

EPILOG = """\
examples:
  postil corpora export corpus -o rows                          JSON Lines by table and split
  postil corpora export corpus -o parquet --format parquet      the same as Parquet
  postil corpora export corpus -o ianvs --format ianvs          data.jsonl and metadata.json for KubeEdge-Ianvs
  postil corpora export corpus -o hub --format huggingface      Parquet, card and Croissant metadata
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("corpus", type=Path, metavar="DIR", help="what postil corpora build made")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT")
    parser.add_argument("--format", choices=("jsonl", "parquet", "ianvs", "huggingface"), default="jsonl")


def run(args: Namespace) -> int:
    """Export and list the files."""
    from postil_corpora.export.run import CHECKSUMS, export  # noqa: PLC0415 - heavy, not needed for --help

    for file in export(args.corpus, args.output, args.format).files:
        print(f"{file.size:>12,} bytes  {file.name}")
    print(f"checksums: {args.output / CHECKSUMS}")
    return 0


COMMAND = Command(
    "export", "write a corpus as JSON Lines, Parquet, for Ianvs or for Hugging Face", configure, run, EPILOG
)
