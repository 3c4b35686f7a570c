"""Claims out of sentences, English and Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.claims.extract import extract_claims
from postil.claims.model import Claim


def claims(text: str, kind: str) -> list[Claim]:
    return [claim for claim in extract_claims(text) if claim.kind == kind]


@pytest.mark.parametrize(
    ("text", "value", "condition"),
    [
        ("Return None if the list is empty.", "None", "the list is empty"),
        ("True if n is even.", "True", "n is even"),
        ("The result is False.", "False", None),
        ("Returns an empty list when nothing fits.", "[]", "nothing fits"),
        ("If n is odd, return -1.", "-1", "n is odd"),
        ("如果列表为空则返回None", "None", "如果列表为空则"),
        ("结果为False", "False", None),
        ("返回空列表", "[]", None),
    ],
)
def test_results(text: str, value: str, condition: str | None) -> None:
    found = claims(text, "returns")[0]
    assert (found.value, found.condition) == (value, condition)


def test_an_else_has_no_condition_of_its_own() -> None:
    found = [
        claim for claim in claims("True if n is even, False otherwise.", "returns") if claim.value == "False"
    ]
    assert found[0].condition is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("n is at least 3", ">="),
        ("n is no more than 3", "<="),
        ("n exceeds the limit", ">"),
        ("n is below 3", "<"),
        ("3 or more of them", ">="),
        ("3 or fewer of them", "<="),
        ("n >= 3", ">="),
        ("n大于等于3", ">="),
        ("n不超过3", "<="),
        ("n大于3", ">"),
        ("n不足3", "<"),
        ("n不小于3", ">="),
    ],
)
def test_comparisons(text: str, value: str) -> None:
    assert [claim.value for claim in claims(text, "comparison")] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("if items is empty", "empty"),
        ("if items is not empty", "not:empty"),
        ("when x is None", "none"),
        ("if the file doesn't exist", "not:present"),
        ("if the file exists", "present"),
        ("when n is odd", "odd"),
        ("if the user is active", "is:active"),
        ("there are no rows", "empty"),
        ("列表为空时", "empty"),
        ("列表不为空时", "nonempty"),
        ("文件不存在", "absent"),
        ("x不为None时", "not_none"),
        ("n是偶数", "even"),
    ],
)
def test_conditions(text: str, value: str) -> None:
    assert value in [claim.value for claim in claims(text, "condition")]


@pytest.mark.parametrize(
    ("text", "name", "condition"),
    [
        ("Raises ValueError if n is negative.", "ValueError", "n is negative"),
        ("A KeyError is raised.", "KeyError", None),
        ("抛出TypeError异常", "TypeError", None),
        ("Raise it again.", None, None),
    ],
)
def test_exceptions(text: str, name: str | None, condition: str | None) -> None:
    found = claims(text, "raises")[0]
    assert (found.subject, (found.condition or "").rstrip(".") or None) == (name, condition)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Takes two arguments.", [(None, "2")]),
        ("Takes the arguments a, b and c.", [("a", None), ("b", None), ("c", None)]),
        ("接受参数a和b", [("a", None), ("b", None)]),
        ("接受一个参数text", [("text", None)]),
        ("参数有client、url和pause", [("client", None), ("url", None), ("pause", None)]),
    ],
)
def test_parameters(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    found = [(claim.subject, claim.value) for claim in claims(text, "parameter")]
    assert [pair for pair in found if pair in expected] == expected


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Yield each row lazily.", "yields", None),
        ("逐个产出每一行", "yields", None),
        ("For each key in the mapping", "loop", "key in the mapping"),
        ("遍历orders", "loop", "orders"),
        ("Return a list of rows.", "type", "list"),
        ("以列表的形式给出", "type", "list"),
        ("Sort it in place.", "effect", "in_place"),
        ("返回一份副本", "effect", "copy"),
        ("Retry 3 times.", "number", "3"),
        ("重试三次", "number", "3"),
        ("limit is 25 by default", "default", "25"),
    ],
)
def test_other_kinds(text: str, kind: str, value: str | None) -> None:
    assert value in [claim.value for claim in claims(text, kind)]


@pytest.mark.parametrize("text", ["Define the function foo.", "定义函数foo，用来取数"])
def test_definitions(text: str) -> None:
    assert claims(text, "definition")[0].subject == "foo"


@given(
    st.text(alphabet=st.sampled_from("if notempyrs.,，。不为空返回True3三大于 \n`()")), st.text(max_size=20)
)
def test_any_text_gives_claims_inside_it(one: str, other: str) -> None:
    text = one + other
    assert all(0 <= claim.start <= claim.end <= len(text) for claim in extract_claims(text))
