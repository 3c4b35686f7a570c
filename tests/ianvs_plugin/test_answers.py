"""Answers to issues: their code parses, their names exist, they are near the best of the references."""

from postil.embedders.registry import embedder_named
from postil.reading.shapes import read_row
from postil.records import Comment
from postil_ianvs.answers import AnswerQuality, answer_quality, code_of

ISSUE = {
    "question": "Reading a file twice returns nothing the second time",
    "body": "Why?\n```python\nwith open('a.txt') as fh:\n    print(fh.read())\n```",
    "answer_1": {"body": "Because."},
    "answer_2": {
        "body": "The position stands at the end after the first read. Call `fh.seek(0)` before the second."
    },
}
ROW = read_row(ISSUE, "1", None)
REFERENCES = tuple(Comment(answer.body, kind="summary") for answer in ROW.answers)


def quality(body: str) -> AnswerQuality:
    from msgspec.structs import replace

    return answer_quality(body, replace(ROW, references=REFERENCES), embedder_named("lexical"))


def test_the_nearest_reference_counts_not_the_first() -> None:
    found = quality("After the first read the position is at the end; call `fh.seek(0)`.")
    assert found.nearest == 1
    assert found.similarity is not None
    assert found.similarity > 0.4


def test_a_right_answer_goes_before_an_invented_one_before_an_empty_one() -> None:
    right = quality(
        "The position is at the end after the first read. Call `fh.seek(0)` before the second one."
    )
    invented = quality("Call `fh.rewind_all()`:\n```python\nfh.rewind_all(\n```")
    vague = quality("It depends.")
    assert right.overall
    assert invented.overall is not None
    assert vague.overall is not None
    assert right.overall > invented.overall + 20
    assert right.names == 1.0
    assert invented.names is not None
    assert invented.names < 1.0
    assert invented.code == 0.0


def test_what_does_not_apply_is_not_measured() -> None:
    found = quality("The position stands at the end after the first read.")
    assert found.code is None
    assert found.names is None
    assert found.overall is not None


def test_a_session_with_prompts_is_read_as_what_was_typed() -> None:
    assert code_of(">>> x = [1,\n...      2]\n>>> x\n[1, 2]") == "x = [1,\n     2]\nx"
    assert quality("```\n>>> fh.seek(0)\n0\n```").code == 1.0
