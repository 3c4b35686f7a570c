"""The linters that `mutations.py` runs beside Postil, each out of a virtual environment of its own.

A peer is a command; what it prints is read alike for all: the file named last, and the codes behind it.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

Codes = dict[str, Counter[str]]
_FILE = re.compile(r"\b(u\d+(?:_\d+)?)\.py\b")
_CODE = re.compile(
    r"\b[A-Z]{1,4}[0-9]{2,5}\b|(?<=\[)[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?=\])"
)  # Ruff names its rules in preview
_BATCH = 400
_LIMIT = 60.0  # seconds for darglint's batch of files: it does not end on some docstrings
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
        arguments = [str(command), *(part.format(style=told) for part in _COMMANDS[peer])]
        size, limit = (32, _LIMIT) if peer == "darglint" else (_BATCH, None)
        for start in range(0, len(files), size):
            for output in _outputs(arguments, files[start : start + size], folder / style, limit):
                _read(output, found)
    return found


def _outputs(command: list[str], files: list[str], folder: Path, limit: float | None) -> Iterator[str]:
    """What a linter prints on files; those on which it does not end within ``limit`` seconds are found by halving."""
    environment = {**os.environ, "COLUMNS": "300", "NO_COLOR": "1"}
    left = [files]
    while left:
        batch = left.pop()
        try:
            done = subprocess.run(
                [*command, *batch],
                cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=limit,
            )  # fmt: skip
            yield done.stdout + "\n" + done.stderr
        except subprocess.TimeoutExpired:
            half = len(batch) // 2
            left += [batch[:half], batch[half:]] if half else []


def _read(output: str, found: Codes) -> None:
    file = None
    for line in output.split("\n"):
        named = _FILE.search(line)
        file = named[1] if named else file
        if file is not None:
            found[file].update(_CODE.findall(line.replace(f"{file}.py", "")))
