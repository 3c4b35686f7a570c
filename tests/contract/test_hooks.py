"""The hooks, run by the real pre-commit in a git repository of their own; the action, as far as it can be read."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
WRONG = 'def cut(text, limit=60):\n    """Cut a text.\n\n    Args:\n        text: What.\n        limit: Length; defaults to {}.\n\n    Returns:\n        The beginning.\n    """\n    return text[:limit]\n'
CONFIG = """\
repos:
  - repo: {top}
    rev: {rev}
    hooks:
      - id: postil-check
      - id: postil-score
        args: []
"""


def test_the_hooks_call_commands_that_exist() -> None:
    text = (TOP / ".pre-commit-hooks.yaml").read_text("utf-8")
    entries = [line.partition("entry: ")[2] for line in text.splitlines() if "entry: " in line]
    assert len(entries) == 2
    for entry in entries:
        words = entry.split()
        done = subprocess.run(
            [sys.executable, "-m", *words[:2], "--help"], capture_output=True, check=False, text=True
        )
        assert done.returncode == 0
        assert all(option in done.stdout for option in words if option.startswith("--"))


@pytest.mark.slow
@pytest.mark.network
@pytest.mark.skipif(importlib.util.find_spec("pre_commit") is None, reason="pre-commit is not installed")
@pytest.mark.skipif(
    not shutil.which("git") or not (TOP / ".git").exists(), reason="hooks are cloned with git"
)
def test_pre_commit_runs_both_hooks_on_what_is_staged(tmp_path: Path) -> None:
    rev = git(TOP, "rev-parse", "HEAD").strip()
    (tmp_path / ".pre-commit-config.yaml").write_text(CONFIG.format(top=TOP, rev=rev), "utf-8")
    (tmp_path / "clean.py").write_text(WRONG.format(60), "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    code, output = pre_commit(tmp_path)
    assert code == 0, output
    git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "first")
    (tmp_path / "wrong.py").write_text(WRONG.format(80), "utf-8")
    git(tmp_path, "add", ".")
    code, output = pre_commit(tmp_path)
    assert code == 1
    assert "wrong.py:2:5: warning CON04" in output
    assert "clean.py" not in output


def pre_commit(folder: Path) -> tuple[int, str]:
    environment = {**os.environ, "PRE_COMMIT_HOME": str(folder / ".cache")}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--verbose"],
        cwd=folder, env=environment, capture_output=True, check=False, text=True, timeout=600,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True).stdout
