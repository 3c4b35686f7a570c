"""What a statement proves, in the concepts that comments use.

>>> from postil.facts.registry import facts_of
>>> sorted(operations_of(facts_of("ranked = sorted(xs, reverse=True)", "python").statements[0]))
['copy', 'descending']

Only what decides the matter is evidence: a ``-`` somewhere inside an index proves no subtraction, a value that *is*
a difference does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from postil.claims.comparators import SORTS, order_of
from postil.claims.memo import remembered
from postil.facts.model import Call, Statement
from postil.text.identifiers import split_identifier
from postil.text.lazy import hints_of, regex

# concept: callees (the last part of a dotted name) that prove it
_CALLEES = """
append: append extend addLast push_back emplace_back PushBack offerLast
prepend: appendleft extendleft addFirst push_front emplace_front PushFront offerFirst unshift
concurrent: gather as_completed TaskGroup wait
anchored: match fullmatch startswith
anywhere: search finditer findall
to_int: int round floor ceil trunc len
to_float: float fsum
insert: insert add append extend appendleft put push put_nowait heappush insort insort_left insort_right addLast addFirst push_back push_front unshift
push: push heappush append
pop: pop popleft popitem heappop
delete: remove discard pop popleft popitem unlink rmtree rmdir delete removedirs clear erase
read: read readline readlines read_text read_bytes recv readinto getline input
write: write writelines write_text write_bytes dump writerow writerows
load: load loads safe_load
save: save dump savez savetxt to_csv
serialize: dumps dump
deserialize: loads load
encode: encode b64encode urlsafe_b64encode standard_b64encode b32encode b16encode hexlify urlencode btoa
decode: decode b64decode urlsafe_b64decode standard_b64decode b32decode b16decode unhexlify fromhex atob
ceil: ceil
floor: floor
all: all
any: any
upper: upper isupper
lower: lower casefold islower
first: popleft find index readline partition nlargest_first next indexOf strchr find_first_of split_once front getFirst peekFirst pollFirst removeFirst pop_front
last: rfind rindex rpartition rsplit lastIndexOf LastIndex LastIndexByte LastIndexAny strrchr find_last_of rsplit_once getLast peekLast pollLast removeLast pop_back
forwards: find index lstrip partition
backwards: rfind rindex rpartition rsplit rstrip reversed lastIndexOf LastIndex strrchr
digits: isdigit isnumeric isdecimal isalnum
letters: isalpha isalnum
erase: unlink rmtree rmdir
create: create Create mkdir makedirs touch create_new create_dir create_dir_all mkstemp mkdtemp mknod
allocate: malloc calloc realloc
free: free
to_back: append extend addLast push_back
leading: lstrip removeprefix
trailing: rstrip removesuffix
prefix: startswith removeprefix
suffix: endswith removesuffix
join: join
split: split rsplit splitlines partition rpartition
union: union
intersection: intersection
keys: keys
values: values
copy: copy deepcopy sorted
recursive: rglob walk rmtree
flat: iterdir listdir scandir
upper_limit: Semaphore BoundedSemaphore islice
rollback: rollback
accumulate: setdefault
add: sum fsum
smaller: min
larger: max
stop: terminate kill shutdown shutdownNow halt cancel removeEventListener clearInterval clearTimeout
start: addEventListener setInterval spawn Popen
read_lock: RLock RUnlock read_lock readLock lock_shared
write_lock: write_lock writeLock
"""
_EXACT: dict[str, tuple[str, ...]] = {}
for _line in _CALLEES.strip().split("\n"):
    _concept, _names = _line.split(": ")
    for _name in _names.split():
        _EXACT[_name] = (*_EXACT.get(_name, ()), _concept)

# words that prove a concept of the same name wherever they are a part of a callee (enable_feature, _open_socket)
_PARTS = frozenset(
    "open close encode decode encrypt decrypt compress decompress escape unescape pack unpack enable disable start stop "
    "connect disconnect acquire release lock unlock attach detach register unregister show hide send receive upload download "
    "install uninstall pause resume grant revoke commit rollback import export mount unmount subscribe unsubscribe "
    "serialize deserialize push pop read write load save".split()
)
_EXTREMES = frozenset(
    "min max nsmallest nlargest min_by_key max_by_key min_by max_by minBy maxBy min_element max_element".split()
)
_COPYING = frozenset({"sorted", "toSorted"})
_SORTING = frozenset(
    ("", "np", "numpy", "Arrays", "Collections", "std", "slices")
)  # whose sort takes the rows
_STRING = regex(r"'[^'\n]*'|\"[^\"\n]*\"")
_DIFFERENCE = regex(r"[\w.\[\]()]+(?: - [\w.\[\]()]+)+")
_SUM = regex(r"[\w.\[\]()]+(?: \+ [\w.\[\]()]+)+")
_PRODUCT = regex(r"[\w.\[\]()]+(?: \* [\w.\[\]()]+)+")
_QUOTIENT = regex(r"[\w.\[\]()]+ //? [\w.\[\]()]+")
_BRACKETS = regex(r"\[[^\[\]()]*\]|\([^\[\]()]*\)")
_WEAK = {
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "//": "divide",
    "&": "intersection",
    "|": "union",
}
_DOUBLE = regex(
    r"\* 2(?![\w.*])|(?<![\w.])2 ?\*\*|(?<![\w.*])2 \* |\*= 2(?![\w.])|<<=? ?1(?!\w)",
    hints=("* 2", "2 *", "2*", "*= 2", "<<"),
)
_HALF = regex(r"//?=? ?2(?![\w.])|>>=? ?1(?!\w)|\*=? 0\.5(?!\d)", hints=("/", ">>", "0.5"))
_FIRST = regex(
    r"\[0\]|\[:[A-Za-z0-9_]+\]|\.pop\(0\)|last=False", hints=("[0]", "[:", ".pop(0)", "last=false")
)
_LAST = regex(
    r"\[-1\]|\[-[A-Za-z0-9_]+:\]|\.pop\(\)|\.popitem\(\)|\.pop\(-1\)|maxlen=|last=True",
    hints=("[-", ".pop", "maxlen=", "last=true"),
)
_LARGER = regex(
    r"(\w+) if \1 (?P<op>[<>])=? (\w+) else \3(?!\w)|(\w+) if (\w+) (?P<po>[<>])=? \4 else \5(?!\w)"
)
_BOUND = regex(r"-?[0-9][0-9.]*|.{1,40} [-+] 1")
_TIMES = regex(r"time|date|stamp|created|modified|year")
_ROUNDED_UP = regex(r"-\(-|\+ (?:\d+|\w+ - 1)\) // ", hints=("-(-", " // "))
_ORDER_BY = regex(r"(?i)\border by\b[^'\"]{1,80}", hints=("order by",))
_HALVES = regex(r"(?:split|partition)\([^()]{0,30}\)\[(-?[012])\]")
_LENGTH = regex(r"(?:= |, )len\([\w.]{1,60}\)( - 1)?$")
_ENDED = regex(r"\w \+ ''(?: *$|[),\]])")
_PROOFS = (
    (_DOUBLE, ("double",)),
    (_HALF, ("halve",)),
    (_FIRST, ("first",)),
    (_LAST, ("last",)),
    (regex(r"\.popleft\(\)|\.pop\(0\)|last=False", hints=(".pop", "last=false")), ("oldest",)),
    (regex(r"\.pop\(\)|last=True", hints=(".pop()", "last=true")), ("newest",)),
    (regex(r"\[::-1\]|\breversed\(", hints=("[::-1]", "reversed(")), ("reversed", "last")),
    (regex(r"SEEK_END|\.seek\(0, 2\)", hints=("seek",)), ("file_end",)),
    (regex(r"\.seek\(0\)|\.seek\(0, (?:0|os\.SEEK_SET)\)", hints=(".seek(",)), ("file_start",)),
    (_ROUNDED_UP, ("ceil",)),
    (regex(r"\benabled ?= ?True", hints=("enabled",)), ("enable",)),
    (regex(r"\benabled ?= ?False", hints=("enabled",)), ("disable",)),
)
_SIGNS_OF_PROOF = regex("|".join(map(re.escape, hints_of(*(pattern for pattern, _ in _PROOFS)))))


@remembered
def operations_of(statement: Statement) -> frozenset[str]:
    """The concepts that ``statement`` proves."""
    found: set[str] = set()
    bare = _STRING.sub("''", statement.text[:2_000])
    for call in statement.calls:
        found.update(_of_call(call))
    found.update(_of_arithmetic(statement))
    found.update(_of_text(statement, bare))
    found.update(_of_kind(statement))
    return frozenset(found)


def _of_call(call: Call) -> Iterator[str]:
    name = call.name.rpartition(".")[2]
    keywords = dict(call.keywords)
    if name in _EXTREMES:
        yield from _extreme(name, call)
    elif name in SORTS and (by_function := _by_function(name, call)):
        yield from by_function
    elif name in {"sorted", "sort", "sort_values", "nlargest", "nsmallest"}:
        yield from _order(name, keywords)
    elif name == "partial" and call.arguments[:1] == ("sorted",):
        yield from _order("sorted", keywords)
    else:
        yield from _EXACT.get(name, ())
    yield from _parts_of(name)
    yield from _put(name, call)
    if name == "open" and len(call.arguments) < 3:
        yield from _mode(call.arguments[1] if len(call.arguments) > 1 else keywords.get("mode", "'r'"))
    if keywords.get("errors", "").strip("'\"") in {"replace", "ignore"} or "suppress" in name:
        yield "tolerate"
    if "True" in {
        keywords.get(key) for key in ("exist_ok", "missing_ok", "ignore_errors", "return_exceptions")
    }:
        yield "tolerate"


def _put(name: str, call: Call) -> tuple[str, ...]:
    """What is told by how something is put in: at the front, or under a key."""
    if name == "insert" and call.arguments[:1] == ("0",):
        return ("prepend",)
    if name in {"insert", "add", "append"}:
        return ("~add",)
    return ("insert",) if name == "set" and len(call.arguments) > 1 else ()


def _by_function(name: str, call: Call) -> tuple[str, ...]:
    """What a sort proves whose order a function decides (``rows.sort(byName)``, ``sort(rows, (a, b) -> ...)``), if one does."""
    order = order_of(call.arguments[-1]) if call.arguments else None
    if order is not None:
        return (order,) if name in _COPYING else (order, "in_place")
    owner = call.name.rpartition(".")[0]
    unknown = len(call.arguments) > 1 or (bool(call.arguments) and owner not in _SORTING)
    return ("in_place",) if name == "sort" and unknown else ()


@lru_cache(maxsize=4096)
def _parts_of(name: str) -> tuple[str, ...]:
    return tuple(sorted(_PARTS.intersection(split_identifier(name))))


def _extreme(name: str, call: Call) -> Iterator[str]:
    """``min`` and ``max``: of several arguments with a number among them they are a bound, not an extreme."""
    small = name.startswith(("min", "nsm"))
    yield "smaller" if small else "larger"
    if len(call.arguments) < 2 or not any(map(_BOUND.fullmatch, call.arguments)):
        yield "min" if small else "max"
    if _TIMES.search(
        dict(call.keywords).get("key", "") or (call.arguments[0] if "_by" in name and call.arguments else "")
    ):
        yield "oldest" if small else "newest"
    if name.startswith("n"):
        yield "ascending" if small else "descending"


def _order(name: str, keywords: dict[str, str]) -> Iterator[str]:
    yield "in_place" if name == "sort" else "copy"
    reverse = keywords.get("reverse", "False")
    key = keywords.get("key", "")
    negated_key = ": -" in key or "(-" in key
    if reverse in {"True", "False", "1", "0"} and not (negated_key and ", " in key):
        descending = (reverse in {"True", "1"}) is not negated_key
        yield "descending" if descending else "ascending"
        if _TIMES.search(key):
            yield "newest" if descending else "oldest"


def _mode(mode: str) -> Iterator[str]:
    letters = mode.strip("'\"")
    if letters and not letters.isidentifier():
        letters = letters.replace("+", "")
    if "w" in letters or "a" in letters or "x" in letters:
        yield "write"
        yield "extend" if "a" in letters else "truncate"
    if mode[:1] in {"'", '"'}:
        yield "binary" if "b" in letters else "textual"
    if letters.startswith("r") or "+" in mode:
        yield "read"


def _of_arithmetic(statement: Statement) -> Iterator[str]:
    """Evidence of ``x -= 1``, ``x = x - 1`` and of values that are one sum, difference, product or quotient."""
    value = statement.value
    if statement.kind == "augassign":
        operator = next((op for op in statement.operators if op.endswith("=")), "")
        one_sided = {"+=": "add", "-=": "subtract", "*=": "multiply", "/=": "divide", "//=": "divide"}
        if operator in one_sided:
            yield one_sided[operator]
        if operator == "+=" and value.startswith("["):
            yield "append"
    elif value and len(value) < 200:
        for sign, pattern, concept in (
            (" - ", _DIFFERENCE, "subtract"),
            (" + ", _SUM, "add"),
            (" * ", _PRODUCT, "multiply"),
            (" /", _QUOTIENT, "divide"),
        ):
            if sign in value and pattern.fullmatch(_flattened(value)):
                yield concept
        if statement.kind == "assign" and len(statement.targets) == 1 and " + " in value:
            yield from _growth(statement.targets[0], value)
    for operator, concept in _WEAK.items():
        if operator in statement.operators:
            yield f"~{concept}"


def _flattened(value: str) -> str:
    """The value without what stands in its brackets."""
    for _ in range(3):
        value = _BRACKETS.sub("[]", value)
    return value


def _growth(target: str, value: str) -> Iterator[str]:
    if value.startswith(f"{target} + "):
        yield "append"
    elif value.endswith(f" + {target}"):
        yield "prepend"


def _of_text(statement: Statement, bare: str) -> Iterator[str]:
    for pattern, concepts in _PROOFS if _SIGNS_OF_PROOF.search(bare.lower()) else ():
        if pattern.search(bare):
            yield from concepts
    if ")[" in bare and (part := _HALVES.search(bare)) is not None:
        yield "before_part" if part.group(1) == "0" else "after_part"
    if "len(" in bare and (end := _LENGTH.search(bare)) is not None:
        yield "last_index" if end.group(1) else "length"
    if "+ ''" in bare and _ENDED.search(bare):
        yield "append"
    chosen = _LARGER.search(bare) if " else " in bare else None
    if chosen:
        larger = chosen.group("op") == ">" or chosen.group("po") == "<"
        yield from ("larger", "max") if larger else ("smaller", "min")
    if "//" in bare and not _ROUNDED_UP.search(bare):
        yield "floor"
    if "**" in statement.text and ("glob(" in statement.text or "recursive=True" in bare):
        yield "recursive"
    order = _ORDER_BY.search(statement.text[:2_000])
    if order:
        yield "descending" if re.search(r"(?i)\bdesc\b", order.group()) else "ascending"


def _of_kind(statement: Statement) -> Iterator[str]:
    kind, value = statement.kind, statement.value
    if kind == "delete":
        yield "delete"
    elif kind in {"continue", "break"}:
        yield kind
    elif kind == "raise":
        yield from ("fail",) if value else ("fail", "reraise")
    elif kind == "pass":
        yield "swallow"
    elif kind == "with":
        yield from ("~close", "~release", "~stop", "~unlock", "~disconnect")
    elif (kind in {"assign", "return"} and value[:1] in "[{" and value[-1:] in "]}" and value) or (
        kind in {"assign", "return"} and re.match(r"(?:list|dict|set|frozenset|tuple|deque)\(", value)
    ):
        yield "copy"
    if (
        kind == "assign"
        and value != "None"
        and any(e.kind == "store" and e.target.endswith("]") for e in statement.effects)
    ):
        yield "insert"
    if kind in {"assign", "return", "expression"} and "copy" in statement.text:
        yield "copy"
