"""``postil judge``: people's verdicts on answers, how far they agree, and their way in and out."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from postil.cli.command import Command
from postil.errors import UsageError

if TYPE_CHECKING:
    from postil_bench.judge.store import Store, Study

EPILOG = """\
examples:
  postil judge serve run/samples.jsonl --judge ann --judge bo   a blind page on this machine, a link for each judge
  postil judge serve run/samples.jsonl --rubric pair            A or B, tie, both bad
  postil judge serve issues.jsonl --adjudicator cleo            who settles what judges disagree on
  postil judge ask run/samples.judge.sqlite --model openai --set model=NAME   a model as one more judge
  postil judge agreement run/samples.judge.sqlite               alpha, accuracy, consistency, the engine against people
  postil judge export run/samples.judge.sqlite -o verdicts.csv  what postil_answer_accuracy reads
  postil judge export run/samples.judge.sqlite --format ratings -o rows.jsonl   what calibration reads

exit code: 0 well, 2 wrong call.
"""
FORMATS = ("csv", "jsonl", "labelstudio", "labelstudio-config")
_DATABASE = "the database of a study: a file, or a URL such as postgresql+psycopg://user@host/name"


def configure(parser: ArgumentParser) -> None:
    """Add the actions and their arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, text: str) -> ArgumentParser:
        return actions.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")

    _add_serve(action("serve", "open a blind page on which people judge answers"))
    agreement = action(
        "agreement", "say how far judges agree with each other, with themselves and with the engine"
    )
    agreement.add_argument("db", metavar="DB", help=_DATABASE)
    agreement.add_argument("--format", choices=("table", "json"), default="table")
    agreement.add_argument(
        "--resamples", type=_whole, default=2000, help="of the bootstrap (default: %(default)s)"
    )
    agreement.add_argument("--seed", type=_whole, default=1, help="of the bootstrap (default: %(default)s)")
    bring = action("import", "add verdicts that were given elsewhere")
    bring.add_argument("db", metavar="DB", help=_DATABASE)
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--format", choices=FORMATS[:3], help="default: by the suffix")
    bring.add_argument("--judge", help="whose verdicts these are, where the file does not say")
    export = action("export", "write verdicts for other programs")
    export.add_argument("db", metavar="DB", help=_DATABASE)
    export.add_argument("-o", "--output", metavar="FILE", help="default: the standard output")
    export.add_argument("--format", choices=(*FORMATS, "ratings"), help="default: by the suffix, else csv")
    export.add_argument("--final", action="store_true", help="one settled verdict for each answer (csv)")
    _add_ask(action("ask", "let a model judge, in both orders"))


def _add_serve(parser: ArgumentParser) -> None:
    parser.add_argument(
        "logs", nargs="+", metavar="LOG", help="samples of a run, rows, or predictions or scores with --rows"
    )
    parser.add_argument("--rows", metavar="FILE", help="the rows that predictions or scores belong to")
    parser.add_argument("--db", help=f"{_DATABASE} (default: LOG with the suffix .judge.sqlite)")
    parser.add_argument(
        "--rubric",
        default="answer",
        help="answer, scale, adequacy, conciseness, fluency, pair or a .toml file (default: %(default)s)",
    )
    parser.add_argument(
        "--judge", action="append", metavar="NAME", help="who judges; may be given again (default: judge-1)"
    )
    parser.add_argument(
        "--adjudicator", action="append", metavar="NAME", default=[], help="who settles disagreements"
    )
    parser.add_argument("--seed", type=_whole, default=1, help="of the order (default: %(default)s)")
    parser.add_argument(
        "--repeat",
        type=float,
        default=0.1,
        metavar="SHARE",
        help="of tasks that come twice (default: %(default)s)",
    )
    parser.add_argument(
        "--reveal", action="store_true", help="judges who are done may ask whose answers these were"
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to serve on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8765, help="port to serve on; 0 chooses one (default: %(default)s)"
    )


def _add_ask(parser: ArgumentParser) -> None:
    parser.add_argument("db", metavar="DB", help=_DATABASE)
    parser.add_argument(
        "--model", required=True, metavar="NAME", help="openai, gguf, replay or one of your own"
    )
    parser.add_argument(
        "--set", action="append", metavar="KEY=VALUE", default=[], help="an option of the model"
    )
    parser.add_argument("--judge", help="the name of this judge (default: model:NAME)")


def run(args: Namespace) -> int:
    """Do ``args.action`` and return the exit code.

    Raises:
        UsageError: the extra is not installed, or what the action says.
    """
    try:
        import sqlalchemy  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        message = f"postil judge needs {error.name}: pip install 'postil[web]'"
        raise UsageError(message) from error
    return _ACTIONS[args.action](args)


