"""How a file is called by those who import it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath

_PYTHON = (".py", ".pyi", ".pyw")


def module_name(path: str) -> str:
    """The dotted name of the file: its package's, found by the ``__init__`` files above it, and its own.

    A file of another language than Python is called by its path without the suffix.
    """
    pure = PurePath(path)
    if pure.suffix not in _PYTHON:
        return pure.as_posix().removesuffix(pure.suffix).replace("/", ".").strip(".")
    package = _package(str(pure.parent))
    own = "" if pure.stem == "__init__" else pure.stem
    return ".".join(part for part in (package, own) if part)


@lru_cache(maxsize=4096)
def _package(folder: str) -> str:
    from pathlib import Path  # noqa: PLC0415 - only files on disk have a package

    parts: list[str] = []
    current = Path(folder).absolute()
    while (current / "__init__.py").is_file() and current.parent != current:
        parts.append(current.name)
        current = current.parent
    return ".".join(reversed(parts))
