"""Conditions in words against tests in code."""

import pytest

from postil.claims.guards import fits, overlap


@pytest.mark.parametrize(
    ("condition", "guard", "verdict"),
    [
        ("amount is negative", "amount < 0", True),
        ("xs is empty", "not xs", True),
        ("xs is not empty", "not xs", False),
        ("there are no values", "not ordered", True),
        ("n is greater than 3", "n > 3", True),
        ("n is greater than 3", "n < 3", False),
        ("limit is less than n", "n > limit", True),
        ("n is greater than 3", "m > 3", None),
        ("the balance of source is less than amount", "ledger[source] < amount", True),
        ("x is not None", "x is None", False),
        ("all is well", "n > 3", None),
        ("n小于0", "n < 0", True),
    ],
)
def test_fits(condition: str, guard: str, verdict: bool | None) -> None:
    assert fits(f"if {condition}", guard) is verdict


def test_overlap_counts_names() -> None:
    assert overlap("either account is not in the ledger", "name not in ledger") == 1
    assert overlap("nothing of it", "name not in ledger") == 0
