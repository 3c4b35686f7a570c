"""Languages are found by name, alias and path; unknown ones are told with a cure."""

from __future__ import annotations

import pytest

from postil.errors import UsageError
from postil.facts import registry
from postil.facts.language import Language
from postil.facts.python import PYTHON


@pytest.mark.parametrize("name", ["python", "Python", " py ", "python3", "IPython"])
def test_python_is_found_by_name_and_alias(name: str) -> None:
    assert registry.language_named(name) is PYTHON


def test_an_unknown_language_is_told_with_what_exists_and_the_nearest() -> None:
    with pytest.raises(
        UsageError,
        match=r"unknown language 'pyton'; there are: .*\bjava, .*python.*\. Did you mean 'python'\?",
    ):
        registry.language_named("pyton")
    with pytest.raises(UsageError, match=r"there are: [a-z, ]+\.$"):
        registry.language_named("cobol")


@pytest.mark.parametrize(
    ("path", "found"), [("a/b.py", True), ("B.PYI", True), ("a.java", False), ("py", False)]
)
def test_a_path_tells_its_language(path: str, found: bool) -> None:
    assert (registry.language_for_path(path) is PYTHON) is found


def test_languages_keep_to_the_protocol() -> None:
    assert PYTHON in registry.languages()
    assert all(isinstance(language, Language) for language in registry.languages())


def test_facts_are_made_once() -> None:
    assert registry.facts_of("x = 1", "python") is registry.facts_of("x = 1", "python")


def test_what_is_no_language_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'odd' of postil\.languages is no language"):
        registry._checked("odd", object())
