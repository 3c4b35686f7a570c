"""Claims of one kind: what a reading of all claims finds of that kind, and nothing else."""

from __future__ import annotations

from typing import get_args

import pytest

from postil.claims.extract import claims_of_kind, extract_claims
from postil.claims.model import ClaimKind

_TEXTS = (
    "Return None if the list is empty, else at least 3 items sorted in ascending order.",
    "Raises ValueError when limit is below 0; the limit defaults to 10 seconds.",
    "Takes two arguments a and b and yields each of them in place.",
    "For each café, return True if it's open — at least two are.",
    "遍历列表，若为空则返回 None；超过 3 个时抛出 ValueError，默认为 5。",
)


@pytest.mark.parametrize("text", _TEXTS)
@pytest.mark.parametrize("kind", get_args(ClaimKind))
def test_one_kind_is_what_all_claims_have_of_it(text: str, kind: ClaimKind) -> None:
    assert claims_of_kind(text, kind) == tuple(claim for claim in extract_claims(text) if claim.kind == kind)


def test_the_texts_hold_most_kinds() -> None:
    kinds = {claim.kind for text in _TEXTS for claim in extract_claims(text)}
    assert len(kinds) >= 10
