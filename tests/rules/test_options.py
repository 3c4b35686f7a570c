"""What the options of rules do, on source and on generated comments."""

import importlib.util

import pytest

from postil import Scorer
from postil.errors import UsageError
from postil.facts.registry import language_named
from postil.page import Page
from postil.records import Comment, Snippet
from postil.rule import Rule
from postil.rules import load_rules
from postil.scoring.profile import Profile

RULES = {rule.code: rule for rule in load_rules()}
TODO = "# TODO: Round to even.\nx = 1\n"
SPHINX = "Halve.\n\n:param n: Any."


def source(code: str) -> Page:
    return Page.read(Snippet(code), language_named("python").comments(code))


def docstring(text: str) -> Page:
    return Page.read(Snippet("def half(n):\n    return n / 2"), (Comment(text, kind="docstring"),))


def count(code: str, page: Page, **options: object) -> int:
    return len(list(RULES[code].configured(options).check(page)))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_option_has_a_default_of_its_type(rule: Rule) -> None:
    for option in rule.options:
        same = rule.configured({option.replace("_", "-"): getattr(rule, option)})
        assert getattr(same, option) == getattr(rule, option)


def test_how_wide_a_comment_may_be() -> None:
    page = source("# " + "word " * 14 + "\nx = 1\n")
    assert [count("FMT15", page, width=width) for width in (60, 72, 100)] == [1, 0, 0]


def test_how_wide_a_line_with_a_comment_behind_it_may_be() -> None:
    page = source("x = 1  # " + "word " * 10 + "\n")
    assert [count("ALN04", page, width=width) for width in (40, 88)] == [1, 0]


def test_what_a_todo_must_have() -> None:
    assert count("FMT20", source(TODO)) == 0
    assert count("FMT20", source(TODO), owner=True) == 1
    assert count("FMT20", source(TODO), issue=True) == 1
    assert count("FMT20", source("# TODO(kim): Round to even, #12.\nx = 1\n"), owner=True, issue=True) == 0


def test_a_summary_may_have_to_end_always() -> None:
    assert count("FMT05", docstring("Halve n")) == 0
    assert count("FMT05", docstring("Halve n"), always=True) == 1


@pytest.mark.parametrize(("style", "found"), [("google", 1), ("sphinx", 0), ("any", 0)])
def test_the_style_that_is_asked_for(style: str, found: int) -> None:
    assert count("FMT02", docstring(SPHINX), **{"docstring-style": style}) == found


def test_a_project_may_have_roles_of_its_own() -> None:
    page = docstring("Halve n, see :clas:`x`.")
    assert count("MKP03", page) == 1
    assert count("MKP03", page, known=["clas"]) == 0


def test_how_much_a_long_function_must_be_told() -> None:
    body = "".join(f"    if n == {i}:\n        n += {i}\n" for i in range(6))
    page = source(f'def f(n):\n    """Do."""\n{body}    return n\n')
    assert [count("COV09", page, statements=limit, branches=6) for limit in (10, 99)] == [1, 0]
    assert [count("COV10", page, statements=limit, branches=6) for limit in (10, 99)] == [1, 0]


def test_a_rule_that_needs_an_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert count("MKP01", docstring("Halve ``n`` with *args.")) == 1
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'postil\[rst\]'"):
        RULES["MKP01"].configured({})


def test_text_that_is_nested_too_deep_for_docutils_is_passed_over() -> None:
    nested = "Halve ``n``.\n\n" + "\n\n".join(" " * 2 * depth + "- x" for depth in range(120))
    assert count("MKP01", docstring(nested)) >= 0


def test_a_profile_that_names_a_style_turns_its_rule_on() -> None:
    code = 'def half(n):\n    """Halve.\n\n    :param n: Any.\n    """\n    return n / 2\n'
    for style, found in (("any", False), ("numpy", True), ("sphinx", False)):
        scorer = Scorer(Profile(docstring_style=style))
        assert ("FMT02" in {f.code for f in scorer.findings(source(code))}) is found
