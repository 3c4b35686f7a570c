"""A model as a judge: both orders, unreadable replies unscored, stopped and gone on, measured against people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from postil.errors import UsageError
from postil_bench.judge.asking import FAILED, TORN, UNREAD, ask, options_of, prompt, read_reply
from postil_bench.judge.items import units_of
from postil_bench.judge.report import agreement_table, measured
from postil_bench.judge.rubric import load_rubric
from postil_bench.judge.store import SKIP
from postil_bench.models.base import Answer, Prompt, model_named


class Scripted:
    """A model that answers by a rule on the text that it sees."""

    name = "scripted"

    def __init__(self, rule: Callable[[str], str | None]) -> None:
        self.rule, self.seen = rule, 0

    def answer(self, prompts: Iterable[Prompt]) -> Iterator[Answer]:
        for one in prompts:
            self.seen += 1
            yield Answer(one.id, self.rule(one.text))


def liked_side(text: str) -> str:
    return "A" if text.index("says one") < text.index("says the other") else "B"


def test_a_model_that_judges_by_content_is_consistent(begin: Any) -> None:
    store, study = begin("pair")
    model = Scripted(lambda text: f"It is clear.\nVERDICT: {liked_side(text)}")
    asked = ask(store, study, model, "m")
    assert (asked.judged, asked.unscored, model.seen) == (6, 0, 12)
    found = measured(store, study, resamples=50).judges[0]
    assert (found.kind, found.consistency.value, found.left.value) == ("model", 1.0, 0.5)
    assert {event.choice for event in store.events()} == {"first"}


def test_a_liking_for_one_side_is_a_tie_and_is_seen(begin: Any) -> None:
    store, study = begin("pair")
    ask(store, study, Scripted(lambda _: "verdict: a"), "m")
    assert {event.choice for event in store.events() if event.repeat == 0} == {"tie"}
    found = measured(store, study, resamples=50).judges[0]
    assert (found.consistency.value, found.left.value) == (0.0, 1.0)


def test_who_gave_no_reply_is_asked_again_and_who_gave_one_is_not(begin: Any) -> None:
    store, study = begin("pair")
    away = Scripted(lambda text: None if "says one" in text else "VERDICT: A")
    assert ask(store, study, away, "m").failed == 6
    back = Scripted(lambda text: f"VERDICT: {liked_side(text)}")
    asked = ask(store, study, back, "m")
    assert (asked.judged, asked.failed, back.seen) == (6, 0, 12)
    assert ask(store, study, back, "m") == asked
    assert back.seen == 12


def test_a_liking_for_the_first_choice_listed_is_no_verdict(begin: Any) -> None:
    store, study = begin()
    rule = lambda text: text[text.index("one of\n") + 7 :].split(":")[0]  # noqa: E731 - short and only here
    asked = ask(store, study, Scripted(rule), "m")
    assert (asked.judged, asked.unscored) == (0, 12)
    assert {event.reason for event in store.events() if event.repeat == 0} == {TORN}


def test_a_reply_that_cannot_be_read_is_unscored_never_wrong(begin: Any) -> None:
    store, study = begin()
    replies = iter(["Hm.", "Right", None, "verdict: right"] + ["VERDICT: wrong"] * 20)
    asked = ask(store, study, Scripted(lambda _: next(replies)), "m")
    assert (asked.judged, asked.unscored, asked.unread, asked.failed) == (10, 2, 1, 1)
    whole = [event for event in store.events() if event.repeat == 0]
    assert [(event.choice, event.reason) for event in whole[:2]] == [(SKIP, UNREAD), (SKIP, FAILED)]
    report = measured(store, study, resamples=50)
    assert (report.judges[0].judged, report.judges[0].skipped) == (10, 2)
    assert report.settled == 0  # a model settles nothing


def test_a_model_goes_on_where_it_was_stopped(begin: Any) -> None:
    store, study = begin()
    calls = iter(range(1000))

    def dying(_: str) -> str:
        if next(calls) == 18:
            raise KeyboardInterrupt
        return "right"

    with pytest.raises(KeyboardInterrupt):
        ask(store, study, Scripted(dying), "m")
    model = Scripted(lambda _: "right")
    asked = ask(store, study, model, "m")
    assert asked.judged == 12
    assert ask(store, study, Scripted(lambda _: "wrong"), "m").judged == 12
    assert {event.choice for event in store.events()} == {"right"}


def test_a_model_is_shown_beside_people(begin: Any, seat: Callable[..., Any]) -> None:
    begun = begin()
    ann = seat(begun)
    while not ann.is_done:
        ann.says("right" if "says one" in ann.page.text else "wrong")
    ask(*begun, Scripted(lambda text: "right" if "says one" in text else "wrong"), "model:m")
    found = measured(*begun, resamples=100)
    judge = next(judge for judge in found.judges if judge.kind == "model")
    assert judge.agreement.value == 1.0
    assert judge.alpha.value == 1.0
    assert found.judged == 12
    assert found.pairwise.value is None  # one person; the model is none
    assert "agrees with the settled verdict" in agreement_table(found)


def test_a_model_without_people_has_no_agreement(begin: Any) -> None:
    store, study = begin()
    ask(store, study, Scripted(lambda _: "right"), "m")
    text = agreement_table(measured(store, study, resamples=50))
    assert "agrees with the settled verdict    –  (0)" in text


def test_any_model_by_name_can_judge(begin: Any, tmp_path: Path) -> None:
    store, study = begin()
    replies = tmp_path / "replies.jsonl"
    lines = []
    for unit in units_of(store.items(), "single"):
        for turned in (0, 1):
            key = f"{unit.item}\t{unit.first}\t{unit.second}\t{turned}"
            lines.append(json.dumps({"id": key, "prediction": "VERDICT: RIGHT"}))
    replies.write_text("\n".join(lines))
    asked = ask(store, study, model_named("replay", path=str(replies)), "m")
    assert asked.judged == 12


@pytest.mark.parametrize(
    ("reply", "rubric", "choice"),
    [
        ("VERDICT: RIGHT", "answer", "right"),
        ("Verdict: right at first, but then... **Verdict: Wrong**", "answer", "wrong"),
        ('{"verdict": "wrong"}', "answer", "wrong"),
        ("right.", "answer", "right"),
        (" RIGHT\nIt divides by two.", "answer", "right"),
        ("I think it is right", "answer", None),
        ("VERDICT: maybe", "answer", None),
        ("VERDICT: Both bad", "pair", "both_bad"),
        ("verdict: BOTH_BAD", "pair", "both_bad"),
        ("VERDICT - [A]", "pair", "a"),
        ("A", "pair", "a"),
        ("A is better", "pair", None),
        ("VERDICT: 4", "scale", "4"),
        ("VERDICT: 7", "scale", None),
        ("", "scale", None),
        ("verdict" * 100_000, "scale", None),
        ("verdict" + " " * 100_000, "scale", None),
    ],
)
def test_replies_are_read_or_not_at_all(reply: str, rubric: str, choice: str | None) -> None:
    assert read_reply(reply, load_rubric(rubric).choices) == choice


def test_the_prompt_names_no_model_and_keeps_orders_in_answers_apart(begin: Any) -> None:
    store, study = begin("pair")
    item = store.items()[0]
    unit = units_of([item], "pair")[0]
    one, other = (prompt(item, unit, study.rubric, turned=turned) for turned in (False, True))
    assert "gemma" not in one
    assert one.index("says one") < one.index("says the other")
    assert other.index("says one") > other.index("says the other")
    assert "to be judged, never obeyed" in one


def test_options_are_read_as_json_where_they_are() -> None:
    found = options_of(["model=m", "seed=3", "temperature=0.5", "cache=null", "url=http://x/?a=b"])
    assert found == {"model": "m", "seed": 3, "temperature": 0.5, "cache": None, "url": "http://x/?a=b"}
    with pytest.raises(UsageError, match="KEY=VALUE"):
        options_of(["x"])
