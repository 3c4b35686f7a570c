"""A row as filters see it: its code, its prose and where it comes from, whatever table it belongs to.

>>> from postil_corpora.schema import Commit, Provenance
>>> view(Commit(sha="c0ffee", message="Fix the race", provenance=Provenance("owner/name", "doctest"))).prose
'Fix the race'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct, structs

CODE_FIELDS = frozenset(
    "code_snippet code before after hunk patch solution tests test context broken fixed diff chosen rejected history prefix call".split()
)
"""Fields that hold code, in rows and in what rows are made of."""
PROSE_FIELDS = frozenset(
    "message subject text body question title annotation description comment docstring summary was detail query response answer "
    "instruction explanation prompt reason_given".split()
)
"""Fields that hold what people wrote."""
PEOPLE_FIELDS = frozenset("author committer co_authors actor actors resolved_by user_login reviewer".split())
_KEYS = frozenset(
    "id sha tree parents api_id path paths old_path test_paths candidates changed language kind life split time_split mode old_mode".split()
)
"""Fields by which rows are found: they name no person, and stay."""
_NOT_READ = frozenset(("provenance",))

RowT = TypeVar("RowT", bound=Struct)


class View(Struct, frozen=True, gc=False):
    """What a filter may ask about a row. ``code`` and ``prose`` are all fields of their kind, joined by line ends.

    ``remarks`` are the same texts of prose one by one, ``old_paths`` what files were called before.
    """

    row: Any
    id: str
    repository: str
    code: str
    prose: str
    paths: tuple[str, ...]
    people: tuple[str, ...]
    licence: str | None
    old_paths: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


Judge: TypeAlias = Callable[[View], str | None]
"""A filter: why a row is to be dropped, or ``None``."""


def view(row: Struct) -> View:
    """The view of a row of any table."""
    provenance = getattr(row, "provenance", None)
    parts = tuple(_fields(row))
    remarks = tuple(text for name, text in parts if name in PROSE_FIELDS)
    return View(
        row=row,
        id=str(getattr(row, "id", None) or getattr(row, "sha", None) or ""),
        repository=getattr(provenance, "repository", ""),
        code="\n".join(text for name, text in parts if name in CODE_FIELDS and not _is_blob(text)),
        prose="\n".join(remarks),
        paths=_paths(parts, getattr(provenance, "path", None)),
        people=tuple(dict.fromkeys(text for name, text in parts if name in PEOPLE_FIELDS)),
        licence=getattr(provenance, "licence", None),
        old_paths=tuple(dict.fromkeys(text for name, text in parts if name == "old_path")),
        remarks=remarks,
    )


def _is_blob(text: str) -> bool:
    """Whether a field named like code holds the id of a blob instead."""
    return len(text) in {40, 64} and all(letter in "0123456789abcdef" for letter in text)


def _paths(parts: Iterable[tuple[str, str]], own: str | None) -> tuple[str, ...]:
    named = [text for name, text in parts if name in {"path", "paths"}]
    return tuple(dict.fromkeys((*((own,) if own else ()), *named)))


def _fields(row: Struct) -> Iterator[tuple[str, str]]:
    """Every string of a row with the name of its field; those of a tuple have the tuple's name."""
    waiting: list[tuple[str, Any]] = [("", row)]
    while waiting:
        name, value = waiting.pop()
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, Struct):
            names = [field for field in value.__struct_fields__ if field not in _NOT_READ]
            waiting.extend((field, getattr(value, field)) for field in reversed(names))
        elif isinstance(value, tuple | list):
            waiting.extend((name, part) for part in reversed(value))


def changed(row: RowT, change: Callable[[str, str], str]) -> RowT:
    """``row`` with every text replaced by what ``change`` makes of the name of its field and the text.

    All strings are texts but the keys of rows and the ids of blobs, so that a field nobody thought of is changed too.
    """
    fresh: dict[str, Any] = {}
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if name not in _NOT_READ:
            made = _changed_value(name, value, change)
            if made is not value:
                fresh[name] = made
    return structs.replace(row, **fresh) if fresh else row


def _changed_value(name: str, value: Any, change: Callable[[str, str], str]) -> Any:
    if isinstance(value, str):
        made = value if name in _KEYS or _is_blob(value) else change(name, value)
        return value if made == value else made
    if isinstance(value, Struct):
        return changed(value, change)
    if isinstance(value, tuple | list):
        made_all = [_changed_value(name, part, change) for part in value]
        same = all(new is old for new, old in zip(made_all, value, strict=True))
        return value if same else type(value)(made_all)
    return value
