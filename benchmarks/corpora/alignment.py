"""Are the comments of a corpus about the lines that they are aligned to? A sample to be read, and what readers said.

    python benchmarks/corpora/alignment.py draw CORPUS -o sample.jsonl      320 lines, by package and kind, by a seed
    python benchmarks/corpora/alignment.py report                           precision with its 95 % interval

Readers write ``id,lines,reader,verdict`` (``right`` or ``wrong``) into ``data/alignment.csv``; only ids and verdicts are
kept. A line counts as right where every reader says so. The question: is the remark about exactly the marked lines?
A statement with a block is marked with its block; a remark that gives the reason for a statement is about it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

from readings import rows, table

from postil_corpora.schema import Annotation, CommentSample
from postil_corpora.tables import read_rows

_VERDICTS = Path(__file__).with_name("data") / "alignment.csv"
SEED, COUNT, AROUND = 20_261_122, 320, 12


def draw(corpus: Path, count: int, seed: int) -> list[dict[str, object]]:
    """``count`` remarks: of each package and kind as many as its share of all, at least one."""
    strata: dict[tuple[str, str], list[tuple[CommentSample, Annotation]]] = defaultdict(list)
    for sample in read_rows(corpus, "comment_samples", CommentSample):
        for remark in sample.annotations:
            strata[sample.provenance.repository, remark.kind].append((sample, remark))
    total = sum(map(len, strata.values()))
    chooser = random.Random(seed)  # noqa: S311 - a sample to be read, not a secret
    chosen = []
    for name in sorted(strata):
        share = max(1, round(count * len(strata[name]) / total))
        chosen += chooser.sample(strata[name], min(share, len(strata[name])))
    chooser.shuffle(chosen)
    return [_item(sample, remark) for sample, remark in chosen[:count]]


def _item(sample: CommentSample, remark: Annotation) -> dict[str, object]:
    last = remark.end_line_number or remark.line_number
    lines = sample.code_snippet.split("\n")
    first_shown, last_shown = max(1, remark.line_number - AROUND), min(len(lines), last + AROUND)
    around = [
        f"{'>' if remark.line_number <= number <= last else ' '}{number:>4} {lines[number - 1]}"
        for number in range(first_shown, last_shown + 1)
    ]
    return {
        "id": f"{sample.id}#{remark.line_number}",
        "path": sample.provenance.path,
        "code": "\n".join(around),
        "comment": remark.annotation,
        "lines": [remark.line_number, last],
        "kind": remark.kind,
    }


def main() -> None:
    """Draw or report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    actions = parser.add_subparsers(dest="action", required=True)
    drawing = actions.add_parser("draw")
    drawing.add_argument("corpus", type=Path)
    drawing.add_argument("-o", "--output", type=Path, required=True)
    drawing.add_argument("--seed", type=int, default=SEED)
    drawing.add_argument("--count", type=int, default=COUNT)
    actions.add_parser("report")
    args = parser.parse_args()
    if args.action == "report":
        print(table(rows(_VERDICTS)))
        return
    items = draw(args.corpus, args.count, args.seed)
    args.output.write_text(
        "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in items), encoding="utf-8"
    )
    print(f"{len(items)} lines to be read: {args.output}")


if __name__ == "__main__":
    main()
