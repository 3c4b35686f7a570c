"""A filter of system calls: no sockets, no signals to others, no memory that no limit counts, no new namespaces.

The filter is a program for the kernel's packet filter (``seccomp(2)``), made here from a table. A call that is
refused fails with ``EPERM``; the program goes on.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from postil_bench.jail.libc import call, prctl

_REFUSED: dict[str, tuple[int, int]] = {  # x86-64, arm64; -1: not there
    "socket": (41, 198),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "io_uring_setup": (425, 425),
    "io_setup": (206, 0),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "setpriority": (141, 140),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "ioprio_set": (251, 30),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "truncate": (76, 45),
    "chmod": (90, -1),
    "chown": (92, -1),
    "lchown": (94, -1),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "fchownat": (260, 54),
    "utime": (132, -1),
    "utimes": (235, -1),
    "futimesat": (261, -1),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
}
_BY_VALUE: dict[str, tuple[int, int, int, tuple[int, ...]]] = {  # x86-64, arm64, argument, refused values
    "prctl PR_SET_DUMPABLE": (157, 167, 0, (4,)),
    "fcntl F_SETOWN, F_SETSIG, F_SETOWN_EX": (72, 25, 1, (8, 10, 15)),
    "ioctl TIOCSTI, FIOSETOWN, SIOCSPGRP": (16, 29, 1, (0x5412, 0x8901, 0x8902)),
}
_CLONE, _PRLIMIT = (56, 220), (302, 261)
_CLONE3 = 435
_NEW_NAMESPACES = 0x7E020000
"""The flags of ``clone(2)`` that make namespaces: mount, cgroup, uts, ipc, user, pid and net."""
_NEWEST = 463
"""Calls that came later than this table are as if the kernel had none."""
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _MODE_FILTER = 38, 22, 2


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def known_machine() -> bool:
    """Whether the numbers of the system calls of this machine are in the table."""
    return platform.machine() in _ARCHITECTURES


def program(machine: str) -> bytes:
    """The filter for ``machine``, as the kernel reads it: eight bytes an instruction.

    Raises:
        KeyError: the machine is not in the table.
    """
    column, architecture = _ARCHITECTURES[machine]
    refuse = _step(_RETURN, _ERROR | errno.EPERM)
    parts = [_step(_LOAD, _ARCHITECTURE), _step(_EQUAL, architecture, 1), _step(_RETURN, _KILL)]
    parts += [_step(_LOAD, _NUMBER), _step(_AT_LEAST, _NEWEST, 0, 1), _step(_RETURN, _ERROR | errno.ENOSYS)]
    parts += [_step(_EQUAL, _CLONE3, 0, 1), _step(_RETURN, _ERROR | errno.ENOSYS)]
    for numbers in _REFUSED.values():
        if numbers[column] >= 0:
            parts += [_step(_EQUAL, numbers[column], 0, 1), refuse]
    for *pair, argument, values in _BY_VALUE.values():
        tests = b"".join(_step(_EQUAL, value, 0, 1) + refuse for value in values)
        parts.append(_when(pair[column], argument, tests))
    parts.append(_when(_CLONE[column], 0, _step(_ANY_BIT, _NEW_NAMESPACES, 0, 1) + refuse))
    parts.append(_when(_PRLIMIT[column], 0, _step(_EQUAL, 0, 1) + refuse))
    return b"".join(parts) + _step(_RETURN, _ALLOW)


def install() -> None:
    """Put the filter on this process and all that it will start, for good.

    Raises:
        OSError: the kernel has no such filters.
        KeyError: nobody wrote down the numbers of this machine's system calls.
    """
    code = program(platform.machine())
    prctl(_PR_SET_NO_NEW_PRIVS, 1)
    wanted = _Filter(len(code) // 8, code)
    call("prctl", _PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(wanted), 0, 0)


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, value)


def _when(number: int, argument: int, tests: bytes) -> bytes:
    """``tests`` of the low word of an argument of one call; what passes them is looked at no further."""
    body = _step(_LOAD, _ARGUMENTS + 8 * argument) + tests + _step(_RETURN, _ALLOW)
    return _step(_EQUAL, number, 0, len(body) // 8) + body
