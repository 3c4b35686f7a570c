"""The comments of source files: their words, their kind and the lines they speak of."""

from __future__ import annotations

from pathlib import Path

import pytest

from postil.facts.registry import facts_of, language_named
from postil.reading.sources import read_source
from postil.records import Comment, Row

JAVA = """/*
 * Copyright of nobody.
 */
package shop;

/**
 * Sells {@code things}.
 */
public class Shop {
    // How many there are.
    // At most ten.
    private int count = 10; // trailing

    /** Buys one. */
    @Override
    public void buy() {
        /* Take it
         * away. */
        count--;
        // eslint-disable-line
        if (count == 0) {
            close();
            // Nothing is left.
        } // end if
    }
}
"""


def comments(code: str, language: str) -> tuple[Comment, ...]:
    return language_named(language).comments(code)


def test_each_comment_has_its_place_and_kind() -> None:
    found = [
        (c.kind, c.text, c.at_line, c.line_number, c.end_line_number, c.symbol)
        for c in comments(JAVA, "java")
    ]
    assert found == [
        ("docstring", "Sells `things`.", 6, 9, 26, "Shop"),
        ("block", "How many there are.\nAt most ten.", 10, 12, 12, None),
        ("line", "trailing", 12, 12, None, None),
        ("docstring", "Buys one.", 14, 16, 25, "Shop.buy"),
        ("block", "Take it\naway.", 17, 19, 19, None),
        ("line", "Nothing is left.", 23, 21, 21, None),
    ]


@pytest.mark.parametrize(
    ("language", "code", "text", "symbol"),
    [
        ("go", "// Half halves n,\n// rounding down.\nfunc Half(n int) int { return n / 2 }", "Half halves n,\nrounding down.", "Half"),
        ("go", "// Pool keeps.\ntype Pool struct {\n\tn int\n}", "Pool keeps.", "Pool"),
        ("rust", "/// Halves.\n#[inline]\nfn half(n: i32) -> i32 { n / 2 }", "Halves.", "half"),
        ("c", "/*! \\brief Halves \\p n. */\nint half(int n) { return n / 2; }", "Halves `n`.", "half"),
        ("cpp", "/// Halves.\ntemplate <class T>\nT half(T n) { return n / 2; }", "Halves.", "half"),
        ("javascript", "/** Halves. */\nexport const half = (n) => n / 2;", "Halves.", "half"),
        ("typescript", "/** Halves. */\n@Once()\nexport class Half {}", "Halves.", "Half"),
    ],
)  # fmt: skip
def test_doc_comments_belong_to_what_they_stand_above(
    language: str, code: str, text: str, symbol: str
) -> None:
    (found,) = comments(code, language)
    assert (found.kind, found.text, found.symbol) == ("docstring", text, symbol)


def test_a_comment_at_the_head_of_a_file_speaks_of_it() -> None:
    (found,) = comments("// Package pool keeps connections.\n\npackage pool\n", "go")
    assert (found.kind, found.symbol, found.line_number) == ("docstring", None, 1)


def test_directives_are_no_remarks() -> None:
    code = "//go:build linux\n//nolint\n\nfunc f() {}\n"
    assert comments(code, "go") == ()
    assert comments("x = /*#__PURE__*/ f(); // eslint-disable-line\n", "javascript") == ()


def test_source_files_are_read_by_their_suffix(tmp_path: Path) -> None:
    file = tmp_path / "Shop.java"
    file.write_text(JAVA, "utf-8")
    row = read_source(file)
    assert isinstance(row, Row)
    assert (row.snippet.language, len(row.comments)) == ("java", 6)


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("int f(int a) {\n  return a;\n}", 1),
        ("int f(int a) {\n  if (a > 0 && b) {\n    return a;\n  }\n  return a > 1 ? 2 : 3;\n}", 4),
        ("int f(int a) {\n  switch (a) {\n    case 1: return 2;\n    default: return 3;\n  }\n}", 2),
    ],
)
def test_complexity_counts_ways_to_branch(code: str, count: int) -> None:
    assert language_named("java").complexity(code) == {"f": count}
    assert language_named("java").complexity(code[:-1]) == {}


def test_a_doc_comment_keeps_the_lines_that_close_its_example() -> None:
    code = "/// Halves `n`.\n///\n/// ```\n/// if n > 0 {\n///     half(n);\n/// }\n/// ```\nfn half(n: i32) -> i32 {\n    n / 2\n}\n"
    function = facts_of(code, "rust").functions[0]
    assert function.docstring == "Halves `n`.\n\n```\nif n > 0 {\n    half(n);\n}\n```"


def test_a_doc_comment_without_a_word_says_nothing() -> None:
    assert facts_of("/// ----\n///\nfn half() {}\n", "rust").functions[0].docstring in (None, "")


def test_the_name_of_a_type_parameter_is_no_mark_of_bold_print() -> None:
    code = (
        "class A {\n  /** <b>Adds</b>.\n   * @param <B> the kind of buffer\n   */\n  <B> void add(B to) {}\n}"
    )
    assert facts_of(code, "java").functions[0].docstring == "Adds.\n@param <B> the kind of buffer"


def test_a_doc_comment_of_rust_goes_on_behind_attributes_that_hold_a_line_of_it() -> None:
    attributes = (
        '#[cfg_attr(feature = "std", doc = "```")]\n#[cfg_attr(not(feature = "std"), doc = "```ignore")]'
    )
    code = f"/// Halves.\n///\n{attributes}\n/// half(4);\n/// ```\n#[must_use]\nfn half(n: i32) -> i32 {{\n    n / 2\n}}\n"
    function = facts_of(code, "rust").functions[0]
    assert function.docstring == "Halves.\n\n```\n\nhalf(4);\n```"
    assert [(one.at_line, one.symbol) for one in language_named("rust").comments(code)] == [(1, "half")]


def test_a_block_of_doxygen_goes_on_with_the_summary_above_it() -> None:
    code = "//! Halves.\n/*!\n    Rounds down.\n    @param n what\n*/\nint half(int n);\n"
    assert facts_of(code, "cpp").functions[0].docstring == "Halves.\n\nRounds down.\n@param n what"
    apart = code.replace("//!", "//")
    assert facts_of(apart, "cpp").functions[0].docstring == "Rounds down.\n@param n what"


def test_a_type_within_a_function_of_go_has_no_doc_comment() -> None:
    code = "package p\n\nfunc f() {\n\t// a unique one\n\ttype key struct{}\n\tuse(key{})\n}\n"
    (remark,) = language_named("go").comments(code)
    assert (remark.kind, facts_of(code, "go").classes[0].docstring) == ("line", None)


def test_a_plain_line_within_a_doc_comment_of_rust_does_not_end_it() -> None:
    code = "/// Halves.\n///\n/// ```\n/// half(1);\n// hidden\n// too\n/// ```\nfn half() {}\n"
    assert facts_of(code, "rust").functions[0].docstring == "Halves.\n\n```\nhalf(1);\n\n\n```"
