"""The four shapes of rows, and what is said of their wrong fields."""

from __future__ import annotations

import pytest

from postil.reading.fields import FieldError
from postil.reading.shapes import is_row, read_row
from postil.records import Comment, Row

CODE = "def half(n):\n    return n / 2"


def row(**fields: object) -> Row:
    return read_row(fields, "1", None)


def annotated(*entries: object, **fields: object) -> Row:
    return row(code_snippet=CODE, annotations=list(entries), **fields)


def test_annotated_code_has_a_comment_for_each_entry() -> None:
    found = annotated(
        {"line_number": 1, "annotation": "Define half."}, {"line_number": 2, "annotation": "返回n的一半。"}, id="x",
        description="Comment it.",
    )  # fmt: skip
    assert found.id == "x"
    assert found.description == "Comment it."
    assert found.comments == (Comment("Define half.", line_number=1), Comment("返回n的一半。", line_number=2))
    assert (found.missing, found.cause) == (None, None)


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"provenance": {"repository": "pypi:flask", "path": "a.py"}}, "pypi:flask"),
        ({"postil": {"provenance": {"repository": "psf/requests"}}}, "psf/requests"),
        ({}, None),
        ({"provenance": "pypi:flask"}, None),
        ({"provenance": {"repository": 7}, "postil": []}, None),
    ],
)
def test_a_row_is_of_the_repository_that_its_provenance_names(
    fields: dict[str, object], source: str | None
) -> None:
    assert annotated({"line_number": 1, "annotation": "Define half."}, **fields).source == source


@pytest.mark.parametrize(
    ("number", "line", "end"),
    [
        (None, None, None),
        (-3, -3, None),
        (0, 0, None),
        (10**30, 10**30, None),
        ("2", 2, None),
        (" -2 ", -2, None),
        (2.0, 2, None),
        ("2.0", 2, None),
        ("2-4", 2, 4),
        ("第二行", 2, None),
        ([4, 2], 2, 4),
        ("9" * 4000, int("9" * 4000), None),
    ],
)
def test_any_integer_is_a_readable_line_number(number: object, line: int | None, end: int | None) -> None:
    (comment,) = annotated({"line_number": number, "annotation": "x"}).comments
    assert (comment.line_number, comment.end_line_number) == (line, end)


def test_a_line_number_may_be_missing() -> None:
    assert annotated({"annotation": "x"}).comments == (Comment("x"),)


@pytest.mark.parametrize("number", [True, 1.5, "two of them", {}, [], ["1"], "9" * 5000, " " * 100])
def test_a_line_number_that_is_none_is_told_by_its_field(number: object) -> None:
    with pytest.raises(FieldError, match=r"annotations\[1\]\.line_number must be an integer or null, found"):
        annotated({"line_number": 1, "annotation": "x"}, {"line_number": number, "annotation": "y"})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"code_snippet": 3}, "code_snippet must be a string, found the number 3"),
        ({"code_snippet": None}, "code_snippet must be a string, found null"),
        ({"code_snippet": CODE, "annotations": 3.5}, "annotations must be a list .* found the number 3.5"),
        ({"code_snippet": CODE, "annotations": {"a": 1}}, "annotations must be a list .* found an object"),
        (
            {"code_snippet": CODE, "annotations": [3]},
            r"annotations\[0\] must be an object .* found the number",
        ),
        ({"code_snippet": CODE, "annotations": [{}]}, r"annotations\[0\]\.annotation is missing"),
        (
            {"code_snippet": CODE, "annotations": [{"annotation": []}]},
            r"annotations\[0\]\.annotation must be a string",
        ),
        ({"code_snippet": CODE, "comment": ["x"]}, "comment must be a string, found an array"),
        ({"code_snippet": CODE, "description": True}, "description must be a string, found true"),
        ({"code_snippet": CODE, "language": 1}, "language must be a string"),
        ({"code_snippet": CODE, "path": "x" * 0 or False}, "path must be a string, found false"),
        ({"code_snippet": CODE, "id": ["a"]}, "id must be a string or a number"),
        ({"query": "x", "response": 1}, "response must be a string"),
        ({"query": [], "response": "y"}, "query must be a string"),
        ({"question": "q", "body": "b", "answer_1": 1}, "answer_1 must be an object with a body"),
        ({"question": "q", "body": "b", "answer_1": {"body": 1}}, r"answer_1\.body must be a string"),
        ({"text": "a", "more": "b"}, "no known shape of row: found text, more; expected code_snippet"),
        ({}, "no known shape of row: found no fields"),
    ],
)
def test_a_field_of_the_wrong_type_is_named_with_what_is_expected(
    fields: dict[str, object], reason: str
) -> None:
    with pytest.raises(FieldError, match=reason):
        read_row(fields, "1", None)


