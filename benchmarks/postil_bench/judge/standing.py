"""What holds after everything that was done: the log folded into current verdicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable

from msgspec import Struct

from postil_bench.judge.items import Unit
from postil_bench.judge.store import IMPORTED, PAGE, SETTLED, SKIP, Event

PEOPLE = (PAGE, IMPORTED)


class Standing(Struct, frozen=True):
    """Where one judge stands: the current ``verdicts`` and note ``drafts`` by unit and repeat, and the ``last`` act.

    ``revealed``: the judge has seen whose answers these were, and gives no more verdicts.
    """

    verdicts: dict[tuple[Unit, int], Event]
    drafts: dict[tuple[Unit, int], str]
    last: Event | None
    revealed: bool


def standing_of(events: Iterable[Event]) -> Standing:
    """The standing after ``events``, all of one judge and in order: undone verdicts are gone, later ones count."""
    given: dict[int, Event] = {}
    drafts: dict[tuple[Unit, int], str] = {}
    revealed = False
    for event in events:
        if event.kind == "verdict":
            given[event.id] = event
            drafts.pop((event.unit, event.repeat), None)
        elif event.kind == "undo":
            undone = given.pop(event.target, None)
            if undone is not None and undone.note:
                drafts[undone.unit, undone.repeat] = undone.note
        elif event.kind == "draft":
            drafts[event.unit, event.repeat] = event.note
        else:
            revealed = True
    current = {(event.unit, event.repeat): event for event in given.values()}
    last = given[max(given)] if given else None
    return Standing(current, drafts, last, revealed)


def standings(events: Iterable[Event]) -> dict[str, Standing]:
    """The standing of each judge, in order of name."""
    by_judge: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_judge[event.judge].append(event)
    return {judge: standing_of(by_judge[judge]) for judge in sorted(by_judge)}


def opinions(
    everybody: dict[str, Standing], origins: Container[str] = PEOPLE
) -> dict[Unit, dict[str, Event]]:
    """The verdict of each judge on each unit, first time asked, of these origins; a skip is no verdict."""
    found: dict[Unit, dict[str, Event]] = defaultdict(dict)
    for judge, standing in everybody.items():
        for (unit, repeat), event in standing.verdicts.items():
            if repeat == 0 and event.choice != SKIP and event.origin in origins:
                found[unit][judge] = event
    return dict(found)


def disputed(given: dict[Unit, dict[str, Event]]) -> list[Unit]:
    """The units on which judges disagree."""
    return sorted(unit for unit, said in given.items() if len({event.choice for event in said.values()}) > 1)


def settled(everybody: dict[str, Standing]) -> dict[Unit, str]:
    """The choice that stands for each unit: the adjudicator's, else that of most people; a tie settles nothing."""
    found = {}
    for unit, said in opinions(everybody).items():
        (choice, most), *others = Counter(event.choice for event in said.values()).most_common()
        if not others or others[0][1] < most:
            found[unit] = choice
    for unit, said in opinions(everybody, (SETTLED,)).items():
        found[unit] = max(said.values(), key=lambda event: event.id).choice
    return found
