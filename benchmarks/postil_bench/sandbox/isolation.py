"""The two ways to shut a program in, and which of them this machine can do."""

from __future__ import annotations

import os
import shutil
import sys
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

Isolation: TypeAlias = Literal["bubblewrap", "landlock"]
FOLDER = "/sandbox"
_MODULE = "postil_bench"
_ROOM = Path(__file__).parents[1]
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/lib32",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/alternatives",
)
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
_INSIDE = "/guard"


@lru_cache(maxsize=1)
def interpreter() -> str:
    """The Python that runs the programs: the one below any virtual environment, so that its folder is one tree."""
    return str(Path(getattr(sys, "_base_executable", "") or sys.executable).resolve())


def readable() -> tuple[str, ...]:
    """What a program may read: the system's libraries and its Python."""
    return tuple(dict.fromkeys((*_SYSTEM, sys.base_prefix, sys.base_exec_prefix)))


def command(isolation: Isolation, *, report: int, file_bytes: int) -> list[str]:
    """The command that starts the guard, shut in by bubblewrap or by itself."""
    if isolation == "landlock":
        return _guard(str(_ROOM.parent), report)
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        message = "bubblewrap (bwrap) is not installed"
        raise FileNotFoundError(message)
    return [bwrap, *_namespaces(), *_mounts(file_bytes), "--", *_guard(_INSIDE, report)]


def _guard(root: str, report: int) -> list[str]:
    start = f"import sys; sys.path.insert(0, {root!r}); from {_MODULE}.jail.guard import main; main()"
    return [interpreter(), "-I", "-S", "-B", "-c", start, str(report)]


def _namespaces() -> list[str]:
    root = ("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    return [
        *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"),
        *(root if os.geteuid() == 0 else ("--unshare-user", "--disable-userns")),
        *("--die-with-parent", "--as-pid-1", "--new-session", "--hostname", "sandbox"),
    ]


def _mounts(file_bytes: int) -> list[str]:
    inside = f"{_INSIDE}/{_MODULE}/jail"
    parents = [
        parent for place in (*readable(), *_DEVICES, inside) for parent in reversed(Path(place).parents)
    ]
    folders = [word for path in dict.fromkeys(parents) for word in ("--perms", "0755", "--dir", str(path))]
    places = [word for place in readable() for word in ("--ro-bind-try", place, place)]
    devices = [word for device in _DEVICES for word in ("--dev-bind", device, device)]
    jail = ("--ro-bind", str(_ROOM / "jail"), inside)
    work = ("--size", str(file_bytes), "--perms", "0777", "--tmpfs", FOLDER)
    return [
        *folders,
        *places,
        *jail,
        "--proc",
        "/proc",
        *devices,
        *work,
        "--remount-ro",
        "/",
        "--chdir",
        FOLDER,
    ]
