"""The page in a real browser, driven over its debugging pipe."""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import json
import os
import select
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postil.records import (
    Comment,
    CommentResult,
    Contribution,
    Damage,
    Dimensions,
    Finding,
    Place,
    Row,
    Score,
    Snippet,
)
from postil.reports.html import write_html
from postil.reports.tally import Pair, Tally

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
]  # fmt: skip
PATIENCE = 30  # seconds
EVIL = '<img src="http://evil.invalid/x.png"><script src="//evil.invalid/x.js"></script>'

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium is installed")


class Tab:
    """One tab of a browser that runs while the tab is used; remembers every request it made."""

    def __init__(self, profile: Path) -> None:
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        # The browser reads from descriptor 3 and writes to 4; ours must not stand in the way.
        child = [fcntl.fcntl(number, fcntl.F_DUPFD, 20) for number in (to_read, to_write)]
        moves = [(os.POSIX_SPAWN_DUP2, number, target) for number, target in zip(child, (3, 4), strict=True)]
        quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
        assert BROWSER is not None
        arguments = [BROWSER, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        self._process = os.posix_spawn(
            BROWSER, arguments, os.environ, file_actions=[*moves, *quiet], setpgroup=0
        )
        for number in (to_read, to_write, *child):
            os.close(number)
        self._numbers = itertools.count(1)
        self._pending = b""
        self.requests: list[str] = []
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Network", "Page", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """Send a command and wait for its result."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        return self._wait(lambda answer: answer.get("id") == number)["result"]

    def open(self, page: Path) -> None:
        """Load ``page`` and wait until it is complete."""
        self.call("Page.navigate", url=page.as_uri())
        self._wait(lambda answer: answer.get("method") == "Page.loadEventFired")

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression in the page."""
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def stop(self) -> None:
        """End the browser."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._read)
        os.close(self._write)

    def _wait(self, wanted: Any) -> Any:
        while True:
            while b"\0" not in self._pending:
                assert select.select([self._read], [], [], PATIENCE)[0], "the browser is silent"
                chunk = os.read(self._read, 1 << 16)
                assert chunk, "the browser went away"
                self._pending += chunk
            raw, _, self._pending = self._pending.partition(b"\0")
            answer = json.loads(raw)
            if answer.get("method") == "Network.requestWillBeSent":
                self.requests.append(answer["params"]["request"]["url"])
            if wanted(answer):
                return answer


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[Tab]:
    found = Tab(tmp_path / "profile")
    try:
        yield found
    finally:
        found.stop()


def scored(row_id: str, overall: float, comment: str = "Set b.") -> Pair:
    finding = Finding("contradiction/default", "CON04", "error", 2, 1, 2, 0, f"wrong in {row_id}", "fact")
    score = Score(
        row_id,
        "scored",
        overall=overall,
        dimensions=Dimensions(90, 100 - overall, 50),
        comments=(CommentResult(1, comment, (2,), 0.9, "line"),),
        findings=(finding,),
        contributions=(Contribution("start", "format", overall),),
        signature="postil:9",
    )
    return Row(row_id, Snippet("a = 1\nb = 2"), (Comment(comment),)), score


@pytest.fixture
def page(tmp_path: Path) -> Path:
    damage = Damage("row-4", Place("rows.jsonl", 4), "damaged")
    pairs = [
        scored("row-10", 8.5),
        scored("row-9", 100.0),
        (damage, Score("row-4", "invalid", "damaged")),
        scored("row-1", 55.0, EVIL),
    ]
    path, tally = tmp_path / "page.html", Tally()
    with path.open("wb") as out:
        write_html(tally.watch(pairs), tally, out, title=EVIL)
    return path


IDS = "[...document.querySelectorAll('table.rows > tbody > tr > th')].map(head => head.textContent)"


def click_heading(tab: Tab, name: str) -> list[str]:
    tab.evaluate(f"document.querySelector('[data-column={name}] button').click()")
    ids: list[str] = tab.evaluate(IDS)
    return ids


def test_a_click_on_a_heading_sorts_and_another_one_turns_the_order(tab: Tab, page: Path) -> None:
    tab.open(page)
    assert tab.evaluate(IDS) == ["row-10", "row-9", "row-4", "row-1"]
    assert click_heading(tab, "overall") == ["row-10", "row-1", "row-9", "row-4"]
    assert tab.evaluate("document.querySelector('[data-column=overall]').ariaSort") == "ascending"
    assert click_heading(tab, "overall") == ["row-9", "row-1", "row-10", "row-4"]
    assert click_heading(tab, "id") == ["row-1", "row-4", "row-9", "row-10"]
    assert tab.evaluate("document.querySelectorAll('[aria-sort]').length") == 1


def test_search_hides_what_does_not_match(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.evaluate(
        "(() => { const box = document.querySelector('input'); box.value = 'WRONG IN row-9';"
        " box.dispatchEvent(new Event('input')); })()"
    )
    assert tab.evaluate(IDS.replace("tbody", "tbody:not([hidden])")) == ["row-9"]


def test_a_link_to_a_row_opens_it_and_one_button_opens_all(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.evaluate(
        "new Promise(done => { addEventListener('hashchange', done); location.hash = '#row-2'; }).then(() => 1)"
    )
    assert tab.evaluate("document.querySelectorAll('details[open]').length") == 1
    tab.evaluate("document.querySelector('.tools button').click()")
    assert tab.evaluate("document.querySelectorAll('details:not([open])').length") == 0


def test_everything_is_there_without_javascript(tab: Tab, page: Path) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open(page)
    assert tab.evaluate("document.querySelectorAll('button, input').length") == 0
    for row in (1, 2, 4):
        text = tab.evaluate(f"document.querySelector('#row-{row} details').textContent")
        for part in ("b = 2", "claims line 1", "fits line 2", "CON04", "wrong in", "Where the points went"):
            assert part in text
    assert "damaged" in tab.evaluate("document.querySelector('#row-3').textContent")
    assert EVIL in tab.evaluate("document.querySelector('#row-4').textContent")
    # A details element opens without a script.
    tab.evaluate("document.querySelector('#row-1 summary').click()")
    assert tab.evaluate("document.querySelector('#row-1 .code').checkVisibility()") is True


def test_nothing_asks_the_network_and_nothing_that_was_read_runs(tab: Tab, page: Path) -> None:
    tab.open(page)
    tab.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
    assert page.as_uri() in tab.requests
    assert [url for url in tab.requests if not url.startswith(("file:", "data:", "about:"))] == []
    assert tab.evaluate("document.images.length + document.querySelectorAll('script[src]').length") == 0


def test_the_policy_of_the_page_stops_a_request_that_is_tried_all_the_same(tab: Tab, page: Path) -> None:
    tab.open(page)
    stopped = tab.evaluate(
        "new Promise(done => {"
        " document.addEventListener('securitypolicyviolation', event => done(event.blockedURI));"
        " document.body.append(Object.assign(new Image(), {src: 'http://evil.invalid/y.png'})); })"
    )
    assert stopped == "http://evil.invalid/y.png"


def test_text_has_enough_contrast_in_light_and_dark(tab: Tab, page: Path) -> None:
    for scheme in ("light", "dark"):
        tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        tab.open(page)
        tab.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
        poor = tab.evaluate(CONTRAST)
        assert poor == [], (scheme, poor)


# Elements with text of their own whose contrast against the nearest painted background is below AA (4.5:1),
# by the relative luminance of WCAG 2.1.
CONTRAST = """(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => numbers(color).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (numbers(color)[3] !== 0) return color;
    }
    return getComputedStyle(document.documentElement).backgroundColor;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
    .map((e) => [light(getComputedStyle(e).color), light(ground(e)), e.outerHTML.slice(0, 80)])
    .map(([a, b, html]) => [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), html])
    .filter(([ratio]) => ratio < 4.5);
})()"""
