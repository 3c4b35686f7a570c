"""The log of a run: one line for each sample as it comes, read again after a kill, put in order at the end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, final

from postil.errors import UsageError
from postil_bench.records import (
    RUN,
    SAMPLES,
    TIMINGS,
    Key,
    RunInfo,
    Sample,
    Timing,
    encoded,
    read_info,
    read_lines,
    write_info,
    write_lines,
)


@final
class Log:
    """The files of a run, open for writing; begins a run, or goes on with one of the same signature.

    Raises:
        UsageError: the folder holds another run, or something else, or another process writes to it.
    """

    def __init__(self, folder: Path, info: RunInfo) -> None:
        self.folder = folder
        begin(folder, info)
        self.samples: dict[Key, Sample] = {}
        self.timings: dict[Key, Timing] = {}
        self._samples, self._timings = (_opened(folder / name) for name in (SAMPLES, TIMINGS))
        for name in (SAMPLES, TIMINGS):
            _mend(folder / name)  # only now that nobody else is writing
        self.samples = {one.key: one for one in read_lines(folder / SAMPLES, Sample)}
        self.timings = {timing_key(one): one for one in read_lines(folder / TIMINGS, Timing)}

    def __enter__(self) -> Log:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._samples.close()
        self._timings.close()

    def add(self, sample: Sample, timing: Timing) -> None:
        """Keep a sample; the last one of a key counts."""
        self._timings.write(encoded(timing))
        self._timings.flush()
        self._samples.write(encoded(sample))
        self._samples.flush()
        self.samples[sample.key], self.timings[sample.key] = sample, timing

    def finish(self, samples: Iterable[Sample]) -> None:
        """Write ``samples``, which are in canonical order, and their timings in the place of the log."""
        ordered = list(samples)
        write_lines(self.folder / SAMPLES, ordered)
        write_lines(self.folder / TIMINGS, [self.timings[s.key] for s in ordered if s.key in self.timings])


def timing_key(timing: Timing) -> Key:
    """The key of the sample that ``timing`` belongs to."""
    return (timing.task, timing.model, timing.seed, timing.item, timing.variant)


def begin(folder: Path, info: RunInfo) -> None:
    """Make ``folder`` that of a run, unless it is already.

    Raises:
        UsageError: the folder holds another run, or something else.
    """
    if (folder / RUN).is_file():
        found = read_info(folder)
        if found.signature != info.signature:
            message = (
                f"{folder} holds another run and stays as it is: name another folder with -o "
                f"({_difference(found.signature, info.signature)})"
            )
            raise UsageError(message)
        return
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"{folder} is there and is no run: name a new or empty folder with -o"
        raise UsageError(message)
    folder.mkdir(parents=True, exist_ok=True)
    write_info(folder, info)


def _difference(old: str, new: str) -> str:
    parts = [(a, b) for a, b in zip(old.split("|"), new.split("|"), strict=False) if a != b]
    return ", ".join(f"then {a}, now {b}" for a, b in parts)


def _mend(path: Path) -> None:
    """Drop what stands behind the last whole line: a kill came in between."""
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if whole != data:
        with path.open("r+b") as stream:
            stream.truncate(len(whole))


def _opened(path: Path) -> BinaryIO:
    stream = path.open("ab")
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return stream
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        stream.close()
        message = f"another process is writing to {path}: wait for it, or name another folder"
        raise UsageError(message) from error
    return stream
