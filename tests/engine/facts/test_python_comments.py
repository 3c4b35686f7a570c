"""The remarks that stand in source, and the lines that they claim by convention."""

from __future__ import annotations

import pytest

from postil.facts.python import PYTHON
from postil.facts.python_bounds import MOST_CHARACTERS
from postil.records import Comment


def claims(code: str) -> list[tuple[str, int | None, int | None]]:
    return [(c.text, c.line_number, c.end_line_number) for c in PYTHON.comments(code)]


def test_a_comment_behind_code_claims_its_statement() -> None:
    assert PYTHON.comments("x = 1\ny = 2  # why") == (
        Comment("why", "line", 2, at_line=2, at_column=7),
    )  # fmt: skip
    assert claims("x = f(\n    1,  # one\n)") == [("one", 1, None)]


def test_a_comment_above_claims_the_run_below() -> None:
    assert claims("# both\nx = 1\ny = (2,\n     3)\n\nz = 3") == [("both", 2, 4)]
    assert claims("# one\nx = 1\n# two\ny = 2") == [("one", 2, 2), ("two", 4, 4)]
    assert claims("def f():\n    # both\n    x = 1\n    y = 2\nz = 3") == [("both", 3, 4)]


def test_a_comment_above_a_compound_statement_claims_its_header() -> None:
    assert claims("# loop\nfor x in (1,\n          2):\n    y\n    z") == [("loop", 2, 3)]
    assert claims("# set\nx = 1\nif x:\n    y") == [("set", 2, 2)]
    assert claims("# dec\n@a\n@b\ndef f(\n    x):\n    y") == [("dec", 2, 5)]


def test_a_comment_across_a_blank_line_claims_what_follows() -> None:
    assert claims("# section\n\nx = 1\ny = 2") == [("section", 3, 4)]


def test_a_comment_inside_a_statement_claims_it() -> None:
    assert claims("x = 0\ny = [\n    # one\n    1,\n]") == [("one", 2, 5)]


def test_a_comment_that_closes_a_block_claims_its_header() -> None:
    code = "if x:\n    while y:\n        z\n        # inner\n    # outer\nelse:\n    w\n    # last"
    assert claims(code) == [("inner", 2, 2), ("outer", 1, 1), ("last", 6, 6)]


def test_a_comment_before_a_clause_claims_the_clause() -> None:
    assert claims("if x:\n    y\n# otherwise\nelse:\n    z") == [("otherwise", 4, 4)]


def test_a_comment_at_the_end_of_the_module_claims_nothing() -> None:
    assert claims("x = 1\n# end") == [("end", None, None)]
    assert claims("# alone") == [("alone", None, None)]
    assert claims("    x = 1\n  # odd") == [("odd", None, None)]


def test_lines_that_follow_each_other_are_one_block() -> None:
    (block,) = PYTHON.comments("# One\n#\n#   two.\nx = 1")
    assert (block.text, block.kind, block.at_line, block.line_number) == ("One\n\n  two.", "block", 1, 4)
    assert [c.text for c in PYTHON.comments("# a\n\n# b\nif x:\n    # c\n# d\n    y")] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "line",
    [
        "#!/usr/bin/env python",
        "# -*- coding: utf-8 -*-",
        "# coding=utf-8",
        "# noqa",
        "# noqa: E501 - long",
        "#noqa",
        "# type: ignore",
        "# pragma: no cover",
        "# fmt: off",
        "# pylint: disable=all",
        "# mypy: strict",
        "# pyright: basic",
        "# isort: skip",
        "# %%",
        "#",
        "#:",
        "# -------",
    ],
)
def test_directives_and_rules_are_no_remarks(line: str) -> None:
    assert PYTHON.comments(f"{line}\nx = 1") == ()
    if not line.startswith("#!"):
        assert PYTHON.comments(f"x = 1  {line}") == ()


def test_a_directive_does_not_part_a_block() -> None:
    assert claims("# one\n# noqa\n# two\nx = 1") == [("one\ntwo", 4, 4)]
    assert claims("# noqa\n# two\nx = 1") == [("two", 3, 3)]


def test_prose_that_only_begins_like_a_directive_is_a_remark() -> None:
    assert [c.text for c in PYTHON.comments("# type of x\n#: attribute\nx = 1")] == ["type of x\nattribute"]


def test_docstrings_speak_of_their_owners() -> None:
    code = (
        '"""Module.\n\n    More.\n"""\n'
        "class A:\n"
        "    r'''Of \\n A.'''\n"
        "    def f(self):\n"
        '        "Of " "f."\n'
        '        "no docstring"\n'
    )
    assert PYTHON.comments(code) == (
        Comment("Module.\n\nMore.", "docstring", 1, 9, at_line=1, at_column=0),
        Comment("Of \\n A.", "docstring", 5, 9, at_line=6, at_column=4, symbol="A"),
        Comment("Of f.", "docstring", 7, 9, at_line=8, at_column=8, symbol="A.f"),
    )


def test_an_empty_docstring_is_no_remark() -> None:
    assert PYTHON.comments('def f():\n    """ """') == ()


def test_a_hash_in_a_string_is_no_comment() -> None:
    assert PYTHON.comments('x = "# no"\ny = """\n# no\n"""') == ()


def test_remarks_of_damaged_code_are_found() -> None:
    assert claims("x = = 1  # why\n# next\ny = 2") == [("why", 1, None), ("next", 3, 3)]


def test_remarks_keep_the_order_of_the_text() -> None:
    code = 'x = 1  # a\n# b\ndef f():\n    # c\n    """d"""\n    # e\n    y  # f\n'
    assert [c.text for c in PYTHON.comments(code)] == ["a", "b", "c", "d", "e", "f"]


def test_line_ends_do_not_matter() -> None:
    assert claims("\ufeff# a\r\n# b\r\nx = 1\r\n") == claims("# a\n# b\nx = 1\n")


def test_text_that_is_too_large_has_no_remarks() -> None:
    assert PYTHON.comments("# a\n" + "x" * MOST_CHARACTERS) == ()
