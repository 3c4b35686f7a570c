"""Whatever predict returned is one list of predictions; nothing is dropped, nothing raises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil_ianvs.predictions import Prediction, read_predictions, split_joined


@pytest.mark.parametrize(
    "result",
    [
        ["a", "b"],
        ("a", "b"),
        np.array(["a", "b"]),
        np.array(["a", "b"], dtype=object),
        [{"generated_text": "a"}, {"prediction": "b"}],
        [{"completion": "a", "prediction": None}, {"completion": "b"}],
        {"results": [{"generated_text": "a"}, {"generated_text": "b"}]},
        [[True, {"completion": "a"}, None, {"completion": "a"}], [False, "b", "b", None]],
        [[np.bool_(True), {"completion": "a"}, None, "a"], (False, "b", "b", None)],
        (text for text in ["a", "b"]),
    ],
)
def test_every_shape_gives_its_texts(result: object) -> None:
    assert [prediction.content for prediction in read_predictions(result)] == ["a", "b"]


def test_a_joint_inference_says_which_side_answered() -> None:
    routed = read_predictions([[True, "x", "y", "x"], [False, "x", "x", None]])
    assert [prediction.source for prediction in routed] == ["cloud", "edge"]


def test_a_list_of_comments_is_one_prediction_and_not_a_routed_row() -> None:
    comments = [{"line_number": 1, "annotation": "Add."}]
    assert read_predictions([comments, ["a", "b", "c", "d"]])[0].content == comments
    assert read_predictions([comments, ["a", "b", "c", "d"]])[1].content == ["a", "b", "c", "d"]


@pytest.mark.parametrize("item", [None, 3, {"error": "timeout"}, {"generated_text": 5}, object()])
def test_an_item_without_text_stays_an_item_and_says_why(item: object) -> None:
    (prediction,) = read_predictions([item])
    assert prediction.content is None
    assert prediction.problem


def test_nothing_gives_nothing() -> None:
    assert read_predictions(None) == read_predictions([]) == read_predictions({"results": None}) == []


def test_a_joined_prediction_is_taken_apart_only_beside_a_known_truth() -> None:
    joined = Prediction(content="a || b||the truth||loc||edge")
    assert split_joined(joined, frozenset(["the truth"])) == Prediction(
        "a || b", truth="the truth", source="edge"
    )
    assert split_joined(joined, frozenset(["another"])) is joined


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
)


@given(JSON)
def test_no_value_of_json_raises(value: object) -> None:
    assert all(isinstance(prediction, Prediction) for prediction in read_predictions(value))


@given(st.lists(st.none() | st.text() | st.dictionaries(st.sampled_from(["prediction", "x"]), st.text())))
def test_there_is_one_prediction_for_each_item(items: list[object]) -> None:
    assert len(read_predictions(items)) == len(items)
