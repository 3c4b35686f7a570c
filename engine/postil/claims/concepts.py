"""Meanings that comments and code share, and which of them exclude each other.

A comment that claims ``max`` is refuted by a statement that proves ``min`` and does not prove ``max``.
The words for each concept stand in ``english.py`` and ``chinese.py``, their proofs in ``operations.py``.
"""

from __future__ import annotations

_PAIRS = (
    "add subtract, multiply divide, double halve, append prepend, insert delete, append delete, push pop, "
    "open close, read write, load save, serialize deserialize, encode decode, encrypt decrypt, compress decompress, "
    "escape unescape, pack unpack, enable disable, start stop, connect disconnect, acquire release, lock unlock, attach detach, "
    "register unregister, show hide, send receive, upload download, install uninstall, pause resume, grant revoke, "
    "commit rollback, import export, mount unmount, subscribe unsubscribe, "
    "min max, smaller larger, first last, ascending descending, upper lower, all any, union intersection, keys values, prefix suffix, "
    "leading trailing, floor ceil, join split, in_place copy, recursive flat, file_start file_end, continue break, "
    "swallow reraise, tolerate fail, oldest newest, row column, overwrite accumulate, upper_limit lower_limit, textual binary, truncate extend, anchored anywhere, "
    "before_part after_part, concurrent sequential, to_int to_float, last_index length, forwards backwards, digits letters, preserve erase, create delete, allocate free, allocate release, to_back prepend, read_lock write_lock"
)
_MORE = "serialize load, deserialize save, read save, load write, push delete, pop append, insert pop, swallow raise, prepend last"


def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for pair in f"{_PAIRS}, {_MORE}".split(", "):
        one, other = pair.split()
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    table["add"].add("delete")
    return {concept: frozenset(opposite) for concept, opposite in table.items()}


OPPOSITES: dict[str, frozenset[str]] = _table()
"""Concept -> the concepts that refute it."""

STATES: dict[str, str] = {
    "empty": "nonempty",
    "none": "not_none",
    "present": "absent",
    "true": "false",
    "even": "odd",
    "negative": "nonnegative",
    "positive": "nonpositive",
    "zero": "nonzero",
    "equal": "different",
    "prefixed": "not_prefixed",
    "suffixed": "not_suffixed",
    "instance": "not_instance",
    "past": "future",
}
STATES |= {negative: positive for positive, negative in STATES.items()}
"""State of a value -> its opposite; both ways."""

FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
"""Comparison operator -> the one that holds when its sides change places."""

NEGATED = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}
"""Comparison operator -> its negation."""
