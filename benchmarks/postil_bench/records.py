"""What a run leaves behind: a folder with ``run.json``, ``samples.jsonl`` and ``timings.jsonl``.

>>> sample = Sample(task="review", model="facts", seed=1, item="en-01", prompt="?", answer="!", metrics={"f1": 0.5})
>>> sample.key
('review', 'facts', 1, 'en-01', '')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Struct

from postil.cli.output import open_output
from postil.errors import UsageError
from postil.reading.files import opened
from postil.records import Cause

FORMAT = 1
RUN, SAMPLES, TIMINGS = "run.json", "samples.jsonl", "timings.jsonl"
Group: TypeAlias = Literal["functionality", "reliability", "interpretability"]
Key: TypeAlias = tuple[str, str, int, str, str]
R = TypeVar("R")


class Metric(Struct, frozen=True, forbid_unknown_fields=True):
    """What a number says: its ``group``, the ``scale`` (1 or 100) it runs up to, whether more is better.

    The ``primary`` metric of a task is the one that boards rank by; each task has exactly one.
    """

    group: Group
    scale: int = 1
    higher_is_better: bool = True
    primary: bool = False


class Sample(Struct, frozen=True, kw_only=True):
    """One answer of one model to one item, judged.

    ``variant`` is empty for the item as it stands, else how it was changed to try the model's reliability.
    ``source`` is what the item comes from, the unit for clustered statistics. An ``unscored`` sample has a
    ``cause`` and a ``reason``: ``model`` counts 0 in means, ``input`` and ``engine`` are left out of them.
    A metric that was not measured is ``None``. ``details`` is JSON of any shape.
    """

    task: str
    model: str
    seed: int
    item: str
    variant: str = ""
    source: str = ""
    language: Literal["en", "zh"] = "en"
    prompt: str
    answer: str | None
    status: Literal["scored", "unscored"] = "scored"
    cause: Cause | None = None
    reason: str | None = None
    metrics: dict[str, float | None]
    details: dict[str, Any] = msgspec.field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What no other sample of a run shares."""
        return (self.task, self.model, self.seed, self.item, self.variant)


class Timing(Struct, frozen=True, kw_only=True):
    """What one answer took; never compared byte for byte.

    ``seconds`` of wall clock, ``cost`` in the unit of the prices that were configured, ``peak_mib`` the most
    memory the process had held by then. ``cached``: the answer was read from disk.
    """

    task: str
    model: str
    seed: int
    item: str
    variant: str = ""
    seconds: float | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost: float | None = None
    peak_mib: float | None = None
    cached: bool = False


class RunInfo(Struct, frozen=True, kw_only=True):
    """What was run and with what, as ``run.json`` keeps it. ``metrics`` is by task, then by name."""

    format: int = FORMAT
    signature: str
    config: dict[str, Any]
    provenance: dict[str, Any]
    tasks: list[str]
    models: list[str]
    seeds: list[int]
    metrics: dict[str, dict[str, Metric]]


class Run(Struct, frozen=True):
    """A run that was read: its ``folder``, ``info`` and ``samples``, which are in canonical order."""

    folder: Path
    info: RunInfo
    samples: tuple[Sample, ...]


def read_run(folder: str | Path) -> Run:
    """The run in ``folder``, finished or not: a last line without its end, which is still written or was cut off, is left out.

    Raises:
        UsageError: no run is there, or a line of it is damaged; says which.
    """
    path = Path(folder)
    info = read_info(path)
    if not (path / SAMPLES).is_file():
        message = f"{path} has no {SAMPLES}: the run was never begun, or the file was taken away"
        raise UsageError(message)
    return Run(path, info, tuple(read_lines(path / SAMPLES, Sample, growing=True)))


def read_info(folder: Path) -> RunInfo:
    """``run.json`` of the run in ``folder``.

    Raises:
        UsageError: it is not there, damaged, or of a later format.
    """
    path = folder / RUN
    try:
        info = msgspec.json.decode(path.read_bytes(), type=RunInfo)
    except FileNotFoundError as error:
        message = f"{folder} holds no run: no {RUN}; 'postil bench run --demo -o {folder.name}' makes one"
        raise UsageError(message) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path}: {error}"
        raise UsageError(message) from error
    if info.format != FORMAT:
        message = f"{path}: format {info.format}, but this version reads {FORMAT}: upgrade postil"
        raise UsageError(message)
    return info


def read_timings(folder: str | Path) -> tuple[Timing, ...]:
    """The timings of the run in ``folder``, in the order in which answers came; none where there is no file."""
    path = Path(folder) / TIMINGS
    return tuple(read_lines(path, Timing, growing=True)) if path.is_file() else ()


def read_lines(path: Path, kind: type[R], *, growing: bool = False) -> Iterator[R]:
    """The records of type ``kind`` in a file of JSON lines; one that is ``growing`` may end within a line.

    Raises:
        UsageError: the file cannot be read, or a line is damaged; names it.
    """
    decoder = msgspec.json.Decoder(kind)
    with opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip() or (growing and not line.endswith(b"\n")):
                continue
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                message = f"{path}:{number}: {error}"
                raise UsageError(message) from error


def encoded(record: Struct) -> bytes:
    """A record as one JSON line, the same bytes for equal records."""
    return msgspec.json.encode(record, order="deterministic") + b"\n"


def write_lines(path: Path, records: Iterable[Struct]) -> None:
    """Write ``records`` as JSON lines, whole or not at all."""
    with open_output(str(path)) as out:
        for record in records:
            out.write(encoded(record))


def write_info(folder: Path, info: RunInfo) -> None:
    """Write ``run.json``, whole or not at all."""
    data = msgspec.json.format(msgspec.json.encode(info, order="deterministic"), indent=2)
    with open_output(str(folder / RUN)) as out:
        out.write(data + b"\n")
