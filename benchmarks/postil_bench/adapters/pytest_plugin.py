"""The pytest plugin: a fixture that scores an answer and fails below a threshold.

def test_the_model_comments_well(postil_judge):
    postil_judge({"code_snippet": CODE}, ask(CODE), at_least=70)

Nothing of Postil is imported before a test asks for the fixture.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.records import Score


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--postil-at-least`` and ``--postil-profile``, and the settings of the same names."""
    group = parser.getgroup("postil", "scores of code comments")
    for name, text in (
        ("at_least", "what every judged answer must reach, 0-100"),
        ("profile", "the profile to score by"),
    ):
        group.addoption(f"--postil-{name.replace('_', '-')}", dest=f"postil_{name}", help=text)
        parser.addini(f"postil_{name}", text)


@pytest.fixture(scope="session")
def postil_judge(request: pytest.FixtureRequest) -> Callable[..., Score]:
    """``postil_judge(row, answer, metric="overall", at_least=None) -> Score``; fails the test below the threshold."""
    from postil_bench.adapters.judging import Judging, told  # noqa: PLC0415 - only for who asks for it

    profile = _setting(request.config, "profile") or "default"
    usual = float(_setting(request.config, "at_least") or 0.0)

    def judge(
        row: Mapping[str, Any] | str, answer: object, metric: str = "overall", at_least: float | None = None
    ) -> Score:
        judging = Judging(metric, profile)
        score = judging.score(row, answer)
        value, least = judging.value_of(score), usual if at_least is None else at_least
        if value is None:
            pytest.fail(
                f"Postil cannot judge this row: {score.reason or f'{metric} was not measured'}", pytrace=False
            )
        if value < least:
            pytest.fail(f"{metric} is {value:g}, below {least:g}\n{told(score)}", pytrace=False)
        return score

    return judge


def _setting(config: pytest.Config, name: str) -> str:
    given = config.getoption(f"postil_{name}")
    return str(given if given is not None else config.getini(f"postil_{name}") or "")
