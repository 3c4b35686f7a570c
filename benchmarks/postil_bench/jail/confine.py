"""Takes rights away from the process that will become the program: account, limits, files, system calls."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import struct
from collections.abc import Mapping, Sequence

from postil_bench.jail import landlock, syscalls
from postil_bench.jail.libc import call, prctl
from postil_bench.jail.watch import tasks_of

_FEW_FILES = 64
_STRANGERS = 256
"""So many processes may others of the same account start while the program runs."""
_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _RAISE = 1, 8, 47, 2
_CAP_DAC_READ_SEARCH = 2
_CAPABILITIES_VERSION = 0x20080522
_SAME_ADDRESSES = 0x0040000
_SIGKILL = 9
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full")
_RANDOM = ("/dev/random", "/dev/urandom")


def settle(number: int | None, *, keep_reading: bool) -> None:
    """Become ``number``, with no capability left and no way back.

    Args:
        number: an account, or ``None`` to stay.
        keep_reading: keep the right to read any file; for a process that Landlock then narrows, so that it can
            read a Python that stands in root's own folder.

    Raises:
        OSError: the account cannot be taken.
    """
    if number is not None:
        prctl(_PR_SET_KEEPCAPS, int(keep_reading))
        os.setgroups([])
        os.setresgid(number, number, number)
        os.setresuid(number, number, number)
        if keep_reading:
            _keep_only(_CAP_DAC_READ_SEARCH)
    prctl(_PR_SET_PDEATHSIG, _SIGKILL)


def limit(limits: Mapping[str, float], *, shared: bool) -> None:
    """Set the limits that the kernel keeps for each process.

    Args:
        limits: the fields of ``Limits``.
        shared: others run under this account, whose processes the kernel counts too: it only stops a bomb, and the
            guard counts.
    """
    cpu, files = max(1, int(limits["cpu_seconds"] + 0.999)), int(limits["file_bytes"])
    memory, processes = int(limits["memory_mib"]) << 20, int(limits["processes"])
    others = max(tasks_of(os.getuid()) - 1, 0) + _STRANGERS * shared
    for name, value in (
        ("CPU", cpu),
        ("AS", memory),
        ("DATA", memory),
        ("FSIZE", files),
        ("NPROC", others + processes),
        ("NOFILE", _FEW_FILES),
        ("CORE", 0),
        ("MEMLOCK", 0),
        ("MSGQUEUE", 0),
        ("SIGPENDING", 64),
    ):
        number = getattr(resource, f"RLIMIT_{name}", None)
        if number is not None:
            hard = resource.getrlimit(number)[1]
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(number, (most, most + (name == "CPU" and most < hard % (1 << 63))))


def close_doors(readable: Sequence[str], folder: str, *, strict: bool) -> None:
    """Leave the program ``readable`` and ``folder``, and only harmless system calls.

    Args:
        readable: places that may be read.
        folder: the one place that may be written.
        strict: fail where the kernel cannot do that; else namespaces stand for it.

    Raises:
        OSError: the kernel cannot, and that was asked for.
    """
    with contextlib.suppress(OSError):  # some containers refuse this call; it only steadies printed addresses
        call("personality", _SAME_ADDRESSES)
    if strict or landlock.version():
        landlock.restrict((*readable, *_RANDOM), (folder, *_DEVICES))
    if strict and not syscalls.known_machine():
        message = "no filter of system calls for this kind of machine"
        raise OSError(message)
    if syscalls.known_machine():
        syscalls.install()


def _keep_only(capability: int) -> None:
    bit = 1 << capability
    head = struct.pack("=Ii", _CAPABILITIES_VERSION, 0)
    sets = struct.pack("=IIIIII", bit, bit, bit, 0, 0, 0)
    call("capset", ctypes.c_char_p(head), ctypes.c_char_p(sets))
    prctl(_PR_CAP_AMBIENT, _RAISE, capability)
