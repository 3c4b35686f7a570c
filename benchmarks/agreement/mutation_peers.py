"""The linters that `mutations.py` runs beside Postil, each out of a virtual environment of its own.

A peer is a command; what it prints is read alike for all: the file named last, and the codes behind it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

Codes = dict[str, Counter[str]]
_FILE = re.compile(r"\b(u\d+(?:_\d+)?)\.py\b")
_CODE = re.compile(
    r"\b[A-Z]{1,4}[0-9]{2,5}\b|(?<=\[)[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?=\])"
)  # Ruff names its rules in preview
_BATCH = {"darglint": 1}  # files read together, else:
_MANY = 400
_LIMIT = {"darglint": 20.0}  # seconds: it does not end on some docstrings, which then count as not found
_PYLINT = "W9003,W9004,W9005,W9006,W9008,W9010,W9011,W9012,W9013,W9014,W9015,W9016,W9017,W9018,W9019,W9020,W9021,C0112,C0198,C0199"
_COMMANDS: dict[str, tuple[str, ...]] = {
    "ruff": ("check", "--isolated", "--preview", "--select", "ALL", "--output-format", "pylint", "--no-cache"),
    "pydoclint": ("--style={style}", "--skip-checking-short-docstrings=False", "--check-class-attributes=False", "--quiet"),
    "docsig": ("--check-class", "--check-nested", "--check-protected"),
    "darglint": ("-s", "{style}", "-v", "2"),
    "pylint": ("--disable=all", f"--enable={_PYLINT}", "--load-plugins=pylint.extensions.docparams,pylint.extensions.docstyle",
               "--accept-no-param-doc=n", "--accept-no-raise-doc=n", "--accept-no-return-doc=n", "--score=n"),
    "numpydoc": ("lint",),
}  # fmt: skip
PEERS = tuple(_COMMANDS)


def found_by(peer: str, home: Path, folder: Path) -> Codes | None:
    """What ``peer`` finds in the files of each style below ``folder``, or ``None`` when it is not installed.

    ``home`` holds a virtual environment for each peer.
    """
    command = home / peer / "bin" / peer
    if not command.exists():
        return None
    found: Codes = defaultdict(Counter)
    for style in sorted(path.name for path in folder.iterdir()):
        files = sorted(path.name for path in (folder / style).glob("*.py"))
        told = "google" if style == "plain" else style
        batch = _BATCH.get(peer, _MANY)
        for start in range(0, len(files), batch):
            arguments = [part.format(style=told) for part in _COMMANDS[peer]]
            chosen = [str(command), *arguments, *files[start : start + batch]]
            _read(_run(chosen, folder / style, _LIMIT.get(peer)), found)
    return found


def _run(command: list[str], folder: Path, limit: float | None) -> str:
    """What a linter prints; nothing when it is not done within ``limit`` seconds."""
    environment = {**os.environ, "COLUMNS": "300", "NO_COLOR": "1"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout + "\n" + done.stderr


def _read(output: str, found: Codes) -> None:
    file = None
    for line in output.split("\n"):
        named = _FILE.search(line)
        file = named[1] if named else file
        if file is not None:
            found[file].update(_CODE.findall(line.replace(f"{file}.py", "")))
