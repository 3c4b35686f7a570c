"""What each feature of ``postil.alignment.fit`` counts for, in nats.

Written by benchmarks/agreement/fit_alignment.py, which says how, from what data, and how to do it again.
"""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    "said_n": 1.697,
    "said_s": 0.339,
    "said_q": 0.746,
    "said_w": 0.737,
    "said_o": 0.795,
    "said_k": 0.936,
    "said_K": 0.578,
    "said_#": 1.867,
    "said_d": 1.078,
    "hinted_n": 2.476,
    "hinted_w": 0.558,
    "hinted_o": 0.596,
    "hinted_k": 0.409,
    "hinted_K": 0.505,
    "lead_K": 1.295,
    "unsaid_names": -0.171,
    "unsaid_share": -3.237,
    "size": -0.363,
    "unsaid_kind": -0.830,
}
