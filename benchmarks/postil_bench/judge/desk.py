"""A judge's desk: which task is next, what was said, and taking it back. Knows nothing of the web.

>>> Progress(done=2, skipped=1, total=8).left
5
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from postil_bench.judge.items import Item, Unit, units_of
from postil_bench.judge.plan import Draw, Task, opaque, ordered_for, plan, task_of
from postil_bench.judge.standing import Standing, disputed, opinions, standing_of, standings
from postil_bench.judge.store import PAGE, SETTLED, SKIP, Event, Kind, Store, Study

LONGEST_NOTE = 4000
_SIDES = {"a": "first", "b": "second"}
_SWAPPED = {"a": "second", "b": "first"}
_MOST_JUDGES = 1024


class Progress(Struct, frozen=True):
    """``done`` counts verdicts, ``skipped`` the rest of what was answered, of ``total`` tasks."""

    done: int
    skipped: int
    total: int

    @property
    def left(self) -> int:
        """Tasks without an answer."""
        return self.total - self.done - self.skipped


class View(Struct, frozen=True):
    """What a judge's page shows of a task: ``answers`` from left to right, the standing ``choice``, the ``note``.

    ``others`` is for adjudicators only: the choices and notes of the judges, without names.
    """

    task: Task
    item: Item
    answers: tuple[str, ...]
    choice: str
    note: str
    others: tuple[tuple[str, str], ...] = ()


class Desk:
    """The desks of all judges of a study.

    Args:
        store: the log.
        study: what fixes order and rubric.
        adjudicators: judges who see only what others disagree on, and what they said.
    """

    def __init__(self, store: Store, study: Study, adjudicators: Sequence[str] = ()) -> None:
        self.store, self.study, self.adjudicators = store, study, frozenset(adjudicators)
        self.items = {item.id: item for item in store.items()}
        self._units = units_of(list(self.items.values()), study.rubric.mode)
        self.draw = Draw(study.seed, study.secret, study.repeat)
        self._planned = lru_cache(_MOST_JUDGES)(lambda judge: tuple(plan(self._units, judge, self.draw)))

    def tasks(self, judge: str) -> Sequence[Task]:
        """The tasks of ``judge`` in their order."""
        if judge not in self.adjudicators:
            return self._planned(judge)
        everybody = standings(self.store.events())
        own = everybody[judge].verdicts if judge in everybody else {}
        units = {*disputed(opinions(everybody)), *(unit for unit, _ in own)}
        return [task_of(unit, judge, self.draw) for unit in ordered_for(units, judge, self.draw)]

    def task(self, judge: str, task_id: str) -> Task | None:
        """The task of ``judge`` with this opaque id."""
        return next((task for task in self.tasks(judge) if task.id == task_id), None)

    def standing(self, judge: str) -> Standing:
        """What ``judge`` has said so far."""
        return standing_of(self.store.events(judge))

    def open_task(self, judge: str, after: str = "") -> Task | None:
        """The next task without an answer behind task ``after``, else the first one."""
        tasks, standing = list(self.tasks(judge)), self.standing(judge)
        start = next((n + 1 for n, task in enumerate(tasks) if task.id == after), 0)
        waiting = [task for task in tasks[start:] + tasks[:start] if key_of(task) not in standing.verdicts]
        return waiting[0] if waiting else None

    def progress(self, judge: str, standing: Standing) -> Progress:
        """How far ``judge`` is, whose standing this is."""
        tasks = self.tasks(judge)
        given = [standing.verdicts[key_of(task)] for task in tasks if key_of(task) in standing.verdicts]
        skipped = sum(event.choice == SKIP for event in given)
        return Progress(len(given) - skipped, skipped, len(tasks))

    def view(self, judge: str, task: Task, standing: Standing) -> View:
        """What the page of ``task`` shows to ``judge``, whose standing this is."""
        item = self.items[task.unit.item]
        given = standing.verdicts.get(key_of(task))
        drafted = standing.drafts.get(key_of(task))
        note = drafted if drafted is not None else given.note if given else ""
        return View(
            task=task,
            item=item,
            answers=tuple(item.text_of(key) for key in sides(task)),
            choice=shown_choice(given.choice, task) if given else "",
            note=note,
            others=self._said_by_others(judge, task) if judge in self.adjudicators else (),
        )

    def say(self, judge: str, task: Task, choice: str, note: str = "", reason: str = "") -> bool:
        """Keep a verdict: a choice as the page shows it, or a ``reason`` of the rubric to skip.

        The same verdict twice is one: a page that was not answered sends it again.

        Returns:
            Whether this is a verdict, and may be given.
        """
        rubric, standing = self.study.rubric, self.standing(judge)
        known = reason in rubric.skip if choice == SKIP else rubric.choice(choice) is not None and not reason
        if not known or standing.revealed:
            return False
        meant, note = stored_choice(choice, task), note[:LONGEST_NOTE]
        before = standing.verdicts.get(key_of(task))
        if before is None or (before.choice, before.reason, before.note) != (meant, reason, note):
            self.store.append([self._event(judge, task, "verdict", meant, note, reason)])
        return True

    def keep_draft(self, judge: str, task: Task, note: str) -> None:
        """Keep a note whose verdict is still to come."""
        note = note[:LONGEST_NOTE]
        if self.view(judge, task, self.standing(judge)).note != note:
            self.store.append([self._event(judge, task, "draft", note=note)])

    def undo(self, judge: str, verdict: int) -> Task | None:
        """Take back the last verdict, if it is still ``verdict``; returns its task."""
        standing = self.standing(judge)
        last = standing.last
        if last is None or last.id != verdict or standing.revealed:
            return None
        self.store.append([Event(judge, "undo", last.unit, last.repeat, target=last.id)])
        return next((task for task in self.tasks(judge) if key_of(task) == (last.unit, last.repeat)), None)

    def reveal(self, judge: str) -> None:
        """End the judge's work and let them see whose answers they judged; only when nothing is left to do."""
        standing = self.standing(judge)
        progress = self.progress(judge, standing)
        if not standing.revealed and progress.total and not progress.left:
            self.store.append([Event(judge, "reveal")])

    def _event(
        self, judge: str, task: Task, kind: Kind, choice: str = "", note: str = "", reason: str = ""
    ) -> Event:
        return Event(
            judge=judge,
            kind=kind,
            unit=task.unit,
            repeat=task.repeat,
            swapped=task.swapped,
            choice=choice,
            reason=reason,
            note=note,
            rubric=self.study.rubric.version,
            origin=SETTLED if judge in self.adjudicators else PAGE,
        )

    def _said_by_others(self, judge: str, task: Task) -> tuple[tuple[str, str], ...]:
        events = opinions(standings(self.store.events())).get(task.unit, {})
        mixed = sorted(events, key=lambda name: opaque(self.study.secret, "other", judge, task.id, name))
        return tuple((shown_choice(events[name].choice, task), events[name].note) for name in mixed)


def key_of(task: Task) -> tuple[Unit, int]:
    """How the log calls a task."""
    return (task.unit, task.repeat)


def sides(task: Task) -> tuple[str, ...]:
    """The keys of the answers of ``task`` from left to right."""
    keys = (task.unit.first, task.unit.second) if task.unit.second else (task.unit.first,)
    return keys[::-1] if task.swapped else keys


def stored_choice(choice: str, task: Task) -> str:
    """What the log keeps for a choice on the page: which answer is better, not which side."""
    return (_SWAPPED if task.swapped else _SIDES).get(choice, choice) if task.unit.second else choice


def shown_choice(choice: str, task: Task) -> str:
    """The choice on the page that the log keeps as ``choice``."""
    back = {stored: shown for shown, stored in (_SWAPPED if task.swapped else _SIDES).items()}
    return back.get(choice, choice) if task.unit.second else choice
