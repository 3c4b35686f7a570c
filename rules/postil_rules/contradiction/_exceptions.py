"""What exceptions are derived from, in Python, Java and C++, and what in a function shows that one may come up by itself."""

from __future__ import annotations

import builtins
from functools import lru_cache

from postil.claims.guards import names_of, overlap
from postil.text.lazy import regex
from postil_rules.contradiction._han import meant_by, words_of_han

_JAVA = """
RuntimeException: NullPointerException IllegalArgumentException IllegalStateException IndexOutOfBoundsException UnsupportedOperationException
    ArithmeticException ClassCastException ConcurrentModificationException NoSuchElementException NegativeArraySizeException UncheckedIOException
    DateTimeException SecurityException
IllegalArgumentException: NumberFormatException PatternSyntaxException InvalidPathException
IndexOutOfBoundsException: ArrayIndexOutOfBoundsException StringIndexOutOfBoundsException
NoSuchElementException: InputMismatchException
DateTimeException: DateTimeParseException
Exception: RuntimeException IOException SQLException InterruptedException TimeoutException ExecutionException ClassNotFoundException
    ParseException URISyntaxException CloneNotSupportedException GeneralSecurityException ReflectiveOperationException
IOException: FileNotFoundException EOFException SocketException UnknownHostException MalformedURLException
ReflectiveOperationException: NoSuchMethodException NoSuchFieldException InstantiationException
GeneralSecurityException: NoSuchAlgorithmException InvalidKeyException
Error: TypeError RangeError SyntaxError ReferenceError URIError EvalError
logic_error: invalid_argument domain_error length_error out_of_range
runtime_error: range_error overflow_error underflow_error system_error
"""
_PARENT: dict[str, str] = {}
for _line in _JAVA.replace("\n    ", " ").strip().splitlines():
    _parent, _, _children = _line.partition(": ")
    _PARENT |= dict.fromkeys(_children.split(), _parent)
_CHECKED = frozenset(
    "IOException SQLException InterruptedException TimeoutException ExecutionException ClassNotFoundException ParseException "
    "URISyntaxException CloneNotSupportedException GeneralSecurityException ReflectiveOperationException".split()
)
# what shows that it may come up without a raise statement; without an entry nothing is known
_SIGNS = {
    "KeyError": regex(r"[\w)\]'\"]\[|\bdel\b|\.(?:pop|remove|format|format_map)\("),
    "IndexError": regex(r"[\w)\]'\"]\[|\.pop\("),
    "ZeroDivisionError": regex(r"[/%]|divmod"),
    "StopIteration": regex(r"\bnext\("),
    "AssertionError": regex(r"\bassert"),
    "FileNotFoundError": regex(r"(?i)open|read|file|path|remove|unlink|rename|stat\b|exec|run|load|write|copy|move|\bos\b"),
    "FileExistsError": regex(r"(?i)open|mkdir|makedirs|rename|write|link|copy|move|create|\bos\b"),
    "PermissionError": regex(r"(?i)open|read|file|path|remove|unlink|write|kill|\bos\b|load|copy|move"),
    "RuntimeError": regex(r"\w\(|\."),
    "NotImplementedError": regex(r"\w\("),
    "UnicodeDecodeError": regex(r"(?i)decode|read|open|str\("),
    "AttributeError": regex(r"\.|attr"),
    "TypeError": regex(r"\S"),
    "ValueError": regex(r"(?i)int\(|float\(|json|decode|strp|index\(|parse|iso|, \w+ =|\.remove\(|min\(|max\(|load|read|convert"),
}  # fmt: skip
_CHECKS = regex(r"(?i)\b_?(?:validate|check|ensure|verify|require|assert|raise|throw|reject)\w*\(")


def is_known(name: str) -> bool:
    """Whether it is known what an exception is derived from."""
    return name in _PARENT or isinstance(getattr(builtins, name, None), type)


def are_related(one: str, other: str) -> bool:
    """Whether one is the other or an ancestor of it."""
    if one == other or one in _ancestors(other) or other in _ancestors(one):
        return True
    first, second = getattr(builtins, one, None), getattr(builtins, other, None)
    return (
        isinstance(first, type)
        and isinstance(second, type)
        and (issubclass(first, second) or issubclass(second, first))
    )


@lru_cache(maxsize=256)
def _ancestors(name: str) -> frozenset[str]:
    found = set()
    while name in _PARENT:
        name = _PARENT[name]
        found.add(name)
    return frozenset(found)


def must_be_declared(name: str) -> bool:
    """Whether a Java method can throw an exception only where its head says so."""
    return name in _CHECKED or not _CHECKED.isdisjoint(_ancestors(name))


def may_come_up(name: str, code: str) -> bool:
    """Whether something in ``code`` may raise an exception by itself, as far as anybody can tell."""
    signs = _SIGNS.get(name)
    return signs is None or signs.search(code) is not None or _CHECKS.search(code) is not None


def shared(condition: str, guard: str) -> int:
    """How many words of the guard's names a condition has, in either language."""
    if condition.isascii():
        return overlap(condition, guard)
    said = frozenset(concept for _, unit in words_of_han(condition) for concept in unit.concepts)
    meant = [name for name in names_of(guard) if not said.isdisjoint(meant_by((name,)))]
    return overlap(condition, guard) + len(meant)
