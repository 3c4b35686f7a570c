"""The miner of a joint inference: is this an example for the cloud?

    - type: "hard_example_mining"
      name: "postil_hard_example"
      url: "postil_ianvs.hard_example"

After the edge has answered (``inference-then-mining``) the engine's own confidence in the answer decides, which
needs no reference. Before that (``mining-then-inference``) only the code is there, and its size decides.
"""

from __future__ import annotations

from typing import Any

from postil.edge.deciding import THRESHOLD, decide
from postil.facts.registry import facts_of
from postil.reading.query import code_in_query
from postil.records import Damage
from postil.scoring.scorer import Scorer
from postil_ianvs.case import DEFAULT_PROFILE
from postil_ianvs.items import judged_items
from postil_ianvs.predictions import read_predictions
from postil_ianvs.registry import HARD_EXAMPLE, register


@register("postil_hard_example", HARD_EXAMPLE)
class HardExample:
    """Calls an example hard when the edge's answer is not good enough.

    Args:
        threshold: the least confidence, in [0, 1], with which the edge's answer is kept.
        statements: before there is an answer, code with more statements than this is hard.
        profile: the profile that judges.
    """

    def __init__(
        self, threshold: float = THRESHOLD, statements: int = 8, profile: str = DEFAULT_PROFILE
    ) -> None:
        self.threshold, self.statements = float(threshold), int(statements)
        self.scorer = Scorer(profile)

    def __call__(self, result: Any = None) -> bool:
        """Whether the cloud should be asked."""
        if isinstance(result, str):
            return len(facts_of(code_in_query(result), "python").statements) > self.statements
        predictions = read_predictions([result])
        row = predictions[0].row or {"query": predictions[0].query or ""}
        item = next(judged_items([row], predictions, self.scorer))
        if isinstance(item.row, Damage):
            return True
        return not decide(item.row, item.score, self.threshold).good_enough
