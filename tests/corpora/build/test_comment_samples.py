"""Which comments become examples, on which lines, and why the others are set aside."""

import pytest

from postil_corpora.build.comments import comment_samples
from postil_corpora.build.documented import documented
from postil_corpora.build.origin import Origin
from postil_corpora.build.passages import passages, without
from postil_corpora.build.summaries import summaries
from postil_corpora.build.units import read_unit_source
from postil_corpora.build.wording import objection
from postil_corpora.schema import CommentSample

ORIGIN = Origin("pypi:shapes", "c0ffee", "pypi/1", "MIT", "2024-05-01")


def mined(code: str, path: str = "shapes.py") -> tuple[list[CommentSample], dict[str, str]]:
    source = read_unit_source(path, code.encode())
    rows = list(comment_samples(source, ORIGIN))
    kept = [row for row in rows if isinstance(row, CommentSample)]
    return kept, {row.text: row.reason for row in rows if not isinstance(row, CommentSample)}


def function(*lines: str) -> str:
    return "\n".join(["def scale(items, factor):", *(f"    {line}" if line else "" for line in lines), ""])


BODY = ("result = []", "for item in items:", "    result.append(item * factor)", "return result")


def test_the_code_of_a_sample_has_no_comments_and_its_remarks_have_their_new_lines() -> None:
    kept, aside = mined(
        function(
            "# Sort the items by size.",
            "items = sorted(items, key=size)",
            "",
            *BODY[:1],
            "for item in items:",
            "    # Multiply each item by the factor.",
            "    result.append(item * factor)  # noqa: X100",
            "",
            "return result  # the result is in order of size",
        )
    )
    (sample,) = kept
    assert "#" not in sample.code_snippet.replace("# noqa: X100", "")
    lines = sample.code_snippet.split("\n")
    told = [(lines[one.line_number - 1].strip(), one.annotation) for one in sample.annotations]
    assert told == [
        ("items = sorted(items, key=size)", "Sort the items by size."),
        ("result.append(item * factor)  # noqa: X100", "Multiply each item by the factor."),
        ("return result", "the result is in order of size"),
    ]
    assert aside == {}
    assert sample.provenance.lines == (1, 10)
    assert set(sample.salient) <= set(range(1, len(lines) + 1))
    assert sample.complexity == 2


def test_a_comment_above_a_block_is_about_header_and_block() -> None:
    kept, _ = mined(
        function(
            "result = []",
            "",
            "# Append every item, multiplied by the factor.",
            "for item in items:",
            "    scaled = item * factor",
            "    result.append(scaled)",
            "",
            "return result",
        )
    )
    ((remark,),) = [row.annotations for row in kept]
    assert (remark.line_number, remark.end_line_number, remark.kind) == (4, 6, "block")


@pytest.mark.parametrize(
    ("lines", "text", "reason"),
    [
        (("# TODO: use numpy here", *BODY), "TODO: use numpy here", "a note to do something"),
        (
            (*BODY[:1], "# result.append(items[0])", *BODY[1:]),
            "result.append(items[0])",
            "code, not a remark",
        ),
        (
            (*BODY[:1], "# Same as above for all items.", *BODY[1:]),
            "Same as above for all items.",
            "points elsewhere",
        ),
        (
            ("if items:", "    use(items)", "    # Nothing of the items is left.", *BODY),
            "Nothing of the items is left.",
            "closes a block",
        ),
        (
            ("# Collect the scaled result.", "result = []", *BODY[1:]),
            "Collect the scaled result.",
            "its reach is open",
        ),
        (
            ("# Both sums start at nothing.", "low = 0", "high = 0", "", *BODY),
            "Both sums start at nothing.",
            "on several statements, or on the first of them",
        ),
        (
            (
                *BODY[:1],
                "# An empty list of items is fine.",
                "if not items:",
                "    pass",
                "else:",
                "    use(items)",
            ),
            "An empty list of items is fine.",
            "on one of several branches, or on all",
        ),
        (
            (*BODY[:1], "# The factor scales the items.", "", *BODY[1:]),
            "The factor scales the items.",
            "blank line below",
        ),
        (
            ("result = [", "    # the items go in here", "    items,", "]", *BODY[1:]),
            "the items go in here",
            "inside a statement",
        ),
    ],
)
def test_a_comment_whose_lines_are_uncertain_or_that_is_no_example_is_set_aside(
    lines: tuple[str, ...], text: str, reason: str
) -> None:
    kept, aside = mined(function(*lines))
    assert aside[text] == reason
    assert all(one.annotation != text for row in kept for one in row.annotations)


