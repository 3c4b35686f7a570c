"""The judging page by forms alone: blind, saved at once, taken back, resumed; closed to everybody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from postil_bench.judge.desk import Desk
from postil_bench.judge.items import Unit
from postil_bench.judge.plan import Draw, ordered_for, plan
from postil_bench.judge.standing import standings
from postil_bench.judge.store import SKIP

Seat = Callable[..., Any]
SKIP_REASON = "Not my field"


def test_a_judge_goes_through_all_and_every_verdict_is_kept(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann = seat(begun)
    for number in range(12):
        assert not ann.is_done
        ann.says("right" if number % 3 else "wrong", note=f"note {number}")
    assert ann.is_done
    assert "12 judged, 0 skipped" in ann.page.text
    said = [event for event in begun[0].events("ann") if event.kind == "verdict"]
    assert [event.choice for event in said] == ["right" if n % 3 else "wrong" for n in range(12)]
    assert {event.unit for event in said} == {
        Unit(f"item-{n}", model) for n in range(1, 7) for model in ("gemma3-270m", "facts-baseline")
    }
    assert {event.rubric for event in said} == {"answer-1"}


@pytest.mark.parametrize("rubric", ["answer", "pair", "scale"])
def test_nothing_that_leaves_the_server_says_whose_answer_it_is_or_what_the_engine_thinks(
    begin: Any, seat: Seat, rubric: str
) -> None:
    ann = seat(begin(rubric), reveal=True)
    seen = ""
    for address in ("/", "/queue", "/done", "/assets/judge.js", "/assets/judge.css"):
        seen += ann.goes(address) + str(ann.page.headers) + str(ann.page.url)
    ann.goes("/")
    while not ann.is_done:
        seen += ann.page.text + str(ann.page.headers) + str(ann.page.url)
        ann.says({"answer": "right", "pair": "a", "scale": "4"}[rubric])
    for secret in ("gemma", "facts", "91.5", "41.5", "0.915", "item-", "issue_answer", "samples"):
        assert secret not in seen


def test_foreign_text_is_escaped(begin: Any, seat: Seat) -> None:
    text = seat(begin()).page.text
    assert "&lt;b&gt;" in text
    assert not re.search(r"<b>\d", text)


def test_undo_goes_back_verdict_by_verdict(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann = seat(begun)
    first = ann.task
    ann.says("right", note="kept")
    second = ann.task
    ann.says("wrong")
    ann.undoes()
    assert ann.task == second
    ann.undoes()
    assert ann.task == first
    assert "kept" in ann.page.text
    assert 'name="verdict"' not in ann.page.text
    assert not standings(begun[0].events())["ann"].verdicts
    assert [event.kind for event in begun[0].events()] == ["verdict", "verdict", "undo", "undo"]


def test_an_old_undo_undoes_nothing(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann = seat(begun)
    ann.says("right")
    stale = begun[0].events()[-1].id
    ann.says("right")
    for target in (str(stale), "999999", "x", "9" * 40, "-1", "²"):
        ann.client.post("/undo", data=ann.form(verdict=target))
    assert len(standings(begun[0].events())["ann"].verdicts) == 2


def test_a_skip_has_a_reason_of_the_rubric_and_may_be_replaced(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann = seat(begun)
    task = ann.task
    ann.says(reason="because")
    assert ann.page.status_code == 409
    ann.goes(f"/task/{task}")
    ann.says(reason=SKIP_REASON, note="later")
    assert "0 judged, 1 skipped, 11 to go" in ann.page.text
    (event,) = begun[0].events("ann")
    assert (event.choice, event.reason, event.note) == (SKIP, SKIP_REASON, "later")
    ann.goes(f"/task/{task}")
    assert "You said: <strong>Skipped" in ann.page.text
    ann.says("wrong")
    assert "1 judged, 0 skipped" in ann.page.text


def test_a_verdict_that_is_sent_twice_is_one(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann = seat(begun)
    task = ann.task
    for _ in range(3):
        ann.client.post(f"/task/{task}/verdict", data=ann.form(choice="right", note="n"))
    assert len(begun[0].events()) == 1


def test_a_note_saves_itself_and_is_there_again(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann = seat(begun)
    task = ann.task
    data = ann.form(note="half a thought")
    answer = ann.client.post(f"/task/{task}/draft", data=data, headers={"Accept": "application/json"})
    assert answer.json() == {"next": f"/task/{task}"}
    assert "half a thought" in seat(begun).goes(f"/task/{task}")
    assert 'class="draft"' in ann.goes("/queue")


def test_a_new_server_goes_on_where_the_old_one_stopped(begin: Any, seat: Seat) -> None:
    ann = seat(begin(repeat=0.5))
    for _ in range(4):
        ann.says("right")
    task, cookies = ann.task, dict(ann.client.cookies)
    again = seat(begin(repeat=0.5))
    assert again.task == task
    assert dict(again.client.cookies) == cookies
    assert "4 judged" in again.page.text


def test_judges_are_alone(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann, bo = seat(begun), seat(begun, "bo")
    strangers = ann.task
    ann.says("wrong", note="private")
    assert "0 judged" in bo.page.text
    assert bo.client.get(f"/task/{strangers}").status_code == 404
    while not bo.is_done:
        assert "private" not in bo.page.text
        bo.says("right")
    assert len(standings(begun[0].events())["ann"].verdicts) == 1


def test_a_pair_is_kept_by_answer_not_by_side(begin: Any, seat: Seat) -> None:
    begun = begin("pair")
    desk, ann = Desk(*begun), seat(begun)
    swapped = {}
    while not ann.is_done:
        task = desk.task("ann", ann.task)
        assert task is not None
        left = re.search(r"says (one|the other)", ann.page.text)
        assert left
        assert (left[1] == "one") == (not task.swapped)
        swapped[task.unit.item] = task.swapped
        ann.says("a")
    assert set(swapped.values()) == {True, False}
    for event in begun[0].events():
        assert event.choice == ("second" if swapped[event.unit.item] else "first")


def test_an_adjudicator_with_nothing_to_do_yet_cannot_end_their_work(begin: Any, seat: Seat) -> None:
    from postil_bench.judge.desk import Desk

    begun = begin()
    cleo = seat(begun, "cleo", reveal=True)
    assert "Nothing to do yet" in cleo.page.text
    assert "whose answers" not in cleo.page.text
    desk = Desk(*begun, ["cleo"])
    desk.reveal("cleo")
    assert not desk.standing("cleo").revealed


def test_the_adjudicator_sees_only_what_is_disputed_and_what_was_said(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann, bo, cleo = seat(begun), seat(begun, "bo"), seat(begun, "cleo")
    assert "Nothing to do yet" in cleo.page.text
    while not ann.is_done:
        ann.says("right", note="fits")
    while not bo.is_done:
        bo.says("wrong" if ">3<" in bo.page.text.replace("&gt;", ">").replace("&lt;", "<") else "right")
    cleo.goes("/")
    assert "2 to go" in cleo.page.text
    assert "What the judges said" in cleo.page.text
    assert "fits" in cleo.page.text
    assert not re.search(r"\b(ann|bo)\b", cleo.page.text)
    while not cleo.is_done:
        cleo.says("wrong")
    assert {event.origin for event in begun[0].events("cleo")} == {"settled"}


def test_identity_is_shown_only_when_all_is_said_and_then_nothing_changes(begin: Any, seat: Seat) -> None:
    begun = begin("pair")
    ann = seat(begun, reveal=True)
    first = ann.task
    ann.client.post("/reveal", data=ann.form())
    assert "gemma" not in ann.goes("/done")
    ann.goes("/")
    while not ann.is_done:
        ann.says("tie")
    assert "gemma" not in ann.page.text
    ann.page = ann.client.post("/reveal", data=ann.form())
    assert "gemma3-270m / facts-baseline" in ann.page.text
    ann.goes(f"/task/{first}")
    ann.says("a")
    assert ann.page.status_code == 409


def test_without_the_option_nobody_asks_for_identity(begin: Any, seat: Seat) -> None:
    ann = seat(begin("pair"))
    while not ann.is_done:
        ann.says("tie")
    ann.page = ann.client.post("/reveal", data=ann.form())
    assert "gemma" not in ann.page.text
    assert "Show whose" not in ann.page.text


def test_nobody_comes_in_without_a_key(begin: Any, seat: Seat) -> None:
    ann = seat(begin())
    task, form = ann.task, ann.form(choice="right")
    (cookie,) = ann.client.cookies
    ann.client.cookies.clear()
    for address in ("/", "/queue", "/done", f"/task/{task}"):
        answer = ann.client.get(address)
        assert answer.status_code == 401
        assert "Question" not in answer.text
    assert ann.client.post(f"/task/{task}/verdict", data=form).status_code == 401
    assert ann.client.post("/login", data={"token": "guessed"}).status_code == 403
    for forged in ("ann.x", "ann", "", ".", "cleo." + "0" * 20, "%C3%A9.%00", "ann." + "\u00e9"):
        headers = {"Cookie": f"{cookie}={forged}".encode()}
        assert ann.client.get("/", headers=headers).status_code == 401


def test_a_form_must_come_from_the_page_of_the_same_judge(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann, bo = seat(begun), seat(begun, "bo")
    address = f"/task/{ann.task}/verdict"
    for form in ({}, {"form": "guessed"}, {"form": bo.form()["form"]}):
        assert ann.client.post(address, data={"choice": "right", **form}).status_code == 403
    own = ann.form(choice="right")
    assert ann.client.post(address, data=own, headers={"Origin": "http://evil.invalid"}).status_code == 403
    assert ann.client.post(address, data=own, headers={"Origin": "http://127.0.0.1"}).status_code == 200
    assert len(begun[0].events()) == 1


def test_other_hosts_long_forms_and_nonsense_are_refused(begin: Any, seat: Seat) -> None:
    begun = begin()
    ann = seat(begun)
    address = f"/task/{ann.task}/verdict"
    assert ann.client.get("/", headers={"Host": "evil.invalid"}).status_code == 400
    assert ann.client.post(address, data=ann.form(note="x" * 70_000)).status_code == 413
    stream = (piece for piece in [b"form=x"])
    assert ann.client.post(address, content=stream).status_code == 411
    for choice in ("", "best", "skip", "first"):
        assert ann.client.post(address, data=ann.form(choice=choice)).status_code == 409
    assert ann.client.get("/task/nonsense").status_code == 404
    assert not begun[0].events()


def test_the_page_asks_for_nothing_from_elsewhere(begin: Any, seat: Seat) -> None:
    ann = seat(begin())
    assert "default-src 'none'" in ann.page.headers["Content-Security-Policy"]
    assert ann.page.headers["Cache-Control"] == "no-store"
    assert not re.search(r"""(?:src|href)=["'](?!/|data:,)""", ann.page.text)
    assert "httponly" in str(ann.page.history[0].headers).lower()


