"""The page of a benchmark run in a real browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from postil_bench.pages.report import write_report
from postil_bench.records import (
    SAMPLES,
    TIMINGS,
    Metric,
    RunInfo,
    Sample,
    Timing,
    read_run,
    write_info,
    write_lines,
)

EVIL = '<img src="http://evil.invalid/x.png"><script src="//evil.invalid/x.js"></script>'
PROMPT = "Say what each line does.\n```python\na = 1\nb = a + 1\n```\n"
REMARK = {
    "line_number": 2, "text": "Add one to a.", "aligned_lines": [2], "confidence": 0.9, "kind": "line",
    "runner_up": None,
}  # fmt: skip
FINDING = {
    "rule": "contradiction/x", "code": "CON99", "severity": "error", "line": 2, "column": 1, "end_line": 2,
    "comment": 0, "message": "it is two", "evidence": "b = a + 1",
}  # fmt: skip
POINTS = [{"source": "start", "dimension": "format", "points": 60.0}]
AXE = os.environ.get("POSTIL_AXE", "")


def sample(model: str, item: int, value: float) -> Sample:
    return Sample(
        task="lines", model=model, seed=1, item=f"item-{item}", source=f"s{item // 2}", prompt=PROMPT,
        answer=f"Line 2: {EVIL}", metrics={"overall": value, "placed": value / 100},
        details={"comments": [REMARK], "findings": [FINDING], "contributions": POINTS, "other": [1, 2]},
    )  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    metrics = {
        "lines": {
            "overall": Metric("functionality", 100, primary=True),
            "placed": Metric("interpretability"),
        }
    }
    models = ["fast", EVIL]
    info = RunInfo(
        signature="postil:9", config={}, provenance={"machine": "m"}, tasks=["lines"], models=models,
        seeds=[1], metrics=metrics,
    )  # fmt: skip
    write_info(folder, info)
    samples = [
        sample(model, item, 40.0 + 5 * item + 10 * (model == "fast")) for model in models for item in range(8)
    ]
    write_lines(folder / SAMPLES, samples)
    timings = [
        Timing(task="lines", model=model, seed=1, item="item-1", seconds=0.2 * at, peak_mib=90.0)
        for at, model in enumerate(models, 1)
    ]
    write_lines(folder / TIMINGS, timings)
    path = tmp_path / "page.html"
    with path.open("wb") as out:
        write_report(read_run(folder), out)
    return path


def test_everything_is_there_without_javascript(tab: Any, page: Path) -> None:
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    tab.open(page)

    assert tab.evaluate("document.querySelectorAll('button, input').length") == 0
    assert tab.evaluate("document.querySelectorAll('svg.scatter').length") == 2
    text = tab.evaluate("document.querySelector('.sample').textContent")
    for part in ("b = a + 1", "Add one to a.", "CON99", "it is two", "Where the points went", EVIL):
        assert part in text
    tab.evaluate("document.querySelector('.sample > summary').click()")
    assert tab.evaluate("document.querySelector('.sample .code').checkVisibility()") is True


def test_a_number_of_the_heat_map_leads_to_its_samples(tab: Any, page: Path) -> None:
    tab.open(page)

    target = tab.evaluate("document.querySelector('.heat a').getAttribute('href')")

    assert tab.evaluate(f"document.querySelector('{target}').querySelectorAll('.sample').length") == 8


def test_search_shows_what_matches_and_hides_empty_groups(tab: Any, page: Path) -> None:
    tab.open(page)
    search = "(() => {{ const box = document.querySelector('input'); box.value = '{}'; box.dispatchEvent(new Event('input')); }})()"

    tab.evaluate(search.format("ITEM-3"))
    assert tab.evaluate("document.querySelectorAll('.sample:not([hidden])').length") == 2
    tab.evaluate(search.format("nothing of the kind"))
    assert tab.evaluate("document.querySelectorAll('.group:not([hidden])').length") == 0


def test_nothing_asks_the_network_and_nothing_that_was_read_runs(tab: Any, page: Path) -> None:
    tab.open(page)
    tab.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")

    assert page.as_uri() in tab.requests
    assert [url for url in tab.requests if not url.startswith(("file:", "data:", "about:"))] == []
    assert tab.evaluate("document.images.length + document.querySelectorAll('script[src]').length") == 0


def test_nothing_is_wider_than_a_narrow_window(tab: Any, page: Path) -> None:
    tab.call("Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=False)
    tab.open(page)
    tab.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")

    assert tab.evaluate("document.documentElement.scrollWidth") <= 400


def test_print_shows_opened_samples_only(tab: Any, page: Path) -> None:
    tab.call("Emulation.setEmulatedMedia", media="print")
    tab.open(page)
    tab.evaluate("document.querySelector('.sample').open = true")

    shown = tab.evaluate(
        "[...document.querySelectorAll('.sample .annotated')].map(code => code.checkVisibility())"
    )
    assert (len(shown), sum(shown)) == (16, 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(tab: Any, page: Path, poor_contrast: Any, scheme: str) -> None:
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.open(page)
    tab.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")

    assert poor_contrast() == []


@pytest.mark.skipif(not AXE, reason="POSTIL_AXE names no axe.min.js (npm install axe-core)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(tab: Any, page: Path, scheme: str) -> None:
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    tab.open(page)
    tab.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
    tab.evaluate(Path(AXE).read_text(encoding="utf-8") + ";1")

    assert tab.evaluate("axe.run().then(found => found.violations.map(one => [one.id, one.impact]))") == []
