"""Reading files of rows: lines, documents, damage."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from postil.errors import UsageError
from postil.reading.rows import read_rows, read_rows_from
from postil.records import Damage, Row

PAIR = {"code_snippet": "n += 1", "comment": "Count up."}
LINE = json.dumps(PAIR)


def read(data: bytes | str, name: str = "rows.jsonl") -> list[Row | Damage]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_rows_from(io.BytesIO(raw), name))


def shown(rows: list[Row | Damage]) -> list[tuple[str, int]]:
    return [(type(row).__name__, row.place.line if row.place else 0) for row in rows]


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.json"])
def test_an_empty_file_yields_nothing(name: str) -> None:
    assert read(b"", name) == []
    assert read(b"\xef\xbb\xbf", name) == []
    assert read(b"\n \r\n\t\n", name) == []


def test_the_id_is_the_physical_line_number_unless_given() -> None:
    rows = read(f"\n{LINE}\n\n{json.dumps({**PAIR, 'id': 'b'})}\n{json.dumps({**PAIR, 'id': 7})}\n")
    assert [row.id for row in rows] == ["2", "b", "7"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_every_line_end_and_a_byte_order_mark_are_fine(end: str, bom: bytes) -> None:
    rows = read(bom + end.join([LINE, "", LINE, LINE]).encode())
    assert shown(rows) == [("Row", 1), ("Row", 3), ("Row", 4)]


def test_a_line_end_cut_by_the_end_of_a_chunk_is_one_line_end() -> None:
    class Dribble(io.BytesIO):
        def read1(self, size: int | None = -1) -> bytes:
            return super().read(1)

    rows = list(read_rows_from(Dribble(f"{LINE}\r\n{LINE}\r{LINE}".encode()), "rows.jsonl"))
    assert shown(rows) == [("Row", 1), ("Row", 2), ("Row", 3)]


def test_trailing_commas_are_allowed_outside_of_strings() -> None:
    rows = read('{"code_snippet": "f(a,]", "comment": "a,}", "x": [1, 2,],},\n')
    assert isinstance(rows[0], Row)
    assert (rows[0].snippet.code, rows[0].comments[0].text) == ("f(a,]", "a,}")


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ('{"code_snippet": "é" "x"}', 22, "delimiter"),
        ('{"code_snippet":', 17, "expecting value"),
        ('{"a": 1,, "b": 2}', 9, "property name"),
        ('{"code_snippet": "x\ty"}', 20, "control character"),
        ('{"a": NaN}', 7, "NaN"),
        ('{"s": "NaN", "a": -Infinity}', 19, "-Infinity"),
        ('{"a": 1e999}', 1, "out of range"),
        ('{"a": ' + "9" * 5000 + "}", 1, "out of range"),
        ("[" * 100_000, 1, "deep"),
        ('{"a":' * 100_000, 1, "deep"),
    ],
)
def test_other_damage_is_told_with_its_place_and_reading_goes_on(line: str, column: int, reason: str) -> None:
    damage, row = read(f"{line}\n{LINE}\n")
    assert isinstance(damage, Damage)
    assert (damage.place.path, damage.place.line, damage.place.column) == ("rows.jsonl", 1, column)
    assert reason in damage.reason
    assert isinstance(row, Row)


def test_invalid_utf_8_is_told_with_its_place() -> None:
    damage, row = read('{"a": "é'.encode() + b"\xff" + f'"}}\n{LINE}'.encode())
    assert isinstance(damage, Damage)
    assert (damage.place.line, damage.place.column) == (1, 9)
    assert "0xff" in damage.reason
    assert isinstance(row, Row)


def test_a_lone_surrogate_becomes_a_replacement_and_a_pair_stays_whole() -> None:
    (row,) = read(r'{"code_snippet": "\ud83d\ude00 \\ud800", "comment": "a \uD800 b \udfff"}')
    assert isinstance(row, Row)
    assert row.comments[0].text == "a \ufffd b \ufffd"
    assert row.snippet.code == "\U0001f600 \\ud800"


def test_of_duplicate_keys_the_last_one_counts_and_null_bytes_are_text() -> None:
    (row,) = read(r'{"code_snippet": "a", "code_snippet": "b\u0000", "comment": "x"}')
    assert isinstance(row, Row)
    assert row.snippet.code == "b\0"


def test_a_line_of_ten_megabytes_is_one_row() -> None:
    rows = read(json.dumps({**PAIR, "code_snippet": "x = 1\n" * 1_800_000}) + "\n" + LINE)
    assert shown(rows) == [("Row", 1), ("Row", 2)]


@pytest.mark.parametrize("value", ["1", '"text"', "null", "true", "[1, 2]", "[]"])
def test_a_row_that_is_no_object_is_damage(value: str) -> None:
    damage, row = read(f"{value}\n{LINE}")
    assert isinstance(damage, Damage)
    assert "must be an object" in damage.reason
    assert isinstance(row, Row)


@pytest.mark.parametrize("name", ["rows.json", "rows.jsonl"])
@pytest.mark.parametrize("indent", [None, 0, 1, 4, "\t"])
def test_an_array_is_read_however_it_is_laid_out(name: str, indent: int | str | None) -> None:
    rows = read(json.dumps([PAIR, PAIR, PAIR], indent=indent), name)
    assert [type(row) for row in rows] == [Row, Row, Row]


@pytest.mark.parametrize("name", ["rows.json", "rows.jsonl"])
def test_objects_one_after_another_are_read_over_many_lines(name: str) -> None:
    laid_out = json.dumps({**PAIR, "annotations": [{"line_number": 1, "annotation": "x"}]}, indent=2)
    rows = read(f"\n{laid_out}\n\n{laid_out},\n{LINE}\n", name)
    assert shown(rows) == [("Row", 2), ("Row", 13), ("Row", 23)]
    assert [row.id for row in rows] == ["2", "13", "23"]


def test_a_cut_off_first_line_does_not_make_a_document_of_a_file_of_lines() -> None:
    rows = read(f'{{"code_snippet": "x", "annotations": [\n{LINE}\n"y"\n')
    assert shown(rows) == [("Damage", 1), ("Row", 2), ("Damage", 3)]


def test_a_hand_written_document_is_read() -> None:
    text = (
        '{"code_snippet": "x = 1", "comment": "一",}\n'
        '{"code_snippet": "x = 2",\n  "annotations": [\n    {"line_number": 1, "annotation": "二",},\n  ],\n}\n'
    )
    rows = read(text, "hand.json")
    assert shown(rows) == [("Row", 1), ("Row", 2)]
    assert [row.comments[0].text for row in rows if isinstance(row, Row)] == ["一", "二"]


def test_damage_inside_a_document_has_its_real_place_and_costs_one_row() -> None:
    text = '[\n  {"code_snippet": "a",\n\n   "comment": tru},\n  {"code_snippet": "b", "comment": "B"}\n]'
    damage, row = read(text, "rows.json")
    assert isinstance(damage, Damage)
    assert (damage.place.line, damage.place.column) == (4, 15)
    assert row.id == "5"


@pytest.mark.parametrize(
    ("inside", "place", "reason"),
    [
        ('"comment": "never ends,\n', (3, 14), "does not end"),
        ('"comment": "ends in a \\"\n', (3, 14), "does not end"),
        ('"comment": [1, 2}\n', (3, 19), "closes nothing"),
    ],
)
def test_reading_goes_on_at_the_next_row_behind_broken_brackets(
    inside: str, place: tuple[int, int], reason: str
) -> None:
    text = f'[\n  {{"code_snippet": "a",\n  {inside}  }},\n  {{"code_snippet": "b", "comment": "B"}}\n]'
    damage, row = read(text, "rows.json")
    assert isinstance(damage, Damage)
    assert (damage.place.line, damage.place.column) == place
    assert reason in damage.reason
    assert isinstance(row, Row)


def test_a_row_that_is_never_closed_does_not_swallow_the_next() -> None:
    unclosed = '{\n  "code_snippet": "a",\n  "annotations": [\n{"line_number": 1, "annotation": "x"}\n'
    rows = read(f"{unclosed}{json.dumps(PAIR, indent=1)}\n{unclosed}", "rows.json")
    assert shown(rows) == [("Damage", 1), ("Row", 5), ("Damage", 9)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"[{LINE},", [("Row", 1), ("Damage", 1)]),
        (f"{LINE}]\n{LINE}", [("Row", 1), ("Damage", 1), ("Row", 2)]),
        (f"[\n1,\n{LINE}\n]", [("Damage", 2), ("Row", 3)]),
        ("42", [("Damage", 1)]),
        ("[[{}]]", [("Damage", 1)]),
    ],
)
def test_what_stands_between_objects_is_told(text: str, expected: list[tuple[str, int]]) -> None:
    assert shown(read(text, "rows.json")) == expected


def test_columns_count_characters_on_a_line_with_several_objects() -> None:
    _, damage = read('{"code_snippet": "é", "comment": "一"} {"a": tru}', "rows.json")
    assert isinstance(damage, Damage)
    assert damage.place.column == 45


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(LINE)
    (row,) = read_rows(str(path))
    assert row.place is not None
    assert row.place.path == str(path)


def test_standard_input_is_called_minus(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(LINE.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    (row,) = read_rows("-")
    assert row.place is not None
    assert row.place.path == "<stdin>"


def test_metadata_stands_for_the_data_beside_it(tmp_path: Path) -> None:
    metadata = tmp_path / "metadata.json"
    metadata.write_text("{}")
    with pytest.raises(UsageError, match=r"data\.jsonl does not exist"):
        read_rows(metadata)
    (tmp_path / "data.jsonl").write_text('{"query": "Comment `x = f(1)`", "response": "Call f."}')
    (row,) = read_rows(metadata)
    assert isinstance(row, Row)
    assert row.snippet.code == "x = f(1)"


def test_a_wrong_path_is_an_error_with_a_cure_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        read_rows(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="is a folder"):
        read_rows(tmp_path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_rows("a\0b")
    with pytest.raises(UsageError, match="does not exist"):
        read_rows("-", predictions=tmp_path / "none.jsonl")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_an_error_with_a_cure(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(LINE)
    path.chmod(0)
    with pytest.raises(UsageError, match="may not be read"):
        list(read_rows(path))


def test_memory_does_not_grow_with_the_number_of_rows() -> None:
    import tracemalloc

    class Endless(io.RawIOBase):
        left = 200

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return (LINE + "\n").encode() * 100 if self.left > 0 else b""

    def peak(batches: int) -> int:
        stream = Endless()
        stream.left = batches
        tracemalloc.start()
        assert sum(1 for _ in read_rows_from(stream, "rows.jsonl")) == 100 * (batches - 1)  # type: ignore[arg-type]  # only what the reader needs of a stream
        result = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return result

    peak(3)
    assert peak(200) < 1.5 * peak(20)
