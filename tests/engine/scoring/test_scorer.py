"""What one row becomes."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil import Comment, Scorer, Snippet
from postil.reading.candidates import as_row
from postil.records import Damage, Features, Finding, Place, Row, Score
from postil.rule import Rule
from postil.scoring.losses import FEATURE_LOSSES, SCALE_LOSSES, feature_losses, finding_losses
from postil.scoring.profile import Profile

CODE = (
    "def clamp(value, low, high):\n"
    "    if low > high:\n"
    "        raise ValueError('low must not exceed high')\n"
    "    return max(low, min(value, high))"
)
TRUE = [
    Comment("Define clamp, which takes a value and the bounds low and high.", line_number=1),
    Comment("Check whether the bounds are the wrong way round.", line_number=2),
    Comment("Raise ValueError because low exceeds high.", line_number=3),
    Comment("Return value limited to the range from low to high.", line_number=4),
]
SCORER = Scorer()


def total(score: Score) -> float:
    return sum(c.points for c in score.contributions)


def test_true_comments_on_every_line_score_high() -> None:
    score = SCORER.score(Snippet(CODE), TRUE)
    assert score.status == "scored"
    assert score.overall >= 85
    assert math.isclose(total(score), score.overall, abs_tol=1e-6)
    assert [c.aligned_lines for c in score.comments] == [(1,), (2,), (3,), (4,)]


def test_the_same_comments_on_other_code_score_lower() -> None:
    other = "def area(width):\n    side = width * 2\n    print(side)\n    return side ** 2"
    assert SCORER.score(Snippet(other), TRUE).overall < SCORER.score(Snippet(CODE), TRUE).overall - 15


def test_comments_on_shuffled_lines_score_lower_and_say_so() -> None:
    lines = [3, 4, 1, 2]
    moved = [Comment(c.text, line_number=line) for c, line in zip(TRUE, lines, strict=True)]
    score = SCORER.score(Snippet(CODE), moved)
    assert score.overall < SCORER.score(Snippet(CODE), TRUE).overall - 10
    assert "ALN02" in {f.code for f in score.findings}


def test_fewer_comments_cover_less() -> None:
    assert SCORER.score(Snippet(CODE), TRUE[:2]).overall < SCORER.score(Snippet(CODE), TRUE).overall


def test_an_invented_name_costs_accuracy() -> None:
    invented = [*TRUE[:3], Comment("Return value limited by `clip_range` from low to high.", line_number=4)]
    score = SCORER.score(Snippet(CODE), invented)
    assert "STA01" in {f.code for f in score.findings}
    assert score.dimensions.accuracy < SCORER.score(Snippet(CODE), TRUE).dimensions.accuracy


def test_a_syntax_error_leaves_the_rest_scored() -> None:
    score = SCORER.score(
        Snippet("def half(n:\n    rest = n % 2\n    return n // 2"),
        [Comment("Return half of n.", line_number=3)],
    )
    assert score.status == "scored"
    assert score.comments[0].aligned_lines == (3,)


@pytest.mark.parametrize(
    ("row", "cause", "said"),
    [
        ({"code_snippet": "", "comment": "Nothing."}, "input", "no code"),
        ({"code_snippet": "x = 1"}, "model", "no comments"),
        ({"code_snippet": "x = 1", "annotations": []}, "model", ""),
        ({"code_snippet": "x = 1", "annotations": "I'm sorry, but I cannot help."}, "model", ""),
        ({"code_snippet": "x = 1", "comment": "Set x.", "language": "cobol"}, "input", "cobol"),
        ({"code_snippet": "# only a remark", "comment": "A remark."}, "input", "no statement"),
    ],
)
def test_what_cannot_be_judged_is_unscored_with_its_cause(row: dict, cause: str, said: str) -> None:
    score = SCORER.score(row)
    assert (score.status, score.cause, score.overall) == ("unscored", cause, None)
    assert said in score.reason


def test_damage_becomes_an_invalid_result() -> None:
    score = SCORER.score_row(Damage("7", Place("rows.jsonl", 7, 3), "not JSON"))
    assert (score.id, score.status, score.reason) == ("7", "invalid", "rows.jsonl:7:3: not JSON")


def test_a_rule_that_crashes_leaves_the_row_unscored(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(self: Rule, page: object) -> None:
        raise ZeroDivisionError("oops")

    scorer = Scorer()
    asked = next(rule for rule in scorer.rules if rule.concerns(scorer.page(as_row("x = 1", ["Set x."]))))
    monkeypatch.setattr(type(asked), "check", crash)
    score = scorer.score("x = 1", ["Set x."])
    assert (score.status, score.cause) == ("unscored", "engine")
    assert "oops" in score.reason


def test_references_give_a_further_feature() -> None:
    row = Row("1", Snippet(CODE), comments=tuple(TRUE), references=(Comment("Limit value to low and high."),))
    assert SCORER.score_row(row).features.reference_similarity is not None
    assert SCORER.score(Snippet(CODE), TRUE).features.reference_similarity is None


def test_several_references_count_by_the_best_or_in_the_mean_and_the_signature_says_which() -> None:
    near, far = Comment("Limit value to low and high."), Comment("Open a socket.")
    row = Row("1", Snippet(CODE), comments=tuple(TRUE), references=(near, far))
    best, mean, free = (Scorer(Profile(references=mode)).score_row(row) for mode in ("best", "mean", "none"))
    assert best.features.reference_similarity > mean.features.reference_similarity
    assert free.features.reference_similarity is None
    assert [score.signature.rpartition("refs:")[2] for score in (best, mean, free)] == [
        "best",
        "mean",
        "none",
    ]
    assert SCORER.score(Snippet(CODE), TRUE).signature.endswith("refs:none")


def test_an_issue_gives_one_score_for_each_answer_in_order() -> None:
    row = {
        "question": "Reading a file twice returns nothing",
        "body": "`fh.read()` gives text once, then an empty string.",
        "answer_1": {
            "body": "After the first read the position is at the end: call `fh.seek(0)` and read the file again."
        },
        "answer_2": {"body": "作为一个AI语言模型，我"},
        "answer_10": {"body": "```python\nfh.seek(0\n```"},
    }
    score = SCORER.score(row)
    assert [a.key for a in score.answers] == ["answer_1", "answer_2", "answer_10"]
    first, second, third = (a.overall for a in score.answers)
    assert first > second
    assert first > third
    assert "MKP10" in {f.code for f in score.answers[2].findings}
    assert math.isclose(total(score), score.overall, abs_tol=1e-6)


def test_an_empty_answer_is_worth_little() -> None:
    row = {
        "question": "Why?",
        "body": "Why `x`?",
        "answer_1": {"body": ""},
        "answer_2": {"body": "Because `x` is set."},
    }
    empty, real = (a.overall for a in SCORER.score(row).answers)
    assert empty < real


FEATURE_VALUES = st.builds(
    Features, **{name: st.none() | st.floats(0, 1) for name, *_ in (*FEATURE_LOSSES, *SCALE_LOSSES)}
)


@given(FEATURE_VALUES)
def test_feature_losses_are_shares(features: Features) -> None:
    assert all(0 <= loss.share < 1 for loss in feature_losses(features))


def test_match_costs_much_below_its_first_mark_and_little_above() -> None:
    def lost(match: float) -> float:
        losses = feature_losses(Features(match=match))
        return -sum(math.log1p(-loss.share) for loss in losses)

    assert 0 < lost(0.7) - lost(0.9) < 0.2 * (lost(0.3) - lost(0.5))
    assert lost(1.0) == 0


@given(st.integers(1, 50), st.integers(1, 50))
def test_a_finding_weighs_less_in_a_larger_set(few: int, many: int) -> None:
    finding = Finding("a/b", "CON01", "error", 1, 1, 1, 0, "m", "e")
    small, large = sorted((few, many))
    (one,) = finding_losses([finding], {"CON01": ("accuracy", 0.3)}, small)
    (other,) = finding_losses([finding], {"CON01": ("accuracy", 0.3)}, large)
    assert 0 < other.share <= one.share <= 0.3 + 1e-9


@settings(deadline=None, max_examples=60)
@given(
    st.text(max_size=200),
    st.lists(st.tuples(st.none() | st.integers(-3, 9), st.text(max_size=80)), min_size=1, max_size=4),
)
def test_any_text_gives_a_result_that_adds_up(code: str, remarks: list[tuple[int | None, str]]) -> None:
    score = SCORER.score(Snippet(code), [Comment(text, line_number=line) for line, text in remarks])
    assert score.cause != "engine", score.reason
    if score.status == "scored":
        assert 0 <= score.overall <= 100
        assert math.isclose(total(score), score.overall, abs_tol=1e-6)


def test_a_signature_names_everything_that_decides() -> None:
    parts = dict(part.split(":", 1) for part in SCORER.signature.split("|"))
    assert list(parts) == ["postil", "profile", "rules", "embed", "cal", "lang", "refs"]
    assert Scorer("strict").signature != SCORER.signature
    assert Scorer(language="zh").signature != SCORER.signature


def test_a_profile_file_decides_weights_and_rules(tmp_path: Path) -> None:
    path = tmp_path / "postil.toml"
    path.write_text('ignore = ["ALN"]\nweights = { format = 0, accuracy = 1, logic = 0 }\n')
    moved = [Comment(c.text, line_number=5 - c.line_number) for c in TRUE]
    score = Scorer(str(path)).score(Snippet(CODE), moved)
    assert "ALN02" not in {f.code for f in score.findings}
    assert score.overall == score.dimensions.accuracy


@settings(deadline=None, max_examples=40)
@given(st.integers(2, 99), st.integers(2, 99), st.sampled_from(["Retry at most {} times.", "最多重试{}次。"]))
def test_a_wrong_number_never_scores_better_than_the_right_one(right: int, wrong: int, text: str) -> None:
    code = f"for attempt in range({right}):\n    send(request)"
    true = SCORER.score(code, [Comment(text.format(right), line_number=1)])
    other = SCORER.score(code, [Comment(text.format(wrong), line_number=1)])
    assert other.overall == true.overall if right == wrong else other.overall <= true.overall


@pytest.mark.parametrize(("right", "wrong"), [(3, 5), (5, 3), (10, 100), (2, 11)])
@pytest.mark.parametrize("text", ["Retry at most {} times.", "最多重试{}次。"])
def test_a_wrong_number_scores_worse(right: int, wrong: int, text: str) -> None:
    code = f"for attempt in range({right}):\n    send(request)"
    true = SCORER.score(code, [Comment(text.format(right), line_number=1)])
    other = SCORER.score(code, [Comment(text.format(wrong), line_number=1)])
    assert other.overall < true.overall - 5


@pytest.mark.parametrize(
    "extra", ["Raise KeyError when low exceeds high.", "当low小于high时抛出ValueError。"]
)
def test_one_more_contradiction_lowers_the_score(extra: str) -> None:
    false = Comment(extra, line_number=3)
    worse = SCORER.score(Snippet(CODE), [*TRUE[:2], false, TRUE[3]])
    assert worse.overall < SCORER.score(Snippet(CODE), TRUE).overall - 5


def test_a_summary_of_a_fragment_is_judged_against_it() -> None:
    true = SCORER.score("time.sleep(delay_ms / 1000)", ["Wait for delay_ms milliseconds."])
    pair = {"code_snippet": "time.sleep(delay_ms / 1000)", "comment": "Wait for delay_ms milliseconds."}
    assert SCORER.score(pair).overall == true.overall == 100.0
    false = SCORER.score({**pair, "comment": "Wait for delay_ms seconds."})
    assert "CON10" in {f.code for f in false.findings}
