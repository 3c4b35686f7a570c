"""Logs as items to be judged: a run's samples, issues with their answers, rows with predictions or scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from os.path import commonprefix
from pathlib import Path

from msgspec.structs import replace

from postil.errors import UsageError
from postil.reading.document import Fault, Value
from postil.reading.files import check_file, opened
from postil.reading.rows import read_rows
from postil.reading.shapes import is_row
from postil.reading.values import read_values
from postil.records import Comment, CommentResult, Damage, Row, Score
from postil.scoring.scorer import Scorer
from postil_bench.judge.items import Candidate, Item, Subject, storable
from postil_bench.records import RUN, Sample, read_info, read_lines
from postil_bench.tasks import task_named, task_names
from postil_bench.tasks.commenting import CommentTask
from postil_bench.tasks.prompts import code_in

OWN = "comments"
"""The key of a row's own comments; answers of issues keep theirs, others have the name of their file."""

_LONG_BEGINNING = 200  # characters


def read_items(logs: Sequence[str | Path], rows: str | Path | None = None) -> list[Item]:
    """The items in ``logs``: one file of samples or rows, or any number of predictions or scores for ``rows``.

    Answers that are missing or empty are left out: there is nothing to be judged.

    Raises:
        UsageError: a file is damaged or of another kind, an item has no id of its own, or nothing is left.
    """
    paths = [Path(log) for log in logs]
    for path in (*paths, *([Path(rows)] if rows is not None else [])):
        check_file(path)
    if rows is not None:
        items = _answered_rows(Path(rows), paths)
    elif len(paths) != 1:
        message = "several logs are several answers to the same rows: name the rows with --rows FILE"
        raise UsageError(message)
    else:
        items = list(_samples(paths[0]) if _is_samples(paths[0]) else _own_rows(paths[0]))
    shown = [_storable(item) for item in items if item.candidates]
    if not shown:
        message = f"nothing to judge in {', '.join(map(str, paths))}: no answer that is not empty"
        raise UsageError(message)
    return shown


def _storable(item: Item) -> Item:
    candidates = tuple(replace(given, key=storable(given.key)) for given in item.candidates)
    return replace(item, id=storable(item.id), candidates=candidates)


def _first_value(path: Path) -> object:
    with opened(path) as stream:
        found = next(read_values(stream, document=path.suffix == ".json", is_row=is_row), None)
    if isinstance(found, Fault):
        message = f"{path}:{found.line}:{found.column}: {found.reason}"
        raise UsageError(message)
    return found.value if isinstance(found, Value) else None


def _is_samples(path: Path) -> bool:
    first = _first_value(path)
    if isinstance(first, dict) and {"task", "model", "metrics"} <= first.keys():
        return True
    if is_row(first):
        return False
    message = (
        f"{path} holds neither samples of a run nor rows; predictions and scores go with their rows: "
        f"postil judge serve {path.name} --rows rows.jsonl"
    )
    raise UsageError(message)


def _samples(path: Path) -> Iterator[Item]:
    """The items of a run, as they stand (no variants), with an answer of each model and seed."""
    samples = [sample for sample in read_lines(path, Sample, growing=True) if not sample.variant]
    several_tasks = len({sample.task for sample in samples}) > 1
    several_seeds = len({sample.seed for sample in samples}) > 1
    scales = _primary_scales(path.parent)
    grouped: dict[tuple[str, str], list[Sample]] = defaultdict(list)
    for sample in samples:
        grouped[sample.task, sample.item].append(sample)
    beginnings = _beginnings(samples)
    for (task, item), given in grouped.items():
        name, scale = scales.get(task, ("overall", 100))
        shared = beginnings[task, given[0].language]
        yield Item(
            id=f"{task}/{item}" if several_tasks else item,
            question=given[0].prompt[len(shared) :],
            shared=shared,
            candidates=_answers(given, name, scale, several_seeds=several_seeds),
            subject=_subject(given[0]),
        )


def _subject(sample: Sample) -> Subject | None:
    """The code that the answers to ``sample`` comment on, where its task asks for comments."""
    task = _comment_task(sample.task)
    code = task and code_in(getattr(task.spec, sample.language), sample.prompt)
    return Subject(code, "python", sample.source or sample.item) if code else None


@lru_cache
def _comment_task(name: str) -> CommentTask | None:
    task = task_named(name) if name in task_names() else None
    return task if isinstance(task, CommentTask) else None


def _answers(
    samples: Sequence[Sample], metric: str, scale: int, *, several_seeds: bool
) -> tuple[Candidate, ...]:
    """The answers in ``samples`` of one item; of a sample that was written twice the later one."""
    found = {
        f"{sample.model}@{sample.seed}" if several_seeds else sample.model: sample
        for sample in samples
        if sample.answer and sample.answer.strip()
    }
    return tuple(
        Candidate(key, sample.answer or "", _scaled(sample.metrics.get(metric), scale))
        for key, sample in found.items()
    )


