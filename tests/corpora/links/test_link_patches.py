"""Patches as edits, and lines carried through them."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil_corpora.links.patches import Edit, carry, edits_of, last_line
from postil_corpora.links.suggestions import is_applied, suggestions

TEXTS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=12)


def _patch(old: list[str], new: list[str], context: int) -> str:
    return "\n".join(list(difflib.unified_diff(old, new, lineterm="", n=context))[2:])


@given(TEXTS, TEXTS, st.sampled_from([0, 1, 3]))
def test_the_edits_of_a_diff_make_the_new_text_of_the_old_one(
    old: list[str], new: list[str], context: int
) -> None:
    made, grown = list(old), 0
    for edit in edits_of(_patch(old, new, context)):
        assert tuple(old[edit.old_first - 1 : edit.old_end - 1]) == edit.removed
        assert tuple(new[edit.new_first - 1 : edit.new_end - 1]) == edit.added
        made[edit.old_first - 1 + grown : edit.old_end - 1 + grown] = edit.added
        grown += edit.grown
    assert made == new


@given(TEXTS, TEXTS, st.data())
def test_untouched_lines_are_found_again_and_touched_ones_keep_their_survivors(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    old = [f"{text}{place}" for place, text in enumerate(old)]
    new = [*new, *old[: data.draw(st.integers(0, len(old)))]]
    edits = edits_of(_patch(old, new, 3))
    first = data.draw(st.integers(1, len(old)))
    last = data.draw(st.integers(first, len(old)))
    carried = carry((first, last), edits)
    if not carried.touched:
        assert carried.lines is not None
        assert new[carried.lines[0] - 1 : carried.lines[1]] == old[first - 1 : last]
    elif carried.lines is None:
        assert not set(old[first - 1 : last]) & set(new)
    else:
        kept = set(old[first - 1 : last]) & set(new)
        assert kept <= set(new[carried.lines[0] - 1 : carried.lines[1]])


@given(st.text(alphabet="@-+ \\\n1,9a", max_size=200))
def test_no_text_is_too_broken_for_a_patch(text: str) -> None:
    assert all(isinstance(edit, Edit) for edit in edits_of(text))


def test_an_insertion_touches_the_passage_that_it_parts_only() -> None:
    insertion = edits_of("@@ -2,0 +3 @@\n+new")
    assert carry((2, 3), insertion).touched == insertion
    assert carry((1, 2), insertion) == ((1, 2), ())
    assert carry((3, 4), insertion) == ((4, 5), ())


@pytest.mark.parametrize(
    ("hunk", "line"),
    [
        ("@@ -1,3 +1,4 @@ def f():\n a\n-b\n+c\n+d", 3),
        ("@@ -10 +20 @@\n-old\n+new", 20),
        ("@@ -1,2 +1 @@\n a\n-gone", None),
        ("@@ -0,0 +1,2 @@\n+a\n+b\n\\ No newline at end of file", 2),
        ("no hunk", None),
        (None, None),
    ],
)
def test_a_quoted_hunk_ends_at_the_line_that_is_talked_about(hunk: str | None, line: int | None) -> None:
    assert last_line(hunk) == line


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```suggestion\r\na\r\nb\r\n```", (("a", "b"),)),
        ("x\n~~~ suggestion\na\n~~~\ny\n```suggestion\n```", (("a",), ())),
        ("````suggestion\n```py\na\n```\n````", (("```py", "a", "```"),)),
        ("```python\nsuggestion\n```", ()),
        ("```suggestion\nnever closed", ()),
    ],
)
def test_suggestions_stand_in_fences(text: str, found: tuple[tuple[str, ...], ...]) -> None:
    assert suggestions(text) == found


def test_a_suggestion_is_applied_if_its_lines_stand_there_whatever_their_indentation() -> None:
    assert is_applied(("  a", "b"), ("x", "a", "    b", "y"))
    assert not is_applied(("a", "b"), ("a", "x", "b"))
    assert not is_applied((" ",), ("a",))
