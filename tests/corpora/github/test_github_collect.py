"""A repository from the host into tables: whole, once, redacted, and the same after any number of kills."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra [corpora]")

from postil_corpora.collect.github.client import Settings
from postil_corpora.collect.github.collector import RAW, Wanted, collect, parse_repository
from postil_corpora.people import pseudonym
from postil_corpora.schema import Event, Feedback, Issue, Trajectory
from postil_corpora.tables import read_rows

WANTED = Wanted(parse_repository("octo/tool"))
TABLES = ("issues", "trajectories", "events", "feedback")


def tables_of(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}-00000.jsonl").read_bytes() for name in TABLES}


@pytest.fixture
def collected(server: Any, hub: Any, token: str, tmp_path: Path) -> Path:
    server.answer = hub
    collect(WANTED, tmp_path / "whole", Settings(api=server.url))
    return tmp_path / "whole"


def test_every_node_arrives_once_however_long_its_list(collected: Path, hub: Any) -> None:
    issues = list(read_rows(collected, "issues", Issue))
    assert [issue.number for issue in issues] == list(range(1, 61))
    answers = [answer.api_id for issue in issues for answer in issue.answers]
    assert sorted(answers) == sorted(key for key in hub.nodes if key.startswith("IC_"))
    events = [event.id for event in read_rows(collected, "events", Event)]
    said = [event for event in events if event and event.startswith("RC_")]
    assert sorted(said) == sorted(key for key in hub.nodes if key.startswith("RC_"))
    assert len(list(read_rows(collected, "trajectories", Trajectory))) == 25


def test_no_page_is_asked_for_twice(server: Any, collected: Path) -> None:
    asked = [(one.path, one.body) for one in server.asked]
    assert len(asked) == len(set(asked))
    collect(WANTED, collected, Settings(api=server.url))
    assert len(server.asked) == len(asked)


def test_a_review_comment_is_linked_to_the_commit_that_changed_its_line(collected: Path) -> None:
    rows = [row for row in read_rows(collected, "feedback", Feedback) if row.trajectory == "octo/tool#70"]
    assert [(row.path, row.lines, row.resolution) for row in rows] == [("a.py", (2, 2), "resolved")]
    best = rows[0].answered_by[0]
    assert (best.sha, best.path, best.lines) == (f"{701:040x}", "a.py", (2, 2))
    assert best.evidence == "changes these lines; thread resolved; outdated since; author agreed"
    assert rows[0].confidence == best.confidence == 0.94


def test_a_thread_is_one_row_however_many_comments_it_has(collected: Path, hub: Any) -> None:
    rows = list(read_rows(collected, "feedback", Feedback))
    assert sorted(row.thread or "" for row in rows) == sorted(
        key for key in hub.nodes if key.startswith("T_")
    )


def test_people_are_pseudonyms_and_texts_redacted(server: Any, hub: Any, token: str, tmp_path: Path) -> None:
    server.answer = hub
    hub.nodes["I_1"]["body"] = f"Ask @mara or write to jane@roe-family.net, my token is {token}"
    collect(WANTED, tmp_path, Settings(api=server.url))
    written = b"".join(tables_of(tmp_path).values()).decode()
    for personal in ("mara", "paula", "otto", "jane@roe-family.net", token):
        assert f'"{personal}"' not in written
        assert f"@{personal}" not in written
    assert token not in written
    first = next(read_rows(tmp_path, "issues", Issue))
    assert first.author == pseudonym("asker")
    assert [verdict.verdict for verdict in first.provenance.filters] == ["changed"]
    raw = next((tmp_path / RAW).glob("*.sqlite"))
    assert token.encode() not in raw.read_bytes()
    assert (raw.stat().st_mode & 0o077) == 0
    assert (tmp_path / RAW / ".gitignore").read_text() == "*\n"


def test_a_page_size_halved_on_the_way_changes_nothing(
    server: Any, hub: Any, token: str, collected: Path, tmp_path: Path, answer: Any, monkeypatch: Any
) -> None:
    failed = iter(range(1_000_000))

    def often_failing(asked: Any) -> Any:
        too_long = asked.path == "/graphql" and next(failed) % 3 == 0
        return answer(b'{"message": "timeout"}', 502) if too_long else hub(asked)

    server.answer = often_failing
    monkeypatch.setattr("postil_corpora.collect.github.limits.backoff", lambda attempt: 0.0)
    collect(WANTED, tmp_path / "halved", Settings(api=server.url))
    assert tables_of(tmp_path / "halved") == tables_of(collected)


def test_a_refresh_sees_what_is_new_and_drops_what_is_gone(server: Any, hub: Any, collected: Path) -> None:
    hub.nodes["I_2"]["title"] = "It fails no more"
    hub.lists["R_1", "issues"].remove("I_60")
    collect(Wanted(WANTED.repository, refresh=True), collected, Settings(api=server.url))
    issues = {issue.number: issue for issue in read_rows(collected, "issues", Issue)}
    assert issues[2].question == "It fails no more"
    assert 60 not in issues


def test_tables_of_another_collector_are_not_overwritten(
    server: Any, hub: Any, token: str, tmp_path: Path
) -> None:
    from postil.errors import UsageError

    (tmp_path / "events-00000.jsonl").write_text('{"kind": "merge"}\n')
    server.answer = hub
    with pytest.raises(UsageError, match="another collector"):
        collect(WANTED, tmp_path, Settings(api=server.url))
    assert server.asked == []


@pytest.mark.parametrize("text", ["requests", "a/b/c", "../..", "a/..", "-x/y", "a/b c", ""])
def test_what_names_no_repository_is_refused(text: str) -> None:
    from postil.errors import UsageError

    with pytest.raises(UsageError, match="is no repository"):
        parse_repository(text)


class Run:
    """The command, killed when ``until`` requests have come: before that one is answered, or a moment after."""

    def __init__(self, server: Any, hub: Any, folder: Path) -> None:
        command = [sys.executable, "-m", "postil", "corpora", "collect", "github", "octo/tool"]
        self._arguments = [*command, "-o", str(folder), "--host", server.url]
        self._server, self._hub = server, hub
        self._timers: list[threading.Timer] = []

    def killed_by_requests(self, until: int, delay: float | None) -> int:
        """Run; the exit code."""
        end = len(self._server.asked) + until

        def kill(count: int) -> None:
            if count >= end and delay is None:
                self._process.kill()
            elif count == end and delay is not None:
                self._later(delay)

        self._server.before = kill
        return self._run()

    def killed_by_time(self, delay: float) -> int:
        """Run; the exit code."""
        self._server.before = lambda count: None
        return self._run(delay)

    def to_its_end(self) -> int:
        """Run undisturbed; the exit code."""
        self._server.before = lambda count: None
        return self._run()

    def _run(self, delay: float | None = None) -> int:
        self._server.answer = self._hub
        self._process = subprocess.Popen(self._arguments, stdout=subprocess.DEVNULL)
        if delay is not None:
            self._later(delay)
        code = self._process.wait()
        for timer in self._timers:
            timer.cancel()
            timer.join()
        return code

    def _later(self, delay: float) -> None:
        self._timers.append(threading.Timer(delay, self._process.kill))
        self._timers[-1].start()


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.slow)])
def test_killed_at_any_moment_it_goes_on_and_the_result_is_the_same(
    server: Any, hub: Any, token: str, collected: Path, tmp_path: Path, kills: int
) -> None:
    whole, chance = len(server.asked), random.Random(kills)
    run, codes = Run(server, hub, tmp_path / "killed"), list[int]()
    for _ in range(kills * 4 // 5):
        delay = chance.choice([None, chance.random() * 0.02])
        codes.append(run.killed_by_requests(chance.randint(1, 100 // kills), delay))
    server.before = lambda count: None
    for _ in range(kills // 5):
        codes.append(run.killed_by_time(0.4 + chance.random()))
    assert run.to_its_end() == 0
    assert set(codes) <= {0, -signal.SIGKILL}
    assert codes.count(-signal.SIGKILL) >= 0.8 * kills
    assert tables_of(tmp_path / "killed") == tables_of(collected)
    assert len(server.asked) - whole <= whole + kills


def test_the_command_says_what_it_found(server: Any, hub: Any, token: str, tmp_path: Path) -> None:
    server.answer = hub
    hub.nodes.pop(f"rest:{702:040x}")
    command = [
        sys.executable,
        "-m",
        "postil",
        "corpora",
        "collect",
        "github",
        "octo/tool",
        "--host",
        server.url,
    ]
    done = subprocess.run([*command, "-o", str(tmp_path)], capture_output=True, text=True, check=True)
    assert "      60 issues" in done.stdout.splitlines()
    assert "1 not read: commit: status 404" in done.stderr


def test_a_repository_that_is_not_there_is_one_line_and_exit_code_2(
    server: Any, token: str, tmp_path: Path, answer: Any
) -> None:
    server.answer = lambda asked: answer(
        json.dumps(
            {"data": {"repository": None}, "errors": [{"type": "NOT_FOUND", "message": "no"}]}
        ).encode()
    )
    command = [
        sys.executable,
        "-m",
        "postil",
        "corpora",
        "collect",
        "github",
        "octo/none",
        "--host",
        server.url,
    ]
    done = subprocess.run([*command, "-o", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no such repository" in done.stderr
    assert "Traceback" not in done.stderr
