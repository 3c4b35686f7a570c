"""``postil check``: the linter."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from postil.cli.command import Command
from postil.cli.output import open_output
from postil.errors import UsageError

if TYPE_CHECKING:
    from postil.check.records import FileReport, Located, Report
    from postil.check.run import Order
    from postil.check.settings import Asked

FOUND = 1
EPILOG = """\
examples:
  postil check src/                             every rule of the project's profile
  postil check src/ --select CON,STA01          only contradictions and names that are gone
  postil check . --diff main                    only comments whose text or code changed since main
  postil check . --write-baseline .postil.json  accept what there is; then: --baseline .postil.json
  postil check src/ --fix                       mend what is provable
  postil check --format sarif . -o out.sarif    for code scanning; also: json, github, oneline

In a comment, "postil: ignore[CODE] reason" silences a rule for that place; one that silences nothing is reported.
Settings stand in [tool.postil.check] of pyproject.toml: see docs/check.md.

exit code: 0 nothing found, 1 an error or a warning was found (info never counts), 2 wrong call.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil check``."""
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="source files, notebooks, folders, - for stdin (default: .)")
    add("--stdin-filename", default="stdin.py", metavar="NAME", help="what to call the standard input")
    add("--select", type=_words, metavar="CODES", help="only these rules: codes, groups or names, by comma")
    add("--extend-select", type=_words, metavar="CODES", help="these rules too")
    add("--ignore", type=_words, metavar="CODES", help="not these rules")
    add("--min-severity", choices=("info", "warning", "error"), help="show (and count) no less than this")
    add("--diff", metavar="REV", help="only comments whose text or code changed since REV")
    add("--baseline", metavar="FILE", help="do not show the findings that FILE accepts")
    add("--write-baseline", metavar="FILE", help="accept all findings of now in FILE")
    add("--fix", action="store_true", help="mend what is provable, change nothing else")
    add("--diff-fix", action="store_true", help="show what --fix would change; exit 1 if anything")
    add(
        "--format",
        choices=("text", "oneline", "json", "sarif", "github"),
        default="text",
        help="default: text",
    )
    add("--statistics", action="store_true", help="count findings by rule in place of listing them")
    add("-o", "--output", metavar="FILE", help="write there, whole or not at all (default: stdout)")
    add("--jobs", type=_processes, metavar="N", help="processes (default: 1; 0: one for each processor)")
    add("--no-cache", action="store_true", help="judge every file again")
    add("--no-color", action="store_true", help="no colours even on a terminal")


def run(args: Namespace) -> int:
    """Check ``args.paths`` and return the exit code."""
    from postil.check.run import at_least, check  # noqa: PLC0415 - heavy, not needed for --help
    from postil.scoring.parallel import collect_seldom  # noqa: PLC0415 - same

    collect_seldom()
    order = _order(args)
    report = check(order, _complain, _watch if sys.stderr.isatty() else None)
    if args.write_baseline:
        return _write_baseline(report, args.write_baseline)
    if args.fix or args.diff_fix:
        report = _mend(report, order, args)
    if args.diff_fix:
        return FOUND if report.summary.fixable else 0
    least = order.asked.settings.min_severity
    shown = at_least(report.findings, least or ("info" if args.format == "json" else "warning"))
    with open_output(args.output) as out:
        out.write(_written(shown, report, order, args).encode("utf-8", "backslashreplace"))
    return FOUND if at_least(report.findings, "error" if least == "error" else "warning") else 0


def _order(args: Namespace) -> Order:
    from postil.check.run import Order  # noqa: PLC0415 - heavy, not needed for --help
    from postil.check.settings import load_settings  # noqa: PLC0415 - same

    asked = _with_options(load_settings(Path.cwd()), args)
    paths = tuple(args.paths) or (".",)
    if args.fix and "-" in paths:
        message = "--fix mends files; for the standard input use --diff-fix"
        raise UsageError(message)
    settings = asked.settings
    baseline = args.baseline or (settings.baseline and str(asked.root / settings.baseline))
    return Order(
        paths=paths,
        asked=asked,
        stdin=sys.stdin.buffer.read() if "-" in paths else None,
        stdin_name=args.stdin_filename,
        diff=args.diff,
        baseline=None if args.write_baseline else baseline,
        cache=not args.no_cache,
        jobs=settings.jobs,
    )


def _with_options(asked: Asked, args: Namespace) -> Asked:
    """What the file asks for, with the options of the command line, which count more."""
    from msgspec.structs import replace  # noqa: PLC0415 - heavy, not needed for --help

    names = ("select", "extend_select", "ignore", "min_severity", "jobs")
    given = {name: value for name in names if (value := getattr(args, name)) is not None}
    return replace(asked, settings=replace(asked.settings, **given))


def _written(shown: Sequence[Located], report: Report, order: Order, args: Namespace) -> str:
    from postil.check.formats import writer  # noqa: PLC0415 - loaded when there is a result
    from postil.check.formats.sources import Sources  # noqa: PLC0415 - same

    if args.statistics:
        return _statistics(report)
    color = not args.no_color and not args.output and "NO_COLOR" not in os.environ and sys.stdout.isatty()
    sources = Sources({} if order.stdin is None else {order.stdin_name: order.stdin})
    return writer(args.format, color=color)(shown, report.summary, sources)


def _statistics(report: Report) -> str:
    from postil.check.formats.text_format import counts  # noqa: PLC0415 - loaded when asked for
    from postil.rules import load_rules  # noqa: PLC0415 - same

    titles = {rule.code: rule.title for rule in load_rules()}
    found = sorted(report.summary.rules.items(), key=lambda pair: (-pair[1], pair[0]))
    lines = [f"{number:>6}  {code}  {titles.get(code, 'of the linter itself')}" for code, number in found]
    return "\n".join([*lines, counts(report.summary)]) + "\n"


def _write_baseline(report: Report, path: str) -> int:
    from postil.check.baseline import baseline_text  # noqa: PLC0415 - loaded when asked for

    with open_output(path) as out:
        out.write(baseline_text(report.findings))
    print(f"{len(report.findings)} findings accepted in {path}", file=sys.stderr)
    return 0


def _mend(report: Report, order: Order, args: Namespace) -> Report:
    from postil.check.mend import mend  # noqa: PLC0415 - loaded when asked for

    return mend(report, order, in_place=args.fix, complain=_complain)


def _watch(reports: Iterable[FileReport], total: int) -> Iterable[FileReport]:
    from postil.cli.progress import with_progress  # noqa: PLC0415 - for terminals only

    return with_progress(reports, "files", total)


def _complain(message: str) -> None:
    print(f"postil: {message}", file=sys.stderr)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _processes(text: str) -> int:
    if not text.isdecimal():
        message = f"{text!r} is no number of processes"
        raise ArgumentTypeError(message)
    return int(text)


COMMAND = Command("check", "find comments that the code contradicts", configure, run, EPILOG)
