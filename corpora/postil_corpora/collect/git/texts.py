"""The code files of a commit as text, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from postil.facts.registry import language_for_path
from postil_corpora.collect.git.log import Change, Logged
from postil_corpora.collect.git.objects import Objects
from postil_corpora.collect.git.patches import text_of_path
from postil_corpora.refactorings.model import FilePair

_LONGEST = 400_000
"""Larger files are data or generated; reading them takes seconds."""
_MOST_FILES = 200
"""Commits that touch more files of code are imports and reformattings."""
_FILES = frozenset({"100644", "100755"})


def text_pairs(commit: Logged, objects: Objects) -> list[FilePair]:
    """The changed files of code in a language that the engine reads, as far as they are UTF-8."""
    code = [one for one in commit.changes if _is_code(one)]
    if len(code) > _MOST_FILES:
        return []
    return list(_pairs(code, objects))


def _pairs(changes: list[Change], objects: Objects) -> Iterator[FilePair]:
    blobs = objects.blobs(name for one in changes for name in (one.before, one.after) if name)
    for one in changes:
        sides = [blobs[name] if name else b"" for name in (one.before, one.after)]
        try:
            before, after = [
                None if not name else _text(side)
                for name, side in zip((one.before, one.after), sides, strict=True)
            ]
        except ValueError:
            continue
        path = text_of_path(one.path)[0]
        old_path = text_of_path(one.old_path)[0] if one.old_path is not None else path
        yield FilePair(old_path, path, before, after)


def _text(content: object) -> str:
    """The text of a blob.

    Raises:
        ValueError: it could not be read, is too long, or is no UTF-8.
    """
    if not isinstance(content, bytes) or len(content) > _LONGEST or b"\0" in content:
        raise ValueError
    return content.decode("utf-8").replace("\r\n", "\n")


def _is_code(change: Change) -> bool:
    modes = {change.old_mode if change.before else "100644", change.mode if change.after else "100644"}
    return (
        modes <= _FILES
        and change.before != change.after
        and _language(text_of_path(change.path)[0]) is not None
    )


@lru_cache(maxsize=4096)
def _language(path: str) -> str | None:
    language = language_for_path(path)
    return language.name if language else None


def language_of(path: str) -> str:
    """The name of the language of a file of code."""
    return _language(path) or ""
