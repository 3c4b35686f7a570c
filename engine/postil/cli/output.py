"""Where results go: the standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from postil.errors import UsageError


@contextmanager
def open_output(path: str | None) -> Iterator[BinaryIO]:
    """Open ``path`` for writing bytes; ``None`` or ``-`` is the standard output, which stays open.

    A file is written beside its final place under a temporary name and moved there at the end, so that a
    reader never sees half of it and a failed run leaves the old one as it was. Devices and pipes are
    written directly.

    Raises:
        UsageError: the folder does not exist, or ``path`` is a folder.
    """
    if path is None or path == "-":
        yield sys.stdout.buffer
        return
    final = Path(os.path.realpath(path))
    if final.is_dir() or not final.parent.is_dir():
        message = f"cannot write {path}: " + ("it is a folder" if final.is_dir() else "no such folder")
        raise UsageError(message)
    if final.exists() and not final.is_file():
        with final.open("wb") as stream:
            yield stream
        return
    draft = final.with_name(f".{final.name}.{os.getpid()}.tmp")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(final)
    finally:
        draft.unlink(missing_ok=True)