def _beginnings(samples: Sequence[Sample]) -> dict[tuple[str, str], str]:
    """The paragraphs in which all prompts of a task and language begin, if those are many words."""
    prompts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sample in samples:
        prompts[sample.task, sample.language].add(sample.prompt)
    found = {}
    for key, texts in prompts.items():
        same = commonprefix([min(texts), max(texts)]) if len(texts) > 1 else ""  # noqa: RUF071 - no paths
        end = same.rfind("\n\n") + 2
        found[key] = same[:end] if end > _LONG_BEGINNING else ""
    return found


def _primary_scales(folder: Path) -> dict[str, tuple[str, int]]:
    """The primary metric of each task of the run in ``folder`` and its scale."""
    if not (folder / RUN).is_file():
        return {}
    return {
        task: next((name, metric.scale) for name, metric in metrics.items() if metric.primary)
        for task, metrics in read_info(folder).metrics.items()
        if any(metric.primary for metric in metrics.values())
    }


def _scaled(value: float | None, scale: int) -> float | None:
    return None if value is None else value / scale


def _own_rows(path: Path) -> Iterator[Item]:
    """Rows with what they hold themselves: the answers to an issue, or the comments on code."""
    scorer = Scorer()
    for row, body in _rows(path):
        yield _item(row, body, _candidates(row, scorer.score_row(row), OWN))


def _answered_rows(rows: Path, logs: Sequence[Path]) -> list[Item]:
    """Rows with what each log says of them: predictions, which are scored here, or scores."""
    read = list(_rows(rows))
    found: dict[str, list[Candidate]] = defaultdict(list)
    names = [log.stem for log in logs]
    if len(set(names)) < len(names):
        message = f"two logs are called {min(n for n in names if names.count(n) > 1)}: rename one, judges' verdicts go by name"
        raise UsageError(message)
    for log in logs:
        given = _scores(log) if _is_scores(log) else _predictions(rows, log)
        for item, candidate in given:
            found[item].append(candidate)
    return [_item(row, body, found[row.id]) for row, body in read]


def _is_scores(path: Path) -> bool:
    first = _first_value(path)
    return isinstance(first, dict) and {"id", "status", "signature"} <= first.keys()


def _scores(path: Path) -> Iterator[tuple[str, Candidate]]:
    for score in read_lines(path, Score):
        text = _written(score.comments)
        if text:
            yield score.id, Candidate(path.stem, text, _scaled(score.overall, 100))


def _predictions(rows: Path, log: Path) -> Iterator[tuple[str, Candidate]]:
    scorer = Scorer()
    for row in read_rows(rows, predictions=log):
        if isinstance(row, Damage):
            raise _damaged(row)
        for candidate in _candidates(row, scorer.score_row(row), log.stem):
            yield row.id, Candidate(log.stem, candidate.text, candidate.engine)


def _rows(path: Path) -> Iterator[tuple[Row, str]]:
    """Each row with the body of its question, which only issues have."""
    seen: set[str] = set()
    with opened(path) as stream:
        values = read_values(stream, document=path.suffix == ".json", is_row=is_row)
        fields = [found.value if isinstance(found, Value) else None for found in values]
    for row, value in zip(read_rows(path), fields, strict=True):
        if isinstance(row, Damage):
            raise _damaged(row)
        if row.id in seen:
            message = f"{path}: two rows have the id {row.id!r}: verdicts go by id, give each row its own"
            raise UsageError(message)
        seen.add(row.id)
        body = value.get("body") if isinstance(value, dict) and row.answers else None
        yield row, body if isinstance(body, str) else ""


def _damaged(row: Damage) -> UsageError:
    place = row.place
    return UsageError(f"{place.path}:{place.line}:{place.column}: {row.reason}")


def _item(row: Row, body: str, candidates: Sequence[Candidate]) -> Item:
    question = "\n\n".join(part for part in (row.description, body) if part.strip())
    code, subject = row.snippet.code, None
    if code and not row.answers:
        group = row.source or sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        subject = Subject(code, row.snippet.language, group)
    return Item(row.id, question, tuple(candidates), "" if body else code, subject=subject)


def _candidates(row: Row, score: Score, key: str) -> list[Candidate]:
    if row.answers:
        grades = {answer.key: answer.overall for answer in score.answers or ()}
        return [
            Candidate(answer.key, answer.body, _scaled(grades.get(answer.key), 100))
            for answer in row.answers
            if answer.body.strip()
        ]
    text = _written(row.comments)
    return [Candidate(key, text, _scaled(score.overall, 100))] if text else []


def _written(comments: Sequence[Comment] | Sequence[CommentResult]) -> str:
    """Comments as lines of text, each with the line it claims."""
    return "\n".join(
        comment.text if comment.line_number is None else f"Line {comment.line_number}: {comment.text}"
        for comment in comments
        if comment.text.strip()
    )
