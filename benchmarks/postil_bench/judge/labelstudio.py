"""Label Studio: its labelling configuration, tasks with what was said, and its exports read back.

The tasks hold no name of a model and no score: ``unit`` is an opaque id that only this study can read. In half of the
pairs the second answer stands as A; in which ones follows from the secret of the study, as on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import msgspec

from postil.errors import UsageError
from postil_bench.judge.desk import shown_choice, sides, stored_choice
from postil_bench.judge.items import Item, Unit, units_of
from postil_bench.judge.plan import Draw, Task, plan
from postil_bench.judge.rubric import Rubric
from postil_bench.judge.standing import standings
from postil_bench.judge.store import IMPORTED, SKIP, Event, Store, Study

_CHOICE, _NOTE = "verdict", "note"
_ANYBODY = "labelstudio"  # all who judge there see a pair alike


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
    planned = _tasks(store, study)
    said: dict[Unit, list[Event]] = {}
    for standing in standings(store.events()).values():
        for (unit, repeat), event in standing.verdicts.items():
            if not repeat:
                said.setdefault(unit, []).append(event)
    made = [
        {
            "data": _data(item, planned[unit]),
            "annotations": [_annotation(event, planned[unit]) for event in said.get(unit, [])],
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
    planned = {task.id: task for task in _tasks(store, study).values()}
    for number, record in enumerate(found, 1):
        data, annotations = record.get("data"), record.get("annotations") or []
        task = planned.get(str(data.get("unit"))) if isinstance(data, dict) else None
        if task is None or not isinstance(annotations, list):
            message = f"{path}: task {number} is not from this study: its 'unit' is not known"
            raise UsageError(message)
        for annotation in annotations:
            yield _event(annotation, task, study, judge, f"{path}: task {number}")


def _tasks(store: Store, study: Study) -> dict[Unit, Task]:
    """What is asked of each unit; in half of the pairs the second answer stands as A."""
    units = units_of(store.items(), study.rubric.mode)
    return {task.unit: task for task in plan(units, _ANYBODY, Draw(study.seed, study.secret))}


def _data(item: Item, task: Task) -> dict[str, str]:
    names = ("answer_a", "answer_b") if task.unit.second else ("answer",)
    texts = {name: item.text_of(key) for name, key in zip(names, sides(task), strict=True)}
    return {"unit": task.id, "question": item.asked, "code": item.code, **texts}


def _annotation(event: Event, task: Task) -> dict[str, Any]:
    about = "answer_a" if task.unit.second else "answer"
    said: dict[str, tuple[str, dict[str, Any]]] = {}
    if event.choice != SKIP:
        said[_CHOICE] = ("choices", {"choices": [shown_choice(event.choice, task)]})
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


def _event(annotation: Any, task: Task, study: Study, judge: str | None, where: str) -> Event:
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
        unit=task.unit,
        swapped=task.swapped,
        choice=stored_choice(choice, task),
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
