"""Each row gets the prediction that belongs to it, never one by position alone."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from postil_ianvs.matching import match
from postil_ianvs.predictions import Prediction

NAMES = ["clamp", "count_words", "is_even", "merge", "flatten", "parse"]


def rows(names: list[str] = NAMES) -> list[dict[str, Any]]:
    return [{"query": f"Comment: def {name}(x): return {name}_of(x)", "response": name} for name in names]


def said(name: str) -> Prediction:
    return Prediction(content=f"Define {name} and return {name}_of x.")


def test_as_many_as_rows_go_by_position() -> None:
    found = match(rows(), [said(name) for name in NAMES])
    assert [p.content for p in found.predictions if p] == [said(name).content for name in NAMES]


@given(st.sets(st.integers(0, len(NAMES) - 1), min_size=1, max_size=len(NAMES) - 1))
def test_predictions_that_were_dropped_leave_their_own_rows_empty(dropped: set[int]) -> None:
    kept = [said(name) for number, name in enumerate(NAMES) if number not in dropped]
    found = match(rows(), kept)
    assert {number for number, p in enumerate(found.predictions) if p is None} == dropped
    assert [p for p in found.predictions if p] == kept


def test_what_has_nothing_in_common_goes_to_the_first_rows() -> None:
    found = match(rows(), [Prediction("!"), Prediction("?")])
    assert [p and p.content for p in found.predictions] == ["!", "?", None, None, None, None]


def test_too_many_predictions_are_counted() -> None:
    found = match(rows(["clamp", "merge"]), [said("clamp"), said("flatten"), said("merge")])
    assert [p and p.content for p in found.predictions] == [said("clamp").content, said("merge").content]
    assert found.extra == 1


def test_predictions_that_name_their_question_or_row_may_come_in_any_order() -> None:
    data = rows()
    named = [Prediction(row["response"], query=row["query"]) for row in data]
    carried = [Prediction(row["response"], row=row) for row in data]
    for given_ in (named, carried, [*named[:3], *carried[3:]]):
        found = match(data, given_[::-1])
        assert [p and p.content for p in found.predictions] == NAMES


def test_the_same_question_twice_takes_its_answers_in_order() -> None:
    data = [*rows(["clamp"]), *rows(["clamp"])]
    found = match(data, [Prediction(text, query=data[0]["query"]) for text in ("first", "second")])
    assert [p and p.content for p in found.predictions] == ["first", "second"]
