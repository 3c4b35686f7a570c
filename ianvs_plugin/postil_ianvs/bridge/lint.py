"""What would break a job of Ianvs, found before an hour of inference is lost.

No code of the job is imported: modules are read as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from postil.errors import UsageError
from postil_ianvs.bridge.checks import Complaint, is_home_path, is_there
from postil_ianvs.bridge.lintdata import lint_data
from postil_ianvs.bridge.lintmodules import Named, lint_modules
from postil_ianvs.bridge.upgrade import key_for
from postil_ianvs.bridge.yamlfile import Document, read_document

_PARADIGMS = (
    "singletasklearning",
    "incrementallearning",
    "multiedgeinference",
    "lifelonglearning",
    "federatedlearning",
    "federatedclassincrementallearning",
    "jointinference",
)
_ROUTED = ("edgemodel", "cloudmodel", "hard_example_mining")
_METHODS = {("singletasklearning", "basemodel"): ("preprocess", "train", "save", "load", "predict")}
_FORMATS = {"index": (".txt", ".json"), "data": (".jsonl",), "data_info": ("metadata.json",)}


def lint(path: Path) -> list[Complaint]:
    """Every complaint about a job and the files it names, by place.

    Raises:
        UsageError: ``path`` is no job file.
    """
    job = read_document(path)
    if not isinstance(job.at("benchmarkingjob"), dict):
        message = f"{path} is no job of Ianvs: it has no benchmarkingjob"
        raise UsageError(message)
    found = list(_job(job))
    environment, complaint = _named(job, "benchmarkingjob", "testenv")
    metrics: list[Named] = []
    if environment is None:
        found += complaint
    else:
        found += _environment(environment)
        metrics = _metrics(environment)
        found += _rank(job, {metric.alias for metric in metrics})
    models: list[Named] = []
    for number, _ in enumerate(_items(job.at("benchmarkingjob", "test_object", "algorithms"))):
        where = ("benchmarkingjob", "test_object", "algorithms", number, "url")
        algorithm, complaint = _named(job, *where)
        found += complaint
        if algorithm is not None:
            found += _algorithm(algorithm)
            models += _modules(algorithm)
    found += lint_modules(metrics, models)
    return sorted(set(found))


def _job(job: Document) -> Iterator[Complaint]:
    yield from _home_paths(job)
    if not _items(job.at("benchmarkingjob", "test_object", "algorithms")):
        yield _at(job, "missing-key", "test_object.algorithms names no algorithm", "benchmarkingjob")
    workspace = Path(str(job.at("benchmarkingjob", "workspace") or "./workspace"))
    ranks = workspace / str(job.at("benchmarkingjob", "name") or "") / "rank" / "all_rank.csv"
    if ranks.is_file():
        advice = f"{ranks} is of an earlier run and will be mixed in: move it away or choose another name"
        yield _at(job, "old-rank", advice, "benchmarkingjob", "workspace")


def _rank(job: Document, aliases: set[str]) -> Iterator[Complaint]:
    where: tuple[str | int, ...] = ("benchmarkingjob", "rank", "sort_by")
    for number, item in enumerate(_items(job.at(*where))):
        for name in item if isinstance(item, dict) else [item]:
            if name not in aliases:
                yield _at(
                    job,
                    "wrong-name",
                    f"sort_by {name!r} is no metric of the test environment",
                    *where,
                    number,
                )
    where = ("benchmarkingjob", "rank", "selected_dataitem", "metrics")
    for number, name in enumerate(_items(job.at(*where))):
        if name != "all" and name not in aliases:
            yield _at(
                job, "wrong-name", f"selected metric {name!r} is none of the test environment", *where, number
            )


def _environment(environment: Document) -> Iterator[Complaint]:
    yield from _home_paths(environment)
    dataset = environment.at("testenv", "dataset")
    known = dataset if isinstance(dataset, dict) else {}
    for part in ("train", "test"):
        key = f"{part}_url"
        if key in known:
            better = key_for(part, str(known[key])) or f"{part}_data"
            yield _at(
                environment, "dead-key", f"{key} no longer works: say {better}", "testenv", "dataset", key
            )
        elif not any(f"{part}_{kind}" in known for kind in _FORMATS):
            advice = f"none of {part}_index, {part}_data, {part}_data_info: Ianvs stops before it begins"
            yield _at(environment, "missing-key", advice, "testenv", "dataset")
        for kind, endings in _FORMATS.items():
            yield from _data_file(environment, f"{part}_{kind}", endings)
    if not _items(environment.at("testenv", "metrics")):
        yield _at(environment, "missing-key", "no metrics", "testenv")


def _data_file(environment: Document, key: str, endings: tuple[str, ...]) -> Iterator[Complaint]:
    where = ("testenv", "dataset", key)
    value = environment.at(*where)
    if value is None:
        return
    if not isinstance(value, str) or not value.endswith(endings):
        yield _at(
            environment, "wrong-format", f"{key} takes {' or '.join(endings)} only, not {value}", *where
        )
    elif not is_there(value):
        if not (Path(value).is_absolute() and key == "train_data"):
            advice = f"{value} is not there; paths count from the folder that ianvs runs in"
            yield _at(environment, "missing-file", advice, *where)
    elif key.startswith("test") and not key.endswith("index"):
        yield from lint_data(Path(value))


def _metrics(environment: Document) -> list[Named]:
    found = []
    for number, metric in enumerate(_items(environment.at("testenv", "metrics"))):
        fields = metric if isinstance(metric, dict) else {}
        line = environment.line("testenv", "metrics", number)
        found.append(Named("metric", str(fields.get("name")), fields.get("url"), str(environment.path), line))
    return found


def _algorithm(algorithm: Document) -> Iterator[Complaint]:
    yield from _home_paths(algorithm)
    paradigm = algorithm.at("algorithm", "paradigm_type")
    if paradigm not in _PARADIGMS:
        advice = f"{paradigm!r} is no paradigm of Ianvs: {', '.join(_PARADIGMS)}"
        yield _at(algorithm, "wrong-name", advice, "algorithm", "paradigm_type")
    modules = _items(algorithm.at("algorithm", "modules"))
    kinds = [module.get("type") for module in modules if isinstance(module, dict)]
    if paradigm == "jointinference":
        for kind in _ROUTED:
            if kind not in kinds:
                yield _at(
                    algorithm,
                    "missing-key",
                    f"a joint inference needs a module {kind}",
                    "algorithm",
                    "modules",
                )
    for number, module in enumerate(modules):
        given = module.get("hyperparameters") if isinstance(module, dict) else None
        for place, item in enumerate(_items(given)):
            if not isinstance(item, dict) or len(item) != 1 or not _has_values(item):
                where = ("algorithm", "modules", number, "hyperparameters", place)
                yield _at(
                    algorithm,
                    "wrong-format",
                    "a hyperparameter is '- name: {values: [...]}', one each",
                    *where,
                )


def _has_values(item: dict[str, Any]) -> bool:
    spec = next(iter(item.values()))
    return isinstance(spec, dict) and isinstance(spec.get("values"), list)


def _modules(algorithm: Document) -> list[Named]:
    found = []
    paradigm = str(algorithm.at("algorithm", "paradigm_type"))
    for number, module in enumerate(_items(algorithm.at("algorithm", "modules"))):
        fields = module if isinstance(module, dict) else {}
        line = algorithm.line("algorithm", "modules", number)
        kind = str(fields.get("type"))
        needed = _METHODS.get((paradigm, kind), ())
        alias, url = str(fields.get("name")), fields.get("url")
        found.append(Named(kind, alias, url, str(algorithm.path), line, needed))
    return found


def _named(document: Document, *where: str | int) -> tuple[Document | None, list[Complaint]]:
    """The document that ``document`` names at ``where``, or the complaint that it is not there."""
    value = document.at(*where)
    if not is_there(value):
        advice = f"{value} is not there; paths count from the folder that ianvs runs in"
        return None, [_at(document, "missing-file", advice, *where)]
    try:
        return read_document(Path(value)), []
    except UsageError as error:
        return None, [_at(document, "damaged-file", str(error), *where)]


def _home_paths(document: Document) -> Iterator[Complaint]:
    for where in document.lines:
        value = document.at(*where)
        if is_home_path(value):
            advice = f"{value} exists on one person's machine only: use a path relative to the checkout"
            yield _at(document, "home-path", advice, *where)


def _at(document: Document, kind: str, message: str, *where: str | int) -> Complaint:
    return Complaint(str(document.path), document.line(*where), kind, message)


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
