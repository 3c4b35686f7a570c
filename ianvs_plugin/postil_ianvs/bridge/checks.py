"""What a complaint about a job is, and the small checks that several files share."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from postil.text.lazy import regex

_HOME = regex(r"(?:^|[\"'\s])(?:/home/[^/\s]+|/root|/Users/[^/\s]+|[A-Za-z]:[\\/]Users[\\/][^\\/\s]+|~)[\\/]")
RESERVED = ("FWT", "BWT", "MATRIX", "forget_rate", "task_avg_acc", "samples_transfer_ratio")


class Complaint(Struct, frozen=True, order=True):
    """Something that would break a run: where, which kind of thing, and what to do about it."""

    path: str
    line: int
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.kind}: {self.message}"


def is_home_path(value: object) -> bool:
    """Whether ``value`` is a path below somebody's home folder."""
    return isinstance(value, str) and _HOME.search(value) is not None


def is_there(value: object) -> bool:
    """Whether ``value`` names a file as Ianvs would find it: from the current folder."""
    try:
        return isinstance(value, str) and Path(value).is_file()
    except (OSError, ValueError):
        return False
