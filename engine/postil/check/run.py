"""Runs the linter: files in, one report out.

>>> report = check(Order(paths=("src",), asked=load_settings(Path("src"))))  # doctest: +SKIP
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from postil.check.across import FileIgnores, all_findings, customary, located, silenced
from postil.check.baseline import read_baseline
from postil.check.cache import Cache, judges_of
from postil.check.files import find_files
from postil.check.judge import Job, judge
from postil.check.records import FileReport, Located, Report, Summary
from postil.check.settings import SEVERITIES, Asked
from postil.check.surroundings import Surroundings
from postil.project.view import Project
from postil.records import Severity
from postil.rule import Rule
from postil.rules import load_rules

if TYPE_CHECKING:
    from postil.history.git import Revision

Watch: TypeAlias = Callable[[Iterable[FileReport], int], Iterable[FileReport]]
_STANDARD_INPUT = "-"


class Order(Struct, frozen=True):
    """What is to be checked, and how.

    ``stdin`` is the text on standard input, to be taken for the file ``stdin_name``; ``diff`` is a revision of git: only
    comments whose text or code has changed since count. ``baseline`` is a file of accepted findings. ``jobs`` 0 takes
    every processor.
    """

    paths: tuple[str, ...]
    asked: Asked
    stdin: bytes | None = None
    stdin_name: str = "stdin.py"
    diff: str | None = None
    baseline: str | None = None
    cache: bool = True
    jobs: int = 1


def check(
    order: Order, complain: Callable[[str], None] = lambda _: None, watch: Watch | None = None
) -> Report:
    """Check the files of ``order``.

    ``complain`` is told of what was left out: folders that cannot be read, files that went away. ``watch`` may show
    progress: it hands on what it gets.

    Raises:
        UsageError: a path, revision, baseline or rule that is not there.
    """
    asked = order.asked
    rules = asked.rules(load_rules())
    reports = _reports(order, rules, complain, watch)
    accepted = read_baseline(Path(order.baseline)) if order.baseline else frozenset()
    return assemble(reports, reports, rules, asked, accepted)


def assemble(
    wanted: Sequence[FileReport],
    reports: Sequence[FileReport],
    rules: Sequence[Rule],
    asked: Asked,
    accepted: frozenset[str] = frozenset(),
) -> Report:
    """One report of the ``wanted`` files, seen among all ``reports``; ``accepted`` are fingerprints to leave out."""
    renames = {old: new for report in reports for old, new in report.renames.items()}
    read = [report.path for report in reports]
    around = Surroundings(asked.root, asked.settings.exclude, read) if asked.known else None
    project = Project((report.module for report in reports if report.module), around, renames)
    ignores = FileIgnores(asked.settings.per_file_ignores, asked.root)
    found: list[Located] = []
    quiet = 0
    for report, findings in all_findings(wanted, rules, project, customary(reports, rules)):
        left, count = silenced(report, ignores.kept(report.path, findings), rules)
        quiet += count
        found += located(report, left, asked.root)
    fresh = [one for one in found if one.fingerprint not in accepted]
    stale = len(accepted - {one.fingerprint for one in found})
    summary = _summary(wanted, fresh, quiet, len(found) - len(fresh), stale)
    return Report(tuple(fresh), summary, tuple(report.path for report in wanted))


def at_least(findings: Sequence[Located], severity: Severity) -> list[Located]:
    """The findings of that severity or a graver one."""
    grave = SEVERITIES[SEVERITIES.index(severity) :]
    return [one for one in findings if one.finding.severity in grave]


def _summary(
    reports: Sequence[FileReport], found: Sequence[Located], quiet: int, old: int, stale: int
) -> Summary:
    severities = Counter(one.finding.severity for one in found)
    return Summary(
        files=len(reports),
        comments=sum(len(report.remarks) for report in reports),
        error=severities["error"],
        warning=severities["warning"],
        info=severities["info"],
        fixable=sum(bool(one.finding.fix) for one in found),
        suppressed=quiet,
        baselined=old,
        stale=stale,
        rules=dict(sorted(Counter(one.finding.code for one in found).items())),
    )


def _reports(
    order: Order, rules: Sequence[Rule], complain: Callable[[str], None], watch: Watch | None
) -> list[FileReport]:
    """The report of every file, in order."""
    asked = order.asked
    language = asked.profile.comment_language
    named = [path for path in order.paths if path != _STANDARD_INPUT]
    files = list(find_files(named, asked.root, asked.settings.exclude, complain))
    cache = (
        Cache(asked.root / asked.settings.cache_dir, judges_of(rules, asked.profile)) if order.cache else None
    )
    jobs = _jobs(files, order, complain)
    made: Iterable[FileReport] = _judged(
        jobs, rules, language, cache, order.jobs or _processors(), len(files)
    )
    return list(watch(made, len(files)) if watch else made)


def _jobs(files: Sequence[Path], order: Order, complain: Callable[[str], None]) -> Iterator[Job]:
    revision = _revision(order)
    if order.stdin is not None:
        yield _job(Path(order.stdin_name), order.stdin, revision)
    for file in files:
        data, trouble = _read(file)
        if data is not None:
            yield _job(file, data, revision)
        elif trouble:
            yield Job(str(file), b"", unread=trouble)
        else:
            complain(f"{file} went away before it could be read")


def _read(file: Path) -> tuple[bytes | None, str]:
    """The bytes of the file, or why there are none: nothing to say of one that is gone."""
    try:
        return file.read_bytes(), ""
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        return None, error.strerror or str(error)


def _job(file: Path, data: bytes, revision: Revision | None) -> Job:
    if revision is None:
        return Job(str(file), data)
    return Job(
        str(file), data, compare=True, before=revision.text_of(file) if revision.changed(file) else data
    )


def _revision(order: Order) -> Revision | None:
    if order.diff is None:
        return None
    from postil.history.git import Revision  # noqa: PLC0415 - only for --diff

    first = next((Path(path) for path in order.paths if path != _STANDARD_INPUT), Path(order.stdin_name))
    return Revision(order.diff, first if first.is_dir() else first.absolute().parent)


def _judged(
    jobs: Iterable[Job], rules: Sequence[Rule], language: str, cache: Cache | None, workers: int, total: int
) -> Iterator[FileReport]:
    if workers > 1 and total > 1:
        from postil.check.parallel import judge_parallel  # noqa: PLC0415 - only for several processes

        yield from judge_parallel(jobs, rules, language, cache, min(workers, total))
        return
    for job in jobs:
        yield judge_or_recall(job, rules, language, cache)


def judge_or_recall(job: Job, rules: Sequence[Rule], language: str, cache: Cache | None) -> FileReport:
    """The report of one file, out of the cache if nothing that it depends on has changed."""
    if cache is None:
        return judge(job, rules, language)
    key = cache.key(job)
    kept = cache.get(job.path, key)
    if kept is not None:
        return kept
    report = judge(job, rules, language)
    if report.trouble is None:
        cache.put(job.path, key, report)
    return report


def _processors() -> int:
    import os  # noqa: PLC0415 - only when asked for

    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
