"""Is the edge's answer good enough, or should the cloud be asked? What Postil's decision is worth.

    python benchmarks/routing/measure.py [--resamples 10000]

The edge is Gemma 3 270M: its recorded comments on 44 small functions. The cloud is replayed three times: it gives our
own references for two of three functions, and for the third that differs from replay to replay what endpoints give as
well: nothing, a refusal, an answer cut off, an answer about another function. An answer of the cloud that cannot be
used leaves the edge's in place. Intervals resample functions, with all three replays of each.

The quality of an answer is the share of the statements worth a remark that have a right one (true of its line, and
about it): read and marked by hand for the edge (data/right.jsonl), known by construction for the cloud. The router
sees neither reference nor mark, only Postil's confidence in the edge's answer. Its formula was chosen on the 24
functions of the comment job and frozen before the 20 of data/functions.jsonl were answered and marked.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from postil.edge.deciding import confidence
from postil.reading.candidates import as_row
from postil.scoring.scorer import Scorer
from postil_bench.models.local import lines_to_comment
from postil_bench.routing import Item, gain_at, wins

HERE = Path(__file__).resolve().parent
JOB = HERE.parents[1] / "ianvs_plugin" / "jobs" / "comment" / "data"
ANSWERS = "answers-gemma3-270m.jsonl"
SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
REPLAYS = 3
LEAST_WINS = 0.2


class Asked(NamedTuple):
    """One function: an item for each replay of the cloud, and the quality of what the cloud said."""

    items: list[Item]
    clouds: list[float]


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one on each line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def cloud_answer(rows: Sequence[dict[str, Any]], number: int, replay: int) -> tuple[str, float]:
    """What the cloud says to row ``number`` in a replay, and the quality of that."""
    row = rows[number]
    if number % REPLAYS != replay:
        return row["response"], 1.0
    first = row["response"].split("\n")[0]
    other = rows[(number + len(rows) // 2) % len(rows)]["response"]
    share = 1.0 / len(lines_to_comment(row["postil"]["code_snippet"]))
    failures = [("", 0.0), ("I'm sorry, but I cannot help with that.", 0.0), (first, share), (other, 0.0)]
    return failures[number // REPLAYS % len(failures)]


def measure(rows: Sequence[dict[str, Any]], edge: dict[str, str]) -> list[Asked]:
    """Each function with its three replays."""
    right = {mark["id"]: mark["right"] for mark in read(HERE / "data" / "right.jsonl")}
    scorer = Scorer("ianvs-comment")
    found = []
    for number, row in enumerate(rows):
        code = row["postil"]["code_snippet"]
        judged = as_row(code, edge[row["id"]])
        sure = confidence(judged, scorer.score_row(judged))
        own = len(right[row["id"]]) / len(lines_to_comment(code))
        said = [cloud_answer(rows, number, replay) for replay in range(REPLAYS)]
        kept = [quality if scorer.score(code, text).status == "scored" else own for text, quality in said]
        found.append(Asked([Item(own, quality, sure) for quality in kept], [quality for _, quality in said]))
    return found


def report(title: str, asked: Sequence[Asked], resamples: int) -> bool:
    """Print a table; whether neither side is idle and the router is better than chance at half the calls."""
    items = [item for one in asked for item in one.items]
    clouds = [quality for one in asked for quality in one.clouds]
    edge_wins, cloud_wins = wins(items, clouds)
    edge, cloud = sum(item.edge for item in items) / len(items), sum(clouds) / len(clouds)
    print(f"\n{title}: {len(asked)} functions; quality: edge {edge:.3f}, cloud {cloud:.3f}")
    print(f"the edge answers {edge_wins:.0%} better, the cloud {cloud_wins:.0%}")
    print("  calls  router  random  known best  router - random (95 % interval)")
    gains = [gain_at([one.items for one in asked], share, resamples) for share in SHARES]
    for gain in gains:
        print(
            f"  {gain.share:5.0%}  {gain.router:6.3f}  {gain.chance:6.3f}  {gain.best:10.3f}  "
            f"{gain.difference:+.3f} ({gain.low:+.3f} to {gain.high:+.3f})"
        )
    at_half = next(gain for gain in gains if gain.share == 0.5)
    return at_half.low > 0 and min(edge_wins, cloud_wins) >= LEAST_WINS


def main() -> int:
    """Measure and print; 1 when the pair is one-sided or the router no better than chance at half the calls."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--resamples", type=int, default=10_000)
    args = parser.parse_args()
    chosen, held_out = read(JOB / "test_data" / "data.jsonl"), read(HERE / "data" / "functions.jsonl")
    edge = {
        answer["id"]: answer["prediction"]
        for answer in [*read(JOB / ANSWERS), *read(HERE / "data" / ANSWERS)]
    }
    first, second = measure(chosen, edge), measure(held_out, edge)
    report("those the formula was chosen on", first, args.resamples)
    report("held out", second, args.resamples)
    return 0 if report("all", [*first, *second], args.resamples) else 1


if __name__ == "__main__":
    raise SystemExit(main())
