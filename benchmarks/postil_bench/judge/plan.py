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

    Half of the pairs have their second answer on the left, so that a liking for one side weighs on both answers alike.
    A pair that comes again has its sides changed, so that such a liking shows as inconsistency.
    """
    ordered = ordered_for(units, judge, draw)
    turned = _turned(units, judge, draw)
    tasks = [_task(unit, judge, draw, 0, turned=unit in turned) for unit in ordered]
    count = min(round(draw.repeat * len(units)), len(units))
    half = (len(tasks) + 1) // 2
    again = [_task(unit, judge, draw, 1, turned=unit not in turned) for unit in ordered[:count]]
    gaps = max(1, len(tasks) - half)
    for number, task in reversed(list(enumerate(again))):
        tasks.insert(max(half + (number * gaps) // count + 1, number + 1), task)
    return tasks


def ordered_for(units: Iterable[Unit], judge: str, draw: Draw) -> list[Unit]:
    """``units`` in the order of ``judge``."""
    return sorted(units, key=lambda unit: _hash(draw, judge, unit, "order"))


def task_of(unit: Unit, judge: str, draw: Draw) -> Task:
    """``unit`` alone as a task of ``judge``: its side does not depend on which other units there are."""
    return _task(unit, judge, draw, 0, turned=bool(_turned([unit], judge, draw)))


def _turned(units: Iterable[Unit], judge: str, draw: Draw) -> set[Unit]:
    """Every other one of ``units`` in an order that only the secret tells; which of the two halves, it tells too."""
    ranked = sorted(units, key=lambda unit: _hash(draw, judge, unit, "side"))
    start = _hash(draw, judge, ranked[0], "half")[0] % 2 if ranked else 0
    return set(ranked[start::2])


def _task(unit: Unit, judge: str, draw: Draw, repeat: int, *, turned: bool) -> Task:
    id_ = opaque(draw.secret, "task", judge, *_parts(unit), str(repeat))
    return Task(id_, unit, repeat, turned and bool(unit.second))


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
