"""Our tests and intervals against those of scipy, statsmodels and sacrebleu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from postil_bench.statistics import (
    Design,
    bootstrap,
    cohen_dz,
    holm,
    mcnemar,
    permutation,
    smallest_detectable,
    standard_error,
    wilson,
)

stats = pytest.importorskip("scipy.stats", reason="scipy is one of the oracles; it comes with [dev]")
NEEDS_STATSMODELS = "an oracle too heavy for [dev]: pip install statsmodels"
MONTE_CARLO = 0.02  # four standard errors of a share near one half from 10,000 draws


def sample(seed: int, size: int, shift: float = 0.3) -> Any:
    return np.random.default_rng(seed).normal(shift, 1.0, size)


def groups(size: int, each: int) -> list[str]:
    return [f"g{at // each}" for at in range(size)]


def scipy_p(values: Any, draws: float = np.inf) -> float:
    found = stats.permutation_test(
        (values,), np.mean, permutation_type="samples", n_resamples=draws, vectorized=True, rng=1
    )
    return float(found.pvalue)


@pytest.mark.parametrize("seed", range(5))
def test_few_pairs_have_scipys_exact_p(seed: int) -> None:
    values = sample(seed, 10)

    assert permutation(Design.of(values)) == pytest.approx(scipy_p(values), abs=1e-12)


@pytest.mark.parametrize("size", [60, 400])
def test_many_pairs_have_scipys_p_within_monte_carlo_error(size: int) -> None:
    values = sample(size, size, 2.0 / size**0.5)

    assert permutation(Design.of(values)) == pytest.approx(scipy_p(values, 9_999), abs=MONTE_CARLO)


def test_a_group_changes_its_sign_as_one_value_that_is_its_sum_would() -> None:
    values, names = sample(3, 40), groups(40, 4)

    assert permutation(Design.of(values, names)) == scipy_p(values.reshape(10, 4).sum(axis=1))


def test_the_bootstrap_interval_is_scipys() -> None:
    values = sample(1, 80)
    found = stats.bootstrap((values,), np.mean, method="percentile", n_resamples=20_000, rng=1)

    interval = bootstrap(Design.of(values))

    assert interval == pytest.approx(tuple(found.confidence_interval), abs=0.02)


def test_equal_groups_have_the_interval_of_their_means() -> None:
    values = sample(2, 120)
    means = values.reshape(30, 4).mean(axis=1)
    found = stats.bootstrap((means,), np.mean, method="percentile", n_resamples=20_000, rng=1)

    assert bootstrap(Design.of(values, groups(120, 4))) == pytest.approx(
        tuple(found.confidence_interval), abs=0.02
    )


def test_the_paired_randomisation_of_sacrebleu_gives_the_same_p() -> None:
    significance = pytest.importorskip("sacrebleu.significance", reason="pip install sacrebleu")
    one, other = sample(5, 50, 0.5), sample(6, 50, 0.2)

    found = significance.PairedTest(
        [("other", [str(v) for v in other]), ("one", [str(v) for v in one])],
        {"Mean": _mean_metric()},
        None,
        test_type="ar",
        n_samples=10_000,
    )()[1]["Mean"][1].p_value

    assert permutation(Design.of(one - other)) == pytest.approx(found, abs=MONTE_CARLO)


def _mean_metric() -> Any:
    """A metric of sacrebleu whose corpus score is the mean of the numbers that the lines are."""
    base = pytest.importorskip("sacrebleu.metrics.base")

    class Mean(base.Metric):
        _SIGNATURE_TYPE = base.Signature

        def __init__(self) -> None:
            super().__init__()
            self._ref_cache = [[""]] * 50
            self.num_refs = 1

        def _aggregate_and_compute(self, stats: Any) -> Any:
            return self._compute_score_from_stats(np.asarray(stats).sum(axis=0))

        def _compute_score_from_stats(self, stats: Any) -> Any:
            return base.Score("Mean", stats[0] / stats[1])

        def _preprocess_segment(self, sent: str) -> str:
            return sent

        def _extract_reference_info(self, refs: Sequence[str]) -> dict[str, Any]:
            return {}

        def _compute_segment_statistics(self, hypothesis: str, ref_kwargs: Any) -> list[float]:
            return [float(hypothesis), 1.0]

        def _extract_corpus_statistics(self, hypotheses: Sequence[str], references: Any) -> Any:
            return [self._compute_segment_statistics(line, {}) for line in hypotheses]

    return Mean()


@pytest.mark.parametrize(("wins", "losses"), [(0, 0), (5, 0), (3, 9), (9, 3), (40, 61), (700, 800)])
def test_mcnemar_is_that_of_statsmodels(wins: int, losses: int) -> None:
    tables = pytest.importorskip("statsmodels.stats.contingency_tables", reason=NEEDS_STATSMODELS)
    expected = tables.mcnemar([[10, wins], [losses, 10]], exact=True).pvalue

    assert mcnemar(wins, losses) == pytest.approx(1.0 if wins + losses == 0 else expected, rel=1e-9)


@pytest.mark.parametrize(("wins", "losses"), [(5, 0), (3, 9), (40, 61), (700, 800)])
def test_mcnemar_is_the_sign_test_of_scipy(wins: int, losses: int) -> None:
    assert mcnemar(wins, losses) == pytest.approx(stats.binomtest(wins, wins + losses).pvalue, rel=1e-9)


@pytest.mark.parametrize(("successes", "trials"), [(0, 5), (5, 5), (1, 3), (37, 90), (0, 1)])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_wilson_is_that_of_scipy(successes: int, trials: int, level: float) -> None:
    expected = stats.binomtest(successes, trials).proportion_ci(level, method="wilson")

    assert wilson(successes, trials, level) == pytest.approx((expected.low, expected.high), abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_holm_is_that_of_statsmodels(seed: int) -> None:
    multitest = pytest.importorskip("statsmodels.stats.multitest", reason=NEEDS_STATSMODELS)
    given = np.random.default_rng(seed).beta(0.4, 2, 12)
    given[3] = given[7]

    found = holm({str(at): float(p) for at, p in enumerate(given)})

    assert list(found) == [str(at) for at in range(12)]
    assert list(found.values()) == pytest.approx(list(multitest.multipletests(given, method="holm")[1]))


@pytest.mark.parametrize("each", [1, 3])
def test_the_standard_error_is_the_cluster_robust_one_of_statsmodels(each: int) -> None:
    api = pytest.importorskip("statsmodels.api", reason=NEEDS_STATSMODELS)
    values = sample(4, 60) + np.repeat(sample(5, 60 // each), each)
    fitted = api.OLS(values, np.ones(60)).fit(
        cov_type="cluster", cov_kwds={"groups": np.repeat(np.arange(60 // each), each)}
    )

    assert standard_error(Design.of(values, groups(60, each))) == pytest.approx(fitted.bse[0], rel=1e-9)


def test_the_effect_size_is_the_paired_t_of_scipy_without_the_size_of_the_sample() -> None:
    values = sample(8, 45)

    assert cohen_dz(Design.of(values)) == pytest.approx(stats.ttest_1samp(values, 0.0).statistic / 45**0.5)


def test_the_smallest_detectable_difference_has_the_power_it_promises() -> None:
    values = sample(9, 400, 0.0)
    difference = smallest_detectable(Design.of(values))
    error = standard_error(Design.of(values))
    assert difference is not None
    assert error is not None

    power = stats.norm.sf(stats.norm.isf(0.025) - difference / error)

    assert power == pytest.approx(0.8, abs=1e-6)
