"""What the code around a comment has instead of a name that the comment gives."""

from __future__ import annotations

import pytest

from postil.facts.registry import language_named
from postil.page import Page
from postil.records import Snippet


def kin_of(code: str, path: str | None = "mean.py") -> dict[str, tuple[str, ...]]:
    page = Page.read(Snippet(code, path=path), language_named("python").comments(code))
    return {one.text: one.kin for one in page.references}


def body(comment: str, *lines: str) -> str:
    return "\n    ".join(["def mean(readings):", f"# {comment}", *lines]) + "\n"


def test_a_name_with_another_last_word_has_the_name_of_the_next_statement_as_kin() -> None:
    code = body("Here kept_number is how many there are.", "kept_count = len(readings)", "return kept_count")
    assert kin_of(code) == {"kept_number": ("kept_count",)}


def test_a_string_may_be_a_name() -> None:
    code = body("Stored as the kept_number of the reading.", "readings['kept_count'] = 1")
    assert kin_of(code) == {"kept_number": ("kept_count",)}


def test_a_name_of_two_words_has_no_kin_far_away() -> None:
    code = body("Here kept_number is not known yet.", "a = 1", "b = 2", "c = 3", "return kept_count")
    assert kin_of(code) == {"kept_number": ()}


def test_a_longer_name_has_kin_in_all_of_the_function() -> None:
    code = body(
        "Here all_kept_numbers is not known yet.", "a = 1", "b = 2", "c = 3", "return all_kept_counts"
    )
    assert kin_of(code) == {"all_kept_numbers": ("all_kept_counts",)}


@pytest.mark.parametrize(
    "comment",
    [
        "Here kept_number, or kept_count, is how many there are.",
        "kept_number: int = 0 of those that are left",
        "Its shape (kept_number) is that of the readings.",
        "Use it instead of kept_number for this.",
        "kept_number",
        "Here kept_many_numbers is how many there are.",
    ],
)
def test_a_name_that_is_told_apart_or_set_has_no_kin(comment: str) -> None:
    code = body(comment, "kept_count = len(readings)")
    assert not any(kin_of(code).values())


def test_comments_outside_of_functions_and_snippets_without_a_file_are_left_alone() -> None:
    assert kin_of("# Here kept_number is how many.\nkept_count = 1\n") == {"kept_number": ()}
    code = body("Here kept_number is how many there are.", "kept_count = len(readings)")
    assert kin_of(code, path=None) == {"kept_number": ()}
