"""What a study found: agreement, accuracy, consistency, the engine and models against people; as text or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct

from postil_bench.judge.agreement import Estimate, Resampling, alpha_estimate, concordance, share
from postil_bench.judge.items import Unit, units_of
from postil_bench.judge.rubric import Level, Rubric
from postil_bench.judge.standing import Standing, disputed, opinions, settled, standings
from postil_bench.judge.store import MODEL, SETTLED, SKIP, Event, Store, Study

LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")
_SAME = {"first": 1.0, "tie": 0.5, "second": 0.0}


class JudgeReport(Struct, frozen=True):
    """One judge: a ``person``, a ``model`` or an ``adjudicator``.

    ``agreement`` is the share of their verdicts that others (people) share, for a model that of the settled verdicts;
    ``alpha`` is between the judge and the settled verdict, for models only. ``consistency``: how often they say the
    same when asked again; ``left``: how often the left one of two wins where one wins.
    """

    judge: str
    kind: str
    judged: int
    skipped: int
    agreement: Estimate
    consistency: Estimate
    left: Estimate
    alpha: Estimate


class Agreement(Struct, frozen=True):
    """A study in numbers.

    ``alpha`` is by level, over people; ``pairwise`` the share of pairs of people who say the same. ``accuracy`` is, for
    each key and for ``all``, judged right / judged by the settled verdicts; in a study of pairs ``preferred`` has
    wins + half the ties over all that is not ``both_bad``. ``engine``: how often Postil's score orders two answers
    as people do (0.5 is chance).
    """

    rubric: str
    units: int
    judged: int
    settled: int
    disputed: int
    both_bad: int
    alpha: dict[str, Estimate]
    pairwise: Estimate
    accuracy: dict[str, Estimate]
    preferred: dict[str, Estimate]
    engine: Estimate
    judges: list[JudgeReport]


def measured(store: Store, study: Study, *, resamples: int = 2000, seed: int = 1) -> Agreement:
    """Everything that can be said of the study so far."""
    how = Resampling(resamples, seed)
    items, everybody = store.items(), standings(store.events())
    people, final = opinions(everybody), settled(everybody)
    scores = {(item.id, c.key): c.engine for item in items for c in item.candidates}
    return Agreement(
        rubric=study.rubric.version,
        units=len(units_of(items, study.rubric.mode)),
        judged=len(people),
        settled=len(final),
        disputed=len(disputed(people)),
        both_bad=sum(choice == "both_bad" for choice in final.values()),
        alpha=_alphas(people, study.rubric, how),
        pairwise=_pairwise(people, how),
        accuracy=_accuracies(final, study.rubric, how),
        preferred=_preferred(final, how),
        engine=_engine(final, scores, study.rubric, how),
        judges=[
            _judge(name, standing, people, final, study.rubric, how) for name, standing in everybody.items()
        ],
    )


def _values(rubric: Rubric) -> dict[str, float]:
    """A number for each choice as the log keeps it; for pairs only which is which matters."""
    if rubric.mode == "pair":
        return {name: float(n) for n, name in enumerate(("first", "second", "tie", "both_bad"))}
    graded = all(choice.value is not None for choice in rubric.choices)
    return {
        c.name: float(c.value if graded and c.value is not None else n) for n, c in enumerate(rubric.choices)
    }


def _levels(rubric: Rubric) -> Sequence[Level]:
    graded = rubric.mode == "single" and all(choice.value is not None for choice in rubric.choices)
    return LEVELS if graded else LEVELS[:1]


def _alphas(people: dict[Unit, dict[str, Event]], rubric: Rubric, how: Resampling) -> dict[str, Estimate]:
    values = _values(rubric)
    said = [[values[event.choice] for event in given.values()] for given in people.values()]
    items = [unit.item for unit in people]
    return {level: alpha_estimate(said, items, level, how) for level in _levels(rubric)}


def _pairwise(people: dict[Unit, dict[str, Event]], how: Resampling) -> Estimate:
    hits, items = [], []
    for unit, given in people.items():
        choices = [event.choice for event in given.values()]
        for number, choice in enumerate(choices):
            hits += [float(choice == other) for other in choices[:number]]
            items += [unit.item] * number
    return share(hits, items, how)


def _accuracies(final: dict[Unit, str], rubric: Rubric, how: Resampling) -> dict[str, Estimate]:
    """Judged right / judged, of all answers and of each key."""
    verdicts = [
        (unit, float(known.right))
        for unit, choice in final.items()
        if (known := rubric.choice(choice)) is not None and known.right is not None
    ]
    if not verdicts:
        return {}
    keys = sorted({unit.first for unit, _ in verdicts})
    groups = {"all": verdicts} | {key: [v for v in verdicts if v[0].first == key] for key in keys}
    return {
        key: share([right for _, right in group], [unit.item for unit, _ in group], how)
        for key, group in groups.items()
    }


def _preferred(final: dict[Unit, str], how: Resampling) -> dict[str, Estimate]:
    found: dict[str, list[tuple[str, float]]] = {}
    for unit, choice in final.items():
        if unit.second and choice in _SAME:
            found.setdefault(unit.first, []).append((unit.item, _SAME[choice]))
            found.setdefault(unit.second, []).append((unit.item, 1.0 - _SAME[choice]))
    return {
        key: share([won for _, won in found[key]], [item for item, _ in found[key]], how)
        for key in sorted(found)
    }


def _engine(
    final: dict[Unit, str],
    scores: dict[tuple[str, str], float | None],
    rubric: Rubric,
    how: Resampling,
) -> Estimate:
    """The engine against the settled verdicts."""
    if rubric.mode == "pair":
        hits, items = [], []
        for unit, choice in final.items():
            first, second = scores.get((unit.item, unit.first)), scores.get((unit.item, unit.second))
            if choice in ("first", "second") and first is not None and second is not None:
                better = 1.0 if first > second else 0.0 if first < second else 0.5
                hits.append(better if choice == "first" else 1.0 - better)
                items.append(unit.item)
        return share(hits, items, how)
    grades = {c.name: c.value if c.value is not None else c.right for c in rubric.choices}
    known = [
        (score, float(grade), unit.item)
        for unit, choice in final.items()
        if (score := scores.get((unit.item, unit.first))) is not None
        and (grade := grades[choice]) is not None
    ]
    if not known:
        return Estimate()
    engine, people, names = zip(*known, strict=True)
    return concordance(engine, people, names, how)


def _judge(
    name: str,
    standing: Standing,
    people: dict[Unit, dict[str, Event]],
    final: dict[Unit, str],
    rubric: Rubric,
    how: Resampling,
) -> JudgeReport:
    first = [event for (_, repeat), event in standing.verdicts.items() if repeat == 0]
    given = [event for event in first if event.choice != SKIP]
    origin = next((event.origin for event in first), "")
    is_model = origin == MODEL
    others = (
        [(event, final[event.unit]) for event in given if event.unit in final]
        if is_model
        else _said_by_others(name, given, people)
    )
    items = [event.unit.item for event, _ in others]
    values = _values(rubric)
    pairs = [[values[event.choice], values[choice]] for event, choice in others]
    return JudgeReport(
        judge=name,
        kind="model" if is_model else "adjudicator" if origin == SETTLED else "person",
        judged=len(given),
        skipped=len(first) - len(given),
        agreement=share([float(event.choice == choice) for event, choice in others], items, how),
        consistency=_consistency(standing, how),
        left=_left([e for e in standing.verdicts.values() if e.repeat or not is_model], how),
        alpha=alpha_estimate(pairs, items, rubric.level, how) if is_model else Estimate(),
    )


def _said_by_others(
    name: str, given: Iterable[Event], people: dict[Unit, dict[str, Event]]
) -> list[tuple[Event, str]]:
    """Each verdict of a judge with each that somebody else gave on the same."""
    return [
        (event, other.choice)
        for event in given
        for judge, other in people.get(event.unit, {}).items()
        if judge != name
    ]


def _consistency(standing: Standing, how: Resampling) -> Estimate:
    """How often the last two times that the same was asked got the same answer, skips left out."""
    asked: dict[Unit, dict[int, str]] = {}
    for (unit, repeat), event in standing.verdicts.items():
        asked.setdefault(unit, {})[repeat] = event.choice
    hits, items = [], []
    for unit, said in asked.items():
        last = [said[repeat] for repeat in sorted(said)][-2:]
        if len(last) == 2 and SKIP not in last:
            hits.append(float(last[0] == last[1]))
            items.append(unit.item)
    return share(hits, items, how)


def _left(events: Iterable[Event], how: Resampling) -> Estimate:
    decided = [event for event in events if event.unit.second and event.choice in ("first", "second")]
    hits = [float((event.choice == "first") != event.swapped) for event in decided]
    return share(hits, [event.unit.item for event in decided], how)


def agreement_json(found: Agreement) -> str:
    """``found`` as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()


