"""``postil demo``: score the examples that come with Postil, print them side by side, write the page."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import TypeAlias

from postil.cli.command import Command
from postil.cli.output import open_output
from postil.errors import UsageError
from postil.records import Score
from postil.reports.tally import Pair, Tally

LEVELS = ("good", "mediocre", "bad")
PAGE = "postil-demo.html"
Ladder: TypeAlias = dict[str, Score]


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil demo``."""
    parser.add_argument(
        "-o", "--output", default=".", metavar="DIR", help=f"where {PAGE} goes (default: here)"
    )
    parser.add_argument("--no-color", action="store_true", help="no colours even on a terminal")


def run(args: Namespace) -> int:
    """Score the examples; print the table, write the page and say where it is."""
    from postil.reading.rows import read_rows  # noqa: PLC0415 - heavy, not needed for --help
    from postil.reports.html import write_html  # noqa: PLC0415 - same
    from postil.scoring.scorer import Scorer  # noqa: PLC0415 - same

    rows = [row for path in example_files() for row in read_rows(str(path))]
    tally = Tally()
    pairs: list[Pair] = list(tally.watch(zip(rows, Scorer().score_stream(rows), strict=True)))
    print_ladders(ladders(score for _, score in pairs), color=not args.no_color)
    page = Path(args.output, PAGE)
    page.parent.mkdir(parents=True, exist_ok=True)
    with open_output(str(page)) as out:
        write_html(pairs, tally, out, title="Examples, each in a good, a mediocre and a bad version")
    print(f"{tally.line()}\n{tally.signature}\n\nThe page: {page.resolve().as_uri()}")
    return 0


def example_files() -> list[Path]:
    """The example files, sorted: those of the wheel, or of the checkout that an editable install runs from.

    Raises:
        UsageError: neither is there.
    """
    package = Path(str(resources.files("postil")))
    for folder in (package / "examples", package.parents[1] / "examples"):
        if found := sorted(folder.glob("*.jsonl")):
            return found
    message = "the examples are missing: reinstall postil"
    raise UsageError(message)


def ladders(scores: Iterable[Score]) -> dict[tuple[str, str], Ladder]:
    """Scores by (language, snippet), then by level, from ids such as ``clamp.en.good``."""
    found: dict[tuple[str, str], Ladder] = {}
    for score in scores:
        snippet, _, rest = score.id.partition(".")
        language, _, level = rest.partition(".")
        found.setdefault((language, snippet), {})[level] = score
    return dict(sorted(found.items()))


def print_ladders(found: dict[tuple[str, str], Ladder], *, color: bool = True) -> None:
    """Print one line for each snippet: its versions side by side and what is worst in the bad one."""
    from postil.reports.table import top_finding  # noqa: PLC0415 - heavy, not needed for --help
    from postil.reports.terminal import SEVERITY_STYLE, cell, number, open_console, plain_table  # noqa: PLC0415 - same

    table = plain_table()
    table.add_column("snippet", no_wrap=True)
    table.add_column("", no_wrap=True)
    for level in LEVELS:
        table.add_column(level, justify="right", no_wrap=True)
    table.add_column("gravest finding in the bad version", ratio=1)
    language = None
    for (spoken, snippet), versions in found.items():
        if language not in (None, spoken):
            table.add_section()
        language = spoken
        worst = top_finding(versions["bad"]) if "bad" in versions else None
        numbers = [
            number(versions[level].overall if level in versions else None, styled=True) for level in LEVELS
        ]
        said = (
            cell(f"{worst.code} line {worst.line}: {worst.message}", SEVERITY_STYLE[worst.severity])
            if worst
            else ""
        )
        table.add_row(cell(snippet), cell(spoken, "dim"), *numbers, said)
    open_console(sys.stdout, color=color).print(table)


COMMAND = Command("demo", "score the examples that come with Postil and show the page", configure, run)
