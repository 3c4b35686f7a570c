"""Fixes change comments and docstrings, and not one byte elsewhere."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.check.fixes import UnsafeFixError, apply, chosen_fixes, diff_of, fixed_source
from postil.check.records import Located
from postil.records import Finding, Fix

LINES = st.lists(
    st.sampled_from(["x = 1", "# a", "", "y = '  '", "  # b  ", "é = 2"]), min_size=1, max_size=8
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def located(fix: Fix) -> Located:
    finding = Finding("format/x", "FMT17", "error", 1, 1, 1, None, "m", "e", fix)
    return Located("a.py", finding, "", "")


@given(LINES, ENDS, st.data())
def test_only_the_stretch_is_another(lines: list[str], end: str, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(lines) - 1))
    first = data.draw(st.integers(0, len(lines[row])))
    last = data.draw(st.integers(first, len(lines[row])))
    text = end.join(lines)
    done = apply(text, [Fix(row + 1, first + 1, row + 1, last + 1, "new")])
    before = sum(len(line) + len(end) for line in lines[:row]) + first
    assert done == text[:before] + "new" + text[before + last - first :]


@given(LINES, ENDS)
def test_no_edits_change_nothing(lines: list[str], end: str) -> None:
    assert apply(end.join(lines), []) == end.join(lines)


def test_new_lines_end_as_those_of_the_file() -> None:
    assert apply("a\r\nb", [Fix(1, 2, 1, 2, "\nc")]) == "a\r\nc\r\nb"


def test_a_whole_line_goes_with_its_end() -> None:
    assert apply("a\nb\nc", [Fix(2, 1, 3, 1, "")]) == "a\nc"
    assert apply("a\nb", [Fix(2, 1, 3, 1, "")]) == "a\n"


def test_edits_do_not_disturb_each_other() -> None:
    assert apply("#a #b", [Fix(1, 2, 1, 2, " "), Fix(1, 5, 1, 5, " ")]) == "# a # b"


def test_of_two_that_overlap_the_first_is_made() -> None:
    one, other, apart = Fix(1, 1, 1, 4, "x"), Fix(1, 3, 1, 6, "y"), Fix(2, 1, 2, 2, "z")
    assert chosen_fixes([located(one), located(other), located(apart)]) == [one, apart]


@pytest.mark.parametrize(
    "fix", [Fix(2, 5, 2, 6, "2"), Fix(1, 1, 2, 1, "")], ids=["another value", "a statement lost"]
)
def test_what_would_change_the_program_is_refused(fix: Fix) -> None:
    with pytest.raises(UnsafeFixError):
        fixed_source("y = 0\nx = 1\n", [fix], python=True)


def test_what_would_no_longer_parse_is_refused() -> None:
    with pytest.raises(UnsafeFixError):
        fixed_source("x = 1  # a\n", [Fix(1, 8, 1, 9, "")], python=True)


def test_a_docstring_may_change() -> None:
    fixed = fixed_source('def f():\n    """Go go."""\n', [Fix(2, 10, 2, 13, "")], python=True)
    assert ast.parse(fixed).body[0].body[0].value.value == "Go."


def test_the_change_is_shown_as_a_diff() -> None:
    assert (
        diff_of("a.py", "x\ny", "x\nz")
        == "--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n x\n-y\n\\ No newline at end of file\n+z\n\\ No newline at end of file\n"
    )
