"""The pages of docs/rules are those that the rules make."""

from pathlib import Path

import pytest

from postil.reports.rule_pages import INDEX, page, pages
from postil.rule import Rule
from postil.rules import load_rules

DOCS = Path(__file__).parents[2] / "docs" / "rules"
PAGES = pages(load_rules())
STALE = "run 'make docs'"


def test_there_is_a_page_for_each_rule_and_no_other() -> None:
    assert {file.name for file in DOCS.iterdir()} == PAGES.keys(), STALE


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_not_stale(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name], STALE


def test_the_index_names_every_rule() -> None:
    for rule in load_rules():
        assert f"[{rule.code}]({rule.code}.md)" in PAGES[INDEX]


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_a_page_shows_why_and_every_case(rule: Rule) -> None:
    text = page(rule)
    assert rule.why in text
    for example in (*rule.bad, *rule.paraphrases, *rule.good, *rule.near_misses):
        assert example.code.rstrip("\n") in text
        assert (example.docstring or "") in text
    for option in rule.options:
        assert f"`{option.replace('_', '-')}`" in text
