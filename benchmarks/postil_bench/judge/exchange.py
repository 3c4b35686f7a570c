"""Verdicts on their way in and out: CSV for the Ianvs job, JSON lines for everything, Label Studio."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from postil.errors import UsageError
from postil_bench.judge import labelstudio
from postil_bench.judge.items import Unit, units_of
from postil_bench.judge.rubric import Rubric
from postil_bench.judge.standing import settled, standings
from postil_bench.judge.store import IMPORTED, SKIP, Event, Store, Study
from postil_bench.records import read_lines

COLUMNS = ("item_id", "answer_key", "judge", "verdict", "rubric_version")
SETTLED_JUDGE = "settled"
_MOST_REPEATS = 1_000
_BY_SUFFIX = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "labelstudio",
    ".xml": "labelstudio-config",
}


class Verdict(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of JSON: a verdict as it stands, ``other_key`` for the second of a pair.

    ``choice`` is one of the rubric's, ``skip``, or, for pairs, ``first``, ``second``, ``tie`` or ``both_bad``;
    ``repeat`` counts how often the judge had been asked before.
    """

    item_id: str
    answer_key: str
    other_key: str = ""
    judge: str
    choice: str
    rubric_version: str
    repeat: Annotated[int, Meta(ge=0, le=_MOST_REPEATS)] = 0
    swapped: bool = False
    reason: str = ""
    note: str = ""
    origin: str = IMPORTED
    at: str = ""


def write_verdicts(
    target: str | None, form: str | None, store: Store, study: Study, *, final: bool = False
) -> str:
    """The verdicts of a study as text of the ``form`` (default: what the suffix of ``target`` says, else csv).

    Raises:
        UsageError: the form cannot say what this study holds.
    """
    form = form or _BY_SUFFIX.get(Path(target or "").suffix, "csv")
    if form == "labelstudio-config":
        return labelstudio.config(study.rubric)
    if form == "labelstudio":
        return labelstudio.tasks(store, study)
    if final and form != "csv":
        message = "--final goes with --format csv"
        raise UsageError(message)
    if form == "jsonl":
        lines = [msgspec.json.encode(_as_verdict(event)).decode() for event in current(store)]
        return "".join(f"{line}\n" for line in lines)
    return _as_csv(_final(store, study) if final else current(store), study.rubric)


def current(store: Store) -> list[Event]:
    """The verdicts that stand, by judge, in the order in which they were given."""
    return [
        event
        for standing in standings(store.events()).values()
        for event in sorted(standing.verdicts.values(), key=lambda event: event.id)
    ]


def read_verdicts(
    path: str | Path, form: str | None, store: Store, study: Study, judge: str | None = None
) -> list[Event]:
    """The verdicts in a file that are not in the log yet.

    Args:
        path: the file.
        form: ``csv``, ``jsonl`` or ``labelstudio`` (default: what the suffix says).
        store: the log.
        study: the study they must belong to.
        judge: whose they are, where the file does not say.

    Raises:
        UsageError: a line is damaged, of another rubric, or about something that is not judged here; names it.
    """
    form = form or _BY_SUFFIX.get(Path(path).suffix, "")
    if form == "csv":
        events = list(_from_csv(Path(path), study.rubric))
    elif form == "jsonl":
        events = [_as_event(verdict) for verdict in read_lines(Path(path), Verdict)]
    elif form == "labelstudio":
        events = list(labelstudio.read(Path(path), store, study, judge))
    else:
        message = f"{path}: say what it is with --format csv, jsonl or labelstudio"
        raise UsageError(message)
    _check(events, str(path), store, study)
    standing = {(e.judge, e.unit, e.repeat): (e.choice, e.reason, e.note) for e in current(store)}
    return [e for e in events if standing.get((e.judge, e.unit, e.repeat)) != (e.choice, e.reason, e.note)]


