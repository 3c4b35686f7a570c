"""Source packages from the user's package index, pinned by name, version and sha256; no code of them is ever run.

packages = [Package("attrs", "25.4.0", "16d5...e11")]
for package, archive in zip(packages, fetch(packages, Path("store"))):
print(read_package(package, archive).licence)
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from postil.errors import PostilError
from postil.facts.registry import languages
from postil_corpora.collect.archives import members
from postil_corpora.collect.licences import licence_of
from postil_corpora.samples import PackageRow
from postil_corpora.schema import Provenance

COLLECTOR = "pypi/1"
_TOGETHER = 16
"""So many packages are asked for at a time: what has come stays when a later one fails."""


class FetchError(PostilError):
    """A package that cannot be had as it is pinned."""


class Package(Struct, frozen=True):
    """A pinned source package.

    ``licence`` (SPDX) is what a person read where the metadata leave it open; ``released`` is the day of release,
    ``YYYY-MM-DD``.
    """

    name: str
    version: str
    sha256: str
    licence: str | None = None
    released: str | None = None

    @property
    def repository(self) -> str:
        """How rows call it."""
        return f"pypi:{self.name}"


class SourceFile(Struct, frozen=True):
    """A file of a package: its path below the package's top folder and its bytes."""

    path: str
    data: bytes


class Opened(Struct, frozen=True):
    """A package that was read: its licence (SPDX; ``None``: not known for certain) and its sources by path."""

    package: Package
    licence: str | None
    files: tuple[SourceFile, ...]


def fetch(packages: Sequence[Package], store: Path) -> list[Path]:
    """The archives of ``packages``, in order; those that ``store`` does not hold yet come from the user's index.

    The index is the one pip is configured for. Nothing is built, and what has another sha256 is not kept.

    Raises:
        FetchError: a package cannot be had, or is not the one that was pinned.
    """
    store.mkdir(parents=True, exist_ok=True)
    missing = [package for package in packages if _stored(package, store) is None]
    for start in range(0, len(missing), _TOGETHER):
        _ask_pip(missing[start : start + _TOGETHER], store)
    found = [_stored(package, store) for package in packages]
    for package, path in zip(packages, found, strict=True):
        if path is None:
            message = f"{package.name}=={package.version} did not arrive; try again"
            raise FetchError(message)
    return [path for path in found if path is not None]


def _stored(package: Package, store: Path) -> Path | None:
    """The archive in ``store``; one that was damaged since is as good as none."""
    for path in sorted(store.glob(f"{package.sha256}.*")):
        if hashlib.sha256(path.read_bytes()).hexdigest() == package.sha256:
            return path
    return None


def _ask_pip(packages: Sequence[Package], store: Path) -> None:
    command = [sys.executable, "-m", "postil_corpora.collect.pip_child", str(store)]
    wanted = [f"{package.name}=={package.version}={package.sha256}" for package in packages]
    done = subprocess.run([*command, *wanted], capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["pip said nothing"]
        said = "; ".join(line for line in lines if "==" in line) or lines[-1]
        message = f"the package index did not give what is pinned: {said} (pip config list shows the index)"
        raise FetchError(message)


def read_package(package: Package, archive: Path, only: Collection[str] | None = None) -> Opened:
    """The licence and the sources of ``package``, whose ``archive`` is read but not unpacked.

    ``only`` names the languages to be read (default: all that have facts).

    Raises:
        ArchiveError: the archive is damaged or means harm.
    """
    read = [language for language in languages() if only is None or language.name in only]
    suffixes = tuple(suffix for language in read for suffix in language.suffixes)
    found: dict[str, bytes] = {}
    for member in members(archive, lambda name: name == "PKG-INFO" or name.endswith(suffixes)):
        found.setdefault(member.path, member.data)
    metadata = found.pop("PKG-INFO", b"").decode("utf-8", "replace")
    files = tuple(SourceFile(path, found[path]) for path in sorted(found))
    return Opened(package, package.licence or licence_of(metadata), files)


def package_rows(packages: Sequence[Package], archives: Sequence[Path]) -> Iterator[PackageRow]:
    """What stands in each archive, as a row."""
    for package, archive in zip(packages, archives, strict=True):
        opened = read_package(package, archive)
        origin = Provenance(package.repository, COLLECTOR, sha=package.sha256, licence=opened.licence)
        size = sum(len(file.data) for file in opened.files)
        yield PackageRow(
            package.repository, package.version, len(opened.files), size, origin, package.released
        )
