"""The contract of Ianvs without Ianvs: would the metrics and this job's data work there?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

from msgspec import Struct

from postil.reading.query import code_in_query
from postil_ianvs import metrics
from postil_ianvs.bridge.datafiles import write_dataset
from postil_ianvs.bridge.lint import lint
from postil_ianvs.bridge.rows import safe_row
from postil_ianvs.bridge.upgrade import testenv_of
from postil_ianvs.bridge.yamlfile import read_document
from postil_ianvs.datarows import METADATA, fitted, question_of, read_data, reference_of
from postil_ianvs.items import ORIGINAL
from postil_ianvs.registry import HOW_TO_INSTALL, ianvs_is_installed

_ROWS = (
    {"code_snippet": "def half(n):\n    return n / 2", "comment": "Divide n by two."},
    {
        "code_snippet": "def floor(n, low):\n    if n < low:\n        return low\n    return n",
        "comment": "At least low.",
    },
)
_LADDER = {
    "good": (
        "Line 1: Define half for a number n.\nLine 2: Return n divided by two.",
        "Line 1: Define floor of n.\nLine 2: Check whether n is less than low.\nLine 3: Return low.\nLine 4: Return n.",
    ),
    "mediocre": ("Line 2: Return a number.", "Line 4: Return n."),
    "bad": ("Line 1: Open the file and read it.", "Line 9: Raise KeyError for the user."),
}
_SHAPES: dict[str, Callable[[tuple[str, ...]], Any]] = {
    "a list of texts": list,
    "generated_text": lambda texts: [{"generated_text": text} for text in texts],
    "prediction": lambda texts: [{"prediction": text} for text in texts],
    "completion": lambda texts: [{"completion": text} for text in texts],
    "results": lambda texts: {"results": [{"generated_text": text} for text in texts]},
    "joint inference": lambda texts: [
        [False, {"completion": text}, {"completion": text}, None] for text in texts
    ],
}
_HOSTILE: tuple[Any, ...] = (None, [], {}, [None, 3], "text", [[[]]], ["\0", "\ud800"], [{"x": 1}], 7.5)


class Check(Struct, frozen=True):
    """One line of the contract: whether it holds, and what was seen where it does not."""

    name: str
    holds: bool
    seen: str = ""


class _Rehearsal:
    """A caller whose frame looks as that of Ianvs's test case does."""

    def __init__(self, folder: Path) -> None:
        rows = [safe_row(row, str(number)) for number, row in enumerate(_ROWS, 1)]
        write_dataset(folder, rows, "rehearsal", "two functions")
        self.truths = [reference_of(row) for row in rows]
        self.dataset = SimpleNamespace(test_url=str(folder / METADATA))
        self.algorithm = SimpleNamespace(name="rehearsal", modules={})
        self.output_dir = str(folder / "case")

    def value(self, predictions: Any) -> float:
        """The overall of ``predictions``, asked for as Ianvs asks."""
        return metrics.postil_overall(self.truths, predictions)


def verify(job: Path | None = None) -> Iterator[Check]:
    """Check the metrics on rows of our own, and a job with its data where one is named.

    Raises:
        UsageError: the job cannot be read.
    """
    with TemporaryDirectory() as folder:
        rehearsal = _Rehearsal(Path(folder))
        yield from (_ladder(rehearsal, name, wrap) for name, wrap in _SHAPES.items())
        yield _hostile(rehearsal)
    yield _loadable()
    if job is not None:
        yield from _job(job)
    seen = "it can be imported here" if ianvs_is_installed() else HOW_TO_INSTALL
    yield Check("Ianvs itself (not needed for what stands above)", holds=True, seen=seen)


def _ladder(rehearsal: _Rehearsal, name: str, wrap: Callable[[tuple[str, ...]], Any]) -> Check:
    values = [rehearsal.value(wrap(texts)) for texts in _LADDER.values()]
    shown = " > ".join(f"{value:.1f}" for value in values)
    return Check(f"good > mediocre > bad: {name}", values[0] > values[1] > values[2], shown)


def _hostile(rehearsal: _Rehearsal) -> Check:
    values = [rehearsal.value(predictions) for predictions in _HOSTILE]
    sound = all(isinstance(value, float) and (math.isnan(value) or 0 <= value <= 100) for value in values)
    return Check("hostile predictions give a number or NaN", sound, str(values))


def _loadable() -> Check:
    missing = [
        name
        for name in ("metrics", "algorithms", "hard_example")
        if find_spec(f"postil_ianvs.{name}") is None
    ]
    return Check("dotted urls can be loaded", not missing, ", ".join(missing))


def _job(job: Path) -> Iterator[Check]:
    complaints = lint(job)
    yield Check("lint finds nothing", not complaints, "\n".join(map(str, complaints)))
    known = read_document(testenv_of(read_document(job))).at("testenv", "dataset")
    url = next(
        (known[key] for key in ("test_data", "test_data_info") if isinstance(known, dict) and key in known),
        None,
    )
    if not isinstance(url, str) or not Path(url).is_file():
        yield Check("the test data can be read", holds=False, seen=str(url))
        return
    rows = read_data(url)
    yield Check("the test data can be read", bool(rows), f"{len(rows)} rows")
    yield Check(
        "every row can be found again by its reference",
        fitted(rows, [reference_of(r) for r in rows]) is not None,
    )
    without = [str(number) for number, row in enumerate(rows, 1) if not _has_code(row)]
    seen = f"not in row {', '.join(without[:10])}" if without else ""
    yield Check("the code can be found in every row", not without, seen)


def _has_code(row: Any) -> bool:
    original = row.get(ORIGINAL)
    known = original if isinstance(original, dict) else {}
    return "code_snippet" in known or "body" in known or bool(code_in_query(question_of(row)))
