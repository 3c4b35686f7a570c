"""Runs git: nothing is fetched, nothing written, no program that a repository configures is started."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from postil.errors import PostilError


class GitError(PostilError):
    """Git gave up; the text is its own first complaint."""


def environment(**more: str) -> dict[str, str]:
    """The environment for git: that of this process without its own ``GIT_*``, lazy fetching and replacements off."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    fixed = {
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    return {**kept, **fixed, **more}


def run_git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git writes to its standard output when it is run in ``folder``.

    Raises:
        GitError: it failed.
        OSError: there is no git, or no such folder.
    """
    command: Sequence[str] = ("git", "-c", "core.fsmonitor=false", *arguments)
    done = subprocess.run(  # noqa: S603 - a fixed program, arguments of our own making
        command, cwd=folder, env=environment(), input=given, capture_output=True, check=False
    )
    if done.returncode:
        raise GitError(complaint(done.stderr))
    return done.stdout


def complaint(text: bytes) -> str:
    """The line of git's complaints that says most: the first that is fatal, or else the first."""
    lines = text.decode("utf-8", "replace").splitlines() or ["no reason given"]
    fatal = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (fatal or lines)[0].removeprefix("fatal: ").removeprefix("error: ")[:300]
