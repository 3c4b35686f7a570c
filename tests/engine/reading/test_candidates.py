"""What a library user hands over."""

import pytest

from postil.errors import UsageError
from postil.reading.candidates import as_row
from postil.records import Comment, Row, Snippet

CODE = "total = 0\ntotal += 1"


def test_a_row_stays_what_it_is() -> None:
    row = Row("1", Snippet(CODE), (Comment("Start."),))
    assert as_row(row) is row


def test_a_raw_row_is_read() -> None:
    assert as_row({"id": 7, "code_snippet": CODE, "comment": "Count."}).id == "7"


@pytest.mark.parametrize(
    "comments",
    [
        Comment("Start.", line_number=1),
        [Comment("Start.", line_number=1)],
        [{"line_number": 1, "annotation": "Start."}],
        "Line 1: Start.",
    ],
)
def test_comments_may_come_in_any_form(comments: object) -> None:
    (comment,) = as_row(Snippet(CODE), comments).comments
    assert (comment.text, comment.line_number) == ("Start.", 1)


def test_a_text_names_no_line() -> None:
    assert as_row(CODE, ["Start."]).comments == (Comment("Start."),)


@pytest.mark.parametrize(
    ("code", "comments", "missing", "cause"),
    [
        (" \n", ["Start."], "no code", "input"),
        (CODE, None, "no comments to judge", "model"),
        (CODE, [], "no comments to judge", "model"),
    ],
)
def test_nothing_to_judge_says_why(code: str, comments: object, missing: str, cause: str) -> None:
    row = as_row(code, comments)
    assert (row.missing, row.cause) == (missing, cause)


@pytest.mark.parametrize("wrong", [{"nothing": 1}, {"code_snippet": 5}])
def test_a_dict_of_no_known_shape_is_refused(wrong: dict) -> None:
    with pytest.raises(UsageError):
        as_row(wrong)


def test_a_comment_of_no_known_form_is_refused() -> None:
    with pytest.raises(UsageError):
        as_row(CODE, [{"line_number": 1}])
