from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.records import (
    Answer,
    AnswerScore,
    Comment,
    CommentResult,
    Contribution,
    Damage,
    Dimensions,
    Features,
    Finding,
    Place,
    Row,
    Score,
    Snippet,
)
from postil.reports.html import write_html
from postil.reports.tally import Pair, Tally

VOID = {"meta", "link", "br", "input"}


class Outline(HTMLParser):
    """The elements of a page with their attributes, its text, and whether every element is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [attrs for found, attrs in self.found if found == tag and wanted.items() <= attrs.items()]


def page_of(*pairs: Pair, **options: object) -> str:
    out, tally = io.BytesIO(), Tally()
    write_html(tally.watch(pairs), tally, out, **options)  # type: ignore[arg-type]  # title and most_rows
    return out.getvalue().decode()


def scored(row_id: str, code: str = "a = 1\nb = 2\nc = 3", overall: float = 81.5, **parts: object) -> Pair:
    comments = tuple(Comment(comment.text) for comment in parts.get("comments", ()))  # type: ignore[attr-defined]  # CommentResults
    grades = Dimensions(92, 70, 80)
    score = Score(row_id, "scored", overall=overall, dimensions=grades, signature="postil:9|x", **parts)  # type: ignore[arg-type]  # as given
    return Row(row_id, Snippet(code), comments), score


def finding(line: int, comment: int | None, severity: str = "error") -> Finding:
    return Finding(
        "contradiction/default", "CON04", severity, line, 1, line, comment, f"message {line}", "fact"
    )  # type: ignore[arg-type]  # as given


def block_of(page: str, needle: str) -> str:
    """The part of the code table that holds ``needle``."""
    (block,) = [part for part in page.split("<tr>") if 'class="notes"' in part and needle in part]
    return block


def test_a_comment_stands_beside_the_line_it_belongs_to_not_the_one_it_claims() -> None:
    comments = (CommentResult(3, "Set b.", (2,), 0.9, "line", 3),)
    block = block_of(page_of(scored("r", comments=comments)), "Set b.")
    assert '<span class="number">2</span>' in block
    assert "claims line 3" in block
    assert "fits line 2" in block


def test_a_comment_whose_claim_holds_shows_its_line_only() -> None:
    block = block_of(
        page_of(scored("r", comments=(CommentResult(2, "Set both.", (2, 3), 0.9, "line"),))), "Set both."
    )
    assert "lines 2–3" in block
    assert "claims" not in block


def test_a_comment_without_a_line_says_that_content_placed_it() -> None:
    page = page_of(scored("r", comments=(CommentResult(None, "Set c.", (3,), 0.5, "line"),)))
    assert "placed at line 3 by content" in block_of(page, "Set c.")


def test_a_comment_that_claims_no_line_and_fits_none_says_so() -> None:
    page = page_of(scored("r", comments=(CommentResult(None, "Nonsense.", (), 0.0, "line"),)))
    assert "fits no line" in page.partition("Without a line")[2]


def test_a_comment_that_fits_nowhere_stands_below_the_code() -> None:
    page = page_of(scored("r", comments=(CommentResult(99, "Nonsense.", (), 0.0, "line"),)))
    below = page.partition("Without a line")[2]
    assert "Nonsense." in below
    assert "claims line 99" in below


def test_a_comment_of_a_source_file_says_where_it_stands_and_what_kind_it_is() -> None:
    row, score = scored("m.py", comments=(CommentResult(None, "Module.", (1,), 0.5, "docstring"),))
    assert isinstance(row, Row)
    row = Row(row.id, row.snippet, (Comment("Module.", "docstring", at_line=1),))
    assert "docstring, stands at line 1" in page_of((row, score))


def test_findings_stand_with_their_comment_or_at_their_line() -> None:
    comments = (CommentResult(1, "Set a.", (1,), 0.9, "line"),)
    page = page_of(
        scored(
            "r", comments=comments, findings=(finding(1, 0), finding(3, None, "warning"), finding(9, None))
        )
    )
    assert "message 1" in block_of(page, "Set a.")
    assert '<span class="number">3</span>' in block_of(page, "message 3")
    assert "message 9" in page.partition("Without a line")[2]


def test_severity_is_said_in_words_and_marked_on_the_line() -> None:
    page = page_of(
        scored(
            "r", findings=(finding(2, None, "warning"), finding(2, None, "error"), finding(3, None, "info"))
        )
    )
    for word in ("error", "warning", "info"):
        assert re.search(rf"</span> {word}</strong>", page)
    assert '<div class="line error"><span class="number">2' in page
    assert '<div class="line "><span class="number">3' in page


def test_points_are_a_waterfall_that_ends_at_the_overall() -> None:
    parts = (
        Contribution("start", "format", 40.0),
        Contribution("start", "logic", 60.0),
        Contribution("statement_coverage", "logic", -3.0),
        Contribution("CON04", "accuracy", -15.5),
    )
    page = page_of(scored("r", contributions=parts, findings=(finding(1, None),)))
    table = page.partition('<table class="ledger">')[2].partition("</table>")[0]
    points = [
        float(text.replace("\u2212", "-")) for text in re.findall(r'class="number">([+\u2212][\d.]+)<', table)
    ]
    assert points == [40.0, 60.0, -15.5, -3.0]
    assert sum(points) == 81.5
    assert '<td class="number">81.5</td>' in table
    assert "contradiction/default" in table
    assert "left:84.5%;width:15.5%" in table


def test_measured_features_are_shown_and_others_are_not() -> None:
    page = page_of(scored("r", features=Features(identifier_recall=0.5)))
    assert "<dt>identifier recall</dt><dd>0.50</dd>" in page
    assert "fluency" not in page


def test_answers_are_listed_with_their_bodies_and_findings() -> None:
    answers = (AnswerScore("answer_1", 77.0, (finding(1, None),)), AnswerScore("answer_2", None))
    row, score = scored("issue", answers=answers)
    assert isinstance(row, Row)
    row = Row("issue", row.snippet, answers=(Answer("answer_1", "use a set"), Answer("answer_2", "no")))
    listed = page_of((row, score)).partition("<h4>Answers</h4>")[2]
    assert listed.index("use a set") < listed.index("message 1") < listed.index("answer_2")
    assert "77.0" in listed


def test_rows_without_a_score_show_their_reason_and_place() -> None:
    damage = Damage("7", Place("rows.jsonl", 7, 12), "expected a comma")
    page = page_of(
        (damage, Score("7", "invalid", "expected a comma", "input")),
        (Row("8", Snippet("")), Score("8", "unscored", "the model refused", "model")),
    )
    assert "line 7, column 12" in page
    assert page.count("expected a comma") == 2
    assert "the model refused" in page
    assert "unscored: 1 model" in page


def test_of_too_many_rows_the_worst_are_listed_and_the_page_says_so() -> None:
    pairs = [scored(f"row-{number}", overall=float(number)) for number in range(10, 30)]
    unread = (Damage("bad", Place("f", 1), "r"), Score("bad", "invalid", "r"))
    page = page_of(*pairs, unread, most_rows=3)
    assert "The worst 3 of 21 rows" in page
    assert re.findall(r'<th scope="row"><bdi>(row-\d+|bad)</bdi>', page) == ["row-10", "row-11", "bad"]
    assert "20 scored" in page


def test_long_code_is_cut_and_says_so() -> None:
    page = page_of(scored("r", code="x = 1\n" * 2100 + "y" * 5000))
    assert "101 more lines are not shown" in page


def test_the_page_stands_alone() -> None:
    outline = Outline(page_of(scored("r")))
    assert not outline.open
    assert not [attrs for _, attrs in outline.found if "src" in attrs]
    assert [attrs["href"] for attrs in outline.all("link")] == ["data:,"]
    assert "default-src 'none'" in (outline.all("meta")[1]["content"] or "")


def test_the_page_is_marked_up_for_everyone() -> None:
    comments = (
        CommentResult(1, "返回 a。", (1,), 0.9, "line"),
        CommentResult(2, "Set b.", (2,), 0.9, "line"),
    )
    parts = (Contribution("start", "format", 81.5),)
    outline = Outline(page_of(scored("r", comments=comments, contributions=parts)))
    assert outline.all("html") == [{"lang": "en"}]
    assert len(outline.all("p", lang="zh")) == 1
    assert len(outline.all("p", lang="en")) == 1
    assert len(outline.all("table")) == len(outline.all("caption"))
    assert [int(tag[1]) for tag, _ in outline.found if re.fullmatch(r"h\d", tag)][:2] == [1, 2]


HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.sampled_from(
        [
            "</td></table><script>alert(1)</script>",
            '" onload="x',
            "&amp;<!--",
            "]]>",
            "\u202e\x00\ud800",
            "</style>",
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_nothing_that_is_read_can_change_the_page(first: str, second: str, third: str) -> None:
    found = Finding(third, second, "error", 1, 1, 1, 0, first, second)
    comments = (CommentResult(1, second, (1,), 0.9, "line"),)
    parts = (Contribution(first, "format", 81.5),)
    pair = scored(first, third, comments=comments, findings=(found,), contributions=parts)
    plain_found = Finding("r", "c", "error", 1, 1, 1, 0, "m", "e")
    plain = scored(
        "i",
        third,
        comments=(CommentResult(1, "t", (1,), 0.9, "line"),),
        findings=(plain_found,),
        contributions=(Contribution("s", "format", 81.5),),
    )

    def elements(page: str) -> list[str]:
        outline = Outline(page)
        assert not outline.open
        return [
            tag
            for tag, attrs in outline.found
            if attrs.get("class") not in ("hidden", "evidence") and tag != "small"
        ]

    hostile, harmless = elements(page_of(pair, title=first)), elements(page_of(plain, title="t"))
    assert [tag for tag in hostile if tag != "span"] == [tag for tag in harmless if tag != "span"]


@pytest.mark.parametrize("width", [1001, 100_000])
def test_a_very_long_line_is_cut(width: int) -> None:
    assert len(page_of(scored("r", code="z" * width))) < 30_000


@pytest.mark.parametrize(("count", "opened"), [(3, 3), (4, 0)])
def test_a_few_rows_are_open_at_once(count: int, opened: int) -> None:
    outline = Outline(page_of(*(scored(f"row-{number}") for number in range(count))))
    assert len([attrs for attrs in outline.all("details") if "open" in attrs]) == opened
