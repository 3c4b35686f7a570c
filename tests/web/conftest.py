"""A real browser for the pages, driven over its debugging pipe."""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import json
import os
import select
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
]  # fmt: skip
PATIENCE = 30  # seconds


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
    if BROWSER is None:
        pytest.skip("no chromium is installed")
    found = Tab(tmp_path / "profile")
    try:
        yield found
    finally:
        found.stop()


@pytest.fixture
def poor_contrast(tab: Tab) -> Callable[[], Any]:
    """Asks the open page for its text that is hard to read."""
    return lambda: tab.evaluate(CONTRAST)


# Elements with text of their own whose contrast against the nearest painted background is below AA (4.5:1),
# by the relative luminance of WCAG 2.1.
CONTRAST = """(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number)
    .map((v, i) => i < 3 && color.startsWith("color(srgb") ? 255 * v : v);
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