def test_a_comment_whose_content_fits_another_line_is_set_aside() -> None:
    _, aside = mined(
        function(
            "total = sum(items)",
            "",
            "# Multiply every item by the factor.",
            "connection.close()",
            "",
            "scaled = [item * factor for item in items]",
            "return scaled, total",
        )
    )
    assert aside == {"Multiply every item by the factor.": "its content fits other lines better"}


def test_a_comment_that_contradicts_its_line_is_set_aside_with_the_rule() -> None:
    _, aside = mined(
        function("total = 0", "for item in items:", "    total += item  # subtract the item", "return total")
    )
    (reason,) = aside.values()
    assert reason.startswith("CON")


def test_other_languages_give_samples_too() -> None:
    code = (
        "class Scale {\n  int scale(int[] items, int factor) {\n    int total = 0;\n\n"
        "    // Add up every item, multiplied by the factor.\n    for (int item : items) {\n"
        "      total += item * factor; /* overflow */\n    }\n\n    return total;\n  }\n}\n"
    )
    (sample,), _ = mined(code, "Scale.java")
    assert sample.language == "java"
    assert "//" not in sample.code_snippet
    assert "/*" not in sample.code_snippet
    assert [(one.line_number, one.end_line_number) for one in sample.annotations] == [(4, 5)]


def test_block_comments_of_several_lines_go_with_their_lines() -> None:
    code = "int f() {\n  /* one\n     two */\n  return 1; // three\n}\n"
    rows, numbers = without(code, passages(code, "c"))
    assert rows == ["int f() {", "  return 1;", "}", ""]
    assert numbers == {1: 1, 4: 2, 5: 3, 6: 4}


def test_unreadable_bytes_are_no_source() -> None:
    assert read_unit_source("a.py", b"# coding: no-such\n") is None
    assert read_unit_source("a.py", b"\xff\xfe x") is None


@pytest.mark.parametrize(
    "code", ["", "\0", "(" * 5000, "# only\n# comments", "def f(:\n  # what is this\n  x = (1\n"]
)
def test_odd_sources_give_no_error(code: str) -> None:
    source = read_unit_source("a.py", code.encode())
    if source is not None:
        assert [row.id for row in comment_samples(source, ORIGIN)] == []


@pytest.mark.parametrize(
    "text",
    [
        "ty: ignore[invalid-return-type]",
        "pyrefly: ignore",
        "noqa",
        "value = compute(1)",
        "-- helpers ------",
        "see above",
    ],
)
def test_words_to_tools_code_and_headings_are_no_remarks(text: str) -> None:
    assert objection(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Skip entries that were seen before.",
        "a mapping from names to their first line",
        "Python 3.12 closes the file itself",
        "跳过已经见过的条目。",
    ],
)
def test_plain_remarks_meet_no_objection(text: str) -> None:
    assert objection(text) is None


def test_summaries_are_functions_without_their_docstrings() -> None:
    code = function('"""Return the items multiplied by a factor.', "", "More of it.", '"""', *BODY)
    source = read_unit_source("shapes.py", code.encode())
    (row,) = summaries(source, ORIGIN, documented(source))
    assert row.comment == "Return the items multiplied by a factor."
    assert '"""' not in row.code_snippet
    assert row.code_snippet.startswith("def scale(items, factor):\n    result = []")
    assert (row.symbol, row.complexity, row.dated) == ("scale", 2, "2024-05-01")
