"""What all tests share: how hypothesis draws, and how work grows with its input. It never asks how fast a machine is."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, database=None
)
settings.register_profile("explore", settings.get_profile("steady"), derandomize=False, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

TRIES = 4
"""How often growth is measured before it counts as too steep: other work on the machine must strike each time."""


def _seconds(work: Callable[[int], object], size: int) -> float:
    started = process_time()
    work(size)
    return process_time() - started


def _grows_evenly(work: Callable[[int], object], size: int) -> None:
    seen = []
    for _ in range(TRIES):
        small, large = _seconds(work, size // 8), _seconds(work, size)
        if large < 24 * small + 0.1:
            return
        seen.append(f"{small:.3f} s -> {large:.3f} s")
    pytest.fail(f"eight times the text, over 24 times the work: {', '.join(seen)}")


@pytest.fixture(scope="session")
def grows_evenly() -> Callable[[Callable[[int], object], int], None]:
    """``grows_evenly(work, size)`` fails when ``work(size)`` costs far more than eight times ``work(size // 8)``.

    Linear work costs 8 times as much, quadratic work 64 times; the line is drawn at 24.
    """
    return _grows_evenly
