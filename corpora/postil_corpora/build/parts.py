"""One package made into rows: its files on several processes, the result kept so that a stopped build goes on.

What is kept is named by everything that shapes it: the package, and the bytes of the programs of engine, rules and
this room. A changed program therefore never meets old rows.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path

import msgspec
from msgspec import Struct

from postil.cli.output import open_output
from postil_corpora.build.comments import comment_samples
from postil_corpora.build.condemned import condemned
from postil_corpora.build.generation import Candidate, Case, candidates, cases_in, with_tests
from postil_corpora.build.origin import Origin
from postil_corpora.build.screens import FILE_SCREENS, is_test
from postil_corpora.build.summaries import summaries
from postil_corpora.build.units import read_unit_source
from postil_corpora.collect.pypi import COLLECTOR, Package, SourceFile, read_package
from postil_corpora.samples import AsideComment, CodeSample, SummarySample
from postil_corpora.schema import CommentSample

_CHUNK = 8
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
    files: int = 0
    licence: str | None = None


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
    cases: list[Case]


def part_of(package: Package, archive: Path, folder: Path, pool: ProcessPoolExecutor) -> Part:
    """The rows of ``package``, made now or kept in ``folder`` since an earlier run."""
    part = Part(package, folder / f"{package.name.lower()}-{_key(package)}.msgpack")
    if not _is_whole(part):
        opened = read_package(package, archive)
        origin = Origin(package.repository, package.sha256, COLLECTOR, opened.licence, package.released)
        screened: Counter[str] = Counter()
        files = list(_screened(opened.files, screened))
        rows = _joined(pool.map(partial(_file_rows, origin), files, chunksize=_CHUNK), screened)
        rows.files, rows.licence = len(opened.files), opened.licence
        folder.mkdir(parents=True, exist_ok=True)
        with open_output(str(part.path)) as out:
            out.write(msgspec.msgpack.encode(rows))
    return part


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
    """What one file gives: a test file its tests, any other its samples."""
    try:
        return _read(origin, file)
    except Exception as error:  # noqa: BLE001 - one file that the engine fails on must not lose the others; it is counted
        return _FileRows(Rows(screened={f"the engine failed with {type(error).__name__}": 1}), [], [])


def _read(origin: Origin, file: SourceFile) -> _FileRows:
    found = _FileRows(Rows(), [], [])
    if is_test(file.path):
        found.cases = list(cases_in(file.path, file.data)) if file.path.endswith(".py") else []
        return found
    source = read_unit_source(file.path, file.data)
    if source is None:
        found.rows.screened = {"not in the encoding that it says": 1}
    elif source.page.comments:
        reasons = condemned(source.page)
        rows = list(comment_samples(source, origin, reasons))
        found.rows.comment_samples = [row for row in rows if isinstance(row, CommentSample)]
        found.rows.comments_aside = [row for row in rows if isinstance(row, AsideComment)]
        found.rows.summaries = list(summaries(source, origin, reasons))
        if source.language == "python":
            found.candidates = list(candidates(source, origin, reasons))
    return found


def _joined(parts: Iterable[_FileRows], screened: Counter[str]) -> Rows:
    whole, wanted, cases = Rows(), list[Candidate](), list[Case]()
    for part in parts:
        whole.comment_samples += part.rows.comment_samples
        whole.comments_aside += part.rows.comments_aside
        whole.summaries += part.rows.summaries
        wanted += part.candidates
        cases += part.cases
        screened.update(part.rows.screened)
    whole.code_generation = list(with_tests(wanted, cases))
    whole.screened = dict(sorted(screened.items()))
    return whole


def _key(package: Package) -> str:
    return hashlib.sha256(msgspec.json.encode((package, programs()))).hexdigest()[:16]


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
