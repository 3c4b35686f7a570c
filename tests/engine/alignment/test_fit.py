from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.alignment.evidence import said, shown
from postil.alignment.fit import FEATURES, Scale, fit
from postil.alignment.weights import WEIGHTS
from postil.facts.registry import facts_of
from postil.text.stems import stem

CODE = """\
import json
def load(path, limit=30):
    names = []
    with open(path) as file:
        for line in file:
            if not line.strip():
                continue
            names.append(line.lower())
    total = sum(len(name) for name in names) * 100 // 7
    raise ValueError("limit must not exceed total")
    return names[::-1]
"""


def best(text: str) -> int:
    scores = fit(facts_of(CODE, "python"), text)
    return scores.index(max(scores)) + 1


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (1, "Bring in the json module."),
        (1, "导入模块。"),
        (2, "Takes a path and a limit, thirty by default."),
        (2, "定义函数，默认限制为三十。"),
        (3, "No names yet."),
        (3, "先准备一个空列表。"),
        (4, "Open the file; it is closed automatically."),
        (4, "打开文件，用完自动关闭。"),
        (5, "Go through it one at a time."),
        (5, "逐行遍历。"),
        (6, "Is there nothing but whitespace?"),
        (6, "如果去掉空白之后什么都没有。"),
        (7, "Skip it."),
        (7, "跳过。"),
        (8, "Collect it in lower case."),
        (8, "转换为小写并追加。"),
        (9, "Add up the lengths and divide by 7."),
        (9, "长度求和，乘以100再整除。"),
        (10, "Complain that the limit exceeds the total."),
        (10, "抛出异常，说明超过上限。"),
        (11, "Give the names back in reverse order."),
        (11, "倒序返回。"),
    ],
)
def test_a_remark_fits_its_line_best(line: int, text: str) -> None:
    assert best(text) == line


def test_every_feature_has_its_weight() -> None:
    assert set(WEIGHTS) == set(FEATURES)
    assert all(math.isfinite(weight) for weight in WEIGHTS.values())


def test_a_rare_name_tells_more_than_a_common_one() -> None:
    facts = facts_of("a = b\na = c\na = d", "python")
    scores = fit(facts, "a d")
    assert scores[2] > scores[0] == scores[1]


def test_what_stands_before_a_wide_gap_counts_less() -> None:
    facts = facts_of("first = one\nsecond = two", "python")
    scores = fit(facts, "first is one   second is two")
    assert scores[1] > scores[0]


def test_a_snippet_without_statements_has_no_fit() -> None:
    assert fit(facts_of("# nothing", "python"), "text") == []


def test_the_likely_places_share_most_and_come_in_order() -> None:
    texts = ["names of the file path", "raise ValueError", "nothing of this"]
    scale = Scale(facts_of(CODE, "python").statements, texts)
    assert scale.likely("names of the file path", 3) == sorted(scale.likely("names of the file path", 3))
    assert scale.likely("raise ValueError", 1) == [9]
    assert len(scale.likely("nothing of this", 4)) == 4


def test_evidence_names_its_channels() -> None:
    (statement,) = facts_of("total += prices['rice'] * 3", "python").statements
    terms = shown(statement).terms
    assert {"ntotal", f"s{stem('price')}", f"q{stem('rice')}", "#3", "omultiply", "Kaugassign"} <= terms
    sayings = [set(saying.terms) for saying in said("Multiply `self.total` by 3")]
    assert any("#3" in terms for terms in sayings)
    assert {"dself.total"} in sayings


@pytest.mark.parametrize(
    ("code", "said_of_it", "not_said"),
    [
        ("same = one == two", "oequal", "omodulo"),
        ("found = [name for name in names]", "oof_each", "oonly_some"),
        ("found = [name for name in names if name]", "oonly_some", "oone_or_other"),
        ("found = one if one else two", "oone_or_other", "oof_each"),
        ("text = f'{one} of {two}'", "oput_into_text", "otaken_apart"),
        ("one, two = pair", "otaken_apart", "oswapped"),
        ("row[i], row[j] = row[j], row[i]", "oswapped", "otaken_apart"),
        ("found = one not in names", "onot_in", "ois_given"),
        ("given = one is not None", "ois_given", "onot_in"),
        ("squares = side ** 2", "opower", "omodulo"),
        ("limit = 1_000_000", "#1e+06", "#1"),
        ("file = open(path, 'a')", "omode_append", "omode_write"),
        ("parts = text.split(',')", "osign_comma", "osign_dot"),
    ],
)
def test_a_form_that_no_single_token_tells_is_shown(code: str, said_of_it: str, not_said: str) -> None:
    (statement,) = facts_of(code, "python").statements
    terms = shown(statement).terms
    assert said_of_it in terms
    assert not_said not in terms


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_remark_can_be_held_against_any_code(code: str, text: str) -> None:
    facts = facts_of(code, "python")
    scores = fit(facts, text)
    assert len(scores) == len(facts.statements)
    assert all(map(math.isfinite, scores))


def test_scores_are_the_weighted_features() -> None:
    texts = ["Collect the names in lower case", "逐行遍历", ""]
    scale = Scale(facts_of(CODE, "python").statements, texts)
    for text in texts:
        weighed = [
            sum(WEIGHTS[name] * value for name, value in zip(FEATURES, row, strict=True))
            for row in scale.features(text)
        ]
        assert scale.scores(text)[0] == pytest.approx(weighed)
        assert scale.scores(text, [2, 5])[0] == pytest.approx([weighed[2], weighed[5]])
