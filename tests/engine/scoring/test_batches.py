"""Rows side by side: the same scores in the same order, none waited for longer than its batch."""

from collections.abc import Iterator

import pytest

from postil import Scorer
from postil.reading.candidates import as_row
from postil.records import Comment, Damage, Place, Row, Snippet
from postil.rule import Rule
from postil.scoring.batches import batches, side_by_side

LONG = "x = 1\n" * 40_000


def rows(count: int, code: str = "x = 1") -> list[Row]:
    return [Row(str(number), Snippet(code), (Comment("Set x."),)) for number in range(count)]


def test_each_work_does_one_step_in_turn() -> None:
    done: list[str] = []

    def work(name: str, steps: int) -> Iterator[str | None]:
        for step in range(steps):
            done.append(f"{name}{step}")
            yield None
        yield name

    assert side_by_side([work("a", 2), work("b", 0), work("c", 3)]) == ["a", "b", "c"]
    assert done == ["a0", "c0", "a1", "c1", "c2"]


def test_batches_begin_with_one_row_and_grow() -> None:
    assert [len(batch) for batch in batches(rows(40), most=8)] == [1, 2, 4, 8, 8, 8, 8, 1]


def test_batches_may_begin_full() -> None:
    assert [len(batch) for batch in batches(rows(20), most=8, first=8)] == [8, 8, 4]


def test_the_first_score_is_given_before_a_second_row_is_read() -> None:
    read: list[str] = []

    def source() -> Iterator[Row]:
        for row in rows(3):
            read.append(row.id)
            yield row

    assert next(Scorer().score_stream(source())).id == "0"
    assert read == ["0"]


def test_a_heavy_row_ends_its_batch() -> None:
    given = [*rows(3), *rows(1, LONG), *rows(3, LONG)]
    assert [len(batch) for batch in batches(given)] == [1, 2, 1, 1, 1, 1]


def test_many_remarks_end_a_batch() -> None:
    chatty = [Row("0", Snippet("x = 1"), (Comment("Set x."),) * 100) for _ in range(20)]
    assert [len(batch) for batch in batches(chatty)] == [1, 2, 4, 4, 4, 4, 1]


def test_what_came_before_a_failure_is_given_first() -> None:
    def source() -> Iterator[Row]:
        yield from rows(5)
        raise OSError("the disk is gone")

    found = []
    with pytest.raises(OSError, match="the disk is gone"):
        found.extend(batches(source()))
    assert sum(map(len, found)) == 5


def test_a_stream_gives_each_row_its_own_score(monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = Scorer()
    crashing = next(rule for rule in scorer.rules if rule.concerns(scorer.page(rows(1)[0])))
    check = type(crashing).check

    def crash(self: Rule, page: object) -> object:
        if "crash" in page.snippet.code:
            raise ZeroDivisionError("oops")
        return check(self, page)

    monkeypatch.setattr(type(crashing), "check", crash)
    annotated = {
        "code_snippet": "y = [2]\ny.sort()",
        "annotations": [{"line_number": 2, "annotation": "Sort y."}],
    }
    mixed = [
        *rows(4),
        Damage("d", Place("rows.jsonl", 5), "not JSON"),
        *rows(2, "crash = 1"),
        *rows(2, ""),
        *(as_row({**annotated, "id": f"a{number}"}) for number in range(20)),
    ]
    assert "oops" in (scorer.score_row(rows(1, "crash = 1")[0]).reason or "")
    alone = [scorer.score_row(row) for row in mixed]
    assert list(scorer.score_stream(mixed)) == alone
    assert scorer.score_chunk(mixed) == alone
