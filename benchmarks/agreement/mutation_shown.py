"""Faults of docstrings that the function's code shows: what is made false is a fact that stands in it.

The kinds without *shown* take any docstring. Of many of them the code is silent: "the first derivative" becomes "the
last", and only who knows the subject can tell. What counts as shown is a fact of syntax, told for each fault below.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable, Iterator, Mapping

from mutation_comments import words_of
from mutation_entries import Fault, description_copied, entries_of
from mutation_units import Unit

_NUMBER = re.compile(r"(?<![\w.#-])(\d{1,6})(?![\w.-])")
_WORD = re.compile(r"[A-Za-z_]\w*|\d+")
_ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_SHORT = 3
_NEAR = 4
Shown = Callable[[Unit, str, re.Match[str], str], bool]


def replaced_where(shown: Shown, table: Mapping[str, str]) -> Fault:
    """The first word of ``table`` in the first paragraph of which ``shown`` holds becomes the other one."""
    words = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    pattern = re.compile(rf"(?i)(?<![\w`.])(?:{words})(?![\w`(.])")

    def fault(unit: Unit, _: random.Random) -> str | None:
        head = unit.text.partition("\n\n")[0]
        for found in pattern.finditer(head):
            other = table[found.group().lower()]
            if shown(unit, head, found, other):
                new = other.capitalize() if found.group()[0].isupper() else other
                return unit.with_doc(unit.text[: found.start()] + new + unit.text[found.end() :])
        return None

    return fault


def in_names(unit: Unit, _: str, found: re.Match[str], other: str) -> bool:
    """Whether a name or string of the function has the word, and none has its opposite."""
    names = words_of("\n".join(_lines(unit)))
    return found.group().lower() in names and other not in names


def in_comparisons(unit: Unit, head: str, found: re.Match[str], _: str) -> bool:
    """Whether the function compares by order with a number or a name that is one of the next three words."""
    near = set(_WORD.findall(head[found.end() :])[:_SHORT])
    sides = [side for node in _nodes(unit) if _is_ordered(node) for side in _sides(node)]
    met = {word for side in sides for word in _WORD.findall(ast.unparse(side))}
    return any(word.isdigit() or len(word) >= _SHORT for word in near & met) or bool(
        near & {ast.unparse(side) for side in sides}
    )


def number_changed_where_told(unit: Unit, _: random.Random) -> str | None:
    """A number of the prose becomes another, where a line of code has it with a word that is near it in the text."""
    prose = re.split(r"(?m)^\s*(?:Examples?\b|See Also\b|References?\b|>>>|\.\. )", unit.text)[0]
    lines = list(_lines(unit))
    for found in _NUMBER.finditer(prose):
        before, behind = prose[: found.start()], prose[found.end() :]
        near = {*_WORD.findall(before)[-_NEAR:], *_WORD.findall(behind)[:_NEAR]}
        words = {word.lower() for one in near for word in words_of(one) if len(word) >= _SHORT}
        if any(found.group() in _NUMBER.findall(line) and words & words_of(line) for line in lines):
            return unit.with_doc(before + str(int(found.group()) * 3 + 4) + unit.text[found.end() :])
    return None


def description_copied_to_another_kind(unit: Unit, rng: random.Random) -> str | None:
    """The second parameter gets the text of the first, and the signature says that they differ in kind.

    Both have an annotation, and not the same, or defaults of different types.
    """
    first_two = sorted(entries_of(unit), key=lambda entry: entry[1].start())[:2]
    if len(first_two) < len("12"):
        return None
    (one, _), (other, _) = first_two
    annotations, defaults = _annotations(unit), _defaults(unit)
    kinds = annotations.get(one), annotations.get(other)
    types = defaults.get(one), defaults.get(other)
    differ = (None not in kinds and kinds[0] != kinds[1]) or (None not in types and types[0] != types[1])
    return description_copied(unit, rng) if differ else None


def _annotations(unit: Unit) -> dict[str, str]:
    arguments = unit.tree.args
    plain = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    return {a.arg: ast.unparse(a.annotation) for a in plain if a.annotation is not None}


def _defaults(unit: Unit) -> dict[str, type]:
    """The types of the constants that are defaults; without ``None``, which may stand for any."""
    arguments = unit.tree.args
    positional = [*arguments.posonlyargs, *arguments.args]
    given = positional[len(positional) - len(arguments.defaults) :]
    pairs = (
        *zip(given, arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    )
    return {
        a.arg: type(value.value)
        for a, value in pairs
        if isinstance(value, ast.Constant) and value.value is not None
    }


def _lines(unit: Unit) -> Iterator[str]:
    yield f"{unit.tree.name}({ast.unparse(unit.tree.args)})"
    for node in unit.tree.body[1:]:
        yield from ast.unparse(node).split("\n")


def _nodes(unit: Unit) -> Iterator[ast.AST]:
    for statement in unit.tree.body[1:]:
        yield from ast.walk(statement)


def _is_ordered(node: ast.AST) -> bool:
    return isinstance(node, ast.Compare) and isinstance(node.ops[0], _ORDERED)


def _sides(node: ast.AST) -> list[ast.expr]:
    return [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
