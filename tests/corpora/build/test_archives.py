"""Archives are read, never unpacked, and those that mean harm are refused."""

import gzip
import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil_corpora.collect.archives import ArchiveError, Limits, members


def everything(_name: str) -> bool:
    return True


def tarball(path: Path, *entries: tarfile.TarInfo, data: bytes = b"x = 1\n") -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for info in entries:
            info.size = len(data) if info.type == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(data) if info.size else None)
    return path


def test_the_top_folder_is_no_part_of_a_path(tmp_path: Path) -> None:
    path = tarball(tmp_path / "a.tar.gz", tarfile.TarInfo("a-1.0/src/a.py"))
    assert [(one.path, one.data) for one in members(path, everything)] == [("src/a.py", b"x = 1\n")]


@pytest.mark.parametrize("name", ["a-1.0/../../etc/passwd", "/etc/passwd", "a\\..\\..\\boot", "C:/a.py"])
def test_a_name_that_leads_out_refuses_the_whole_archive(tmp_path: Path, name: str) -> None:
    path = tarball(tmp_path / "a.tar.gz", tarfile.TarInfo(name))
    with pytest.raises(ArchiveError, match="leads out"):
        list(members(path, everything))


def test_links_and_devices_are_passed_over(tmp_path: Path) -> None:
    link, device = tarfile.TarInfo("a/link.py"), tarfile.TarInfo("a/tty.py")
    link.type, link.linkname, device.type = tarfile.SYMTYPE, "/etc/passwd", tarfile.CHRTYPE
    path = tarball(tmp_path / "a.tar.gz", link, device, tarfile.TarInfo("a/plain.py"))
    assert [one.path for one in members(path, everything)] == ["plain.py"]


def test_a_bomb_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    info = tarfile.TarInfo("a/zeros.py")
    info.size = 1 << 40
    path.write_bytes(gzip.compress(info.tobuf() + b"\0" * 1024))
    with pytest.raises(ArchiveError, match="more than any source package"):
        list(members(path, everything))


def test_a_header_that_asks_for_much_memory_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a/header")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    path = tmp_path / "a.tar.gz"
    path.write_bytes(gzip.compress(info.tobuf()))
    with pytest.raises(ArchiveError):
        list(members(path, everything))


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    path = tarball(tmp_path / "a.tar.gz", *(tarfile.TarInfo(f"a/{number}.py") for number in range(5)))
    with pytest.raises(ArchiveError, match="more than any source package"):
        list(members(path, everything, Limits(files=3)))


def test_a_large_file_is_passed_over_not_refused(tmp_path: Path) -> None:
    path = tarball(tmp_path / "a.tar.gz", tarfile.TarInfo("a/large.py"), data=b"#" * 100)
    assert list(members(path, everything, Limits(member=99))) == []


def test_zip_archives_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a-1.0/a.py", "x = 1\n")
        link = zipfile.ZipInfo("a-1.0/link.py")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert [one.path for one in members(path, everything)] == ["a.py"]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("a-1.0/../../out.py", "x = 1\n")
    with pytest.raises(ArchiveError, match="leads out"):
        list(members(path, everything))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=600), suffix=st.sampled_from([".tar.gz", ".zip", ".tar.xz", ".tar.bz2", ".rar"])
)
def test_damage_is_always_one_clear_error(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"a\."):
        assert list(members(path, everything))


def test_a_package_that_was_cut_off_is_an_error(tmp_path: Path) -> None:
    whole = tarball(tmp_path / "a.tar.gz", tarfile.TarInfo("a/a.py"), data=b"x = 1\n" * 5000).read_bytes()
    (tmp_path / "b.tar.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ArchiveError, match="fetch it again"):
        list(members(tmp_path / "b.tar.gz", everything))
