"""Faults of comments inside functions, apart by whether the code beneath shows that they are false.

What is *shown* is a fact of the code that the unbroken comment states: the number, the word or the name that is
changed stands in the lines below it. The rest is *unshown*: the code is silent, and only who knows the subject can
tell. A comment speaks of the lines below it, up to an empty line, another comment or the end of its block.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping

from mutation_entries import Fault
from mutation_units import Unit

_NUMBER = r"(?<![\w.#-])(\d{1,6})(?![\w.-])"
_TEST = re.compile(r"\s*(?:if|elif|while|assert)\b")
_COMMON = frozenset(
    "this that with from have when then will only into they them some more than self none true false".split()
)
_NAME = re.compile(r"(?<![\w.])(`{0,2})([a-z]+(?:_[a-z]+)+)(?=\1|\()(?![\w.])")
Place = tuple[int, int]
Change = Callable[[Unit, Place], "str | None"]


def in_comment(change: Change) -> Fault:
    """The fault that gives the first comment that ``change`` can break its new text."""

    def fault(unit: Unit, _: object) -> str | None:
        for place in unit.comments:
            broken = change(unit, place)
            if broken is not None and broken != unit.source[slice(*place)]:
                return unit.source[: place[0]] + broken + unit.source[place[1] :]
        return None

    return fault


def number_changed(*, shown: bool) -> Change:
    """A number becomes another; ``shown``: the code has it."""

    def change(unit: Unit, place: Place) -> str | None:
        text = unit.source[slice(*place)]
        found = re.search(_NUMBER, text)
        if found is None or (found.group() in re.findall(_NUMBER, below(unit, place))) is not shown:
            return None
        return text[: found.start()] + str(int(found.group()) * 3 + 4) + text[found.end() :]

    return change


def word_replaced(table: Mapping[str, str], *, shown: bool) -> Change:
    """A word becomes its opposite; ``shown``: a name of the code has the word and none has the opposite."""
    words = "|".join(map(re.escape, table))
    pattern = re.compile(rf"(?i)(?<![\w`./-])(?:{words})(?![\w`(./-])")

    def change(unit: Unit, place: Place) -> str | None:
        text, names = unit.source[slice(*place)], words_of(below(unit, place))
        for found in pattern.finditer(text):
            word = found.group().lower()
            if (word in names and table[word] not in names) is shown:
                other = table[word].capitalize() if found.group()[0].isupper() else table[word]
                return text[: found.start()] + other + text[found.end() :]
        return None

    return change


def negated(*, shown: bool) -> Change:
    """A sentence is denied, or no longer; ``shown``: a test below or right above has a word of what is denied."""

    def change(unit: Unit, place: Place) -> str | None:
        text = unit.source[slice(*place)]
        before = unit.source[: place[0]].rstrip("# \t\n").rpartition("\n")[2]
        tests = [line for line in (below(unit, place).partition("\n")[0], before) if _TEST.match(line)]
        asked = {word[:5] for line in tests for word in words_of(line) if len(word) > len("the")}
        found = _denied(text)
        if found is None:
            return None
        at, broken = found
        denied = {word[:5] for word in re.findall(r"[a-z]{4,}", text[at:].lower())[:4]} - {
            word[:5] for word in _COMMON
        }
        return broken if bool(denied & asked) is shown else None

    return change


def name_slipped(unit: Unit, place: Place) -> str | None:
    """A name of the function's code loses a letter of its last word."""
    text = unit.source[slice(*place)]
    found = next((one for one in _NAME.finditer(text) if _has(unit, place, one[2])), None)
    if found is None or len(found[2].rpartition("_")[2]) < len("name"):
        return None
    return text[: found.end() - 3] + text[found.end() - 2 :]


def name_invented(unit: Unit, place: Place) -> str | None:
    """A name of the function's code gets another last word."""
    text = unit.source[slice(*place)]
    found = next((one for one in _NAME.finditer(text) if _has(unit, place, one[2])), None)
    return (
        None
        if found is None
        else text[: found.start(2)] + found[2].rpartition("_")[0] + "_ledger" + text[found.end() :]
    )


