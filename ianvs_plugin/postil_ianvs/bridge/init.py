"""Lays a job out: the files of one that is known to run, with the paths and data of whoever asks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from postil.errors import UsageError
from postil_ianvs.bridge.datafiles import write_dataset
from postil_ianvs.bridge.rows import safe_rows
from postil_ianvs.verdicts import Verdicts

TASKS = ("comment", "issue", "joint", "edge")
PREFIX = "./examples/postil"
_SHARED = {"joint": "comment", "edge": "comment"}
_TEXT = (".yaml", ".py")
_GENERATED = ("__pycache__",)


def init(
    folder: Path,
    tasks: tuple[str, ...] = TASKS,
    data: Path | None = None,
    *,
    language: str | None = None,
    verdicts: Verdicts | None = None,
) -> list[Path]:
    """Lay the jobs of ``tasks`` out below ``folder``; their paths count from the current folder.

    ``data`` takes the place of the test data that comes along. Returns the job files.

    Raises:
        UsageError: a job is already there, or the data cannot be read.
    """
    jobs = []
    for task in tasks:
        if (folder / task).exists():
            message = f"{folder / task} is already there: choose another folder or move it away"
            raise UsageError(message)
    for task in tasks:
        _copy(template(task), folder / task, folder)
        owner = folder / _SHARED.get(task, task)
        if not (owner / "data").exists():
            _copy(template(owner.name) / "data", owner / "data", folder)
        if data is not None:
            rows = safe_rows(data, language, verdicts)
            write_dataset(owner / "data" / "test_data", rows, data.stem, f"made from {data.name}")
        jobs.append(folder / task / "benchmarkingjob.yaml")
    return jobs


def template(task: str) -> Path:
    """The folder of a job that comes along: in the wheel, or in the checkout of an editable install.

    Raises:
        UsageError: it is in neither.
    """
    package = Path(str(resources.files("postil_ianvs")))
    for home in (package / "jobs", package.parent / "jobs"):
        if (home / task).is_dir():
            return home / task
    message = f"the job {task} is missing: reinstall postil"
    raise UsageError(message)


def _copy(source: Path, target: Path, folder: Path) -> None:
    place = os.path.relpath(folder)
    prefix = place.replace(os.sep, "/") if place.startswith("..") else f"./{place.replace(os.sep, '/')}"
    for file in _files(source):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix in _TEXT:
            copy.write_text(file.read_text("utf-8").replace(PREFIX, prefix), "utf-8")
        else:
            shutil.copyfile(file, copy)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not set(path.parts) & set(_GENERATED):
            yield path
