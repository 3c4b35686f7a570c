"""Every rule is judged by the cases it carries."""

import pytest

from postil.page import Page
from postil.rule import Example, Rule
from postil.rules import load_rules, registration_fault, rule_set_hash
from postil.text.lazy import holds_any

RULES = load_rules()


def findings(rule: Rule, example: Example) -> list[str]:
    found = list(rule.check(example.page()))
    assert all(f.code == rule.code and f.message and f.evidence and f.line >= 1 for f in found)
    return [f"{f.message} ({f.evidence})" for f in found]


def cases(*kinds: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{kind}-{number}")
        for rule in RULES
        for kind in kinds
        for number, example in enumerate(getattr(rule, kind), 1)
    ]


@pytest.mark.parametrize(("rule", "example"), cases("good", "near_misses"))
def test_a_good_case_gives_no_finding(rule: Rule, example: Example) -> None:
    assert findings(rule, example) == []


@pytest.mark.parametrize(("rule", "example"), cases("bad", "paraphrases"))
def test_a_bad_case_gives_a_finding(rule: Rule, example: Example) -> None:
    assert findings(rule, example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_can_register_and_explains_itself(rule: Rule) -> None:
    assert registration_fault(type(rule)) is None
    assert rule.title
    assert rule.why
    assert type(rule).__doc__


def test_the_rules_the_foundation_names_are_there() -> None:
    wanted = (
        "COV02 COV03 COV05 COV12 CON01 CON03 CON04 CON20 CON21 CON23 CON24 CON26 CON50 CON51 CON53 "
        "FMT21 FMT22 FMT23 FMT24 FMT25 FMT26 FMT27 STA01 RED01 RED04 ALN02 LNG03"
    )
    assert set(wanted.split()) <= {rule.code for rule in RULES}


def test_a_rule_without_its_cases_cannot_register() -> None:
    class Bare(Rule):
        code = "XXX01"
        name = "format/bare"
        penalty = 0.1

    assert "near misses" in (registration_fault(Bare) or "")


def test_the_hash_names_the_rule_set() -> None:
    assert rule_set_hash(RULES) == rule_set_hash(RULES)
    assert rule_set_hash(RULES) != rule_set_hash(RULES[1:])
    assert len(rule_set_hash(RULES)) == 12


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    kinds = ("good", "near_misses", "bad", "paraphrases")
    return [example.page() for rule in RULES for kind in kinds for example in getattr(rule, kind)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_nothing_where_its_kinds_or_hints_say_so(rule: Rule, pages: list[Page]) -> None:
    for page in pages:
        silent = rule.reads("python", page.comment_kinds) and not rule.concerns(page)
        silent = silent or (rule.comment_kinds and page.comment_kinds.isdisjoint(rule.comment_kinds))
        silent = silent or (rule.hints and not holds_any(page.folded, rule.hints))
        assert not silent or not list(rule.check(page))
