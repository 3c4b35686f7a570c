r"""Fits the human scales and writes engine/postil/scoring/calibration/human.json.

    python benchmarks/agreement/fit_calibration.py DATA_DIR

DATA_DIR holds ``ratings_java`` and ``ratings_python_dev`` (docs/agreement.md says where they come from). What is
written are weights of traits and how well they do on rows they were not fitted on; never a row. The same data
give the same file.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from folds import SPLIT
from held_out import Described, common_units, describe, fitted, held_out, transferred
from ranks import Values, spearman
from rated import SCALES, read_rated
from recipe import PRIOR, RIDGE

from postil.scoring import scales

_OUT = Path(scales.__file__).with_name("calibration") / "human.json"
SETS = ("ratings_java", "ratings_python_dev")


def results(java: Described, python: Described) -> dict[str, float]:
    """Spearman's correlations on rows that the fit did not see."""
    found = {}
    for scale in SCALES:
        found[f"java {scale}"] = _agreement(java, scale, held_out(java, scale, [python]))
        found[f"python {scale}, fitted without Python"] = _agreement(
            python, scale, transferred(python, scale, [java])
        )
        found[f"python {scale}"] = _agreement(python, scale, held_out(python, scale, [java]))
    return found


def _agreement(data: Described, scale: str, predicted: Values) -> float:
    return round(spearman(predicted, data.ratings(scale)), 4)


def made_from(folder: Path, sets: Sequence[Described]) -> dict[str, str]:
    """What the fit was made from and how."""
    found = {}
    for name, data in zip(SETS, sets, strict=True):
        digest = zlib.crc32((folder / name / "rows.jsonl").read_bytes())
        found[name] = f"{len(data.rows)} rows, crc32 {digest:08x}"
    found["split"] = SPLIT
    found["seed"] = "none: nothing is drawn at random"
    found["recipe"] = f"benchmarks/agreement/recipe.py, prior {PRIOR}, ridge {RIDGE}"
    return found


def main() -> None:
    """Read, fit, measure on held-out rows, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DATA_DIR")
    parser.add_argument("-o", "--output", type=Path, default=_OUT, help="default: the file in the package")
    options = parser.parse_args()
    sets = [describe(read_rated(options.folder, name)) for name in SETS]
    units = common_units(sets)
    whole = [(data, range(len(data.rows))) for data in sets]
    calibration = scales.Calibration(
        made_from=made_from(options.folder, sets),
        result=results(*sets),
        scales={scale: fitted(whole, scale, units) for scale in SCALES},
    )
    text = msgspec.json.format(msgspec.json.encode(calibration), indent=1)
    options.output.write_bytes(text + b"\n")
    for name, value in calibration.result.items():
        print(f"{value:6.3f}  {name}")


if __name__ == "__main__":
    main()
