"""Answers and rows about code that is not Python."""

from __future__ import annotations

import pytest

from postil.reading.answers import read_answer
from postil.reading.shapes import read_row
from postil.records import Row

HALF = "int half(int n) {\n  return n / 2;\n}"
DOC = "/**\n * Halves n.\n *\n * @param n the number\n */"


@pytest.mark.parametrize("answer", [DOC, f"Sure, here it is:\n\n{DOC}", f"```java\n{DOC}\n```"])
def test_a_doc_comment_is_read_as_a_docstring_without_its_marks(answer: str) -> None:
    (comment,) = read_answer(answer, HALF, language="java").comments
    assert (comment.kind, comment.text) == ("docstring", "Halves n.\n\n@param n the number")


@pytest.mark.parametrize(
    "code",
    [
        f"{DOC}\nint half(int n) {{\n  // By two.\n  return n / 2; // rounds down\n}}",
        f"{DOC}\nint half( int n ) {{\n\n    // By two.\n    return n/2; /* rounds down */\n}}",
    ],
)
@pytest.mark.parametrize("fence", ["```java\n{}\n```\nI hope this helps.", "{}"])
def test_the_code_again_gives_its_comments_their_lines(code: str, fence: str) -> None:
    comments = read_answer(fence.format(code), HALF, language="java").comments
    assert [(c.kind, c.line_number, c.text.partition("\n")[0]) for c in comments] == [
        ("docstring", 1, "Halves n."),
        ("line", 2, "By two."),
        ("line", 2, "rounds down"),
    ]


def test_prose_about_other_languages_is_read_as_ever() -> None:
    assert read_answer("Line 2: Divide.", HALF, language="java").comments[0].line_number == 2
    assert read_answer("It halves n.", HALF, language="java").comments[0].kind == "summary"


def test_a_floor_division_is_no_comment_in_python() -> None:
    code = "def half(n):\n    return n // 2"
    answer = "def half(n):\n    return n // 2  # by two"
    (comment,) = read_answer(answer, code).comments
    assert (comment.text, comment.line_number) == ("by two", 2)


@pytest.mark.parametrize(
    ("comment", "kind", "text"),
    [
        (DOC, "docstring", "Halves n.\n\n@param n the number"),
        ("// Halves n.\n// Rounds down.", "summary", "Halves n.\nRounds down."),
        ("/* Halves n. */", "summary", "Halves n."),
        ("Halves n.", "summary", "Halves n."),
    ],
)
def test_a_pair_may_come_with_the_marks_of_a_comment(comment: str, kind: str, text: str) -> None:
    row = read_row({"code_snippet": HALF, "comment": comment, "language": "Java"}, "1", None)
    assert isinstance(row, Row)
    assert row.snippet.language == "java"
    assert [(c.kind, c.text) for c in row.comments] == [(kind, text)]


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("A.java", "java"), ("a.js", "javascript"), ("a.jsx", "javascript"), ("a.ts", "typescript"),
        ("a.tsx", "typescript"), ("a.go", "go"), ("a.c", "c"), ("a.h", "c"), ("a.cc", "cpp"), ("a.cpp", "cpp"),
        ("a.rs", "rust"),
    ],
)  # fmt: skip
def test_a_path_tells_the_language(path: str, language: str) -> None:
    row = read_row({"code_snippet": "x", "comment": "y", "path": path}, "1", None)
    assert row.snippet.language == language
