"""What each feature of ``postil.alignment.fit`` counts for, in nats.

Written by benchmarks/agreement/fit_alignment.py, which says how, from what data, and how to do it again.
"""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    "said_n": 1.702,
    "said_s": 0.288,
    "said_q": 0.771,
    "said_w": 0.671,
    "said_o": 0.846,
    "said_k": 0.740,
    "said_K": 0.615,
    "said_#": 1.744,
    "said_d": 1.067,
    "hinted_n": 2.456,
    "hinted_w": 0.442,
    "hinted_o": 0.532,
    "hinted_k": 0.383,
    "hinted_K": 0.237,
    "lead_K": 1.196,
    "unsaid_names": -0.153,
    "unsaid_share": -3.806,
    "size": -0.188,
}
