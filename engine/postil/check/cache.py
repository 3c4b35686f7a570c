"""What is kept of files between runs, by content and by everything that judges it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import msgspec

from postil._version import __version__
from postil.check.judge import Job
from postil.check.records import FileReport
from postil.digests import blake2b
from postil.rule import Rule
from postil.rules import rule_set_hash
from postil.scoring.profile import Profile

_IGNORE = "# Written by postil check; safe to delete.\n*\n"


class Cache:
    """Reports of files below ``folder``, one small file each, so that runs at the same time do no harm.

    ``judges`` names all that a report depends on besides the file itself; see :func:`judges_of`.
    """

    def __init__(self, folder: Path, judges: str) -> None:
        self._folder = folder
        self._judges = judges.encode()

    def key(self, job: Job) -> str:
        """The name of all that the report of ``job`` depends on."""
        state = blake2b(self._judges, digest_size=16)
        for part in (
            job.path.encode("utf-8", "surrogateescape"),
            job.data,
            b"%d" % job.compare,
            job.before or b"",
        ):
            state.update(b"%d:" % len(part) + part)
        return state.hexdigest()

    def get(self, path: str, key: str) -> FileReport | None:
        """The report that was kept under ``key``, if there is one that can be read."""
        try:
            kept = self._file(path).read_bytes()
            if not kept.startswith(key.encode()):
                return None
            return msgspec.msgpack.decode(kept[len(key) :], type=FileReport)
        except (OSError, msgspec.MsgspecError):
            return None

    def put(self, path: str, key: str, report: FileReport) -> None:
        """Keep a report; a disk that is full or may not be written is no reason to fail."""
        file = self._file(path)
        draft = file.with_name(f"{file.name}.{os.getpid()}.tmp")
        try:
            if not self._folder.is_dir():
                self._folder.mkdir(parents=True)
                (self._folder / ".gitignore").write_text(_IGNORE, encoding="utf-8")
            draft.write_bytes(key.encode() + msgspec.msgpack.encode(report))
            draft.replace(file)
        except OSError:
            draft.unlink(missing_ok=True)

    def _file(self, path: str) -> Path:
        full = os.path.abspath(path).encode("utf-8", "surrogateescape")  # noqa: PTH100 - resolves no links, like the caller
        return self._folder / blake2b(full, digest_size=12).hexdigest()


def judges_of(rules: Sequence[Rule], profile: Profile) -> str:
    """The name of all that judges a file: version and text of the engine, rules, their options, language of comments."""
    settings = msgspec.json.encode(profile, order="deterministic").decode()
    return "|".join((__version__, _engine(), rule_set_hash(tuple(rules)), settings))


def _engine() -> str:
    """Sizes and times of the engine's own files: who works on it must not be shown what it said before."""
    top = Path(__file__).parents[1]
    state = blake2b(digest_size=8)
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".txt", ".json")):
                status = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - hundreds of files, on every run
                state.update(f"{name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return state.hexdigest()
