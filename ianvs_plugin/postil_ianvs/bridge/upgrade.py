"""The old keys of a test environment, ``train_url`` and ``test_url``, as the form that runs today.

What a key becomes is told by the file it names: an index (``.txt``, ``.json``), data (``.jsonl``), or the
``metadata.json`` of a data set. Comments and layout stay as they are.
"""

from __future__ import annotations

import difflib
from pathlib import Path, PurePosixPath

from msgspec import Struct

from postil.errors import UsageError
from postil.text.lazy import regex
from postil_ianvs.bridge.yamlfile import Document, read_document

_DEAD = regex(r"^(\s*)(?P<quote>[\"']?)(?P<part>train|test)_url(?P=quote)(\s*:\s*)(?P<value>[^#\n]*)")
_KEYS = {".txt": "index", ".json": "index", ".jsonl": "data"}


class Upgrade(Struct, frozen=True):
    """A test environment as it is and as it should be; ``notes`` name what has to be done by hand."""

    path: Path
    before: str
    after: str
    notes: tuple[str, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff, empty where there is none."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            f"{self.path} (before)",
            f"{self.path} (after)",
        )
        return "".join(lines)


def upgrade(path: Path) -> Upgrade:
    """The upgrade of a test environment, or of the one that a job names.

    Raises:
        UsageError: a file cannot be read, or is neither.
    """
    file = testenv_of(read_document(path))
    before = file.read_text("utf-8")
    notes: list[str] = []
    lines = [
        _upgraded(line, number, file, notes)
        for number, line in enumerate(before.splitlines(keepends=True), 1)
    ]
    return Upgrade(file, before, "".join(lines), tuple(notes))


def testenv_of(document: Document) -> Path:
    """The file of the test environment: this one, or the one that the job names.

    Raises:
        UsageError: the document is neither a job nor a test environment.
    """
    if isinstance(document.value, dict) and "testenv" in document.value:
        return document.path
    named = document.at("benchmarkingjob", "testenv")
    if not isinstance(named, str):
        message = f"{document.path} is no job of Ianvs: it names no testenv"
        raise UsageError(message)
    if not Path(named).is_file():
        line = document.line("benchmarkingjob", "testenv")
        message = (
            f"{document.path}:{line}: testenv {named} is not there; paths count from the folder you are in"
        )
        raise UsageError(message)
    return Path(named)


def key_for(part: str, value: str) -> str | None:
    """The key that ``part`` (train or test) needs for the file ``value``; ``None`` for one that no key takes."""
    name = PurePosixPath(value.replace("\\", "/"))
    if name.name == "metadata.json":
        return f"{part}_data_info"
    kind = _KEYS.get(name.suffix.lower())
    return f"{part}_{kind}" if kind else None


def _upgraded(line: str, number: int, file: Path, notes: list[str]) -> str:
    match = _DEAD.match(line)
    if match is None:
        return line
    value = match["value"].strip().strip("\"'")
    key = key_for(match["part"], value)
    if key is None:
        notes.append(f"{file}:{number}: {match['part']}_url: {value}: Ianvs takes .txt, .json or .jsonl only")
        return line
    return line.replace(f"{match['part']}_url", key, 1)