def test_every_action_has_a_key_and_shows_it(begin: Any, seat: Seat) -> None:
    for rubric in ("answer", "scale", "pair"):
        ann = seat(begin(rubric))
        ann.says({"answer": "right", "scale": "3", "pair": "b"}[rubric])
        keys = re.findall(r'data-key="(\w)"', ann.page.text)
        assert len(keys) == len(set(keys))
        for key in keys:
            assert f"<kbd>{key}</kbd>" in ann.page.text
        buttons = re.findall(r"<button[^>]*>", ann.page.text)
        assert all('data-key="' in button or 'name="reason"' in button for button in buttons)


def test_the_order_is_that_of_judge_seed_and_secret_and_nothing_else() -> None:
    units = [Unit(f"i{n}", "m") for n in range(50)]
    draw = Draw(1, "s", 0.2)
    mine = plan(units, "ann", draw)
    assert [t.unit for t in mine] == [t.unit for t in plan(units[::-1], "ann", draw)]
    assert [t.unit for t in mine] != [t.unit for t in plan(units, "ann", Draw(1, "another", 0.2))]
    assert [t.unit for t in mine] != [t.unit for t in plan(units, "bo", draw)]
    assert [t.unit for t in mine] != [t.unit for t in plan(units, "ann", Draw(2, "s", 0.2))]
    assert ordered_for(units, "ann", draw)[:3] == [t.unit for t in mine][:3]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_what_comes_again_comes_later_and_looks_new(share: float, count: int) -> None:
    units = [Unit(f"i{n}", "a", "b") for n in range(count)]
    tasks = plan(units, "ann", Draw(5, "s", share))
    assert len(tasks) == count + round(share * count)
    assert len({task.id for task in tasks}) == len(tasks)
    first = {task.unit: n for n, task in enumerate(tasks) if task.repeat == 0}
    again = {task.unit: n for n, task in enumerate(tasks) if task.repeat == 1}
    sides = {(task.unit, task.repeat): task.swapped for task in tasks}
    assert len(first) == count
    for unit, place in again.items():
        assert place > first[unit]
        assert count < 7 or share == 1.0 or place - first[unit] > count // 4
        assert sides[unit, 0] != sides[unit, 1]


@pytest.mark.parametrize("count", [1, 2, 6, 31])
def test_half_of_a_judges_pairs_are_turned_whatever_the_secret(count: int) -> None:
    units = [Unit(f"i{n}", "a", "b") for n in range(count)]
    for secret in map(str, range(40)):
        turned = sum(task.swapped for task in plan(units, "ann", Draw(1, secret)))
        assert turned in {count // 2, (count + 1) // 2}


def test_which_half_is_turned_depends_on_the_secret_and_on_the_judge() -> None:
    units = [Unit(f"i{n}", "a", "b") for n in range(5)]

    def turned(judge: str, secret: str) -> frozenset[str]:
        return frozenset(task.unit.item for task in plan(units, judge, Draw(1, secret)) if task.swapped)

    halves = {turned("ann", str(secret)) for secret in range(100)}
    assert {len(half) for half in halves} == {2, 3}
    assert len(halves) > 15
    assert len({turned(judge, "s") for judge in ("ann", "bo", "cleo", "dan", "eve")}) > 1


def test_an_answer_without_a_rival_has_no_sides() -> None:
    assert not any(task.swapped for task in plan([Unit("i", "a"), Unit("j", "a")], "ann", Draw(1, "s")))
