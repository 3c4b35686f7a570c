from __future__ import annotations

import io

import pytest

from postil.records import Dimensions, Finding, Row, Score, Snippet
from postil.reports.table import top_finding, write_table
from postil.reports.tally import Tally


def finding(severity: str, line: int, message: str = "says 256") -> Finding:
    return Finding("contradiction/default", "CON04", severity, line, 1, line, 0, message, "128")  # type: ignore[arg-type]  # parametrised


def scored(row_id: str, *findings: Finding) -> Score:
    grades = Dimensions(92, 70.5, 80)
    return Score(row_id, "scored", overall=81.5, dimensions=grades, findings=findings, signature="postil:9")


@pytest.fixture(autouse=True)
def no_width_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)


def rendered(*scores: Score) -> str:
    out, tally = io.BytesIO(), Tally()
    write_table(tally.watch((Row(score.id, Snippet("")), score) for score in scores), tally, out)
    assert not out.closed
    return out.getvalue().decode()


def test_a_row_shows_its_grades_and_its_gravest_finding() -> None:
    text = rendered(scored("clamp", finding("info", 1), finding("error", 3)))
    (line,) = [line for line in text.splitlines() if line.startswith("clamp")]
    for part in ("scored", "81.5", "92.0", "70.5", "80.0", " 2 ", "CON04 line 3: says 256"):
        assert part in line


def test_rows_without_a_score_say_why() -> None:
    text = rendered(
        Score("u", "unscored", "no code", "input"), Score("i", "invalid", "line 3: damaged", "input")
    )
    assert "no code" in text
    assert "line 3: damaged" in text
    assert "no row has a score" in text


def test_the_foot_has_means_and_signature() -> None:
    text = rendered(scored("a"))
    assert "mean overall 81.5, format 92.0, accuracy 70.5, logic 80.0" in text
    assert text.splitlines()[-1] == "postil:9"


def test_columns_line_up_over_many_blocks_with_one_head() -> None:
    text = rendered(*(scored(f"row-{number}") for number in range(95)))
    lines = [line for line in text.splitlines() if line.startswith("row-")]
    assert len(lines) == 95
    assert len({line.index("81.5") for line in lines}) == 1
    assert text.count("accuracy") == 2  # the head and the means


def test_no_colour_and_no_escape_gets_into_a_file() -> None:
    text = rendered(scored("\x1b[31mred[bold]", finding("error", 1, "\x1b]0;title\x07 [link=x]")))
    assert "\x1b" not in text
    assert "[bold]" in text
    assert "[link=x]" in text


def test_a_narrow_terminal_gets_the_code_of_the_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = rendered(scored("a-rather-long-name.en.mediocre", finding("error", 3)))
    lines = text.splitlines()
    assert lines[0].split() == ["id", "status", "overall", "format", "accuracy", "logic", "finds", "worst"]
    assert lines[2].split()[-1] == "CON04"
    assert max(map(len, lines)) <= 80


def test_a_table_without_rows_still_has_its_foot() -> None:
    assert "no row has a score" in rendered()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_errors_go_before_warnings_before_info(order: tuple[int, ...]) -> None:
    found = [finding("error", 9), finding("warning", 5), finding("info", 1)]
    assert top_finding(scored("a", *(found[index] for index in order))) == found[0]


def test_no_finding_is_on_top_of_none() -> None:
    assert top_finding(scored("a")) is None
