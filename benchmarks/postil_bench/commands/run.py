"""``postil bench run``: ask the models, judge what they answer, keep both."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from postil.cli.command import Command
from postil.errors import UsageError

EPILOG = """\
examples:
  postil bench run --demo -o demo                  six tasks, three models, offline; a few minutes on two cores
  postil bench run --demo --model rules -o demo    without a language model
  postil bench run bench.toml -o runs/today        the run that the file describes
  postil bench run bench.toml -o runs/today        once more after it was stopped: goes on where it was

exit code: 0 well, 2 wrong call.
"""


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of ``postil bench run``."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("config", nargs="?", type=Path, metavar="CONFIG.toml", help="what is to be run")
    what.add_argument("--demo", action="store_true", help="the demonstration that comes along")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="RUN", help="folder of the run")
    parser.add_argument(
        "--model", action="append", default=[], metavar="LABEL", help="only this model; repeatable"
    )
    parser.add_argument(
        "--execute", action="store_true", help="allow tasks that run what models write, in the sandbox"
    )


def run(args: Namespace) -> int:
    """Do the run, or what is left of it."""
    import msgspec  # noqa: PLC0415 - heavy, not needed for --help

    from postil_bench.runs import running  # noqa: PLC0415 - same
    from postil_bench.runs.config import read_config  # noqa: PLC0415 - same
    from postil_bench.runs.plan import Plan  # noqa: PLC0415 - same

    config = read_config(args.config)
    if args.execute:
        config = msgspec.structs.replace(config, execute=True)
    plan = Plan(config, tuple(args.model))
    try:
        total = running.left(plan, args.output)
    except UsageError as error:
        if not args.demo or "pip install" not in str(error):
            raise
        others = " ".join(f"--model {label}" for label, one in plan.settings.items() if one.client != "gguf")
        message = f"{error}; or leave the language model out: {others}"
        raise UsageError(message) from error
    samples = running.run(plan, args.output)
    if sys.stderr.isatty():
        from postil.cli.progress import with_progress  # noqa: PLC0415 - for terminals only

        samples = with_progress(samples, "answers", total)
    for _ in samples:
        pass
    print(f"{args.output}: {_told(args.output)}")
    print(f"next: postil bench board {args.output}; postil bench report {args.output} -o page.html")
    return 0


def _told(folder: Path) -> str:
    from postil.reports.visible import one_line  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.records import read_run  # noqa: PLC0415 - same

    samples = read_run(folder).samples
    causes = [sample.cause for sample in samples]
    parts = [f"{len(samples)} samples"]
    parts += [f"{count} without a usable answer (count 0)"] if (count := causes.count("model")) else []
    parts += (
        [f"{count} that could not be judged"]
        if (count := len(causes) - causes.count("model") - causes.count(None))
        else []
    )
    silent = [sample.reason or "" for sample in samples if sample.answer is None]
    if silent:
        parts.append(f"{len(silent)} of these not answered at all: {one_line(silent[0], 200)}")
    return ", ".join(parts)


COMMAND = Command("run", "ask models over tasks and seeds; goes on after a stop", configure, run, EPILOG)
