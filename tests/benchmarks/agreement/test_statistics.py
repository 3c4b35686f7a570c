"""Statistics of the agreement programs, against values worked out by hand."""

import importlib
import math
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

Load = Callable[[str], ModuleType]
FOLDER = Path(__file__).parents[3] / "benchmarks" / "agreement"


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    monkeypatch.syspath_prepend(str(FOLDER))

    def by_name(name: str) -> ModuleType:
        return importlib.import_module(name)

    yield by_name
    for name, module in list(sys.modules.items()):
        if str(FOLDER) in str(getattr(module, "__file__", "")):
            del sys.modules[name]


def test_ranks_of_equal_values_are_shared(load: Load) -> None:
    assert load("ranks").ranks([3.0, 1.0, 3.0, 2.0]).tolist() == [3.5, 1.0, 3.5, 2.0]


def test_spearman_and_tau_b_know_the_textbook_cases(load: Load) -> None:
    ranks = load("ranks")
    assert ranks.spearman([1, 2, 3, 4], [2, 4, 6, 9]) == pytest.approx(1.0)
    assert ranks.spearman([1, 2, 3], [1, 1, 1]) == 0.0
    # two ties on one side: 5 concordant of 6 pairs, tau-b = 5 / sqrt(5 * 6)
    assert ranks.kendall_tau_b([1, 2, 2, 4], [1, 2, 3, 4]) == pytest.approx(5 / math.sqrt(30))


def test_what_the_control_explains_leaves_nothing(load: Load) -> None:
    ranks = load("ranks")
    control = list(range(30))
    noise = np.random.default_rng(0).permutation(30)
    assert abs(ranks.partial_spearman(control, noise, control)) < 1e-9
    assert ranks.partial_spearman(noise, noise, control) == pytest.approx(1.0)


def test_pairwise_accuracy_ties_where_people_tie(load: Load) -> None:
    accuracy = load("ranks").pairwise_accuracy
    assert accuracy([1.0, 1.1, 5.0], [2, 2, 4]) == 1.0  # a threshold between 0.1 and 3.9 ties the first two
    assert accuracy([0.0, 0.0, 0.0], [1, 2, 2]) == pytest.approx(1 / 3)
    assert accuracy([3.0, 2.0, 1.0], [1, 2, 3]) == 0.0


def test_holm_steps_down(load: Load) -> None:
    found = load("significance").holm({"a": 0.01, "b": 0.04, "c": 0.03})
    assert found == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})


def test_resamples_keep_functions_whole_and_are_the_same_each_time(load: Load) -> None:
    significance = load("significance")
    draws = significance.resamples(["f", "g", "f"])
    assert draws == significance.resamples(["f", "g", "f"])
    assert all((0 in draw) == (2 in draw) for draw in draws)


def test_no_row_is_tested_by_a_fit_that_saw_its_function_or_generator(load: Load) -> None:
    folds = load("folds")
    groups = [f"g{n // 3}" for n in range(60)]
    generators = [f"m{n % 3}" for n in range(60)]
    tested = []
    for fold in folds.double_folds(groups, generators):
        tested += fold.test
        assert not {groups[i] for i in fold.train} & {groups[i] for i in fold.test}
        assert not {generators[i] for i in fold.train} & {generators[i] for i in fold.test}
    assert sorted(tested) == list(range(60))


def test_a_fitted_scale_keeps_its_signs_and_finds_what_people_reward(load: Load) -> None:
    fit, recipe = load("scale_fit"), load("recipe")
    signs = recipe.signs("fluency")
    chance = np.random.default_rng(1)
    rows = [dict(zip(signs, chance.random(len(signs)), strict=True)) for _ in range(80)]
    people = np.array([1.0 + 4.0 * row["finished"] for row in rows])
    scale = fit.fit_scale("fluency", rows, [people], fit.units_of(rows))
    weights = {term.trait: term.weight for term in scale.terms}
    assert all(weight * signs[trait] > 0 for trait, weight in weights.items())
    assert weights["finished"] == max(weights.values())


def test_corruptions_change_what_they_say_they_change(load: Load) -> None:
    corruptions, documented = load("corruptions"), load("documented")
    one = documented.Documented(
        "p", "m", "f", "def f(path):\n    ...", "Read the first 3 lines of path.", ("path",)
    )
    other = documented.Documented("p", "m", "g", "def g():\n    ...", "Close the socket.", ())
    made = {
        kind: corrupt(one, [one, other], random.Random(0))
        for kind, corrupt in corruptions.CORRUPTIONS.items()
    }
    assert made["swapped"] == "Close the socket."
    assert "path" not in made["renamed"]
    assert "3" not in made["renumbered"]
    assert made["flipped"] in {"Write the first 3 lines of path.", "Read the last 3 lines of path."}
    assert made["vague"] != one.sentence


@pytest.mark.parametrize(
    ("docstring", "sentence"),
    [
        ("Sort the names. Then stop.", "Sort the names."),
        ("Sort\nthe :class:`Name` list\n\nMore.", "Sort the Name list"),
        ("Sort the names\n:param x: it. Yes.", "Sort the names"),
    ],
)
def test_the_first_sentence_ends_where_the_paragraph_ends(load: Load, docstring: str, sentence: str) -> None:
    assert load("documented").first_sentence(docstring) == sentence
