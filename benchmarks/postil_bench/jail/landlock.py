"""Landlock: a process gives up every file that is not below a named place, without any privilege (Linux 5.13)."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

from postil_bench.jail.libc import call, prctl

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every machine
_PATH_BENEATH, _VERSION = 1, 1
_RIGHTS = {1: 1 << 13, 2: 1 << 14, 3: 1 << 15, 4: 1 << 15, 5: 1 << 16}
"""All rights that a version knows; those after the first lie below the given bit."""
_READ = 0b1101  # execute, read a file, read a folder
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14
_TCP, _SCOPES = 0b11, 0b11  # bind and connect (version 4); abstract sockets and signals (version 6)
_PR_SET_NO_NEW_PRIVS = 38


def version() -> int:
    """Which Landlock the kernel has; 0: none."""
    try:
        return call("syscall", _CREATE, None, 0, _VERSION)
    except OSError:
        return 0


def restrict(readable: Iterable[str], writable: Iterable[str]) -> None:
    """Leave this process only what lies below ``readable`` and ``writable``; what is not there is left out.

    Raises:
        OSError: the kernel has no Landlock.
    """
    known = version()
    everything = _RIGHTS[min(max(known, 1), max(_RIGHTS))] - 1
    wanted = struct.pack("=QQQ", everything, _TCP * (known >= 4), _SCOPES * (known >= 6))
    size = 8 if known < 4 else 16 if known < 6 else 24
    rules = call("syscall", _CREATE, ctypes.c_char_p(wanted), size, 0)
    for path in readable:
        _add(rules, path, _READ)
    for path in writable:
        _add(rules, path, everything)
    prctl(_PR_SET_NO_NEW_PRIVS, 1)
    call("syscall", _RESTRICT, rules, 0)
    os.close(rules)


def _add(rules: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not os.path.isdir(path):  # noqa: PTH112 - pathlib is slower to load
            rights &= 0b101 | _WRITE_FILE | (_TRUNCATE if version() >= 3 else 0)
        rule = struct.pack("=Qi", rights, place)
        call("syscall", _ADD, rules, _PATH_BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(place)
