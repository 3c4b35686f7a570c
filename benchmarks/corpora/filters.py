"""How often filters are right, by hand-read samples of what they did to real rows.

    python benchmarks/corpora/filters.py table
    python benchmarks/corpora/filters.py sample quotes --clone ~/src/multipath --count 40 --seed 5
    python benchmarks/corpora/filters.py sample opt-out --clone ~/src/requests --option file=optout.txt --left

``table`` prints the precision of each filter from ``data/filters.csv``, which keeps ids and verdicts only. ``sample``
draws what a filter dropped or changed for the next reader, with ``--left`` what it kept.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from readings import rows, table
from real_rows import commits, discussions, sources

from postil_corpora.filters.chain import Chain
from postil_corpora.filters.view import view
from postil_corpora.samples import SummarySample
from postil_corpora.schema import CommentSample
from postil_corpora.tables import read_rows

_VERDICTS = Path(__file__).with_name("data") / "filters.csv"
_OPTIONS: dict[str, dict[str, Any]] = {
    "redact": {"key": "a key for measuring only"},
    "licence": {"allow": ()},
}
_SHOWN = 400


def judged(name: str, options: dict[str, Any], read: list[Any]) -> Iterator[tuple[str, str, str]]:
    """Each row's id, why the filter dropped or changed it (empty if it kept it), and its text before."""
    texts = {id(row): view(row) for row in read}
    dropped: list[tuple[str, str, str]] = []
    chain = Chain([name], {name: options} if options else {})
    kept = chain.run(
        lambda: read, lambda row, said: dropped.append((texts[id(row)].id, said.reason, _text(row)))
    )
    for row in kept:
        yield view(row).id, row.provenance.filters[-1].reason, _text(row)
    yield from dropped


def _text(row: Any) -> str:
    seen = view(row)
    return seen.prose or seen.code


def sample(args: argparse.Namespace) -> None:
    """Print rows of a filter for a reader."""
    read: list[Any] = [row for package in args.package for row in sources(package)]
    for corpus in args.corpus:
        read += [*read_rows(corpus, "comment_samples", CommentSample)]
        read += [*read_rows(corpus, "summaries", SummarySample)]
    for clone in args.clone:
        read += [*commits(clone), *discussions(clone)]
    options = _OPTIONS.get(args.filter, {}) | dict(map(_option, args.option))
    found = sorted(one for one in judged(args.filter, options, read) if bool(one[1]) != args.left)
    drawn = random.Random(args.seed).sample(found, min(args.count, len(found)))  # noqa: S311 - to be drawn again
    for name, reason, text in drawn:
        print(f"{name}\t{reason}\t{' / '.join(text.split(chr(10)))[:_SHOWN]}")
    print(f"{len(found)} of {len(read)} rows", file=sys.stderr)


def _option(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except json.JSONDecodeError:
        return name, value


def main(argv: list[str]) -> None:
    """Print the table or a sample."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("table")
    drawing = actions.add_parser("sample")
    drawing.add_argument("filter")
    for kind, what in (
        ("clone", "its commits and discussions"),
        ("package", "its source files"),
        ("corpus", "its samples"),
    ):
        drawing.add_argument(f"--{kind}", type=Path, action="append", default=[], help=what)
    drawing.add_argument("--option", action="append", default=[], help="of the filter: name=value or JSON")
    drawing.add_argument("--left", action="store_true", help="rows that it keeps")
    drawing.add_argument("--count", type=int, default=40)
    drawing.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    if args.action == "sample":
        sample(args)
    else:
        print(table(rows(_VERDICTS)))


if __name__ == "__main__":
    main(sys.argv[1:])
