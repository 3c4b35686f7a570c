"""What each feature of ``postil.alignment.fit`` counts for, in nats.

Written by benchmarks/agreement/fit_alignment.py, which says how, from what data, and how to do it again.
"""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    "said_n": 1.678,
    "said_s": 0.350,
    "said_q": 0.710,
    "said_w": 0.687,
    "said_o": 0.783,
    "said_k": 0.848,
    "said_K": 0.523,
    "said_#": 1.845,
    "said_d": 1.050,
    "hinted_n": 2.434,
    "hinted_w": 0.500,
    "hinted_o": 0.569,
    "hinted_k": 0.408,
    "hinted_K": 0.493,
    "lead_K": 1.276,
    "unsaid_names": -0.170,
    "unsaid_share": -3.283,
    "size": -0.359,
    "unsaid_kind": -0.708,
}
