from __future__ import annotations

import pytest

from postil.cli.parser import Parser, did_you_mean
from postil.errors import UsageError


def test_the_nearest_word_is_found_in_any_case() -> None:
    assert did_you_mean("con4", ["CON04", "COV12"]) == ": did you mean 'CON04'?"


def test_nothing_near_is_no_hint() -> None:
    assert did_you_mean("zzz", ["CON04"]) == ""


def test_known_arguments_are_parsed() -> None:
    parser = Parser("postil x", "About x.")
    parser.add_argument("--depth", type=int)
    assert parser.parse_args(["--depth", "3", "--traceback"]).depth == 3


def test_a_shortened_option_is_refused() -> None:
    parser = Parser("postil x", "About x.")
    parser.add_argument("--depth", type=int)
    with pytest.raises(UsageError, match="did you mean '--depth'"):
        parser.parse_args(["--dept", "3"])
