"""Where a metric or an algorithm is called from: Ianvs passes neither paths nor configuration.

The environment is asked first. The frames of the callers are the last resort: they hold the test case with its
data set, its folder and its hyperparameters.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from msgspec import Struct

DATASET, REPORT, PROFILE, VERDICTS = "POSTIL_DATASET", "POSTIL_REPORT", "POSTIL_PROFILE", "POSTIL_VERDICTS"
RESULT = "RESULT_SAVED_URL"
_DEEPEST = 40
_INFERENCE = ("output", "inference")


class Surroundings(Struct, frozen=True):
    """What the callers' frames tell: ``None`` where they do not.

    ``folder`` is the folder of the test case, ``dataset`` the file of its test data, ``rank`` the table of
    ranks that Ianvs will write, ``algorithm`` the name of the algorithm, ``modules`` the names and
    hyperparameters of its modules.
    """

    folder: Path | None = None
    dataset: str | None = None
    rank: Path | None = None
    algorithm: str | None = None
    modules: dict[str, dict[str, Any]] = {}


def look_around() -> Surroundings:
    """What the frames of the callers tell about the test case, if Ianvs is among them."""
    dataset: str | None = None
    for owner in _owners():
        data = getattr(owner, "dataset", None) or getattr(getattr(owner, "test_env", None), "dataset", None)
        url = getattr(data, "test_url", None)
        dataset = dataset or (url if isinstance(url, str) else None)
        folder = getattr(owner, "output_dir", None)
        if isinstance(folder, str) and hasattr(owner, "algorithm"):
            return _of_case(owner, Path(folder), dataset)
    return Surroundings(dataset=dataset)


def report_folder(around: Surroundings) -> Path | None:
    """Where the report of a case goes, ``None`` outside Ianvs.

    ``POSTIL_REPORT`` if that is set; else ``postil`` in the folder of the test case, which is the ``url`` that
    its rank shows; else the folder that Ianvs names in the environment (shared by cases in some paradigms).
    """
    if asked := os.environ.get(REPORT):
        return Path(asked)
    if around.folder is not None:
        return around.folder / "postil"
    named = os.environ.get(RESULT)
    if not named:
        return None
    folder = Path(named)
    return (folder.parents[1] if folder.parts[-2:] == _INFERENCE else folder) / "postil"


def _of_case(case: Any, folder: Path, dataset: str | None) -> Surroundings:
    algorithm = case.algorithm
    modules = getattr(algorithm, "modules", None)
    return Surroundings(
        folder=folder,
        dataset=dataset,
        rank=folder.parents[1] / "rank" / "all_rank.csv" if len(folder.parents) > 1 else None,
        algorithm=str(getattr(algorithm, "name", "")) or None,
        modules={
            str(kind): {
                "name": str(getattr(module, "name", "")),
                **dict(getattr(module, "hyperparameters", {})),
            }
            for kind, module in (modules.items() if isinstance(modules, dict) else ())
        },
    )


def _owners() -> Iterator[Any]:
    """The ``self`` of every caller, innermost first."""
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the documented way to see one's callers
    for _ in range(_DEEPEST):
        if frame is None:
            return
        owner = frame.f_locals.get("self")
        if owner is not None:
            yield owner
        frame = frame.f_back
