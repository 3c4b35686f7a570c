"""Faults: each breaks a real docstring or comment in one way, and says nothing about how that might be found.

``FAULTS`` maps the name of a fault to a function from a unit and a random generator to the broken source, or to
``None`` where there is nothing to break.
"""

from __future__ import annotations

import ast
import random
import re
import string
from collections.abc import Callable, Mapping

from mutation_code import (
    code_text,
    does_something,
    identifiers,
    is_eager,
    leaves_arguments,
    loops_over,
    needs_value,
    none_by_default,
    numbers,
)
from mutation_comments import (
    code_left,
    in_comment,
    name_invented,
    name_slipped,
    negated,
    number_changed,
    shifted,
    swapped,
    word_replaced,
)
from mutation_entries import (
    Fault,
    description_copied,
    entry_added,
    entry_extended,
    entry_twice,
    exception_renamed,
    exceptions_dropped,
    optional_added,
    parameter_dropped,
    parameter_renamed,
    parameters_swapped,
    positional,
    raises_added,
    result_dropped,
    returns_added,
    said_unused,
    substituted,
    type_changed,
)
from mutation_shown import (
    description_copied_to_another_kind,
    in_comparisons,
    in_names,
    number_changed_where_told,
    replaced_where,
)
from mutation_units import Unit

_OPPOSITES = (
    "maximum minimum,largest smallest,highest lowest,first last,before after,ascending descending,increasing decreasing,"
    "add remove,append prepend,insert delete,open close,encode decode,encrypt decrypt,compress decompress,start stop,enable disable,"
    "read write,load save,push pop,upper lower,include exclude,lock unlock,connect disconnect,left right,parent child,input output,"
    "source target,longest shortest,earliest latest,oldest newest,serialize deserialize,show hide,attach detach,escape unescape,"
    "union intersection,row column,key value,prefix suffix,even odd,positive negative,valid invalid,present missing"
)
_BOUNDS = "at least,at most;greater than,less than;more than,fewer than;larger than,smaller than;no more than,no less than;below,above"
_UNITS = "seconds,milliseconds;milliseconds,seconds;minutes,hours;hours,days;bytes,bits;pixels,points;degrees,radians"


def _pairs(table: str, between: str = ",", inside: str = " ") -> dict[str, str]:
    both = [pair.split(inside) for pair in table.split(between)]
    return {a: b for one in both for a, b in (one, one[::-1])}


def _replaced(text: str, table: Mapping[str, str]) -> str | None:
    """``text`` with the first word of ``table`` in it exchanged."""
    words = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    found = re.search(rf"(?i)(?<![\w`.]){'(' + words + ')'}(?![\w`(.])", text)
    if found is None:
        return None
    other = table[found.group().lower()]
    other = other.capitalize() if found.group()[0].isupper() else other
    return text[: found.start()] + other + text[found.end() :]


def _summary(unit: Unit) -> tuple[str, str]:
    head = unit.text.partition("\n\n")[0]
    return head, unit.text[len(head) :]


def _on_summary(table: Mapping[str, str]) -> Fault:
    def fault(unit: Unit, _: random.Random) -> str | None:
        head, tail = _summary(unit)
        broken = _replaced(head, table)
        return None if broken is None else unit.with_doc(broken + tail)

    return fault


def _instead(text: str) -> Fault:
    """The whole summary becomes ``text``."""
    return lambda unit, _: unit.with_doc(_around(_summary(unit)[0], text) + _summary(unit)[1])


def _appended(text: str) -> Fault:
    """A paragraph behind the summary."""
    return lambda unit, _: _with_second_paragraph(unit, text)


def _with_second_paragraph(unit: Unit, text: str) -> str:
    head, tail = _summary(unit)
    end = tail or "\n" + unit.margin
    return unit.with_doc(head.rstrip() + "\n\n" + unit.margin + text + end)


def _around(head: str, text: str) -> str:
    """``text`` with the white space that is around ``head``."""
    return head[: len(head) - len(head.lstrip())] + text + head[len(head.rstrip()) :]


def _docstrings_swapped(unit: Unit, _: random.Random) -> str | None:
    first, second = unit.text, unit.source[slice(*unit.other)]
    middle = unit.source[unit.doc[1] : unit.other[0]]
    return unit.source[: unit.doc[0]] + second + middle + first + unit.source[unit.other[1] :]


