"""Rows per second on one core, beside peers that do less, in the same run on the same rows.

    python benchmarks/speed/throughput.py [--rows 1200] [--rounds 5]

Every round takes rows that no round has seen before. ``postil`` reads the JSON lines, scores and encodes the
result; ``ast + tokenize`` only reads the JSON, parses the code and splits it into tokens; ``sentence BLEU``
only reads the JSON and compares each comment with the next one of the row. Medians of CPU time.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import math
import re
import statistics
import tempfile
import time
import tokenize
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from realistic_rows import lines

from postil import Scorer
from postil.reading.rows import read_rows
from postil.reports.jsonl import encode
from postil.scoring.parallel import collect_seldom

GOAL, LIMIT = 1500, 600  # rows per second
_WORD = re.compile(r"\w+|[^\w\s]")


def ngrams(words: list[str], size: int) -> Counter[tuple[str, ...]]:
    """How often each run of ``size`` words occurs."""
    return Counter(tuple(words[start : start + size]) for start in range(len(words) - size + 1))


def sentence_bleu(candidate: str, reference: str) -> float:
    """BLEU-4 of one sentence, add-one smoothed above single words (Lin and Och, 2004), in [0, 1]."""
    words, wanted = _WORD.findall(candidate), _WORD.findall(reference)
    logs = []
    for size in (1, 2, 3, 4):
        grams = ngrams(words, size)
        matches = sum((grams & ngrams(wanted, size)).values())
        extra = int(size > 1)
        logs.append(math.log((matches + extra or 1e-9) / (grams.total() + extra or 1)))
    brevity = min(0.0, 1 - len(wanted) / max(1, len(words)))
    return math.exp(brevity + sum(logs) / 4)


def run_postil(path: Path, scorer: Scorer) -> None:
    """Read, score, encode."""
    for score in scorer.score_stream(read_rows(str(path))):
        if score.status != "scored":
            message = f"{score.id}: {score.reason}"
            raise SystemExit(message)
        encode(score)


def run_ast(path: Path) -> None:
    """Read, parse, split into tokens."""
    for line in path.open(encoding="utf-8"):
        code = json.loads(line)["code_snippet"]
        ast.parse(code)
        for _ in tokenize.generate_tokens(io.StringIO(code).readline):
            pass


def run_bleu(path: Path) -> None:
    """Read, compare each comment with the next."""
    for line in path.open(encoding="utf-8"):
        texts = [entry["annotation"] for entry in json.loads(line)["annotations"]]
        for candidate, reference in zip(texts, [*texts[1:], texts[0]], strict=True):
            sentence_bleu(candidate, reference)


def main() -> int:
    """Measure, print, compare with the limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1200, help="rows in a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--embedder", default="static")
    args = parser.parse_args()
    scorer = Scorer(embedder=args.embedder)
    collect_seldom()  # as the command does, and its workers
    peers: dict[str, Callable[[Path], None]] = {
        "postil": lambda path: run_postil(path, scorer),
        "ast + tokenize": run_ast,
        "sentence BLEU": run_bleu,
    }
    rates: dict[str, list[float]] = {name: [] for name in peers}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "rows.jsonl")
        for turn in range(args.rounds + 1):
            path.write_bytes(b"".join(lines(turn * args.rows, (turn + 1) * args.rows)))
            for name, peer in peers.items():
                start = time.process_time()
                peer(path)
                if turn:  # the first round warms up
                    rates[name].append(args.rows / (time.process_time() - start))
    found = {name: statistics.median(values) for name, values in rates.items()}
    print(
        f"rows per second of CPU, median of {args.rounds} rounds of {args.rows} new rows (10 lines, 5 comments)"
    )
    for name, rate in found.items():
        print(f"  {name:<15} {rate:8.0f}   {1000 / rate:6.2f} ms a row")
    print(f"limit {LIMIT}, goal {GOAL}: " + ("missed" if found["postil"] < LIMIT else "limit holds"))
    return 1 if found["postil"] < LIMIT else 0


if __name__ == "__main__":
    raise SystemExit(main())
