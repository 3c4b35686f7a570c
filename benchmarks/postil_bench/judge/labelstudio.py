"""Label Studio: its labelling configuration, tasks with what was said, and its exports read back.

The tasks hold no name of a model and no score: ``unit`` is an opaque id that only this study can read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from postil.errors import UsageError
from postil_bench.judge.items import Item, Unit, units_of
from postil_bench.judge.plan import opaque
from postil_bench.judge.rubric import Rubric
from postil_bench.judge.standing import standings
from postil_bench.judge.store import IMPORTED, SKIP, Event, Store, Study

_CHOICE, _NOTE = "verdict", "note"
_STORED = {"a": "first", "b": "second"}
_SHOWN = {stored: shown for shown, stored in _STORED.items()}


def config(rubric: Rubric) -> str:
    """The labelling configuration for ``rubric``."""
    names = ("answer_a", "answer_b") if rubric.mode == "pair" else ("answer",)
    texts = "".join(
        f'  <Header value="{name.replace("_", " ").capitalize()}"/>\n  <Text name="{name}" value="${name}"/>\n'
        for name in ("question", "code", *names)
    )
    choices = "".join(
        f"    <Choice value={quoteattr(choice.name)} hotkey={quoteattr(choice.key)} hint={quoteattr(choice.label)}/>\n"
        for choice in rubric.choices
    )
    guide = "".join(
        f'  <Header size="5" value={quoteattr(line)}/>\n' for line in (rubric.title, *rubric.guide)
    )
    return (
        f'<View>\n{guide}{texts}  <Choices name="{_CHOICE}" toName="{names[0]}" choice="single">\n{choices}  </Choices>\n'
        f'  <TextArea name="{_NOTE}" toName="{names[0]}" maxSubmissions="1" rows="2"/>\n</View>\n'
    )


def tasks(store: Store, study: Study) -> str:
    """All tasks as JSON for an import into Label Studio, with the verdicts of each judge as annotations."""
    said: dict[Unit, list[Event]] = {}
    for standing in standings(store.events()).values():
        for (unit, repeat), event in standing.verdicts.items():
            if not repeat:
                said.setdefault(unit, []).append(event)
    made = [
        {
            "data": _data(item, unit, study),
            "annotations": [_annotation(event, study.rubric) for event in said.get(unit, [])],
        }
        for item in store.items()
        for unit in units_of([item], study.rubric.mode)
    ]
    return msgspec.json.format(msgspec.json.encode(made), indent=1).decode() + "\n"


def read(path: Path, store: Store, study: Study, judge: str | None) -> Iterator[Event]:
    """The verdicts in a JSON export of Label Studio.

    Raises:
        UsageError: it is no such export, or an annotation does not say whose it is or what was chosen.
    """
    try:
        found = msgspec.json.decode(path.read_bytes(), type=list[dict[str, Any]])
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path} is no JSON export of Label Studio: {error}"
        raise UsageError(message) from error
    units = {_id(unit, study): unit for unit in units_of(store.items(), study.rubric.mode)}
    for number, task in enumerate(found, 1):
        data, annotations = task.get("data"), task.get("annotations") or []
        unit = units.get(str(data.get("unit"))) if isinstance(data, dict) else None
        if unit is None or not isinstance(annotations, list):
            message = f"{path}: task {number} is not from this study: its 'unit' is not known"
            raise UsageError(message)
        for annotation in annotations:
            yield _event(annotation, unit, study, judge, f"{path}: task {number}")


def _data(item: Item, unit: Unit, study: Study) -> dict[str, str]:
    keys = {"answer_a": unit.first, "answer_b": unit.second} if unit.second else {"answer": unit.first}
    texts = {name: item.text_of(key) for name, key in keys.items()}
    return {"unit": _id(unit, study), "question": item.asked, "code": item.code, **texts}


def _id(unit: Unit, study: Study) -> str:
    return opaque(study.secret, "labelstudio", unit.item, unit.first, unit.second)


def _annotation(event: Event, rubric: Rubric) -> dict[str, Any]:
    about = "answer_a" if rubric.mode == "pair" else "answer"
    said: dict[str, tuple[str, dict[str, Any]]] = {}
    if event.choice != SKIP:
        said[_CHOICE] = ("choices", {"choices": [_SHOWN.get(event.choice, event.choice)]})
    if event.note:
        said[_NOTE] = ("textarea", {"text": [event.note]})
    return {
        "judge": event.judge,
        "was_cancelled": event.choice == SKIP,
        "result": [
            {"from_name": name, "to_name": about, "type": kind, "value": value}
            for name, (kind, value) in said.items()
        ],
    }


def _event(annotation: Any, unit: Unit, study: Study, judge: str | None, where: str) -> Event:
    name = _judge(annotation, judge) if isinstance(annotation, dict) else None
    if name is None:
        message = f"{where}: an annotation does not say whose it is: name the judge with --judge"
        raise UsageError(message)
    values = {
        result.get("from_name"): result.get("value")
        for result in annotation.get("result") or []
        if isinstance(result, dict)
    }
    choice = SKIP if annotation.get("was_cancelled") else _only(values.get(_CHOICE), "choices")
    return Event(
        judge=name,
        kind="verdict",
        unit=unit,
        choice=_STORED.get(choice, choice) if unit.second else choice,
        reason="skipped in Label Studio" if choice == SKIP else "",
        note=_only(values.get(_NOTE), "text"),
        rubric=study.rubric.version,
        origin=IMPORTED,
    )


def _only(value: Any, key: str) -> str:
    """The one text in ``value[key]``, which Label Studio makes a list; empty if there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    first = found[0] if isinstance(found, list) and found else found
    return first if isinstance(first, str) else ""


def _judge(annotation: dict[str, Any], given: str | None) -> str | None:
    """Whose an annotation is: as we wrote it, as Label Studio did (an id, or a record with an email), or as told."""
    by = annotation.get("completed_by")
    email = by.get("email") if isinstance(by, dict) else None
    named = annotation.get("judge") or given or email
    if named is None and isinstance(by, int):
        return f"labelstudio-{by}"
    return named if isinstance(named, str) else None