def _serve(args: Namespace) -> int:
    try:
        from postil_bench.judge import serving  # noqa: PLC0415 - needs the extra
    except ImportError as error:
        message = f"postil judge needs {error.name}: pip install 'postil[web]'"
        raise UsageError(message) from error
    from postil_bench.judge.rubric import load_rubric  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.judge.sources import read_items  # noqa: PLC0415 - same
    from postil_bench.judge.store import Store  # noqa: PLC0415 - same

    if not 0 <= args.repeat <= 1:
        message = f"--repeat is a share from 0 to 1, not {args.repeat}"
        raise UsageError(message)
    setting = serving.Setting(load_rubric(args.rubric), args.seed, args.repeat)
    items = read_items(args.logs, args.rows)
    store = Store(args.db or serving.default_database(args.logs[0]))
    study = serving.begin_or_resume(store, items, setting)
    judges = args.judge or ["judge-1"]
    door = serving.listen(args.host, args.port)
    hosts = serving.hosts_of(args.host)
    page, keys = serving.make_page(store, study, judges, args.adjudicator, reveal=args.reveal, hosts=hosts)
    if args.host not in serving.LOOPBACK:
        warning = "warning: others on the network can reach this page, and read what is sent: put TLS in front of it"
        print(warning, file=sys.stderr)
    address = serving.address_of(args.host, door.getsockname()[1])
    for judge in (*judges, *args.adjudicator):
        print(f"{judge}: {address}/login?token={keys.token(judge)}", flush=True)
    serving.serve(page, door)
    return 0


def _agreement(args: Namespace) -> int:
    from postil_bench.judge.report import agreement_json, agreement_table, measured  # noqa: PLC0415 - heavy
    from postil_bench.judge.store import open_study  # noqa: PLC0415 - same

    store, study = open_study(args.db)
    found = measured(store, study, resamples=args.resamples, seed=args.seed)
    print(agreement_json(found) if args.format == "json" else agreement_table(found))
    return 0


def _import(args: Namespace) -> int:
    from postil_bench.judge.exchange import read_verdicts  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.judge.store import open_study  # noqa: PLC0415 - same

    store, study = open_study(args.db)
    events = read_verdicts(args.file, args.format, store, study, args.judge)
    store.append(events)
    print(f"{len(events)} verdicts added")
    return 0


def _export(args: Namespace) -> int:
    from postil.cli.output import open_output  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.judge.exchange import write_verdicts  # noqa: PLC0415 - same
    from postil_bench.judge.store import open_study  # noqa: PLC0415 - same

    store, study = open_study(args.db)
    if args.format == "ratings":
        return _export_ratings(args.output, store, study, final=args.final)
    text = write_verdicts(args.output, args.format, store, study, final=args.final)
    with open_output(args.output) as out:
        out.write(text.encode())
    return 0


def _export_ratings(output: str | None, store: Store, study: Study, *, final: bool) -> int:
    from postil.cli.output import open_output  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.judge.ratings import ratings  # noqa: PLC0415 - same

    if final:
        message = "--final goes with --format csv"
        raise UsageError(message)
    found = ratings(store, study)
    with open_output(output) as out:
        out.write(found.text.encode())
    left_out = f"{found.skipped} skipped verdicts and {found.unrated} answers without a rating are left out"
    print(f"{len(found.rows)} answers rated; {left_out}", file=sys.stderr)
    return 0


def _ask(args: Namespace) -> int:
    from postil_bench.judge.asking import ask, options_of  # noqa: PLC0415 - heavy, not needed for --help
    from postil_bench.judge.report import judge_table, measured  # noqa: PLC0415 - same
    from postil_bench.judge.store import open_study  # noqa: PLC0415 - same
    from postil_bench.models.base import model_named  # noqa: PLC0415 - same

    store, study = open_study(args.db)
    model = model_named(args.model, **options_of(args.set))
    judge = args.judge or f"model:{model.name}"
    asked = ask(store, study, model, judge)
    print(
        f"{asked.judged} judged, {asked.unscored} unscored ({asked.unread} unreadable, {asked.failed} without an answer)"
    )
    for report in measured(store, study).judges:
        if report.judge == judge:
            print(judge_table(report))
            if not report.agreement.units:
                print("  no person has settled any of these: nothing says that this model can be trusted")
    return 0


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "serve": _serve,
    "agreement": _agreement,
    "import": _import,
    "export": _export,
    "ask": _ask,
}


def _whole(text: str) -> int:
    if not text.isdecimal():
        message = f"{text!r} is no whole number from 0"
        raise ArgumentTypeError(message)
    return int(text)


COMMAND = Command("judge", "people's verdicts on answers, and how far judges agree", configure, run, EPILOG)