def agreement_table(found: Agreement) -> str:
    """``found`` as text for people."""
    lines = [
        f"{found.judged} of {found.units} judged under rubric {found.rubric}; {found.settled} settled, "
        f"{found.disputed} disputed" + (f", {found.both_bad} both bad" if found.both_bad else ""),
        "",
        *(_line(f"alpha, {level}", estimate) for level, estimate in found.alpha.items()),
        _line("pairs of people who agree", found.pairwise),
        *(_line(f"judged right, {key}", estimate) for key, estimate in found.accuracy.items()),
        *(_line(f"preferred, {key}", estimate) for key, estimate in found.preferred.items()),
        _line("engine orders as people do", found.engine),
    ]
    return "\n".join([*lines, *(f"\n{judge_table(judge)}" for judge in found.judges)])


def judge_table(judge: JudgeReport) -> str:
    """One judge as text for people; a model never without how far it agrees with them."""
    against = "settled verdict" if judge.kind == "model" else "others"
    lines = [
        f"{judge.judge} ({judge.kind}): {judge.judged} judged, {judge.skipped} skipped",
        _line(f"  agrees with the {against}", judge.agreement),
    ]
    if judge.kind == "model":
        lines.append(_line("  alpha with the settled verdict", judge.alpha))
    return "\n".join(
        lines
        + [
            _line(f"  {label}", estimate)
            for label, estimate in (("says the same again", judge.consistency), ("left one wins", judge.left))
            if estimate.units
        ]
    )


def _line(label: str, estimate: Estimate) -> str:
    if estimate.value is None:
        return f"{label:<36} –  ({estimate.units})"
    interval = "" if estimate.low is None else f"  [{estimate.low:.3f}, {estimate.high:.3f}]"
    return f"{label:<36} {estimate.value:.3f}{interval}  ({estimate.units})"