def _name_restated(unit: Unit, _: random.Random) -> str | None:
    words = unit.tree.name.strip("_").split("_")
    return unit.with_doc(" ".join(words).capitalize() + ".") if len(words) > 1 else None


def _letters_swapped(unit: Unit, rng: random.Random) -> str | None:
    head, tail = _summary(unit)
    words = list(re.finditer(r"(?<![\w`.])[a-z]{7,}(?![\w`(.])", head))
    if not words:
        return None
    word = rng.choice(words)
    at = word.start() + rng.randrange(1, len(word.group()) - 2)
    if head[at] == head[at + 1]:
        return None
    return unit.with_doc(head[:at] + head[at + 1] + head[at] + head[at + 2 :] + tail)


def _cut_off(unit: Unit, _: random.Random) -> str | None:
    """The docstring ends in the middle of a sentence, at two thirds."""
    words = unit.text.rstrip().split(" ")
    kept = " ".join(words[: len(words) * 2 // 3]).rstrip()
    if len(words) <= 8 or kept[-1:] in set(".:!?`->=)]"):
        return None
    return unit.with_doc(kept + unit.text[len(unit.text.rstrip()) :])


def _number_changed(text: str) -> str | None:
    found = re.search(r"(?<![\w.#-])(\d{1,6})(?![\w.-])", text)
    return (
        None
        if found is None
        else text[: found.start()] + str(int(found.group()) * 3 + 4) + text[found.end() :]
    )


def _prose(unit: Unit) -> str:
    """The docstring up to its examples and references."""
    return re.split(r"(?m)^\s*(?:Examples?\b|See Also\b|References?\b|>>>|\.\. )", unit.text)[0]


def _number_in_doc(unit: Unit, _: random.Random) -> str | None:
    """A number of the prose that the function's code has becomes another."""
    prose = _prose(unit)
    found = re.search(r"(?<![\w.#-])(\d{1,6})(?![\w.-])", prose)
    if found is None or int(found[0]) not in numbers(unit):
        return None
    broken = _number_changed(prose)
    return None if broken is None else unit.with_doc(broken + unit.text[len(prose) :])


def _unit_in_doc(unit: Unit, _: random.Random) -> str | None:
    """A unit of the prose that the function's code names becomes another."""
    prose = _prose(unit)
    table = _pairs(_UNITS, ";", ",")
    for found in re.finditer(
        rf"(?<![\w`.:]){'(' + '|'.join(table) + ')'}\b(?! of freedom)(?![\w`(]|\.\w)", prose
    ):
        if found[1].rstrip("s") in code_text(unit):
            return unit.with_doc(unit.text[: found.start()] + table[found[1]] + unit.text[found.end() :])
    return None


def _token_left(unit: Unit, rng: random.Random) -> str | None:
    token = "".join(rng.choices(string.ascii_letters + string.digits, k=36))
    return unit.with_paragraph(f"Use ghp_{token} for the tests.")


def _character_hidden(unit: Unit, _: random.Random) -> str | None:
    head, tail = _summary(unit)
    found = re.search(r"[a-z]{4}", head)
    return (
        None
        if found is None
        else unit.with_doc(head[: found.start() + 2] + "\u200b" + head[found.start() + 2 :] + tail)
    )


def _where(holds: Callable[[Unit], bool], fault: Fault) -> Fault:
    """The fault, only in functions of which it is false."""
    return lambda unit, rng: fault(unit, rng) if holds(unit) else None


def _name_changed(unit: Unit, _: random.Random) -> str | None:
    """A name of the function's code in backticks gets another last letter."""
    for found in re.finditer(r"`{1,2}([a-z]+_[a-z_]+)`{1,2}", unit.text):
        name = found[1]
        if name in identifiers(unit):
            other = name[:-1] + ("x" if name[-1] != "x" else "y")
            return unit.with_doc(unit.text[: found.start(1)] + other + unit.text[found.end(1) :])
    return None


def _asynchronous(unit: Unit, _: random.Random) -> str | None:
    sync = isinstance(unit.tree, ast.FunctionDef) and does_something(unit)
    return _appended("This is a coroutine and must be awaited.")(unit, _) if sync else None


_TRUE_FALSE = {"True": "False", "False": "True"}
FAULTS: dict[str, Fault] = {
    "parameter renamed": parameter_renamed,
    "parameter dropped": parameter_dropped,
    "parameters swapped": parameters_swapped,
    "parameter invented": entry_added,
    "entry twice": entry_twice,
    "description copied": description_copied,
    "description copied, shown": description_copied_to_another_kind,
    "default number changed": substituted(r"(?i)(default\w*(?: is| to|:|=)? `*)(\d{1,5})\b", lambda m: m[1] + str(int(m[2]) * 2 + 3)),
    "default flipped": substituted(r"(?i)(default\w*(?: is| to|:|=)? `*)(True|False)\b", lambda m: m[1] + _TRUE_FALSE[m[2].capitalize()]),
    "type changed": type_changed,
    "optional added": optional_added,
    "None allowed added": entry_extended("May be None.", needs_value),
    "None refused added": entry_extended("Must not be None.", none_by_default),
    "keyword-only added": entry_extended("Keyword-only.", positional),
    "unused added": said_unused,
    "returns invented": returns_added,
    "returns dropped": result_dropped,
    "yields for returns": _where(is_eager, substituted(r"(?m)^([ \t]*)Returns(:?\n)([ \t]*)(-*)", lambda m: f"{m[1]}Yields{m[2]}{m[3]}{m[4][1:]}")),
    "exception renamed": exception_renamed,
    "exception invented": raises_added,
    "exception dropped": exceptions_dropped,
    "True for False": substituted(r"\b(True|False)\b(?=[`]* (?:if|when|whether))", lambda m: _TRUE_FALSE[m[1]]),
    "antonym in summary": _on_summary(_pairs(_OPPOSITES)),
    "antonym in summary, shown": replaced_where(in_names, _pairs(_OPPOSITES)),
    "bound flipped": _on_summary(_pairs(_BOUNDS, ";", ",")),
    "bound flipped, shown": replaced_where(in_comparisons, _pairs(_BOUNDS, ";", ",")),
    "unit changed": _unit_in_doc,
    "number in docstring": _number_in_doc,
    "number in docstring, shown": number_changed_where_told,
    "docstrings swapped": _docstrings_swapped,
    "vague summary": _instead("Process the data and return the result."),
    "placeholder": _instead("_summary_"),
    "name restated": _name_restated,
    "does nothing": _where(does_something, _instead("Do nothing.")),
    "summary of other code": _instead("Send the invoice to the customer by mail."),
    "constant time claimed": _where(loops_over, _appended("Runs in constant time.")),
    "in place claimed": _where(leaves_arguments, _appended("The argument is changed in place.")),
    "coroutine claimed": _asynchronous,
    "name in backticks": _name_changed,
    "example call": substituted(r"(>>> .*\b\w+\()(?=[^)\n]*\))", r"\1unheard_of=1, "),
    "example syntax": substituted(r"(?m)(>>> [^\n#]*)\)$", r"\1"),
    "letters swapped": _letters_swapped,
    "word doubled": substituted(r"(?<![\w`])(the|of|is|to|a) (?=[a-z])", r"\1 \1 "),
    "cut off": _cut_off,
    "other language": _instead("该函数处理输入的数据并返回结果。"),
    "full-width comma": substituted(r"(?<=[a-z]), (?=[a-z])", "， "),
    "hidden character": _character_hidden,
    "prompt leaked": _instead("Sure! Here is the docstring for this function:"),
    "fence left": lambda unit, _: unit.with_doc("```python\n" + unit.text + "```"),
    "token left": _token_left,
    "change told": _appended("Renamed from fetch_all."),
    "comment number": in_comment(number_changed(shown=True)),
    "comment number, unshown": in_comment(number_changed(shown=False)),
    "comment antonym": in_comment(word_replaced(_pairs(_OPPOSITES), shown=True)),
    "comment antonym, unshown": in_comment(word_replaced(_pairs(_OPPOSITES), shown=False)),
    "comment negated": in_comment(negated(shown=True)),
    "comment negated, unshown": in_comment(negated(shown=False)),
    "comment name slipped": in_comment(name_slipped),
    "comment name invented": in_comment(name_invented),
    "comments swapped": swapped(shown=True),
    "comments swapped, unshown": swapped(shown=False),
    "comment shifted": shifted(shown=True),
    "comment shifted, unshown": shifted(shown=False),
    "code commented out": code_left,
}  # fmt: skip