def test_long_values_are_shortened_in_reasons() -> None:
    with pytest.raises(FieldError, match=r"found the string 'aaaaaaaaaaaaaaaaaaaa'\.\.\.$"):
        annotated({"line_number": "a" * 1000, "annotation": "x"})


def test_annotations_may_be_an_object_of_lines_or_have_other_keys() -> None:
    by_line = row(code_snippet=CODE, annotations={"1": "Define.", "2": "Return."})
    renamed = annotated({"行号": 2, "注释": "返回。"}, {"line": 1, "comment": "Define."})
    assert [(c.line_number, c.text) for c in by_line.comments] == [(1, "Define."), (2, "Return.")]
    assert [(c.line_number, c.text) for c in renamed.comments] == [(2, "返回。"), (1, "Define.")]


def test_annotations_may_be_a_models_answer() -> None:
    assert row(code_snippet=CODE, annotations="Line 2: Return.").comments == (
        Comment("Return.", line_number=2),
    )
    assert row(code_snippet=CODE, annotations=["", "Return."]).comments == (
        Comment("Return.", line_number=2),
    )


@pytest.mark.parametrize(
    "fields", [{}, {"annotations": None}, {"annotations": []}, {"comment": " "}, {"annotations": {}}]
)
def test_code_without_comments_is_the_models_doing(fields: dict[str, object]) -> None:
    found = row(code_snippet=CODE, **fields)
    assert (found.missing, found.cause) == ("no comments to judge", "model")


def test_annotations_without_a_word_are_no_comments_but_are_kept() -> None:
    found = annotated({"line_number": 1, "annotation": " "})
    assert (found.missing, len(found.comments)) == ("no comments to judge", 1)


def test_blank_code_is_the_inputs_doing() -> None:
    found = row(code_snippet=" \n", comment="x")
    assert (found.missing, found.cause) == ("no code", "input")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Return half of n.", "summary"),
        ("返回n的一半。", "summary"),
        ("Halve.\n\nNever fails.", "docstring"),
        ("Halve.\nArgs:\n    n: number", "docstring"),
        ("Halve.\n:param n: number", "docstring"),
        ("Halve.\nParameters\n----------\nn : int", "docstring"),
        ("减半。\n参数：\n    n: 数", "docstring"),
    ],
)
def test_the_comment_of_a_pair_is_a_summary_or_a_docstring(text: str, kind: str) -> None:
    assert row(code_snippet=CODE, comment=text).comments[0].kind == kind


def test_a_row_may_have_annotations_and_a_comment() -> None:
    found = annotated({"line_number": 1, "annotation": "Define."}, comment="Halve n.")
    assert [comment.kind for comment in found.comments] == ["line", "summary"]


def test_line_ends_of_code_become_one_kind() -> None:
    assert row(code_snippet="a = 1\r\nb = 2\rc = 3", comment="x").snippet.code == "a = 1\nb = 2\nc = 3"


