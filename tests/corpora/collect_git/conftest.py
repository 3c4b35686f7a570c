"""Small real repositories, made with git itself."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


class GitRepository:
    """A repository in ``path``; every commit is a minute later than the one before."""

    def __init__(self, path: Path, *arguments: str) -> None:
        self.path = path
        self.minute = 0
        path.mkdir(parents=True, exist_ok=True)
        self("init", "-q", "-b", "main", *arguments)

    def __call__(self, *arguments: str, given: bytes | None = None, check: bool = True) -> str:
        when = f"2024-05-01T10:{self.minute // 60 % 60:02d}:{self.minute % 60:02d}+02:00"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": when,
            "GIT_COMMITTER_NAME": "C", "GIT_COMMITTER_EMAIL": "c@example.org", "GIT_COMMITTER_DATE": when,
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, env=environment, input=given, capture_output=True, check=False
        )
        assert not check or not done.returncode, done.stderr.decode()
        return done.stdout.decode("utf-8", "replace").strip()

    def commit(self, message: str, *arguments: str, **files: str | bytes | None) -> str:
        """Write ``files`` (``__`` in a name is a dot, ``None`` removes), commit, return the id."""
        for name, content in files.items():
            path = self.path / name.replace("__", ".")
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        self("add", "-A")
        self.minute += 1
        self("commit", "-q", "--allow-empty", "-m", message, *arguments)
        return self("rev-parse", "HEAD")

    def merge(self, branch: str, message: str = "Merge", *arguments: str, **files: str) -> str:
        """Merge ``branch``; where git finds conflicts ``files`` are what they become."""
        self.minute += 1
        self("merge", "-q", "--no-ff", "--no-commit", *arguments, branch, check=False)
        return self.commit(message, **files)


@pytest.fixture
def new_repository(tmp_path: Path) -> Callable[..., GitRepository]:
    """Makes a repository; arguments go to ``git init``."""
    return lambda *arguments: GitRepository(tmp_path / "project", *arguments)


@pytest.fixture
def repository(new_repository: Callable[..., GitRepository]) -> GitRepository:
    return new_repository()
