"""What scoring costs on this machine: latency, memory, and where the time goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter, process_time

from msgspec import Struct

from postil.alignment.align import align
from postil.facts.registry import facts_of
from postil.records import Damage, Row
from postil.scoring.features import measure
from postil.scoring.scorer import Scorer

QUANTILES = (0.5, 0.9, 0.99)
_MILLI = 1000.0


class EdgeProfile(Struct, frozen=True):
    """How a run went.

    ``latency`` in milliseconds by quantile (``p50``, ``p90``, ``p99``, ``max``), ``rows_per_cpu_second``,
    ``peak_memory`` in MiB of the whole process, ``stages`` the share of the CPU time by stage; those behind the facts
    are measured by doing each once more on its own.
    """

    rows: int
    scored: int
    latency: dict[str, float]
    rows_per_cpu_second: float
    peak_memory: float
    stages: dict[str, float]
    signature: str


def profile(rows: Iterable[Row | Damage], scorer: Scorer) -> EdgeProfile:
    """Score ``rows`` one after another and measure; nothing but the latencies is kept."""
    latencies: list[float] = []
    stages = dict.fromkeys(("facts", "alignment", "rules", "features"), 0.0)
    spent, scored = 0.0, 0
    for row in rows:
        began, cpu = perf_counter(), process_time()
        if isinstance(row, Row):
            facts_of(row.snippet.code, row.snippet.language)  # kept for the scorer, which asks for the same
        stages["facts"] += process_time() - cpu
        score = scorer.score_row(row)
        spent += process_time() - cpu
        latencies.append((perf_counter() - began) * _MILLI)
        scored += score.status == "scored"
        if score.status == "scored" and isinstance(row, Row) and not row.answers:
            _add_stages(row, scorer, stages)
    total = sum(stages.values())
    return EdgeProfile(
        rows=len(latencies),
        scored=scored,
        latency=_latency(sorted(latencies)),
        rows_per_cpu_second=round(len(latencies) / spent, 1) if spent else 0.0,
        peak_memory=round(peak_memory(), 1),
        stages={name: round(value / total, 3) if total else 0.0 for name, value in stages.items()},
        signature=scorer.signature,
    )


def peak_memory() -> float:
    """The most resident memory this process has had, MiB; 0 where the system does not tell."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return 0.0
    unit = 1024.0**2 if sys.platform == "darwin" else 1024.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _add_stages(row: Row, scorer: Scorer, stages: dict[str, float]) -> None:
    facts = facts_of(row.snippet.code, row.snippet.language)
    page = scorer.page(row)
    steps: dict[str, Callable[[], object]] = {
        "alignment": lambda: align(facts, row.comments),
        "rules": lambda: scorer.findings(page),
        "features": lambda: measure(page, row.references, scorer.embedder),
    }
    for name, step in steps.items():
        began = process_time()
        step()
        stages[name] += process_time() - began


def _latency(ordered: Sequence[float]) -> dict[str, float]:
    """Quantiles by the nearest rank."""
    if not ordered:
        return {}
    last = len(ordered) - 1
    found = {f"p{share * 100:.0f}": round(ordered[round(share * last)], 3) for share in QUANTILES}
    return found | {"max": round(ordered[-1], 3)}