@pytest.mark.parametrize(
    ("fields", "language", "missing"),
    [
        ({}, "python", None),
        ({"language": ""}, "python", None),
        ({"language": "Py"}, "python", None),
        ({"path": "a/b.pyi"}, "python", None),
        ({"path": "a/b"}, "python", None),
        ({"path": "A.unknown"}, "python", None),
        ({"language": "python", "path": "A.java"}, "python", None),
        ({"language": "cobol"}, "cobol", "no facts for language cobol"),
        ({"language": "x" * 100_000}, "x" * 64, "no facts for language " + "x" * 64),
    ],
)
def test_the_language_is_given_or_guessed_from_the_path(
    fields: dict[str, object], language: str, missing: str | None
) -> None:
    found = row(code_snippet=CODE, comment="x", **fields)
    assert (found.snippet.language, found.missing) == (language, missing)
    assert found.cause == ("input" if missing else None)


def test_an_ianvs_row_has_its_code_in_the_query() -> None:
    query = f'Here is a code function "{CODE}". Please comment this code or function.'
    found = row(
        prompt="Think. ", query=query, response="Line 2: Return half.", level_3_dim="a", level_4_dim="b"
    )
    assert found.snippet.code == CODE
    assert found.comments == (Comment("Return half.", line_number=2),)
    assert found.description == query


def test_the_older_row_has_question_and_answer() -> None:
    found = row(question=f"请注释：\n```python\n{CODE}\n```", answer="返回n的一半。")
    assert (found.snippet.code, found.comments[0].text) == (CODE, "返回n的一半。")


@pytest.mark.parametrize(
    ("response", "missing"),
    [
        (None, "no prediction"),
        ("", "the answer is empty"),
        ("I'm sorry, but I can't do that.", "the model refused to answer"),
        (f'Comment "{CODE}".', "the prompt again, without an answer"),
        (CODE, "the code again, without one comment"),
    ],
)
def test_a_response_without_comments_is_the_models_doing(response: str | None, missing: str) -> None:
    found = row(query=f'Comment "{CODE}".', response=response)
    assert (found.missing, found.cause) == (missing, "model")


def test_a_query_without_code_is_the_inputs_doing() -> None:
    found = row(query="Comment it.", response="Halve n.")
    assert (found.missing, found.cause) == ("no code", "input")


def answer(body: str, **fields: object) -> dict[str, object]:
    return {"user_login": "u", "created_at": "t", "updated_at": "t", "body": body, **fields}


def test_an_issue_keeps_its_answers_in_the_order_of_their_numbers() -> None:
    body = "Why?\r\n\r\n```python\r\nx = 1\r\n```\r\nand\r\n```\r\ny = 2\r\n```"
    found = row(
        question="Title", body=body, answer_10=answer("ten"), answer_2=answer("two"), answer_1=answer("one"),
        answer_x="no answer", answer_3=None, answer_4="four",
    )  # fmt: skip
    assert [(given.key, given.body) for given in found.answers] == [
        ("answer_1", "one"), ("answer_2", "two"), ("answer_4", "four"), ("answer_10", "ten"),
    ]  # fmt: skip
    assert found.answers[0].author == "u"
    assert found.snippet.code == "x = 1\ny = 2"
    assert (found.description, found.comments, found.missing) == ("Title", (), None)


def test_an_issue_needs_no_code_but_answers() -> None:
    assert row(question="Title", body="Why?", answer_1=answer("so")).missing is None
    silent = row(question="Title", body="Why?")
    assert (silent.missing, silent.cause) == ("no answers to judge", "model")


def test_a_question_alone_is_a_row_without_a_response() -> None:
    assert row(question=f'"{CODE}"').missing == "no prediction"


@pytest.mark.parametrize(
    ("value", "expected"), [({"query": 1}, True), ({"a": 1}, False), ([], False), ("query", False)]
)
def test_a_row_is_told_by_its_keys(value: object, expected: bool) -> None:
    assert is_row(value) is expected
