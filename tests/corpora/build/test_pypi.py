"""Packages come through pip as the user has set it up; none of their code is run on the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from postil_corpora.collect.licences import licence_of
from postil_corpora.collect.pypi import FetchError, Package, fetch, package_rows, read_package

OSI = "Classifier: License :: OSI Approved :: "
SETUP = "from pathlib import Path\n\nPath({marker!r}).write_text('run')\n"


@pytest.fixture
def local_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pip without a network: its packages stand in a folder."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    return tmp_path / "fetched"


def test_a_package_is_fetched_without_running_its_setup(
    tmp_path: Path, make_sdist: Callable[..., Package], local_index: Path
) -> None:
    marker = tmp_path / "marker"
    package = make_sdist(files={"setup.py": SETUP.format(marker=str(marker)), "a.py": "x = 1\n"})
    (archive,) = fetch([package], local_index)
    assert [file.path for file in read_package(package, archive).files] == ["a.py", "setup.py"]
    assert not marker.exists()


def test_what_was_fetched_is_not_fetched_again(
    make_sdist: Callable[..., Package], local_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = make_sdist()
    first = fetch([package], local_index)
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    assert fetch([package], local_index) == first


def test_another_checksum_than_the_pinned_one_is_refused_and_not_kept(
    make_sdist: Callable[..., Package], local_index: Path
) -> None:
    package = make_sdist()
    wrong = Package(package.name, package.version, "0" * 64)
    with pytest.raises(FetchError, match=package.sha256):
        fetch([wrong], local_index)
    assert list(local_index.iterdir()) == []


def test_a_version_that_is_not_there_is_named(make_sdist: Callable[..., Package], local_index: Path) -> None:
    package = make_sdist()
    with pytest.raises(FetchError, match=r"shapes==9\.9"):
        fetch([Package("shapes", "9.9", package.sha256)], local_index)


def test_a_damaged_archive_in_the_store_is_fetched_again(
    make_sdist: Callable[..., Package], local_index: Path
) -> None:
    package = make_sdist()
    (archive,) = fetch([package], local_index)
    archive.write_bytes(b"damage")
    (again,) = fetch([package], local_index)
    assert read_package(package, again).licence == "MIT"


def test_a_row_says_what_stands_in_a_package(make_sdist: Callable[..., Package], local_index: Path) -> None:
    package = make_sdist()
    (row,) = package_rows([package], fetch([package], local_index))
    assert (row.id, row.files, row.provenance.licence, row.dated) == ("pypi:shapes", 2, "MIT", "2024-05-01")


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0", "MIT OR Apache-2.0"),
        ("License: Apache License, Version 2.0", "Apache-2.0"),
        ("License: BSD 3-Clause License", "BSD-3-Clause"),
        ("License: BSD\nClassifier: License :: OSI Approved :: BSD License", None),
        ("Classifier: License :: OSI Approved :: MIT License", "MIT"),
        (f"{OSI}MIT License\n{OSI}Apache Software License", "Apache-2.0 AND MIT"),
        (f"{OSI}MIT License\n{OSI}A Licence Nobody Knows", None),
        ("License: " + "Permission is hereby granted " * 9, None),
        ("Name: nothing", None),
    ],
)
def test_a_licence_is_named_only_where_metadata_are_certain(fields: str, licence: str | None) -> None:
    assert licence_of(f"Metadata-Version: 2.1\n{fields}\n\nText.\n") == licence
