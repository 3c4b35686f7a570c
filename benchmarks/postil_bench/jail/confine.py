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
_GUARD, _STRANGERS = 1, 16
"""So many processes of the same account there are; so many may others start while the program runs."""
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _RAISE = 1, 4, 8, 47, 2
_CLONE_NEWUSER = 0x10000000
_CAP_DAC_READ_SEARCH = 2
_CAPABILITIES_VERSION = 0x20080522
_SAME_ADDRESSES = 0x0040000
_SIGKILL = 9
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full")
_RANDOM = ("/dev/random", "/dev/urandom")


def settle(number: int | None, *, shut_in: bool) -> int:
    """Become the account ``number`` with no capability left, or stay, where nobody else's processes are counted.

    Args:
        number: an account, or ``None`` to stay.
        shut_in: namespaces are around this process. Else an account keeps the right to read any file, which Landlock
            then narrows, so that it can read a Python in root's own folder; and who stays enters a user namespace.

    Returns:
        how many processes that are not the program's the kernel will count with it.

    Raises:
        OSError: the account cannot be taken.
    """
    others = 0
    if number is None:
        others = _GUARD if shut_in else 0 if _own_namespace() else tasks_of(os.getuid()) + _STRANGERS
    else:
        prctl(_PR_SET_KEEPCAPS, int(not shut_in))
        os.setgroups([])
        os.setresgid(number, number, number)
        os.setresuid(number, number, number)
        if not shut_in:
            _keep_only(_CAP_DAC_READ_SEARCH)
    prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    return others


def _own_namespace() -> bool:
    """Enter a user namespace as the same account: the kernel counts its processes apart (Linux 5.14)."""
    user, group = os.getuid(), os.getgid()
    prctl(_PR_SET_DUMPABLE, 1)  # or the files below would be root's
    try:
        call("unshare", _CLONE_NEWUSER)
    except OSError:  # containers often forbid it
        return False
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:  # noqa: PTH123 - pathlib is slower to load
            file.write(text)
    return True


def limit(limits: Mapping[str, float], others: int) -> None:
    """Set the limits that the kernel keeps for each process.

    Args:
        limits: the fields of ``Limits``.
        others: processes that the kernel counts with those of the program.
    """
    cpu, files = max(1, int(limits["cpu_seconds"] + 0.999)), int(limits["file_bytes"])
    memory, processes = int(limits["memory_mib"]) << 20, int(limits["processes"])
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
