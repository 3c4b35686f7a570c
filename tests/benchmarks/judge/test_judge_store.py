"""The log: append-only by the database's own word, whole under threads, on SQLite and PostgreSQL; rubrics; the command."""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postil.cli.main import run
from postil.errors import UsageError
from postil_bench.judge.items import Candidate, Item, Unit
from postil_bench.judge.rubric import load_rubric
from postil_bench.judge.serving import Setting, begin_or_resume, listen, make_page
from postil_bench.judge.standing import standings
from postil_bench.judge.store import Event, Store, open_study

ITEMS = [
    Item(f"i{n}", "Why? 为什么", (Candidate("m", "So. \ufffd"), Candidate("n", "Thus."))) for n in range(8)
]
SETTING = Setting(load_rubric("answer"), 1, 0.25)


def verdict(judge: str, number: int, choice: str = "right") -> Event:
    return Event(judge, "verdict", Unit(f"i{number}", "m"), choice=choice, note="n\n'\"", rubric="answer-1")


def behaves_as_a_log(place: str) -> None:
    store = Store(place)
    study = begin_or_resume(store, ITEMS, SETTING)
    store.append([verdict("ann", 1), verdict("ann", 2, "wrong")])
    store.close()
    again, same = open_study(place)
    assert same == study
    assert again.items() == ITEMS
    assert begin_or_resume(again, ITEMS, SETTING) == study
    events = again.events()
    assert [(e.unit.item, e.choice, e.note) for e in events] == [
        ("i1", "right", "n\n'\""),
        ("i2", "wrong", "n\n'\""),
    ]
    assert events[0].id < events[1].id
    assert events[0].at
    errors: list[Exception] = []

    def busy(judge: str) -> None:
        try:
            for number in range(25):
                again.append([verdict(judge, number % 8)])
                again.events(judge)
        except Exception as error:  # noqa: BLE001 - it is what the test looks for
            errors.append(error)

    threads = [threading.Thread(target=busy, args=(f"judge-{n}",)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(again.events()) == 2 + 12 * 25
    assert len(standings(again.events())) == 13
    again.close()


def test_sqlite_behaves_as_a_log(tmp_path: Path) -> None:
    behaves_as_a_log(str(tmp_path / "log.sqlite"))


def test_nothing_can_be_changed_or_deleted(tmp_path: Path) -> None:
    place = tmp_path / "log.sqlite"
    store = Store(place)
    begin_or_resume(store, ITEMS, SETTING)
    store.append([verdict("ann", 1)])
    with sqlite3.connect(place) as link:
        for statement in (
            "UPDATE events SET choice = 'wrong'",
            "DELETE FROM events",
            "DELETE FROM items",
            "UPDATE study SET id = 2",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                link.execute(statement)


@pytest.mark.parametrize(
    ("setting", "items", "differs"),
    [
        (SETTING, ITEMS[:4], "items"),
        (Setting(load_rubric("scale"), 1, 0.25), ITEMS, r"rubric \(answer-1\)"),
        (Setting(load_rubric("answer"), 2, 0.25), ITEMS, r"seed \(1\)"),
        (Setting(load_rubric("answer"), 1, 0.5), ITEMS, r"share of repeats \(0.25\)"),
    ],
)
def test_a_study_is_not_mixed_with_another(
    tmp_path: Path, setting: Setting, items: list[Item], differs: str
) -> None:
    store = Store(tmp_path / "log.sqlite")
    begin_or_resume(store, ITEMS, SETTING)
    with pytest.raises(UsageError, match=differs):
        begin_or_resume(store, items, setting)


def test_a_database_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        open_study(tmp_path / "none.sqlite")
    (tmp_path / "text.sqlite").write_text("this is no database, but long enough to be taken for one" * 50)
    with pytest.raises(UsageError, match="cannot be used: file is not a database"):
        open_study(tmp_path / "text.sqlite")
    sqlite3.connect(tmp_path / "empty.sqlite").execute("CREATE TABLE t (x)")
    with pytest.raises(UsageError, match="holds no study"):
        open_study(tmp_path / "empty.sqlite")
    with sqlite3.connect(tmp_path / "foreign.sqlite") as link:
        link.execute("CREATE TABLE study (x)")
    with pytest.raises(UsageError, match="cannot be used: no such column"):
        open_study(tmp_path / "foreign.sqlite")
    with pytest.raises(UsageError, match="cannot be used"):
        Store("nosuch://user:secret@host/name")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("version = ", "rubric .*: "),
        ('version = "1"', "missing required field"),
        ("KEYS", "key of its own"),
        ("PAIR", "choices a, b, tie, both_bad"),
        ("LEVEL", "needs a value"),
        ("ONE", "at least two choices"),
        ("SKIP", "it is no choice"),
    ],
)
def test_a_damaged_rubric_is_an_error(tmp_path: Path, text: str, says: str) -> None:
    head = 'version = "x"\nmode = "{mode}"\nlevel = "{level}"\ntitle = "?"\nguide = []\n'
    choice = '[[choices]]\nname = "{0}"\nlabel = "{0}"\nkey = "{1}"\n'
    made = {
        "KEYS": head.format(mode="single", level="nominal")
        + choice.format("yes", "s")
        + choice.format("no", "2"),
        "PAIR": head.format(mode="pair", level="nominal")
        + choice.format("yes", "1")
        + choice.format("no", "2"),
        "LEVEL": head.format(mode="single", level="ordinal")
        + choice.format("yes", "1")
        + choice.format("no", "2"),
        "ONE": head.format(mode="single", level="nominal") + choice.format("yes", "1"),
        "SKIP": head.format(mode="single", level="nominal")
        + choice.format("yes", "1")
        + choice.format("skip", "2"),
    }
    file = tmp_path / "rubric.toml"
    file.write_text(made.get(text, text))
    with pytest.raises(UsageError, match=says):
        load_rubric(str(file))


def test_a_rubric_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="answer, scale, pair"):
        load_rubric("none")
    with pytest.raises(UsageError, match="cannot be read"):
        load_rubric(str(tmp_path / "none.toml"))