def swapped(*, shown: bool) -> Fault:
    """Two comments change places; ``shown``: each has a word of its own code that the other's code has not."""

    def fault(unit: Unit, _: object) -> str | None:
        for one, other in zip(unit.comments, unit.comments[1:], strict=False):
            (a, b), (c, d) = one, other
            source, codes = unit.source, (below(unit, one), below(unit, other))
            told = _names_own(source[a:b], *codes) and _names_own(source[c:d], *reversed(codes))
            if told is shown:
                return source[:a] + source[c:d] + source[b:c] + source[a:b] + source[d:]
        return None

    return fault


def shifted(*, shown: bool) -> Fault:
    """A comment slips below its lines, over the next of the block; ``shown``: it has a word of its own lines only."""

    def fault(unit: Unit, _: object) -> str | None:
        lines = unit.source.split("\n")
        for place in unit.comments:
            row = unit.source.count("\n", 0, place[0])
            margin = lines[row][: len(lines[row]) - len(lines[row].lstrip())]
            own = below(unit, place)
            end = row + 1 + own.count("\n")
            behind = end
            while behind < len(lines) and not lines[behind].strip():
                behind += 1
            if (
                not own
                or behind == end
                or not lines[behind : behind + 1]
                or not re.match(rf"{margin}[^\s#)\]}}]", lines[behind])
            ):
                continue
            if re.match(r"\s*(?:else|elif|except|finally)\b", lines[behind]):
                continue
            moved = [*lines[:row], *lines[row + 1 : behind], lines[row], *lines[behind:]]
            following = "\n".join(_paragraph(lines[behind:], margin))
            if _names_own(lines[row], own, following) is shown:
                return "\n".join(moved)
        return None

    return fault


def code_left(unit: Unit, _: object) -> str | None:
    """A line that stores what a call gives stands there once more, as a comment."""
    for node in unit.tree.body[1:]:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and node.lineno == node.end_lineno
        ):
            lines = unit.source.split("\n")
            line = lines[node.lineno - 1]
            lines.insert(node.lineno - 1, line[: node.col_offset] + "# " + line.strip())
            return "\n".join(lines)
    return None


def below(unit: Unit, place: Place) -> str:
    """The lines that the comment speaks of, without comments behind them; each ends with a newline."""
    lines = unit.source[place[1] + 1 :].split("\n")
    before = unit.source[: place[0]].rpartition("\n")[2]
    found = _paragraph(lines, before[: len(before) - len(before.lstrip())])
    return "".join(re.sub(r"\s#[^'\"]*$", "", line) + "\n" for line in found)


def _paragraph(lines: list[str], margin: str) -> list[str]:
    """The first of ``lines`` up to an empty one, a comment or one further out than ``margin``."""
    end = 0
    while (
        end < len(lines)
        and lines[end].startswith(margin)
        and lines[end].strip()
        and not lines[end].lstrip().startswith("#")
    ):
        end += 1
    return lines[:end]


def words_of(code: str) -> set[str]:
    """The lower-case words that the names and strings of ``code`` are made of."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", code)}


def _names_own(text: str, own: str, other: str) -> bool:
    """Whether ``text`` has a word of ``own`` code that the ``other`` has not."""
    said = set(re.findall(r"[a-z]{4,}", text.lower())) - _COMMON
    return bool(said & (words_of(own) - words_of(other)))


def _has(unit: Unit, place: Place, name: str) -> bool:
    code = unit.source[: place[0]] + unit.source[place[1] :]
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", re.sub(r"#.*", "", code)) is not None


def _denied(text: str) -> tuple[int, str] | None:
    """Where a sentence says that something is so or not, and the text that says the contrary."""
    for one, other in (
        (" is not ", " is "),
        (" is ", " is not "),
        ("do not ", "do "),
        ("don't ", ""),
        (" can ", " cannot "),
        ("only if", "unless"),
    ):
        if one in text:
            return text.index(one) + len(one), text.replace(one, other, 1)
    return None
