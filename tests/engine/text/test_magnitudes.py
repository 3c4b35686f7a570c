"""A number with a unit is the same quantity as a greater number of a smaller unit, in either language."""

import pytest

from postil.text.magnitudes import in_smaller_units


@pytest.mark.parametrize(
    ("number", "behind", "finer"),
    [
        (5, " seconds.", 5_000),
        (5, " 秒。", 5_000),
        (5, "s", 5_000),
        (2, "-minute pause", 120),
        (2, "分钟", 120),
        (3, " hours", 10_800),
        (3, "个小时", 10_800),
        (7, " days", 604_800),
        (1, " MB", 1_048_576),
        (1, " 兆字节", 1_048_576),
    ],
)
def test_a_unit_counts_in_smaller_ones(number: int, behind: str, finer: int) -> None:
    assert finer in in_smaller_units(number, behind)


@pytest.mark.parametrize("behind", ["", " times", " sections", " milliseconds", "次", " dayside"])
def test_what_is_no_unit_counts_in_none(behind: str) -> None:
    assert in_smaller_units(5, behind) == ()