def _check(events: Iterable[Event], path: str, store: Store, study: Study) -> None:
    units = set(units_of(store.items(), study.rubric.mode))
    pair = study.rubric.mode == "pair"
    known = {SKIP, *(("first", "second", "tie", "both_bad") if pair else study.rubric.names)}
    for number, event in enumerate(events, 1):
        where = f"{path}: verdict {number}"
        if event.unit not in units:
            keys = " and ".join(filter(None, (event.unit.first, event.unit.second)))
            message = (
                f"{where}: nothing is judged here with the item {event.unit.item!r} and the answer {keys!r}"
            )
            raise UsageError(message)
        if event.choice not in known:
            message = f"{where}: {event.choice!r} is none of {', '.join(sorted(known))}"
            raise UsageError(message)
        if event.rubric != study.rubric.version:
            message = (
                f"{where}: given under rubric {event.rubric!r}, but this study has {study.rubric.version!r}"
            )
            raise UsageError(message)


def _as_verdict(event: Event) -> Verdict:
    return Verdict(
        item_id=event.unit.item,
        answer_key=event.unit.first,
        other_key=event.unit.second,
        judge=event.judge,
        choice=event.choice,
        rubric_version=event.rubric,
        repeat=event.repeat,
        swapped=event.swapped,
        reason=event.reason,
        note=event.note,
        origin=event.origin,
        at=event.at,
    )


def _as_event(verdict: Verdict) -> Event:
    return Event(
        judge=verdict.judge,
        kind="verdict",
        unit=Unit(verdict.item_id, verdict.answer_key, verdict.other_key),
        repeat=verdict.repeat,
        swapped=verdict.swapped,
        choice=verdict.choice,
        reason=verdict.reason,
        note=verdict.note,
        rubric=verdict.rubric_version,
        origin=verdict.origin,
        at=verdict.at,
    )


def _final(store: Store, study: Study) -> list[Event]:
    """One verdict for each answer on which people or the adjudicator have settled."""
    final = settled(standings(store.events()))
    units = units_of(store.items(), study.rubric.mode)
    version = study.rubric.version
    return [
        Event(SETTLED_JUDGE, "verdict", unit, choice=final[unit], rubric=version)
        for unit in units
        if unit in final
    ]


def _as_csv(events: Iterable[Event], rubric: Rubric) -> str:
    if rubric.mode == "pair" or any(choice.right is None for choice in rubric.choices):
        message = f"rubric {rubric.version} does not say what is right and wrong: use --format jsonl"
        raise UsageError(message)
    words = {choice.name: "right" if choice.right else "wrong" for choice in rubric.choices}
    text = StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for event in events:
        if not event.repeat:
            word = words.get(event.choice, SKIP)
            table.writerow((event.unit.item, event.unit.first, event.judge, word, event.rubric))
    return text.getvalue()


def _from_csv(path: Path, rubric: Rubric) -> Iterator[Event]:
    """The rows of a table of verdicts."""
    try:
        reader = csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"), newline=""), restval="")
        missing = [name for name in COLUMNS[:4] if name not in (reader.fieldnames or ())]
        rows: list[tuple[int, dict[str, Any]]] = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"{path} cannot be read: {error}"
        raise UsageError(message) from error
    if missing:
        message = f"{path}:1: no column {', '.join(missing)}; expected {','.join(COLUMNS)}"
        raise UsageError(message)
    choices = _choices_by_word(rubric)
    for number, row in rows:
        word = row["verdict"].strip().lower()
        if word not in choices:
            message = f"{path}:{number}: verdict {word!r} is none of {', '.join(sorted(choices))}"
            raise UsageError(message)
        yield Event(
            judge=row["judge"],
            kind="verdict",
            unit=Unit(row["item_id"], row["answer_key"]),
            choice=choices[word],
            rubric=row.get("rubric_version") or rubric.version,
            origin=IMPORTED,
        )


def _choices_by_word(rubric: Rubric) -> dict[str, str]:
    """The choice that ``right``, ``wrong`` and ``skip`` stand for."""
    found = {SKIP: SKIP}
    for word, right in (("right", True), ("wrong", False)):
        meant = [choice.name for choice in rubric.choices if choice.right is right]
        if len(meant) != 1:
            message = f"rubric {rubric.version} has {len(meant)} choices for {word!r}: import --format jsonl"
            raise UsageError(message)
        found[word] = meant[0]
    return found
