"""A fix removes the fault, adds none, and leaves the code as it was."""

import ast

import pytest

from postil.facts.registry import language_named
from postil.page import Page
from postil.records import Finding, Fix, Snippet
from postil.rule import Example, Rule
from postil.rules import load_rules

FIXABLE = [rule for rule in load_rules() if rule.fixable]
CASES = [
    pytest.param(rule, example, id=f"{rule.code}-{number}")
    for rule in FIXABLE
    for number, example in enumerate((*rule.bad, *rule.paraphrases), 1)
]


def findings(rule: Rule, code: str) -> list[Finding]:
    return list(rule.check(Page.read(Snippet(code), language_named("python").comments(code))))


def applied(code: str, fix: Fix) -> str:
    starts = [0]
    for line in code.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    start, end = starts[fix.line - 1] + fix.column - 1, starts[fix.end_line - 1] + fix.end_column - 1
    assert 0 <= start <= end <= len(code)
    return code[:start] + fix.text + code[end:]


def shape(code: str) -> str:
    """The code without its docstrings' white space; comments are no part of the tree."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = " ".join(node.value.split())
    return ast.dump(tree)


@pytest.mark.filterwarnings("ignore:invalid escape:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:.*invalid escape:SyntaxWarning")
@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_fix_removes_one_fault_and_nothing_else(rule: Rule, example: Example) -> None:
    found = findings(rule, example.code)
    for finding in found:
        if finding.fix is not None:
            fixed = applied(example.code, finding.fix)
            assert len(findings(rule, fixed)) == len(found) - 1
            assert shape(fixed) == shape(example.code)


@pytest.mark.parametrize("rule", FIXABLE, ids=lambda rule: rule.code)
def test_a_fixable_rule_has_a_bad_case_with_a_fix(rule: Rule) -> None:
    assert any(f.fix for example in (*rule.bad, *rule.paraphrases) for f in findings(rule, example.code))


@pytest.mark.parametrize("rule", [r for r in load_rules() if not r.fixable], ids=lambda rule: rule.code)
def test_no_other_rule_gives_a_fix(rule: Rule) -> None:
    for example in (*rule.bad, *rule.paraphrases):
        assert not any(f.fix for f in findings(rule, example.code))


def test_a_fix_of_a_whole_line_takes_the_line_away() -> None:
    rule = next(rule for rule in FIXABLE if rule.code == "FMT14")
    (finding,) = findings(rule, "x = 1\n#\ny = 2  # two\n")
    assert finding.fix is not None
    assert applied("x = 1\n#\ny = 2  # two\n", finding.fix) == "x = 1\ny = 2  # two\n"
