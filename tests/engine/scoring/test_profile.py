"""Profiles: built-in ones, files, and what a wrong one says."""

from pathlib import Path
from typing import Literal

import pytest

from postil.errors import UsageError
from postil.rule import Rule
from postil.rules import load_rules
from postil.scoring.profile import builtin_profiles, load_profile


def codes(profile: object) -> set[str]:
    return {rule.code for rule in profile.chosen(load_rules())}


def test_every_builtin_profile_loads_by_name() -> None:
    for name, profile in builtin_profiles().items():
        assert load_profile(name) == profile
        assert sum(profile.shares().values()) == pytest.approx(1)
        assert codes(profile)


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(UsageError, match="ianvs-comment"):
        load_profile("no-such")


def test_a_project_table_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.postil]\nignore = ["CON"]\ncomment-language = "zh"\n')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    profile = load_profile("default", deep)
    assert profile.comment_language == "zh"
    assert not any(code.startswith("CON") for code in codes(profile))


@pytest.mark.parametrize(
    "text",
    [
        '[tool]\npostil = { comment-language = "zh" }\n',
        '[ "tool" ] # ours\npostil.comment-language = "zh"\n',
        '[tool."postil"]\ncomment-language = "zh"\n',
        'tool.postil.comment-language = "zh"\n',
    ],
)
def test_a_project_table_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert load_profile("default", tmp_path).comment_language == "zh"


def test_a_file_of_its_own_extends_a_builtin(tmp_path: Path) -> None:
    path = tmp_path / "postil.toml"
    path.write_text('extends = "strict"\nselect = ["FMT", "contradiction/number-differs"]\n')
    profile = load_profile("default", tmp_path)
    assert profile.weights == builtin_profiles()["strict"].weights
    assert {code[:3] for code in codes(profile)} == {"FMT", "CON"}


def test_without_a_file_the_default_stands(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    assert load_profile("default", tmp_path).name in ("default", "postil", "pyproject")


def test_penalties_are_taken_from_the_profile(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("[penalties]\nCON01 = 0.9\n")
    profile = load_profile(str(path))
    rule = next(rule for rule in load_rules() if rule.code == "CON01")
    assert profile.penalty(rule) == 0.9


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ignor = ["CON"]', "did you mean 'ignore'"),
        ('zzzzz = "x"', "known are"),
        ('extends = "nobody"', "extends 'nobody'"),
        ("weights = { format = -1 }", "must not be negative"),
        ("weights = { format = 0, accuracy = 0, logic = 0 }", "must weigh something"),
        ("required = []", "must weigh something"),
        ("penalties = { CON01 = 1.5 }", "must be in"),
        ('comment-language = "fr"', "fr"),
        ("ignore = [", "cannot be read"),
    ],
)
def test_a_wrong_file_names_file_and_cure(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(UsageError) as caught:
        load_profile(str(path))
    assert said in str(caught.value)
    assert "mine.toml" in str(caught.value)


def test_a_pyproject_table_that_is_no_table_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool]\npostil = "x"\n')
    assert load_profile("default", tmp_path) is not None


def test_a_project_may_call_the_fields_by_its_own_names(tmp_path: Path) -> None:
    from postil.reading.rows import read_rows

    (tmp_path / "rows.jsonl").write_text('{"key": 7, "source": "x = 1", "remark": "Set x to one."}\n')
    names = {"id": "key", "code_snippet": "source", "comment": "remark"}
    (row,) = read_rows(tmp_path / "rows.jsonl", names=names)
    assert (row.id, row.snippet.code, row.comments[0].text) == ("7", "x = 1", "Set x to one.")


class Wide(Rule):
    code = "ZZZ01"
    name = "format/wide"
    options = ("width", "docstring_style")
    width: int = 100
    docstring_style: Literal["google", "numpy", "sphinx", "epytext", "any"] = "any"


def chosen(tmp_path: Path, text: str) -> Wide:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    (rule,) = load_profile(str(path)).chosen((Wide(),))
    assert isinstance(rule, Wide)
    return rule


def test_options_reach_the_rule_by_code_or_name(tmp_path: Path) -> None:
    assert chosen(tmp_path, "").width == 100
    assert chosen(tmp_path, "[options.ZZZ01]\nwidth = 88").width == 88
    assert chosen(tmp_path, '[options."format/wide"]\nwidth = 79').width == 79
    assert Wide().width == 100


def test_the_docstring_style_reaches_the_rules_that_ask_for_it(tmp_path: Path) -> None:
    assert chosen(tmp_path, 'docstring-style = "numpy"').docstring_style == "numpy"
    both = 'docstring-style = "numpy"\n[options.ZZZ01]\ndocstring-style = "google"'
    assert chosen(tmp_path, both).docstring_style == "google"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[options.ZZZ01]\nhight = 1", "it has: width, docstring-style"),
        ('[options.ZZZ01]\nwidth = "wide"', "option 'width'"),
        ("[options.ZZZ99]\nwidth = 1", "there is no such rule"),
    ],
)
def test_a_wrong_option_is_an_error(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        chosen(tmp_path, text)
