"""What a sandboxed run may use, and how it ended."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Status: TypeAlias = Literal["ok", "failed", "timeout", "memory", "output", "killed", "refused"]


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a program may use, with all processes that it starts.

    ``cpu_seconds`` and ``wall_seconds`` end it as ``timeout``; ``memory_mib`` bounds the address space of each process
    and the memory of all of them; ``output_bytes`` is for both streams together; ``file_bytes`` for its folder, and for
    each file; ``processes`` counts processes and threads.
    """

    cpu_seconds: float = 10.0
    wall_seconds: float = 20.0
    memory_mib: int = 512
    output_bytes: int = 1 << 20
    file_bytes: int = 16 << 20
    processes: int = 32


class Outcome(Struct, frozen=True, kw_only=True):
    """How a program ended.

    ``status``: ``ok`` (exit code 0), ``failed`` (another one), ``timeout``, ``memory`` and ``output`` (over a limit),
    ``killed`` (by a signal, or for too many processes or files), ``refused`` (it was never started). ``reason`` says
    it in words. ``stdout`` and ``stderr`` are cut at the limit; the folder of the run is called ``/sandbox`` in them,
    wherever it was. ``seconds`` is wall time and differs from run to run; all else does not for a program that is
    the same each time.
    """

    status: Status
    exit_code: int | None = None
    stdout: str = ""
    stderr: str = ""
    seconds: float = 0.0
    reason: str | None = None
    isolation: str | None = None
