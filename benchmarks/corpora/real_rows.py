"""Real rows to try filters on: commits of clones, discussions kept in clones, files of installed packages.

Rows are named so that anybody can find them again: ``requests@0123456789ab``, ``multipath#`` and the first letters of
the SHA-256 of the text, ``rich/console.py``.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from postil_corpora.schema import CommentSample, Commit, Feedback, FileChange, Provenance

_FORMAT = "%x01%H%x00%P%x00%an <%ae>%x00%B%x00"


def commits(clone: Path) -> Iterator[Commit]:
    """The commits of all references of a clone, authors as they stand there, with the paths they touch."""
    name = _name(clone)
    for entry in _git(
        clone, "log", "--all", f"--format={_FORMAT}", "--name-only", "--no-renames", "-z"
    ).split("\x01")[1:]:
        sha, parents, author, message, *paths = entry.split("\0")
        files = tuple(FileChange(path.strip("\n"), "modified") for path in paths if path.strip("\n"))
        origin = Provenance(name, "benchmark")
        yield Commit(f"{name}@{sha[:12]}", origin, parents=tuple(parents.split()), author=author, message=message, files=files)  # fmt: skip


def discussions(clone: Path) -> Iterator[Feedback]:
    """Issues, pull requests, reviews and comments of a clone that keeps them in ``archive.json`` on ``gh-pages``."""
    name = _name(clone)
    try:
        waiting: list[Any] = [json.loads(_git(clone, "show", "gh-pages:archive.json"))]
    except subprocess.CalledProcessError:  # it keeps none
        return
    seen = set[str]()
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            waiting.extend(reversed(value.values()))
            text = value.get("body")
            if isinstance(text, str) and text.strip() and text not in seen:
                seen.add(text)
                yield _feedback(name, text.replace("\r\n", "\n"), value.get("author"))


def sources(package: Path) -> Iterator[CommentSample]:
    """The files of an installed package or of a checked-out tree that hold code."""
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".pyi", ".js", ".c", ".h", ".css", ".ts", ".go"} and path.is_file():
            place = f"{package.name}/{path.relative_to(package)}"
            origin = Provenance(package.name, "benchmark", path=place)
            yield CommentSample(place, path.read_text("utf-8", "replace"), (), origin)


def _feedback(name: str, text: str, author: str | None) -> Feedback:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
    return Feedback(f"{name}#{digest}", "review_comment", text, Provenance(name, "benchmark"), author=author)


def _name(clone: Path) -> str:
    parts = [part for part in clone.parts if part not in {"repo", ".git"}]
    return parts[-1].rpartition("+")[2].removesuffix(".git")


def _git(clone: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(clone), *arguments], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")
