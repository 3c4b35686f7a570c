"""How a file is called by those who import it."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path, PurePath

_PYTHON = (".py", ".pyi", ".pyw")


def module_name(path: str) -> str:
    """The dotted name of the file: its package's, found by the ``__init__`` files above it, and its own.

    A file of another language than Python is called by its path without the suffix.
    """
    pure = PurePath(path)
    if pure.suffix not in _PYTHON:
        return pure.as_posix().removesuffix(pure.suffix).replace("/", ".").strip(".")
    package = _package(os.path.abspath(pure.parent))  # noqa: PTH100 - asked of every file
    own = "" if pure.stem == "__init__" else pure.stem
    return ".".join(part for part in (package, own) if part)


@lru_cache(maxsize=4096)
def _package(folder: str) -> str:
    parts: list[str] = []
    current = Path(folder)
    while (current / "__init__.py").is_file() and current.parent != current:
        parts.append(current.name)
        current = current.parent
    return ".".join(reversed(parts))
