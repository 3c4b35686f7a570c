"""The repository that is read, and a neutral door to its objects."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from postil.errors import UsageError
from postil_corpora.collect.git.process import GitError, run_git

_HOSTED = re.compile(r"[/:](?P<owner>[\w.~-]+)/(?P<name>[\w.~-]+?)(?:\.git)?/?$")


class Source(Struct, frozen=True):
    """A clone: where its objects are and what it is called.

    ``shallow`` are the commits whose parents were not cloned; ``partial``: blobs may be missing by design;
    ``hash_name`` is ``sha1`` or ``sha256``.
    """

    folder: Path
    objects: Path
    name: str
    hash_name: str = "sha1"
    shallow: frozenset[str] = frozenset()
    partial: bool = False


def open_source(folder: Path, name: str | None = None) -> Source:
    """The repository in ``folder``: a bare one, a working tree's top, or its ``.git``.

    Raises:
        UsageError: there is none, or git refuses to read it.
    """
    try:
        answer = run_git(folder, "rev-parse", "--path-format=absolute", "--git-dir", "--git-path", "objects",
                         "--git-path", "shallow", "--show-object-format")  # fmt: skip
    except (GitError, OSError) as error:
        message = f"{folder} is no git repository that can be read ({error}); clone it first: git clone --mirror URL"
        raise UsageError(message) from error
    place, objects, shallow, hash_name = answer.decode("utf-8", "surrogateescape").splitlines()
    kept = Path(shallow).read_text("ascii", "replace").split() if Path(shallow).is_file() else []
    return Source(
        folder=Path(place),
        objects=Path(objects),
        name=name or _name_of(Path(place)),
        hash_name=hash_name,
        shallow=frozenset(kept),
        partial=any((Path(objects) / "pack").glob("*.promisor")),
    )


def packs_of(source: Source) -> list[str]:
    """In a partial clone the names of the packs, for more blobs may come later; otherwise nothing."""
    return sorted(path.name for path in (source.objects / "pack").glob("*.pack")) if source.partial else []


def _name_of(place: Path) -> str:
    """``owner/name`` of the remote ``origin``; without one the name of the folder, never its path."""
    try:
        remote = run_git(place, "config", "--get", "remote.origin.url").decode("utf-8", "replace").strip()
    except GitError:
        remote = ""
    hosted = _HOSTED.search(remote) if "://" in remote or "@" in remote else None
    if hosted and not remote.startswith("file:"):
        return f"{hosted['owner']}/{hosted['name']}"
    folder = place.parent if place.name == ".git" else place
    return folder.name.removesuffix(".git").encode("utf-8", "replace").decode()


@contextmanager
def neutral_door(source: Source) -> Iterator[Path]:
    """An empty repository that borrows the objects of ``source``, for as long as it is needed.

    Git and libgit2 are run there and never in the source: its configuration, hooks, remotes and replacements have no
    say, and a missing object is simply missing.
    """
    with tempfile.TemporaryDirectory(prefix="postil-git-") as folder:
        door = Path(folder)
        (door / "refs").mkdir()
        (door / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
        (door / "objects").symlink_to(source.objects, target_is_directory=True)
        version = "0" if source.hash_name == "sha1" else f"1\n[extensions]\nobjectformat = {source.hash_name}"
        config = f"[core]\nbare = true\nrepositoryformatversion = {version}\n"
        (door / "config").write_text(config, encoding="ascii")
        if source.shallow:
            (door / "shallow").write_text(
                "".join(f"{sha}\n" for sha in sorted(source.shallow)), encoding="ascii"
            )
        yield door
