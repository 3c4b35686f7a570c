"""Patterns that are compiled when first used, and asked only about texts that hold a hint."""

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.rules import load_rules
from postil.text.lazy import Hinted, holds_any, regex

RULES = load_rules()
HINTED = {
    f"{name}.{key}": pattern
    for name, module in sorted(sys.modules.items())
    if name.startswith("postil")
    for key, pattern in vars(module).items()
    if isinstance(pattern, Hinted)
}
PATTERNS = sys.modules["postil.claims.patterns"].ENGLISH
HINTED |= {
    f"english.{field}": value
    for field in PATTERNS.__struct_fields__
    if isinstance(value := getattr(PATTERNS, field), Hinted)
}
TEXTS = sorted(
    {
        text
        for rule in RULES
        for example in (*rule.good, *rule.near_misses, *rule.bad, *rule.paraphrases)
        for text in (example.code, example.docstring or "", *(line for _, line in example.lines))
    }
)


def spans(found: object) -> list[tuple[int, int]]:
    return [match.span() for match in found]


def test_there_are_hinted_patterns() -> None:
    assert len(HINTED) > 20


@pytest.mark.parametrize("name", HINTED)
def test_hints_hide_no_match(name: str) -> None:
    pattern = HINTED[name]
    for text in TEXTS:
        for form in (text, text.upper(), text.lower()):
            assert spans(pattern.finditer(form)) == spans(pattern.plain.finditer(form))


def test_a_pattern_is_compiled_when_first_used() -> None:
    broken = regex("(")
    with pytest.raises(re.error):
        broken.search("x")


def test_a_hinted_pattern_is_not_compiled_for_a_text_without_hints() -> None:
    broken = regex("(", hints=("word",))
    assert broken.search("another") is None
    assert broken.findall("another") == []
    assert list(broken.finditer("another")) == []


def test_private_names_are_not_those_of_the_pattern() -> None:
    assert not hasattr(regex("a"), "_anything")


@given(st.text("SsKkIi\u017f\u212a\u0131\u0130 x", max_size=12))
def test_letters_that_match_where_case_is_ignored_are_seen(text: str) -> None:
    if re.search("ski", text, re.IGNORECASE):
        assert holds_any(text, ("ski",))


def test_a_very_long_text_is_searched_in_any_case() -> None:
    assert holds_any("x" * 30_000, ("word",))
