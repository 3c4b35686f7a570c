"""Calls into the C library that Python has no names for."""

from __future__ import annotations

import ctypes
import os
from typing import Any

_LIBC = ctypes.CDLL(None, use_errno=True)
_WORD = ctypes.c_ulong


def call(name: str, *arguments: Any) -> int:
    """Call ``name`` of the C library; integers are passed as machine words.

    Raises:
        OSError: it returned -1.
    """
    words = [_WORD(given & (2**64 - 1)) if isinstance(given, int) else given for given in arguments]
    result: int = getattr(_LIBC, name)(*words)
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
    return result


def prctl(option: int, *arguments: int) -> None:
    """``prctl(2)`` with the arguments that are not given as 0.

    Raises:
        OSError: the kernel refuses.
    """
    call("prctl", option, *arguments, *(0,) * (4 - len(arguments)))
