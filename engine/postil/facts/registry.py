"""Finds languages by name or path, and the facts of code.

>>> facts_of("x = 1", "python").statements[0].kind
'assign'
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath

from postil.errors import UsageError
from postil.facts.language import Language
from postil.facts.model import Facts
from postil.plugins import entry_points

GROUP = "postil.languages"
ALIASES = {
    "py": "python", "python2": "python", "python3": "python", "cpython": "python", "ipython": "python",
    "js": "javascript", "jsx": "javascript", "node": "javascript", "ts": "typescript", "golang": "go", "c++": "cpp",
    "cxx": "cpp", "rs": "rust",
}  # fmt: skip


@lru_cache(maxsize=128)
def facts_of(code: str, language: str) -> Facts:
    """The facts of ``code``; the last 128 are kept, since many candidates are judged on one snippet.

    Raises:
        UsageError: no such language.
    """
    return language_named(language).facts(code)


@lru_cache(maxsize=64)
def language_named(name: str) -> Language:
    """The language called ``name``, in any case, or by an alias such as ``py``.

    Raises:
        UsageError: there is none; the text lists those that exist and suggests the nearest.
    """
    wanted = name.strip().lower()
    names = (wanted, ALIASES.get(wanted))
    likely = [point for point in entry_points(GROUP) if point.name in names]
    for found in (
        _checked(point.name, point.load()) for point in likely
    ):  # the others are not loaded in vain
        if found.name in names:
            return found
    for language in languages():
        if language.name in names:
            return language
    from difflib import get_close_matches  # noqa: PLC0415 - only for a mistake

    known = sorted(language.name for language in languages())
    near = get_close_matches(wanted, [*known, *ALIASES], n=1)
    hint = f" Did you mean {ALIASES.get(near[0], near[0])!r}?" if near else ""
    message = f"unknown language {name!r}; there are: {', '.join(known)}.{hint}"
    raise UsageError(message)


def language_for_path(path: str) -> Language | None:
    """The language that a file's name tells, or ``None``."""
    suffix = PurePath(path).suffix.lower()
    return next((language for language in languages() if suffix in language.suffixes), None)


def languages() -> list[Language]:
    """All languages that are installed, by name."""
    return list(_installed())


@lru_cache(maxsize=1)
def _installed() -> tuple[Language, ...]:
    return tuple(_checked(point.name, point.load()) for point in entry_points(GROUP))


def _checked(name: str, language: object) -> Language:
    if not isinstance(language, Language):
        message = f"the entry point {name!r} of {GROUP} is no language: {language!r}"
        raise UsageError(message)
    return language
