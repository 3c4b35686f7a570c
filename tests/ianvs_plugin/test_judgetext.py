"""Judges' texts of other benchmarks are read right, or counted as unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil_ianvs.judgetext import Mark, is_judgement, read_mark, read_marks


@pytest.mark.parametrize(
    ("text", "value", "out_of"),
    [
        ("{'Accuracy': 9, 'Clarity': 3, 'Composite score': 8}", 8, None),
        ("'Composite score': 8.5", 8.5, None),
        ('{"Comprehensive Score": 7}', 7, None),
        ('{"composite_score": "85/100"}', 85, 100),
        ("**Overall Points:** 6.5", 6.5, None),
        ("Overall score is 9 out of 10.", 9, 10),
        ("Accuracy 4/10, clarity 9/10.\nTotal score: 13/20", 13, 20),
        ("Rating: [[8]]", 8, None),
        ("I would say 8.5/10.", 8.5, 10),
        ("85/100", 85, 100),
        ("7", 7, None),
        ("Score: 72%", 72, 100),
        ("综合得分：8.5", 8.5, None),
        ("准确性：3分，清晰度：4分，总分：85/100", 85, 100),
        ("总体评分为9分（满分10分）", 9, 10),
        ("我给这段注释8分。", 8, None),
        ("最终得分: [7]", 7, None),
        ("Composite score: 1-10 is the scale.\nComposite score: 4", 4, None),
        ("Composite score: 3\nOn reflection:\nComposite score: 6", 6, None),
    ],
)
def test_the_mark_for_the_whole_is_read(text: str, value: float, out_of: float | None) -> None:
    assert read_mark(text) == Mark(value, out_of)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Good work.",
        "Clarity 4/10, accuracy 9/10.",
        "Composite score: high",
        "Overall score: 12/10",
        "Composite score: 1234",
        "版本3.1.2",
    ],
)
def test_a_text_without_one_clear_mark_is_unread(text: str) -> None:
    assert read_mark(text) is None


def test_a_case_is_put_on_one_scale() -> None:
    tens = read_marks(["Composite score: 8.5", "Composite score: 4", "no"])
    assert tens.values == (85.0, 40.0, None)
    assert tens.unread == 1
    assert tens.mean == 62.5
    hundreds = read_marks(["Composite score: 85", "Composite score: 8"])
    assert hundreds.values == (85.0, 8.0)
    assert read_marks(["85/100", "8.5/10"]).values == (85.0, 85.0)
    assert read_marks([]).mean is None


def test_an_answer_is_no_judgement() -> None:
    assert is_judgement("'Composite score': 8")
    assert not is_judgement("Line 1: Add the scores up.\nLine 2: Return the total score.")


@given(st.text())
def test_any_text_is_read_or_not(text: str) -> None:
    mark = read_mark(text)
    assert mark is None or mark.value >= 0
