"""Who judges what, in which order, and which answer stands on the left: decided here, never in the browser.

Order and sides follow from hashes of seed, judge and unit under the secret of the study, so that they are the same after
a restart and for a judge who comes back next week, and nobody who knows the items can work out a side. The ids that leave
the server are keyed hashes too: they tell nothing, and equal questions have different ones.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from hashlib import sha256

from msgspec import Struct

from postil_bench.judge.items import Unit

_ID_DIGITS = 20


class Task(Struct, frozen=True):
    """One question to one judge: ``repeat`` counts from 0; ``swapped`` puts the second answer on the left."""

    id: str
    unit: Unit
    repeat: int = 0
    swapped: bool = False


class Draw(Struct, frozen=True):
    """What order depends on: ``seed`` and the ``secret`` of the study. ``repeat`` is a share in [0, 1]."""

    seed: int
    secret: str
    repeat: float = 0.0


def plan(units: Sequence[Unit], judge: str, draw: Draw) -> list[Task]:
    """The tasks of ``judge``: all units in an order of their own, some of the early ones again in the second half.

    A pair that comes again has its sides changed, so that a liking for one side shows as inconsistency.
    """
    ordered = ordered_for(units, judge, draw)
    tasks = [task_of(unit, judge, draw) for unit in ordered]
    count = min(round(draw.repeat * len(units)), len(units))
    half = (len(tasks) + 1) // 2
    again = [task_of(unit, judge, draw, repeat=1) for unit in ordered[:count]]
    gaps = max(1, len(tasks) - half)
    for number, task in reversed(list(enumerate(again))):
        tasks.insert(max(half + (number * gaps) // count + 1, number + 1), task)
    return tasks


def ordered_for(units: Iterable[Unit], judge: str, draw: Draw) -> list[Unit]:
    """``units`` in the order of ``judge``."""
    return sorted(units, key=lambda unit: _hash(draw, judge, unit, "order"))


def task_of(unit: Unit, judge: str, draw: Draw, repeat: int = 0) -> Task:
    """``unit`` as a task of ``judge``."""
    swapped = bool(unit.second) and bool((_hash(draw, judge, unit, "side")[0] + repeat) % 2)
    return Task(opaque(draw.secret, "task", judge, *_parts(unit), str(repeat)), unit, repeat, swapped)


def opaque(secret: str, *parts: str) -> str:
    """An id that tells nothing of ``parts`` to who does not know ``secret``."""
    return hmac.new(secret.encode(), _joined(parts), sha256).hexdigest()[:_ID_DIGITS]


def _hash(draw: Draw, judge: str, unit: Unit, purpose: str) -> bytes:
    parts = (str(draw.seed), purpose, judge, *_parts(unit))
    return hmac.new(draw.secret.encode(), _joined(parts), sha256).digest()


def _parts(unit: Unit) -> tuple[str, str, str]:
    return (unit.item, unit.first, unit.second)


def _joined(parts: Sequence[str]) -> bytes:
    """``parts`` with their lengths, so that no two sequences give the same bytes."""
    return "".join(f"{len(part)}:{part}" for part in parts).encode(errors="surrogatepass")
