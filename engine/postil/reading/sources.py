"""Source files with their own comments, and where to find them.

for path in walk_sources(["src", "notes.ipynb"]):
    row = read_source(path)
"""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from postil.errors import UsageError
from postil.facts.language import Language
from postil.facts.registry import language_for_path, language_named, languages
from postil.reading.fields import FieldError
from postil.reading.files import check_file, opened
from postil.reading.jsontext import MalformedError, position
from postil.reading.newlines import unified
from postil.reading.notebooks import NOTEBOOK_SUFFIX, read_notebook
from postil.records import Damage, Place, Row, Snippet
from postil.text.lazy import regex

_SKIPPED = frozenset({"node_modules", "__pycache__", "build"})
_COOKIE = regex(rb"[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+")
# Codecs that are no encodings of source text, or cost more than linear time.
_NO_TEXT = frozenset({"punycode", "idna", "undefined", "unicode_escape", "raw_unicode_escape"})


def read_source(path: str | Path) -> Row | Damage:
    """A source file or notebook as a row: its code, and the comments and docstrings that stand in it.

    Raises:
        UsageError: the file cannot be opened, or no language has its suffix.
    """
    name = str(path)
    if not name.lower().endswith(NOTEBOOK_SUFFIX):
        _language_of(name)
    check_file(Path(path))
    with opened(Path(path)) as stream:
        return source_row(name, stream.read())


def source_row(name: str, data: bytes) -> Row | Damage:
    """The bytes of the source file or notebook called ``name`` as a row.

    Raises:
        UsageError: no language has its suffix.
    """
    place = Place(name, 1)
    language = None if name.lower().endswith(NOTEBOOK_SUFFIX) else _language_of(name)
    try:
        if language is None:
            code, kernel = read_notebook(data)
            language = language_named(kernel)
        else:
            code = decode_source(data) if language.name == "python" else data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"not {error.encoding}: byte 0x{data[error.start]:02x} is not allowed here"
        return Damage(id=name, place=_place_of(name, data, error.start), reason=reason)
    except MalformedError as error:
        line, column = position(data.decode("utf-8", "replace"), error.offset)
        return Damage(id=name, place=Place(name, line, column), reason=error.reason)
    except (FieldError, LookupError, SyntaxError, UsageError) as error:
        return Damage(id=name, place=place, reason=str(error))
    return _row(name, place, unified(code), language)


def walk_sources(
    paths: Iterable[str | Path],
    leave_out: Callable[[Path, bool], bool] | None = None,
    complain: Callable[[str], None] | None = None,
) -> Iterator[Path]:
    """The source files in ``paths``, each once, sorted within each folder.

    A folder gives the files whose suffix some language has, without those in hidden folders, virtual
    environments, ``node_modules``, ``__pycache__`` and ``build``; a file that is named is always taken.
    ``leave_out`` is asked about each file and folder that is found (second argument: whether it is a folder), and
    ``complain`` is told of folders that may not be read.

    Raises:
        UsageError: a path is not there, or a folder may not be read and nobody is there to be told.
    """
    suffixes = supported_suffixes()
    seen: set[str] = set()
    for path in map(Path, paths):
        if path.is_dir():
            found = _in_folder(path, suffixes, leave_out, complain)
        else:
            check_file(path)
            found = iter([path])
        for file in found:
            if str(file) not in seen:
                seen.add(str(file))
                yield file


def supported_suffixes() -> tuple[str, ...]:
    """The suffixes of files that can be read."""
    return (*(suffix for language in languages() for suffix in language.suffixes), NOTEBOOK_SUFFIX)


def decode_source(data: bytes) -> str:
    """Python source as text, by the encoding that its first two lines declare (PEP 263), else UTF-8.

    Raises:
        SyntaxError: it declares an encoding that is none.
        UnicodeDecodeError: it is not in that encoding.
    """
    head = data.split(b"\n", 2)[:2]
    if not any(_COOKIE.match(line.removeprefix(BOM_UTF8)) for line in head):
        return data.decode("utf-8-sig")
    from tokenize import detect_encoding  # noqa: PLC0415 - only source that declares its encoding needs it

    encoding, _ = detect_encoding(iter([line + b"\n" for line in head]).__next__)
    if encoding.replace("-", "_").lower() in _NO_TEXT:
        message = f"unknown encoding: {encoding}"
        raise SyntaxError(message)
    return data.decode(encoding)


def _language_of(name: str) -> Language:
    language = language_for_path(name)
    if language is None:
        known = ", ".join(f"{language.name} ({' '.join(language.suffixes)})" for language in languages())
        message = f"{name}: no language has this suffix; there are {known} and notebooks ({NOTEBOOK_SUFFIX})"
        raise UsageError(message)
    return language


def _row(name: str, place: Place, code: str, language: Language) -> Row:
    comments = language.comments(code)
    missing = "no code" if not code.strip() else None if comments else "no comments to judge"
    return Row(
        id=name,
        snippet=Snippet(code=code, language=language.name, path=name),
        comments=comments,
        place=place,
        missing=missing,
        cause="input" if missing else None,
    )


def _place_of(name: str, data: bytes, offset: int) -> Place:
    before = unified(data[:offset].decode("utf-8", "replace"))
    return Place(name, *position(before, len(before)))


def _in_folder(
    folder: Path,
    suffixes: tuple[str, ...],
    leave_out: Callable[[Path, bool], bool] | None,
    complain: Callable[[str], None] | None,
) -> Iterator[Path]:
    """The sources below ``folder``. A folder that is reached again, through links, is not read again."""
    waiting = [folder]
    entered: set[tuple[int, int]] = set()
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            message = (
                f"{current} cannot be read: {error.strerror}; leave it out or give yourself the right to"
            )
            if complain is None:
                raise UsageError(message) from None
            complain(message)
            continue
        if (status.st_dev, status.st_ino) in entered:
            continue
        entered.add((status.st_dev, status.st_ino))
        folders = []
        for entry in entries:
            path = current / entry.name
            is_folder = _is(entry.is_dir)
            if not is_folder and not (entry.name.lower().endswith(suffixes) and _is(entry.is_file)):
                continue
            if leave_out is not None and leave_out(path, is_folder):
                continue
            if is_folder:
                folders.append(path)
            else:
                yield path
        waiting += [path for path in reversed(folders) if not _is_skipped(path)]


def _is(question: Callable[[], bool]) -> bool:
    """The answer, which is no for a link that leads to itself."""
    try:
        return question()
    except OSError:
        return False


def _is_skipped(folder: Path) -> bool:
    name = folder.name
    return name.startswith(".") or name in _SKIPPED or (folder / "pyvenv.cfg").exists()
