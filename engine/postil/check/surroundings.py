"""What lies around the checked files, asked only when a remark names something that they do not have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from postil.check.files import find_files

_MOST = 64_000_000
"""So many bytes of other sources are searched for a name; a larger tree is not searched to its end."""


class Surroundings:
    """The tree below ``root``, of which the files at ``read`` have been read; see ``postil.project.view.Tree``."""

    def __init__(self, root: Path, exclude: Sequence[str], read: Sequence[str]) -> None:
        self._root = root
        self._exclude = exclude
        self._read = read

    def says(self, name: str) -> bool:
        """Whether another source of the tree contains the identifier."""
        plain = name.encode()
        there = [text for text in self._texts if plain in text]
        word = re.compile(rb"(?<![A-Za-z0-9_])%b(?![A-Za-z0-9_])" % re.escape(plain))
        return any(word.search(text) for text in there)

    def lacks_file(self, path: str, beside: str) -> bool:
        """Whether ``path`` leads from a folder above ``beside`` into one with files of its kind, but to none of them."""
        folders = Path(beside).absolute().parents
        inside = [*takewhile(lambda folder: folder != self._root, folders), self._root]
        if any((folder / path).exists() for folder in inside):
            return False
        return any(self._has_kin(folder / path) for folder in inside)

    def _has_kin(self, path: Path) -> bool:
        try:
            return any(other.suffix == path.suffix for other in path.parent.iterdir())
        except OSError:
            return False

    @cached_property
    def _texts(self) -> list[bytes]:
        known = {Path(path).absolute() for path in self._read}
        texts, size = [], 0
        for file in find_files([str(self._root)], self._root, self._exclude, _overlook):
            if file.absolute() not in known and size < _MOST:
                texts.append(_bytes(file))
                size += len(texts[-1])
        return texts


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _overlook(_message: str) -> None:
    """A folder that cannot be read holds no names for us."""
