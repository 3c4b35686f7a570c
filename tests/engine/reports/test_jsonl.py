from __future__ import annotations

import io
import json

from hypothesis import example, given
from hypothesis import strategies as st

from postil.records import Dimensions, Row, Score, Snippet
from postil.reports.jsonl import encode, write_json, write_jsonl
from postil.reports.tally import Pair, Tally


def pairs() -> list[Pair]:
    scores = [
        Score("a", "scored", overall=81.5, dimensions=Dimensions(90, 80, 70), signature="s"),
        Score("b", "unscored", "没有代码", "input", signature="s"),
    ]
    return [(Row(score.id, Snippet("x = 1")), score) for score in scores]


def test_jsonl_is_one_object_in_a_line_for_each_row_in_order() -> None:
    out = io.BytesIO()
    write_jsonl(pairs(), Tally(), out)
    lines = out.getvalue().decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]
    assert json.loads(lines[0])["dimensions"] == {"format": 90, "accuracy": 80, "logic": 70}
    assert "没有代码" in lines[1]


def test_json_is_one_document_with_a_summary() -> None:
    out, tally = io.BytesIO(), Tally()
    write_json(tally.watch(pairs()), tally, out)
    document = json.loads(out.getvalue())
    assert [score["id"] for score in document["scores"]] == ["a", "b"]
    assert document["summary"]["mean"] == 81.5
    assert document["summary"]["unscored"]["input"] == 1


def test_json_of_no_rows_is_a_document_as_well() -> None:
    out = io.BytesIO()
    write_json([], Tally(), out)
    assert json.loads(out.getvalue())["scores"] == []


@example("a\ud800b")
@given(st.text(st.characters(exclude_categories=())))
def test_every_text_becomes_valid_utf8_json_on_one_line(text: str) -> None:
    encoded = encode(Score(text, "unscored", text))
    expected = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    assert json.loads(encoded)["reason"] == expected
    assert b"\n" not in encoded
