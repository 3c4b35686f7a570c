"""The judging page in a real browser: two judges, keyboard only, the server killed in the middle, nothing lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from operator import ne
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from postil_bench.judge.standing import standings
from postil_bench.judge.store import SKIP, open_study
from postil_bench.records import Sample, write_lines

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright_api = pytest.importorskip("playwright.sync_api", reason="no playwright: pip install playwright")

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
SECRETS = ("gemma3", "facts-baseline", "93.25", "0.9325", "27.75", "0.2775", "the-item", "issue_answer")
SHOTS = os.environ.get("POSTIL_SCREENSHOTS")  # a folder for people to look at what was tested
ITEMS = 30
CODE = "def half(n):\n    # 取一半\n    return n / 2"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(BROWSER is None, reason="no chromium is installed")]


class Server:
    """``postil judge serve`` in a process of its own, which can be killed and started again on the same port."""

    def __init__(self, log: Path, *options: str) -> None:
        self.database = log.with_suffix(".sqlite")
        self._call = [sys.executable, "-m", "postil", "judge", "serve", str(log), "--db", str(self.database)]
        self._call += ["--judge", "ann", "--judge", "bo", "--adjudicator", "cleo", *options]
        self.port = 0
        self.links: dict[str, str] = {}
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [*self._call, "--port", str(self.port)], stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        for _ in range(3):
            name, _, link = self._process.stdout.readline().strip().partition(": ")
            self.links[name] = link
        self.port = int(re.findall(r":(\d+)/", self.links["ann"])[0])

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()


def write_log(path: Path, items: int) -> Path:
    answers = (("gemma3", "A float:", 93.25), ("facts-baseline", "一个整数：", 27.75))
    samples = [
        Sample(
            task="issue_answer",
            model=model,
            seed=1,
            item=f"the-item-{number}",
            prompt=f"Case {number}: what does this return for {number}?\n\n```python\n{CODE}\n```",
            answer=f"{said} {number}. It divides `n` by two.\n\n```python\nhalf({number})\n```",
            metrics={"overall": overall},
        )
        for number in range(items)
        for model, said, overall in answers
    ]
    write_lines(path, samples)
    return path


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(*options: str, items: int = ITEMS) -> Server:
        servers.append(Server(write_log(tmp_path / "samples.jsonl", items), *options))
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


class Judge:
    """A judge at the keyboard. Everything that crosses the network is kept in ``wire``."""

    def __init__(self, browser: Browser, server: Server, name: str, scheme: str = "light") -> None:
        self.page: Page = browser.new_context(color_scheme=scheme).new_page()  # type: ignore[arg-type]
        self.wire: list[str] = []
        self.hosts: set[str] = set()
        self.page.on("request", self._sent)
        self.page.on("response", self._received)
        self.page.goto(server.links[name])

    def _sent(self, request: Any) -> None:
        self.hosts.add(re.sub(r"^\w+://([^/:]*).*", r"\1", request.url))
        self.wire.append(f"{request.url} {request.headers} {request.post_data}")

    def _received(self, response: Any) -> None:
        self.wire.append(f"{response.url} {response.headers}")

    @property
    def done(self) -> bool:
        return self.page.url.endswith("/done")

    def presses(self, *keys: str) -> None:
        """Press keys and wait for the next page."""
        before = self.page.url
        self.wire.append(self.page.content())
        for key in keys:
            self.page.keyboard.press(key)
        self.page.wait_for_url(partial(ne, before), wait_until="load")

    def shoots(self, name: str) -> None:
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def verdicts(server: Server) -> dict[str, Counter[str]]:
    store, _ = open_study(server.database)
    found = {
        judge: Counter(event.choice for event in standing.verdicts.values())
        for judge, standing in standings(store.events()).items()
    }
    store.close()
    return found


def test_two_judges_by_keyboard_with_the_server_killed_in_the_middle(
    browser: Browser, serve: Callable[..., Server]
) -> None:
    server = serve("--rubric", "pair", "--repeat", "0")
    judges = {"ann": Judge(browser, server, "ann"), "bo": Judge(browser, server, "bo", "dark")}
    said: dict[str, Counter[str]] = {name: Counter() for name in judges}
    for turn in range(ITEMS):
        before = {name: judge.page.url for name, judge in judges.items()}
        if turn == 12:
            server.kill()
        for number, (name, judge) in enumerate(judges.items()):
            key = "abtx"[(turn + number) % 4]
            said[name][key] += 1
            if turn == 12:
                judge.page.keyboard.press(key)
                judge.page.get_by_text("The server does not answer").wait_for()
            else:
                judge.presses(key)
        if turn == 12:
            server.start()
            for name, judge in judges.items():
                judge.page.wait_for_url(partial(ne, before[name]), wait_until="load")
    for judge in judges.values():
        judge.page.wait_for_url("**/done")
        judge.page.get_by_text("30 judged, 0 skipped. Everything is saved.").wait_for()
        wire = "\n".join([*judge.wire, judge.page.content()])
        assert [secret for secret in SECRETS if secret in wire] == []
        assert judge.hosts == {"127.0.0.1"}
    found = verdicts(server)
    for name in judges:
        assert found[name].total() == ITEMS
        assert found[name]["tie"] == said[name]["t"]
        assert found[name]["both_bad"] == said[name]["x"]
        assert found[name]["first"] + found[name]["second"] == said[name]["a"] + said[name]["b"]


def test_undo_skip_note_and_list_by_keyboard(browser: Browser, serve: Callable[..., Server]) -> None:
    server = serve("--repeat", "0")
    ann = Judge(browser, server, "ann")
    ann.shoots("single-light")
    first = ann.page.url
    ann.page.keyboard.press("c")
    ann.page.keyboard.type("1 sunny quip")  # keys in a note are letters
    ann.page.get_by_text("Note saved.").wait_for()
    ann.page.reload()
    assert ann.page.input_value("#note") == "1 sunny quip"
    ann.page.keyboard.press("c")
    ann.presses("Escape", "1")
    ann.presses("u")
    assert ann.page.url == first
    assert ann.page.input_value("#note") == "1 sunny quip"
    ann.page.keyboard.press("s")
    ann.shoots("skip-light")
    ann.presses("Tab", "Tab", "Enter")
    ann.presses("2")
    assert verdicts(server)["ann"] == Counter({SKIP: 1, "wrong": 1})
    ann.presses("p")
    ann.presses("p")
    assert ann.page.url == first
    assert ann.page.get_by_text("You said: Skipped").is_visible()
    ann.page.keyboard.press("c")
    ann.page.keyboard.type("!")
    ann.presses("Escape", "n")  # sooner than the note saves itself
    ann.presses("p")
    assert ann.page.input_value("#note") == "1 sunny quip!"
    ann.presses("n")
    ann.presses("q")
    ann.shoots("queue-light")
    ann.presses("n")
    ann.page.keyboard.press("k")
    ann.page.keyboard.press("1")  # keys are off
    ann.page.keyboard.press("k")
    ann.presses("1")
    assert verdicts(server)["ann"] == Counter({SKIP: 1, "wrong": 1, "right": 1})


def test_without_javascript_the_forms_do(browser: Browser, serve: Callable[..., Server]) -> None:
    server = serve("--repeat", "0", "--rubric", "scale")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(server.links["bo"])
    for label in ("1 – useless", "5 – excellent"):
        page.get_by_role("button", name=label).click()
    page.locator("summary", has_text="Skip").click()
    page.get_by_role("button", name="Not my field").click()
    page.get_by_role("button", name="Undo my last verdict").click()
    assert verdicts(server)["bo"] == Counter({"1": 1, "5": 1})


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, from npm."""
    folder = tmp_path_factory.mktemp("axe")
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    packed = subprocess.run(
        ["npm", "pack", "--silent", "axe-core@4"], cwd=folder, capture_output=True, text=True, check=False
    )
    if packed.returncode:
        pytest.skip(f"axe-core cannot be fetched: {packed.stderr[-200:]}")
    with tarfile.open(folder / packed.stdout.strip()) as archive:
        source = archive.extractfile("package/axe.min.js")
        assert source is not None
        return source.read().decode()


