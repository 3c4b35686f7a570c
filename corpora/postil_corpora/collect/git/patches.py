"""Changed files with their patches, made by libgit2 from the blobs before and after."""

from __future__ import annotations

import pygit2
from msgspec import Struct

from postil_corpora.collect.git.library import Content
from postil_corpora.collect.git.log import Change
from postil_corpora.collect.git.objects import Unread
from postil_corpora.schema import ChangeKind, FileChange

_KINDS: dict[str, ChangeKind] = {
    "A": "added", "D": "deleted", "M": "modified", "R": "renamed", "C": "copied", "T": "retyped",
}  # fmt: skip
_SUBMODULE = "160000"


class Hunks(Struct, frozen=True):
    """A patch without its file header: unified hunks with three lines of context, and how many lines they change."""

    text: str
    added: int
    removed: int
    binary: bool = False
    lossy: bool = False


def text_of_path(path: bytes) -> tuple[str, bool]:
    r"""A path as text, bytes that are no UTF-8 as ``\xNN``; and whether there were any."""
    text = path.decode("utf-8", "backslashreplace")
    return text, "\\x" in text and text.encode() != path


def hunks(before: Content | None, after: Content | None) -> Hunks:
    """The patch that leads from one text to the other; ``None`` is no file."""
    patch = pygit2.Patch.create_from(before, after)
    data = patch.data
    if patch.delta.is_binary or b"\nBinary files " in data[:2000]:
        return Hunks("", 0, 0, binary=True)
    start = 0 if data.startswith(b"@@") else data.find(b"\n@@") + 1
    body = data[start:] if start or data.startswith(b"@@") else b""
    text = body.decode("utf-8", "replace")
    _, added, removed = patch.line_stats
    return Hunks(text, added, removed, lossy="\ufffd" in text and text.encode() != body)


def file_change(change: Change, contents: dict[str, Content | Unread]) -> FileChange:
    """The row of one changed file. ``contents`` holds what could be read of those it names."""
    path, lossy = text_of_path(change.path)
    old_path, old_lossy = text_of_path(change.old_path) if change.old_path is not None else (None, False)
    made, why = _patch(change, contents)
    return FileChange(
        path=path,
        kind=_KINDS.get(change.status, "modified"),
        old_path=old_path,
        similarity=change.similarity,
        before=change.before,
        after=change.after,
        old_mode=change.old_mode if change.before else None,
        mode=change.mode if change.after else None,
        added=made.added if made and not made.binary else None,
        removed=made.removed if made and not made.binary else None,
        patch=made.text if made and made.text else None,
        binary=bool(made and made.binary),
        lossy=lossy or old_lossy or bool(made and made.lossy),
        unread=why,
    )


def _patch(change: Change, contents: dict[str, Content | Unread]) -> tuple[Hunks | None, str | None]:
    """The patch, or why there is none (no reason is needed for a submodule)."""
    if _SUBMODULE in (change.old_mode, change.mode):
        return None, None
    if change.before == change.after:
        return Hunks("", 0, 0), None
    sides: list[Content | None] = []
    for name in (change.before, change.after):
        content = contents[name] if name else None
        if isinstance(content, Unread):
            return None, f"{name}: {content.reason}"
        sides.append(content)
    return hunks(sides[0], sides[1]), None


def wanted(changes: tuple[Change, ...]) -> list[str]:
    """The ids of the blobs that the patches of ``changes`` are made of."""
    return [
        name
        for change in changes
        if _SUBMODULE not in (change.old_mode, change.mode) and change.before != change.after
        for name in (change.before, change.after)
        if name
    ]
