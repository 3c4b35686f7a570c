"""One package made into rows: its files on several processes, the result kept so that a stopped build goes on.

What is kept is named by everything that shapes it: the package, and the bytes of the programs of engine, rules and
this room. A changed program therefore never meets old rows.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from postil.cli.output import open_output
from postil_corpora.build.comments import comment_samples
from postil_corpora.build.documented import documented
from postil_corpora.build.generation import Candidate, Case, candidates, cases_in, with_tests
from postil_corpora.build.origin import Origin
from postil_corpora.build.screens import FILE_SCREENS, is_test
from postil_corpora.build.summaries import summaries
from postil_corpora.build.units import read_unit_source
from postil_corpora.collect.pypi import COLLECTOR, Opened, Package, SourceFile, read_package
from postil_corpora.filters.chain import Chain
from postil_corpora.samples import AsideComment, CodeSample, SummarySample
from postil_corpora.schema import CommentSample

_CHUNK, _BATCH = 8, 200
_WORD = re.compile(rb"\w+")
_ROOMS = ("postil", "postil_rules", "postil_corpora")
_SHAPING = frozenset((".py", ".txt", ".toml", ".json", ".bin"))
_SHOWING = frozenset(("cli", "commands", "export", "reports", "assets"))
"""Parts of the rooms that only show what was made."""


class Rows(Struct):
    """The rows of a package (or of one file), and how many files each screen kept out."""

    comment_samples: list[CommentSample] = []
    comments_aside: list[AsideComment] = []
    summaries: list[SummarySample] = []
    code_generation: list[CodeSample] = []
    screened: dict[str, int] = {}
    dropped: dict[str, int] = {}
    changed: dict[str, int] = {}
    files: int = 0
    licence: str | None = None


class Choice(Struct, frozen=True):
    """What a recipe asks of every package.

    The ``languages`` to be read (``None``: all), ``tests`` with the code, and the ``filters`` that judge each row by
    itself, with their ``options``: they run here, so that nothing that must not be kept is kept even for a moment.
    """

    languages: tuple[str, ...] | None = None
    tests: bool = True
    filters: tuple[str, ...] = ()
    options: dict[str, dict[str, Any]] = {}


class Part(Struct, frozen=True):
    """A package and the file that its rows are kept in."""

    package: Package
    path: Path

    def read(self) -> Rows:
        """The rows."""
        return msgspec.msgpack.decode(self.path.read_bytes(), type=Rows)


class _FileRows(Struct):
    rows: Rows
    candidates: list[Candidate]


def part_of(package: Package, archive: Path, choice: Choice, folder: Path, pool: ProcessPoolExecutor) -> Part:
    """The rows of ``package``, made now or kept in ``folder`` since an earlier run."""
    part = Part(package, folder / f"{package.name.lower()}-{_key(package, choice)}.msgpack")
    if not _is_whole(part):
        rows = _made(read_package(package, archive, choice.languages), choice, pool)
        folder.mkdir(parents=True, exist_ok=True)
        with open_output(str(part.path)) as out:
            out.write(msgspec.msgpack.encode(rows))
    return part


def _made(opened: Opened, choice: Choice, pool: ProcessPoolExecutor) -> Rows:
    """The rows of a package: those of its sources, then the tests that call what was found in them."""
    package = opened.package
    origin = Origin(package.repository, package.sha256, COLLECTOR, opened.licence, package.released)
    screened: Counter[str] = Counter()
    files = list(_screened(opened.files, screened))
    sources = [file for file in files if not is_test(file.path)]
    rows, wanted = _joined(pool.map(partial(_file_rows, origin), sources, chunksize=_CHUNK), screened)
    if choice.tests:
        names = frozenset(one.name.encode() for one in wanted)
        tests = [
            file for file in files if is_test(file.path) and not names.isdisjoint(_WORD.findall(file.data))
        ]
        cases = [case for found in pool.map(_cases, tests, chunksize=_CHUNK) for case in found]
        rows.code_generation = list(with_tests(wanted, cases))
    _filter(rows, choice, pool)
    rows.files, rows.licence, rows.screened = (
        len(opened.files),
        opened.licence,
        dict(sorted(screened.items())),
    )
    return rows


def _filter(rows: Rows, choice: Choice, pool: ProcessPoolExecutor) -> None:
    """Put ``rows`` through the filters that judge each by itself, on all processes."""
    dropped, changed = Counter[str](), Counter[str]()
    for table in ("comment_samples", "comments_aside", "summaries", "code_generation"):
        every = getattr(rows, table)
        batches = [every[start : start + _BATCH] for start in range(0, len(every), _BATCH)]
        kept: list[Any] = []
        for part, lost, touched in pool.map(partial(_through, choice), batches):
            kept += part
            dropped.update({f"{table}: {name}": count for name, count in lost.items()})
            changed.update({f"{table}: {name}": count for name, count in touched.items()})
        setattr(rows, table, kept)
    rows.dropped, rows.changed = dict(sorted(dropped.items())), dict(sorted(changed.items()))


def _through(choice: Choice, rows: Sequence[Any]) -> tuple[list[Any], dict[str, int], dict[str, int]]:
    """The rows that are kept, how many were dropped by filter and reason, how many changed by filter."""
    chain = Chain(choice.filters, choice.options)
    kept = list(chain.run(lambda: rows))
    dropped = {f"{name}: {reason}": count for (name, reason), count in chain.report.dropped.items()}
    return kept, dropped, {name: count for name, count in chain.report.changed.items() if count}


def _is_whole(part: Part) -> bool:
    try:
        part.read()
    except (OSError, msgspec.DecodeError):
        return False
    return True


def _screened(files: Iterable[SourceFile], refused: Counter[str]) -> Iterator[SourceFile]:
    for file in files:
        reasons = (screen(file.path, file.data) for screen in FILE_SCREENS)
        reason = next((one for one in reasons if one is not None), None)
        if reason is None:
            yield file
        else:
            refused[reason] += 1


def _file_rows(origin: Origin, file: SourceFile) -> _FileRows:
    """What one file gives."""
    try:
        return _read(origin, file)
    except Exception as error:  # noqa: BLE001 - one file that the engine fails on must not lose the others; it is counted
        return _FileRows(Rows(screened={f"the engine failed with {type(error).__name__}": 1}), [])


def _read(origin: Origin, file: SourceFile) -> _FileRows:
    found = _FileRows(Rows(), [])
    source = read_unit_source(file.path, file.data)
    if source is None:
        found.rows.screened = {"not in the encoding that it says": 1}
    elif source.page.comments:
        rows = list(comment_samples(source, origin))
        functions = documented(source)
        found.rows.comment_samples = [row for row in rows if isinstance(row, CommentSample)]
        found.rows.comments_aside = [row for row in rows if isinstance(row, AsideComment)]
        found.rows.summaries = list(summaries(source, origin, functions))
        if source.language == "python":
            found.candidates = list(candidates(source, origin, functions))
    return found


def _cases(file: SourceFile) -> list[Case]:
    return list(cases_in(file.path, file.data)) if file.path.endswith(".py") else []


def _joined(parts: Iterable[_FileRows], screened: Counter[str]) -> tuple[Rows, list[Candidate]]:
    whole, wanted = Rows(), list[Candidate]()
    for part in parts:
        whole.comment_samples += part.rows.comment_samples
        whole.comments_aside += part.rows.comments_aside
        whole.summaries += part.rows.summaries
        wanted += part.candidates
        screened.update(part.rows.screened)
    return whole, wanted


def _key(package: Package, choice: Choice) -> str:
    return hashlib.sha256(msgspec.json.encode((package, choice, programs()))).hexdigest()[:16]


@lru_cache(maxsize=1)
def programs() -> str:
    """The sha256 of the programs and tables that shape a row."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        top = Path(str(resources.files(room)))
        for path in sorted(top.rglob("*")):
            if path.suffix in _SHAPING and path.relative_to(top).parts[0] not in _SHOWING:
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