@pytest.mark.network
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("rubric", ["pair", "scale"])
def test_axe_finds_no_serious_fault(
    browser: Browser, serve: Callable[..., Server], axe: str, rubric: str, scheme: str
) -> None:
    server = serve("--rubric", rubric, "--reveal", "--repeat", "0", items=3)
    ann, bo, cleo = (Judge(browser, server, name, scheme) for name in ("ann", "bo", "cleo"))
    keys = {"pair": "tx", "scale": "15"}[rubric]
    ann.presses(keys[0])
    bo_first = bo.page.url
    while not bo.done:
        bo.presses(keys[1])
    cleo.page.goto(server.links["cleo"])
    stranger = browser.new_context(color_scheme=scheme).new_page()  # type: ignore[arg-type]
    stranger.goto(server.links["ann"].partition("?")[0])
    looks: list[tuple[str, Any]] = [
        ("task", ann.page),
        ("adjudicate", cleo.page),
        ("done", bo.page),
        ("login", stranger),
    ]
    found = [fault for name, page in looks for fault in faults(page, axe, f"{name}-{rubric}-{scheme}")]
    bo.page.keyboard.press("i")
    bo.page.get_by_text("Answers, from left to right").wait_for()
    found += faults(bo.page, axe, f"revealed-{rubric}-{scheme}")
    bo.page.goto(bo_first)
    bo.page.keyboard.press("q")
    bo.page.wait_for_url("**/queue")
    found += faults(bo.page, axe, f"queue-{rubric}-{scheme}")
    assert found == []


def faults(page: Page, axe: str, name: str) -> list[str]:
    """What axe-core calls serious or critical on the page as it is."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    page.evaluate(axe)
    results = page.evaluate("() => axe.run()")
    return [
        f"{name}: {fault['id']}: {fault['nodes'][0]['html']}"
        for fault in results["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
