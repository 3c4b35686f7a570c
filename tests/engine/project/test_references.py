"""Names in remarks that the code does not have: which of them are looked for, and which belong to an example."""

import pytest

from postil.project.references import find_references
from postil.records import Comment
from postil.text.mentions import find_mentions


def named(text: str) -> list[str]:
    found = find_references([Comment(text)], frozenset({"total"}), lambda _: find_mentions(text))
    return [one.text for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Example:\n    room_mean = mean()",
        "Mean.\n\nExamples:\n    room_mean = mean()\n\nExample 2:\n    hall_mean = mean()",
        "```\nroom_mean = mean()\n```",
        "Sorts as {@link Arrays#stable_sort} does.",
        "The path to resolve_it(relative to the base path).",
        "Kinds, e.g. `pod_kind` of `pod_kinds`, `job_kind` of jobs.",
    ],
)
def test_what_an_example_or_another_class_names_is_no_reference(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Example:\n    room_mean = mean()\n\nReturns:\n    The `hall_mean`.", ["hall_mean"]),
        ("Example:\n    a_b = 1\n\nNote:\n    Not `c_d`.\n\nExample:\n    e_f = 1", ["c_d"]),
        ("#stable_sort does it.", ["stable_sort"]),
    ],
)
def test_what_stands_outside_is_one(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "It stands between ``` ```total ``` and the fence.",
        "A `` `` of nothing, a `` ` `` mark.",
        "_it never asks_",
    ],
)
def test_marks_around_nothing_and_emphasis_name_nothing(text: str) -> None:
    assert named(text) == []
