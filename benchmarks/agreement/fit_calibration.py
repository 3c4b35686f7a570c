r"""Fits the human scales and writes engine/postil/scoring/calibration/human.json.

    python benchmarks/agreement/fit_calibration.py DATA_DIR WHEELS

DATA_DIR holds ``ratings_java``, ``ratings_python_dev`` and ``review_pairs``, WHEELS the wheels of
``docstring_packages.txt`` (docs/agreement.md says where they come from). ``--judged NAME`` fits also on a set there that
``postil judge export --format ratings`` has written, each scale on the sets that rate it. What is written are weights of traits and
how well the human scales do on rows they were not fitted on; never a row. The same data give the same file.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from contrasts import Reviewed, corruption_contrasts, review_contrast, reviewed
from docstring_pairs import SEED, docstring_pairs
from folds import SPLIT
from held_out import Described, common_units, describe, fitted, held_out, transferred
from match_fit import Contrast, fit_match
from ranks import Values, spearman
from rated import SCALES, read_rated
from recipe import PRIOR, RIDGE
from scale_fit import units_of

from postil.scoring import scales

_OUT = Path(scales.__file__).with_name("calibration") / "human.json"
SETS = ("ratings_java", "ratings_python_dev")
EACH = 400
"""Corrupted docstrings of each kind."""


def results(java: Described, python: Described, judged: Sequence[Described] = ()) -> dict[str, float]:
    """Spearman's correlations on rows that the fit did not see; the ``judged`` sets are fitted on beside."""
    found = {}
    for scale in SCALES:
        others = rating(judged, scale)
        found[f"java {scale}"] = _agreement(java, scale, held_out(java, scale, [python, *others]))
        found[f"python {scale}, fitted without Python"] = _agreement(
            python, scale, transferred(python, scale, [java])
        )
        found[f"python {scale}"] = _agreement(python, scale, held_out(python, scale, [java, *others]))
    return found


def _agreement(data: Described, scale: str, predicted: Values) -> float:
    return round(spearman(predicted, data.ratings(scale)), 4)


def match_scale(contrasts: Sequence[Contrast], pairs: Sequence[Reviewed]) -> scales.Scale:
    """The scale ``match``, fitted on corrupted docstrings and on ``pairs`` of reviewed comments."""
    sets = [*contrasts, review_contrast(pairs)]
    units = units_of([row for one in sets for side in (one.true, one.false) for row in side])
    return fit_match(sets, units)


def fit_scales(sets: Sequence[Described]) -> dict[str, scales.Scale]:
    """Each human scale, fitted on all rows of the ``sets`` that rate it."""
    units = common_units(sets)
    return {
        scale: fitted([(data, range(len(data.rows))) for data in rating(sets, scale)], scale, units)
        for scale in SCALES
    }


def rating(sets: Sequence[Described], scale: str) -> list[Described]:
    """Those of ``sets`` that rate ``scale``: people who judge comments answer one question at a time."""
    return [data for data in sets if all(scale in row.ratings for row in data.rows)]


def made_from(folder: Path, sets: Mapping[str, Described]) -> dict[str, str]:
    """What the fit was made from and how."""
    found = {}
    for name, data in sets.items():
        digest = zlib.crc32((folder / name / "rows.jsonl").read_bytes())
        found[name] = f"{len(data.rows)} rows, crc32 {digest:08x}"
    digest = zlib.crc32((folder / "review_pairs" / "rows.jsonl").read_bytes())
    found["match"] = f"review_pairs, crc32 {digest:08x}; {EACH} corrupted docstrings of a kind, seed {SEED}"
    found["split"] = SPLIT
    found["seed"] = f"{SEED} for the corruptions; nothing else is drawn at random"
    found["recipe"] = f"benchmarks/agreement/recipe.py, prior {PRIOR}, ridge {RIDGE}"
    return found


def main() -> None:
    """Read, fit, measure on held-out rows, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DATA_DIR")
    parser.add_argument("wheels", type=Path, metavar="WHEELS")
    parser.add_argument("--judged", metavar="NAME", action="append", default=[], help="may be given again")
    parser.add_argument("-o", "--output", type=Path, default=_OUT, help="default: the file in the package")
    options = parser.parse_args()
    sets = {name: describe(read_rated(options.folder, name)) for name in (*SETS, *options.judged)}
    java, python, *judged = sets.values()
    for name in options.judged:
        if not any(rating([sets[name]], scale) for scale in SCALES):
            parser.error(f"{name} rates none of {', '.join(SCALES)}: nothing can be fitted on it")
    contrasts = corruption_contrasts(docstring_pairs(options.wheels, EACH, testing=False))
    match = match_scale(contrasts, reviewed(options.folder))
    calibration = scales.Calibration(
        made_from=made_from(options.folder, sets),
        result=results(java, python, judged),
        scales=fit_scales([java, python, *judged]) | {"match": match},
    )
    text = msgspec.json.format(msgspec.json.encode(calibration), indent=1)
    options.output.write_bytes(text + b"\n")
    for name, value in calibration.result.items():
        print(f"{value:6.3f}  {name}")


if __name__ == "__main__":
    main()
