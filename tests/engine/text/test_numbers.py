"""Numbers in prose, English and Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.text.numbers import find_numbers


def values(text: str) -> list[float]:
    return [number.value for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("retry 3 times", [3]),
        ("retry three times", [3]),
        ("重试三次", [3]),
        ("默认最多尝试５次", [5]),
        ("twenty-five items", [25]),
        ("two hundred rows", [200]),
        ("a dozen", [12]),
        ("十二个月", [12]),
        ("三千五百", [3500]),
        ("一万零三", [10003]),
        ("二〇二六", [2026]),
        ("三点一四", [3.14]),
        ("百分之五十", [50]),
        ("等待十分钟，再等三分钟", [10, 3]),
        ("两倍", [2]),
        ("一半", [0.5]),
        ("half the size", [0.5]),
        ("double the size", [2]),
        ("twice as long", [2]),
        ("do it once.", [1]),
        ("0xFF and 0b11", [255, 3]),
        ("1,000 rows", [1000]),
        ("1_000 rows", [1000]),
        ("1e-9", [1e-9]),
        ("-1 or 5%", [-1, 5]),
        ("5ms or 10s", [5, 10]),
        ("加一", [1]),
        ("add one to x", [1]),
        ("one item", [1]),
        ("a zero", [0]),
    ],
)
def test_numbers_are_found(text: str, expected: list[float]) -> None:
    assert values(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text",
    [
        "UTF-8 and x1 and f2()",
        "version 3.8.1",
        "Python 3.8",
        "RFC 2616, PEP 8, line 4",
        "on 2024-01-02 at 12:30",
        "see #123 and https://a.b/4",
        "`x[3]`",
        "one of them",
        "one by one",
        "each one",
        "the other one",
        "non-zero",
        "once the file is open",
        "double-check the half-open interval",
        "a second later",
        "hundreds",
        "一个元素，一些，一般，统一，之一，任一，唯一",
        "两端的空白",
        "四舍五入",
        "二进制和十六进制",
        "十分重要，万一失败",
        "9" * 400,
        "1e999",
    ],
)
def test_what_only_looks_like_a_number_is_left_out(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("wait 5 seconds", "seconds"),
        ("等待5秒后", "秒"),
        ("每3毫秒", "毫秒"),
        ("10ms", "ms"),
        ("50%", "%"),
        ("3", ""),
    ],
)
def test_the_unit_is_what_follows(text: str, unit: str) -> None:
    assert find_numbers(text)[0].unit == unit


@pytest.mark.parametrize("text", ["第三个", "the third item", "the second item", "the 3rd item", "第3个"])
def test_ordinals_are_marked(text: str) -> None:
    assert find_numbers(text)[0].ordinal


@given(st.text())
def test_places_are_in_order_and_inside_the_text(text: str) -> None:
    found = find_numbers(text)
    assert all(0 <= number.start < number.end <= len(text) for number in found)
    assert [number.start for number in found] == sorted(number.start for number in found)