def test_the_command_from_log_to_csv(
    begin: Any, seat: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ann = seat(begin())
    while not ann.is_done:
        ann.says("right")
    database, table = str(tmp_path / "answer.sqlite"), str(tmp_path / "v.csv")
    assert run(["judge", "export", database, "-o", table]) == 0
    assert Path(table).read_text().count("right") == 12
    assert run(["judge", "import", database, table]) == 0
    assert "0 verdicts added" in capsys.readouterr().out
    assert run(["judge", "agreement", database, "--resamples", "50"]) == 0
    assert "judged right, all" in capsys.readouterr().out
    assert run(["judge", "agreement", database, "--resamples", "50", "--format", "json"]) == 0
    assert '"units": 12' in capsys.readouterr().out
    assert run(["judge", "ask", database, "--model", "facts"]) == 0
    shown = capsys.readouterr().out
    assert "12 unscored" in shown
    assert "agrees with the settled verdict    –  (0)" in shown
    assert "no person has settled any of these" in shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["serve", "none.jsonl"],
        ["serve", "none.jsonl", "--repeat", "2"],
        ["agreement", "none.sqlite"],
        ["export", "none.sqlite"],
        ["import", "none.sqlite", "v.csv"],
        ["ask", "none.sqlite", "--model", "none"],
    ],
)
def test_a_wrong_call_is_one_line_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["judge", *arguments]) == 2
    assert capsys.readouterr().err.startswith("postil: error: ")


def test_a_port_that_is_none_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match=r"127.0.0.1:99999 cannot be used: .*0-65535.*choose another"):
        listen("127.0.0.1", 99_999)


def test_names_must_tell_judges_apart(begin: Any, seat: Callable[..., Any]) -> None:
    for names in (["ann", "ann"], [""], [" "], ["a\nb"], ["\udcff"]):
        with pytest.raises(UsageError, match="cannot be the name of a judge"):
            make_page(*begin(), names)
    with pytest.raises(UsageError, match="cannot be the name of a judge"):
        make_page(*begin(), ["ann"], ["ann"])


def test_the_network_is_warned_of(log: Path) -> None:
    call = [sys.executable, "-m", "postil", "judge", "serve", str(log), "--port", "0", "--judge", "安"]
    for host, warned in (("127.0.0.1", False), ("0.0.0.0", True)):  # noqa: S104 - the warning is what is tested
        with subprocess.Popen(
            [*call, "--host", host], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as server:
            assert server.stdout is not None
            assert server.stdout.readline().startswith("安: http://")
            server.kill()
            _, complaint = server.communicate()
        assert ("others on the network can reach this page" in complaint) == warned


def test_nul_is_kept_out_of_the_log(begin: Any, seat: Callable[..., Any]) -> None:
    begun = begin()
    ann = seat(begun)
    ann.says("right", note="a\0b")
    assert begun[0].events()[0].note == "a\ufffdb"


def test_without_the_extra_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    code = (
        "import sys\nsys.modules['sqlalchemy'] = None\nfrom postil.cli.main import run\n"
        "sys.exit(run(['judge', 'agreement', 'x']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'postil[web]'" in done.stderr


POSTGRES = Path(os.environ.get("POSTGRES_BIN", "/usr/lib/postgresql/15/bin"))


@pytest.fixture
def postgres() -> Iterator[str]:
    """A PostgreSQL server of our own behind a socket, as the user postgres if we are root, which it refuses."""
    pytest.importorskip("psycopg", reason="no driver: pip install 'postil[postgres]'")
    if not (POSTGRES / "initdb").is_file():
        pytest.skip(f"no PostgreSQL in {POSTGRES}: apt-get install postgresql")
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        try:
            user = {"user": pwd.getpwnam("postgres").pw_uid, "group": pwd.getpwnam("postgres").pw_gid}
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path("/var/tmp") / f"postil-postgres-{os.getpid()}"  # noqa: S108 - a socket needs a short path
    folder.mkdir()
    try:
        if user:
            shutil.chown(folder, "postgres", "postgres")
        quiet: dict[str, Any] = {"cwd": folder, "stdout": subprocess.DEVNULL, **user}
        subprocess.check_call(
            [POSTGRES / "initdb", "-D", folder / "data", "-U", "judge", "-A", "trust"], **quiet
        )
        control = [POSTGRES / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
        subprocess.check_call([*control, "-o", f"-k {folder} -c listen_addresses=''", "start"], **quiet)
        try:
            yield f"postgresql+psycopg://judge@/postgres?host={folder}"
        finally:
            subprocess.check_call([*control, "-m", "immediate", "stop"], **quiet)
    finally:
        shutil.rmtree(folder)


@pytest.mark.slow
def test_postgresql_behaves_as_a_log(postgres: str) -> None:
    behaves_as_a_log(postgres)
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import DBAPIError

    engine = create_engine(postgres)
    for statement in ("UPDATE events SET choice = 'wrong'", "DELETE FROM events"):
        with engine.begin() as link, pytest.raises(DBAPIError, match="append-only"):
            link.execute(text(statement))
    engine.dispose()
