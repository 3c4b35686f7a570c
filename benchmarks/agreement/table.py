r"""The agreement table: Postil, baselines, published judges and people, on every rated set.

    python benchmarks/agreement/table.py DATA_DIR [-o agreement.md]
    python benchmarks/agreement/table.py DATA_DIR --judged NAME      # only that set, of postil judge export

Postil's values are those of the shipped recipe, fitted again for every fold: functions and generators held out
together (``held_out.py``), and for Python also without any Python rating. Each figure has a 95 % interval by
bootstrap over functions; ``p`` compares with our value on the same rows, corrected after Holm within a table.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from baselines import baselines, plain
from held_out import Described, describe, held_out, transferred
from ranks import Values, kendall_tau_b, pairwise_accuracy, partial_spearman, spearman
from rated import SCALES, Rated, read_rated
from significance import Estimate, estimate, holm, paired_p, resamples

from postil import Scorer
from postil.scoring.scales import calibration

OURS = "Postil"
_HEAD = "| score | Spearman | Kendall tau-b | pairwise accuracy | p |\n|---|---|---|---|---|"


def rows_of(scale: str, rows: Sequence[Rated], ours: dict[str, Values]) -> list[str]:
    """The lines of one table: ours first, the others by Spearman."""
    people = np.array([row.ratings[scale] for row in rows])
    scores = ours | {name: np.array(values) for name, values in baselines(rows).items()}
    scores |= _judges(scale, rows)
    draws = resamples([row.group for row in rows])
    found = {name: estimate(spearman, values, people, draws) for name, values in scores.items()}
    main = next(iter(ours))
    tests = holm({name: paired_p(found[main], one) for name, one in found.items() if name != main})
    others = sorted((name for name in found if name not in ours), key=lambda name: -found[name].value)
    return [_line(name, scores[name], people, found[name], tests.get(name)) for name in [*ours, *others]]


def _line(name: str, scores: Values, people: Values, rho: Estimate, p: float | None) -> str:
    tau, accuracy = kendall_tau_b(scores, people), pairwise_accuracy(scores, people)
    return f"| {name} | {rho} | {tau:.2f} | {accuracy:.2f} | {'' if p is None else f'{p:.3f}'} |"


def _judges(scale: str, rows: Sequence[Rated]) -> dict[str, Values]:
    """The published judges of this scale; rows that a judge left out have its mean."""
    ending = SCALES.get(scale)
    names = [n for n in rows[0].judges if ending is None or n.endswith(f"_{ending}")]
    found = {}
    for name in names:
        values = np.array([row.judges.get(name, np.nan) for row in rows])
        label = name.removesuffix(f"_{ending}").replace("zeroshot_instructions", "instructed")
        found[f"judge: {label}"] = np.where(np.isnan(values), np.nanmean(values), values)
    return found


def guards(data: Described, scale: str, ours: Values) -> str:
    """What must hold for a scale to be more than length, or more than knowing who wrote the comment."""
    people = data.ratings(scale)
    length = [float(np.log1p(len(plain(row.comment)))) for row in data.rows]
    generators = np.array([row.generator for row in data.rows])
    within = [
        spearman(ours[generators == one], people[generators == one])
        for one in sorted({row.generator for row in data.rows})
    ]
    return (
        f"Given log length: {partial_spearman(ours, people, length):.2f}. "
        f"Mean within one generator: {float(np.mean(within)):.2f}. {_raters(data.rows, scale)}"
    )


def _raters(rows: Sequence[Rated], scale: str) -> str:
    """How far people agree: the mean correlation of one rater with another."""
    raters = np.array([row.raters[scale] for row in rows])
    pairs = [(a, b) for a in range(raters.shape[1]) for b in range(a)]
    found = [spearman(raters[:, a], raters[:, b]) for a, b in pairs]
    return f"One rater with another: {min(found):.2f} to {max(found):.2f}."


def human_tables(java: Described, python: Described) -> list[str]:
    """The tables of the three human scales, and of their mean."""
    found: list[str] = []
    means: dict[str, list[Values]] = {"java": [], "python": [], "without": []}
    for scale in SCALES:
        on_java, on_python = held_out(java, scale, [python]), held_out(python, scale, [java])
        without = transferred(python, scale, [java])
        for key, values in zip(means, (on_java, on_python, without), strict=True):
            means[key].append(values)
        found += [f"\n### Java: {scale}\n", guards(java, scale, on_java), "", _HEAD]
        found += rows_of(scale, java.rows, {OURS: on_java})
        found += [f"\n### Python: {scale}\n", guards(python, scale, on_python), "", _HEAD]
        found += rows_of(
            scale, python.rows, {OURS: on_python, f"{OURS}, fitted without a Python rating": without}
        )
    found += ["\n### Mean of the three scales\n"]
    for key, data in (("java", java), ("python", python), ("without", python)):
        people = np.mean([data.ratings(scale) for scale in SCALES], axis=0)
        draws = resamples([row.group for row in data.rows])
        label = {"without": "Python, fitted without a Python rating"}.get(key, key.capitalize())
        found.append(f"- {label}: {estimate(spearman, np.mean(means[key], axis=0), people, draws)}")
    return found


def overall_table(folder: Path) -> list[str]:
    """The overall of the shipped score on the set with one overall rating, which nothing is fitted on."""
    rows = read_rated(folder, "ratings_overall_java")
    shorter = np.array([-float(len(plain(row.comment))) for row in rows])
    ours = {f"{OURS}: overall": np.array(_overalls(rows)), "shorter is better": shorter}
    return ["\n### Java: one overall rating\n", _HEAD, *rows_of("overall", rows, ours)]


def judged_tables(folder: Path, name: str) -> list[str]:
    """What ships against the ratings of a set that people judged with ``postil judge``."""
    rows = read_rated(folder, name)
    found: list[str] = []
    for scale in rows[0].ratings:
        ours = {
            f"{OURS}: {scale}": np.array(_overalls(rows) if scale == "overall" else _shipped(rows, scale))
        }
        found += [f"\n### {name}: {scale}, {len(rows)} comments\n", _HEAD, *rows_of(scale, rows, ours)]
    return found


def _shipped(rows: Sequence[Rated], scale: str) -> list[float]:
    model = calibration().scales[scale]
    return [model.value(traits) for traits in describe(list(rows)).traits]


def _overalls(rows: Sequence[Rated]) -> list[float]:
    scorer = Scorer()
    given = ({"code_snippet": row.code, "comment": row.comment, "language": row.language} for row in rows)
    return [scorer.score(one).overall or 0.0 for one in given]


def main() -> None:
    """Read, fit and measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DATA_DIR")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument(
        "--judged", metavar="NAME", help="a set of ratings that postil judge export has written"
    )
    options = parser.parse_args()
    if options.judged is not None:
        lines = judged_tables(options.folder, options.judged)
    else:
        sets = (describe(read_rated(options.folder, n)) for n in ("ratings_java", "ratings_python_dev"))
        lines = [*human_tables(*sets), *overall_table(options.folder)]
    text = "\n".join(lines) + "\n"
    if options.output is None:
        print(text)
    else:
        options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
