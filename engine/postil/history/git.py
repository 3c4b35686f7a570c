"""Asks git what files were at a revision. Only reads; runs no hook, filter or configured program."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from postil.errors import UsageError

_LIMIT = 60  # seconds
_QUIET = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-optional-locks")


class Revision:
    """One revision of the repository that ``folder`` stands in, beside the files of now.

    Raises:
        UsageError: no git, no repository, or no such revision.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
        self._tree = _tree_of(name, self.top)
        self._was = self._changes()

    def changed(self, path: Path) -> bool:
        """Whether the file is another one than at the revision, or new."""
        return self._relative(path) in self._was

    def text_of(self, path: Path) -> bytes | None:
        """The bytes of the file at the revision, where it may have had another name; ``None`` for a new file."""
        name = self._relative(path)
        old = self._was.get(name, name)
        return None if old is None else _git(self.top, "cat-file", "blob", f"{self._tree}:{old}")

    def _relative(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self.top.resolve()).as_posix()
        except ValueError:
            message = f"{path} is not in the repository {self.top}: --diff compares files of one repository"
            raise UsageError(message) from None

    def _changes(self) -> dict[str, str | None]:
        """What changed: each present path and the one it had (``None``: it was not there)."""
        listed = _git(self.top, "diff", "--no-ext-diff", "--name-status", "-z", "-M", self._tree, "--")
        fields = [os.fsdecode(field) for field in listed.split(b"\0")]
        found: dict[str, str | None] = {}
        position = 0
        while position + 1 < len(fields):
            status, name = fields[position], fields[position + 1]
            if status[:1] in ("R", "C"):
                found[fields[position + 2]] = name
                position += 3
                continue
            if status != "D":
                found[name] = None if status == "A" else name
            position += 2
        untracked = _git(self.top, "ls-files", "--others", "--exclude-standard", "-z")
        found.update((os.fsdecode(name), None) for name in untracked.split(b"\0") if name)
        return found


def _tree_of(name: str, top: Path) -> str:
    """The object that the revision is; ``HEAD`` is an empty tree before the first commit."""
    if name == "HEAD" and not _git(top, "rev-list", "--all", "--max-count=1"):
        return _git(top, "hash-object", "-t", "tree", os.devnull).decode().strip()
    return _git(top, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").decode().strip()


def _git(folder: Path, *arguments: str) -> bytes:
    command: Sequence[str] = ("git", *_QUIET, *arguments)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=_LIMIT)  # noqa: S603 - a fixed program, arguments of our own making
    except (OSError, subprocess.TimeoutExpired) as error:
        message = f"git cannot be asked: {error}"
        raise UsageError(message) from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        message = f"git {arguments[0]} failed in {folder}: {reason[0] if reason else 'no reason given'}"
        raise UsageError(message)
    return done.stdout
