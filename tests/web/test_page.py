"""The page of scores in a real browser."""

from __future__ import annotations

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

EVIL = '<img src="http://evil.invalid/x.png"><script src="//evil.invalid/x.js"></script>'


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


def click_heading(tab: Any, name: str) -> list[str]:
    tab.evaluate(f"document.querySelector('[data-column={name}] button').click()")
    ids: list[str] = tab.evaluate(IDS)
    return ids


def test_a_click_on_a_heading_sorts_and_another_one_turns_the_order(tab: Any, page: Path) -> None:
    tab.open(page)
    assert tab.evaluate(IDS) == ["row-10", "row-9", "row-4", "row-1"]
    assert click_heading(tab, "overall") == ["row-10", "row-1", "row-9", "row-4"]
    assert tab.evaluate("document.querySelector('[data-column=overall]').ariaSort") == "ascending"
    assert click_heading(tab, "overall") == ["row-9", "row-1", "row-10", "row-4"]
    assert click_heading(tab, "id") == ["row-1", "row-4", "row-9", "row-10"]
    assert tab.evaluate("document.querySelectorAll('[aria-sort]').length") == 1


def test_search_hides_what_does_not_match(tab: Any, page: Path) -> None:
    tab.open(page)
    tab.evaluate(
        "(() => { const box = document.querySelector('input'); box.value = 'WRONG IN row-9';"
        " box.dispatchEvent(new Event('input')); })()"
    )
    assert tab.evaluate(IDS.replace("tbody", "tbody:not([hidden])")) == ["row-9"]


def test_a_link_to_a_row_opens_it_and_one_button_opens_all(tab: Any, page: Path) -> None:
    tab.open(page)
    tab.evaluate(
        "new Promise(done => { addEventListener('hashchange', done); location.hash = '#row-2'; }).then(() => 1)"
    )
    assert tab.evaluate("document.querySelectorAll('details[open]').length") == 1
    tab.evaluate("document.querySelector('.tools button').click()")
    assert tab.evaluate("document.querySelectorAll('details:not([open])').length") == 0


def test_everything_is_there_without_javascript(tab: Any, page: Path) -> None:
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


def test_nothing_asks_the_network_and_nothing_that_was_read_runs(tab: Any, page: Path) -> None:
    tab.open(page)
    tab.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
    assert page.as_uri() in tab.requests
    assert [url for url in tab.requests if not url.startswith(("file:", "data:", "about:"))] == []
    assert tab.evaluate("document.images.length + document.querySelectorAll('script[src]').length") == 0


def test_the_policy_of_the_page_stops_a_request_that_is_tried_all_the_same(tab: Any, page: Path) -> None:
    tab.open(page)
    stopped = tab.evaluate(
        "new Promise(done => {"
        " document.addEventListener('securitypolicyviolation', event => done(event.blockedURI));"
        " document.body.append(Object.assign(new Image(), {src: 'http://evil.invalid/y.png'})); })"
    )
    assert stopped == "http://evil.invalid/y.png"


def test_text_has_enough_contrast_in_light_and_dark(tab: Any, page: Path, poor_contrast: Any) -> None:
    for scheme in ("light", "dark"):
        tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        tab.open(page)
        tab.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
        poor = poor_contrast()
        assert poor == [], (scheme, poor)
