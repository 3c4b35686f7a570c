"""``postil ianvs``: lay jobs out, convert data, find what would break a run."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from postil.cli.command import Command
from postil.errors import UsageError

EPILOG = """\
examples:
  postil ianvs init examples/postil                    the jobs that come along, ready to run
  postil ianvs init my --task comment --data rows.jsonl   a job for rows of your own
  postil ianvs lint my/comment/benchmarkingjob.yaml    what would break it, before it runs
  postil ianvs upgrade old/benchmarkingjob.yaml        train_url and test_url as the keys that work today
  postil ianvs convert rows.jsonl -o data              data.jsonl and metadata.json, safe in every paradigm
  postil ianvs verify my/comment/benchmarkingjob.yaml  the contract of Ianvs, without Ianvs

exit code: 0 well, 1 something was found, 2 wrong call.
"""
FOUND = 1


def configure(parser: ArgumentParser) -> None:
    """Add the actions and their arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, text: str) -> ArgumentParser:
        return actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")

    init = action("init", "lay jobs out, with the test data that comes along or your own")
    init.add_argument("folder", type=Path, metavar="DIR")
    init.add_argument(
        "--task", choices=("comment", "issue", "joint", "edge"), help="one job only (default: all)"
    )
    init.add_argument("--data", type=Path, metavar="FILE", help="rows of any format, or source files")
    _add_data_options(init)
    convert = action("convert", "convert rows of any format, or source files, to a data set of Ianvs")
    convert.add_argument("data", type=Path, metavar="FILE")
    convert.add_argument("-o", "--output", type=Path, required=True, metavar="DIR")
    _add_data_options(convert)
    lint = action("lint", "find what would break a job")
    lint.add_argument("job", type=Path, metavar="JOB.yaml")
    upgrade = action("upgrade", "rewrite train_url and test_url to the keys that work today")
    upgrade.add_argument("job", type=Path, metavar="JOB.yaml", help="a job, or a test environment")
    upgrade.add_argument("--dry-run", action="store_true", help="show the change, write nothing")
    verify = action("verify", "check metrics, job and data against the contract of Ianvs, without it")
    verify.add_argument("job", type=Path, nargs="?", metavar="JOB.yaml")


def _add_data_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--language", choices=("en", "zh"), help="of the questions (default: the references')"
    )
    parser.add_argument(
        "--verdicts", metavar="CSV", help="judges' verdicts: which answer to an issue is the best"
    )


def run(args: Namespace) -> int:
    """Do ``args.action`` and return the exit code."""
    return _ACTIONS[args.action](args)


def _init(args: Namespace) -> int:
    from postil_ianvs.bridge.init import TASKS, init  # noqa: PLC0415 - heavy, not needed for --help

    tasks = (args.task,) if args.task else TASKS
    if args.data is not None and len(tasks) != 1:
        message = "--data goes with one --task"
        raise UsageError(message)
    jobs = init(args.folder, tasks, args.data, language=args.language, verdicts=_verdicts(args))
    for job in jobs:
        print(f"ianvs -f {job}")
    return 0


def _convert(args: Namespace) -> int:
    from postil_ianvs.bridge.datafiles import write_dataset  # noqa: PLC0415 - heavy, not needed for --help
    from postil_ianvs.bridge.rows import safe_rows  # noqa: PLC0415 - same

    rows = safe_rows(args.data, args.language, _verdicts(args))
    count = write_dataset(args.output, rows, args.data.stem, f"made from {args.data.name}")
    print(f"{count} rows: {args.output / 'metadata.json'}")
    return 0


def _lint(args: Namespace) -> int:
    from postil_ianvs.bridge.lint import lint  # noqa: PLC0415 - heavy, not needed for --help

    complaints = lint(args.job)
    for complaint in complaints:
        print(complaint)
    print(f"{len(complaints)} found" if complaints else "nothing found", file=sys.stderr)
    return FOUND if complaints else 0


def _upgrade(args: Namespace) -> int:
    from postil.cli.output import open_output  # noqa: PLC0415 - heavy, not needed for --help
    from postil_ianvs.bridge.upgrade import upgrade  # noqa: PLC0415 - same

    found = upgrade(args.job)
    print(found.diff or "nothing to upgrade", end="" if found.diff else "\n", flush=True)
    for note in found.notes:
        print(note, file=sys.stderr)
    if found.diff and not args.dry_run:
        with open_output(str(found.path)) as out:
            out.write(found.after.encode())
    return FOUND if found.notes else 0


def _verify(args: Namespace) -> int:
    from postil_ianvs.bridge.verify import verify  # noqa: PLC0415 - heavy, not needed for --help

    failed = False
    for check in verify(args.job):
        failed = failed or not check.holds
        print(
            f"{'ok    ' if check.holds else 'FAILED'} {check.name}{f': {check.seen}' if check.seen else ''}"
        )
    return FOUND if failed else 0


def _verdicts(args: Namespace) -> dict[tuple[str, str], dict[str, str]] | None:
    from postil_ianvs.verdicts import read_verdicts  # noqa: PLC0415 - heavy, not needed for --help

    return (
        None
        if args.verdicts is None
        else {key: dict(given) for key, given in read_verdicts(args.verdicts).items()}
    )


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "init": _init,
    "convert": _convert,
    "lint": _lint,
    "upgrade": _upgrade,
    "verify": _verify,
}
COMMAND = Command("ianvs", "jobs, data and checks for KubeEdge-Ianvs", configure, run, EPILOG)
