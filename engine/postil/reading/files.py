"""Opening files, with an error that says cause and cure when that fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from postil.errors import UsageError

STDIN = "-"


def check_file(path: Path) -> None:
    """Make sure that ``path`` is there and no folder.

    Raises:
        UsageError: it is not there, or it is a folder.
    """
    with _explained(path):
        if path.is_dir():
            message = f"{path} is a folder: name a file in it"
            raise UsageError(message)
        path.stat()


@contextmanager
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for ``-``.

    Raises:
        UsageError: it cannot be opened or read.
    """
    if path == STDIN:
        yield sys.stdin.buffer
        return
    with _explained(Path(path)), Path(path).open("rb") as stream:
        yield stream


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        message = f"{path} does not exist: check the name and the folder you are in"
    except PermissionError:
        message = f"{path} may not be read: give yourself the right to (chmod u+r)"
    except (OSError, ValueError) as error:
        message = f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"
    else:
        return
    raise UsageError(message)
