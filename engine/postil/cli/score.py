"""``postil score``: judge the comments of rows or of source files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterable
from functools import partial
from itertools import tee
from pathlib import Path
from typing import BinaryIO, TypeAlias

from postil.cli.command import Command
from postil.cli.output import open_output
from postil.embedders import DEFAULT
from postil.reports.tally import Pair, Tally

Writer: TypeAlias = Callable[[Iterable[Pair], Tally, BinaryIO], None]

FORMATS = ("table", "jsonl", "json", "html")
INVALID_ROWS, BELOW_LIMIT = 3, 1
EPILOG = """\
examples:
  postil score rows.jsonl                          a table on a terminal, JSON lines in a pipe
  postil score rows.jsonl -o scores.jsonl          the suffix of -o gives the format
  postil score rows.jsonl -o report.html           one page that shows code, comments and findings
  postil score rows.jsonl --predictions out.jsonl  judge a model's answers; the rows are the reference
  postil score src/ --fail-under 60                judge the comments of source files
  postil score src/ --diff main --fail-under 60    only those that changed since main

exit code: 0 every row was readable, 3 some row was not, 1 the mean is below --fail-under, 2 wrong call.
For --fail-under a row that the model left without a usable answer counts 0; other rows without a score do
not count, and neither does a run in which no row counts.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil score``."""
    add = parser.add_argument
    add("inputs", nargs="+", metavar="FILE", help=".jsonl or .json rows, source files, folders, - for stdin")
    add("--predictions", metavar="FILE", help="candidates for the rows, by id or in the same order")
    add(
        "--profile",
        default="default",
        metavar="NAME",
        help="a built-in profile or a .toml file (default: the project's)",
    )
    add("--embedder", default=DEFAULT, metavar="NAME", help=f"what compares meanings (default: {DEFAULT})")
    add("--language", choices=("en", "zh", "any"), help="natural language asked for (default: the profile's)")
    add(
        "--format",
        choices=FORMATS,
        help="default: by the suffix of -o, else a table on a terminal, else jsonl",
    )
    add("-o", "--output", metavar="FILE", help="write there, whole or not at all (default: stdout)")
    add(
        "--workers",
        type=_count,
        default=1,
        metavar="N",
        help="processes (default: 1); the result is the same",
    )
    add("--fail-under", type=float, metavar="N", help="exit 1 when the mean overall is below N")
    add("--diff", metavar="REV", help="of source files, only comments whose text or code changed since REV")
    add("--no-color", action="store_true", help="no colours even on a terminal")


def run(args: Namespace) -> int:
    """Score ``args.inputs`` and return the exit code."""
    from msgspec.structs import asdict  # noqa: PLC0415 - heavy, not needed for --help

    from postil.cli.inputs import read_inputs  # noqa: PLC0415 - same
    from postil.scoring.parallel import collect_seldom  # noqa: PLC0415 - same
    from postil.scoring.profile import load_profile  # noqa: PLC0415 - same
    from postil.scoring.scorer import Scorer  # noqa: PLC0415 - same

    profile = load_profile(args.profile, Path.cwd())
    rows, copies = tee(read_inputs(args.inputs, args.predictions, asdict(profile.fields), args.diff))
    scorer = Scorer(profile, args.embedder, args.language)
    collect_seldom()
    tally = Tally()
    pairs = tally.watch(zip(rows, scorer.score_stream(copies, args.workers), strict=True))
    if sys.stderr.isatty() and (args.output or not sys.stdout.isatty()):
        from postil.cli.progress import with_progress  # noqa: PLC0415 - for terminals only

        pairs = with_progress(pairs, "rows")
    with open_output(args.output) as out:
        _writer(args)(pairs, tally, out)
    print(tally.line(), file=sys.stderr)
    return exit_code(tally, args.fail_under)


def exit_code(tally: Tally, fail_under: float | None) -> int:
    """The exit code for what was counted; says on stderr when a limit was missed."""
    if tally.invalid:
        return INVALID_ROWS
    mean = tally.mean_with_silence
    if fail_under is None or mean is None or mean >= fail_under:
        return 0
    print(f"postil: mean {mean:.2f} is below {fail_under:g} (unusable answers count 0)", file=sys.stderr)
    return BELOW_LIMIT


def format_for(asked: str | None, output: str | None, *, terminal: bool) -> str:
    """The format that was asked for, else that of the suffix of ``output``, else what suits stdout."""
    suffix = Path(output).suffix[1:].lower() if output else ""
    if asked or suffix in FORMATS:
        return asked or suffix
    return "table" if terminal and not output else "jsonl"


def _writer(args: Namespace) -> Writer:
    chosen = format_for(args.format, args.output, terminal=sys.stdout.isatty())
    if chosen == "table":
        from postil.reports.table import write_table  # noqa: PLC0415 - heavy, loaded when asked for

        return partial(write_table, color=not args.no_color)
    if chosen == "html":
        from postil.reports.html import write_html  # noqa: PLC0415 - heavy, loaded when asked for

        return partial(write_html, title=", ".join(args.inputs))
    from postil.reports.jsonl import write_json, write_jsonl  # noqa: PLC0415 - loaded when asked for

    return write_json if chosen == "json" else write_jsonl


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = f"{text!r} is no number of processes"
        raise ArgumentTypeError(message)
    return int(text)


COMMAND = Command("score", "judge the comments of rows or of source files", configure, run, EPILOG)
