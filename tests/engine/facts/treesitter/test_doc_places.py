"""What may stand between a doc comment and what it documents."""

from __future__ import annotations

import pytest

from postil.facts.registry import facts_of


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("javascript", "start();\n/**\n * Halves.\n */\n\nfunction half(n) {}\n"),
        ("javascript", "start();\n/** Halves. */\n// used by the tests only\nfunction half(n) {}\n"),
        ("typescript", "start();\n/** Halves. */\n\nexport const half = (n: number) => n / 2;\n"),
        ("java", "class A {\n  /** Halves. */\n\n  // for tests\n  @Once\n  int half(int n) { return n; }\n}\n"),
        ("java", "class A {\n  /** Halves. */\n  @Once // and only once\n  @Twice\n  int half(int n) { return n; }\n}\n"),
        ("cpp", "int start();\n/// Halves.\n\n/* plain */\nint half(int n) { return n / 2; }\n"),
        ("rust", "use a::b;\n/// Halves.\n\n#[inline]\nfn half(n: u8) {}\n"),
        ("rust", "/// Halves.\n#[allow(dead_code)] // for now\nfn half(n: u8) {}\n"),
        ("rust", "#[inline]\n/// Halves.\nfn half(n: u8) {}\n"),
        ("rust", "#![warn(all)]\n\n/// Halves.\n#[inline]\nfn half(n: u8) {}\n"),
    ],
)  # fmt: skip
def test_a_doc_comment_reaches_over_blank_lines_and_plain_comments(language: str, code: str) -> None:
    assert [one.docstring for one in facts_of(code, language).functions if one.name == "half"] == ["Halves."]


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("javascript", "/** Small helpers. */\n\nfunction half(n) {}\n"),
        ("javascript", "start();\n/**\n * @typedef {number} Amount\n */\n\nfunction half(n) {}\n"),
        ("javascript", "start();\n/** Starts. */\nstart();\n\nfunction half(n) {}\n"),
        ("typescript", "start();\n/// Halves.\nfunction half(n: number) {}\n"),
        ("cpp", "int start();\n//! \\name Halves\n\nint half(int n) { return n / 2; }\n"),
        ("java", "class A {\n  /** How many. */\n  int count;\n\n  int half(int n) { return n; }\n}\n"),
        ("java", "class A {\n  /** Left over. */\n}\nclass B {\n  int half(int n) { return n; }\n}\n"),
        ("cpp", "int start();\n// Halves.\n\nint half(int n) { return n / 2; }\n"),
        ("go", "package a\n\n// Halves.\n\nfunc half(n int) {}\n"),
        ("rust", "mod a {\n    //! Small helpers.\n\n    fn half(n: u8) {}\n}\n"),
        ("rust", "//! Small helpers.\nfn half(n: u8) {}\n"),
    ],
)  # fmt: skip
def test_a_comment_of_something_else_documents_nothing(language: str, code: str) -> None:
    assert [one.docstring for one in facts_of(code, language).functions if one.name == "half"] == [None]


def test_the_nearest_of_several_doc_comments_is_the_one() -> None:
    code = "start();\n/** Starts. */\n\n/** Halves. */\nfunction half(n) {}\n"
    assert facts_of(code, "javascript").functions[0].docstring == "Halves."
