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

from mutation_units import Unit

Fault = Callable[[Unit, random.Random], str | None]

_OPPOSITES = (
    "maximum minimum,largest smallest,highest lowest,first last,before after,ascending descending,increasing decreasing,"
    "add remove,append prepend,insert delete,open close,encode decode,encrypt decrypt,compress decompress,start stop,enable disable,"
    "read write,load save,push pop,upper lower,include exclude,lock unlock,connect disconnect,left right,parent child,input output,"
    "source target,longest shortest,earliest latest,oldest newest,serialize deserialize,show hide,attach detach,escape unescape,"
    "union intersection,row column,key value,prefix suffix,even odd,positive negative,valid invalid,present missing"
)
_BOUNDS = "at least,at most;greater than,less than;more than,fewer than;larger than,smaller than;no more than,no less than;below,above"
_UNITS = "seconds,milliseconds;milliseconds,seconds;minutes,hours;hours,days;bytes,bits;pixels,points;degrees,radians"
_TYPES = {
    "int": "str",
    "str": "int",
    "bool": "list",
    "list": "dict",
    "dict": "list",
    "float": "str",
    "tuple": "dict",
}
_ENTRY = r"(?m)^(?P<lead>[ \t]*(?::param (?:[\w\[\], .]+ )?)?\*{{0,2}}){name}(?P<rest>\b(?:\s*\([^)\n]*\))?\s*:.*)$"


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


def _on_comment(change: Callable[[str], str | None]) -> Fault:
    def fault(unit: Unit, _: random.Random) -> str | None:
        for start, end in unit.comments:
            broken = change(unit.source[start:end])
            if broken is not None:
                return unit.source[:start] + broken + unit.source[end:]
        return None

    return fault


def _instead(text: str) -> Fault:
    """The whole summary becomes ``text``."""
    return lambda unit, _: unit.with_doc(_indent_of(_summary(unit)[0]) + text + _summary(unit)[1])


def _appended(text: str) -> Fault:
    """A sentence behind the summary."""
    return lambda unit, _: unit.with_doc(_summary(unit)[0].rstrip() + " " + text + _summary(unit)[1])


def _indent_of(head: str) -> str:
    return head[: len(head) - len(head.lstrip())]


def _substituted(pattern: str, value: str | Callable[[re.Match[str]], str]) -> Fault:
    """The first match of ``pattern`` in the docstring becomes ``value``."""

    def fault(unit: Unit, _: random.Random) -> str | None:
        broken = re.sub(pattern, value, unit.text, count=1)
        return None if broken == unit.text else unit.with_doc(broken)

    return fault


def _entries(unit: Unit) -> list[tuple[str, re.Match[str]]]:
    """The documented parameters with the line that begins their entry."""
    found = [(name, re.search(_ENTRY.format(name=re.escape(name)), unit.text)) for name in unit.parameters]
    return [(name, match) for name, match in found if match]


def _whole_entry(unit: Unit, match: re.Match[str]) -> tuple[int, int]:
    """An entry with the lines that go on deeper."""
    lines = unit.text[match.start() :].split("\n")
    depth = len(lines[0]) - len(lines[0].lstrip())
    count = 1
    while (
        count < len(lines) and lines[count].strip() and len(lines[count]) - len(lines[count].lstrip()) > depth
    ):
        count += 1
    return match.start(), match.start() + len("\n".join(lines[:count])) + 1


def _parameter_renamed(unit: Unit, _: random.Random) -> str | None:
    for name, match in _entries(unit):
        return unit.with_doc(
            unit.text[: match.start()]
            + match["lead"]
            + f"{name}_value"
            + match["rest"]
            + unit.text[match.end() :]
        )
    return None


def _parameter_dropped(unit: Unit, rng: random.Random) -> str | None:
    entries = _entries(unit)
    if len(entries) < 2:
        return None
    start, end = _whole_entry(unit, rng.choice(entries)[1])
    return unit.with_doc(unit.text[:start] + unit.text[end:])


def _parameters_swapped(unit: Unit, _: random.Random) -> str | None:
    entries = sorted(_entries(unit), key=lambda entry: entry[1].start())
    if len(entries) < 2:
        return None
    (one, first), (two, second) = entries[:2]
    at_one, at_two = first.start() + len(first["lead"]), second.start() + len(second["lead"])
    text = unit.text[:at_two] + one + unit.text[at_two + len(two) :]
    return unit.with_doc(text[:at_one] + two + text[at_one + len(one) :])


def _entry_added(unit: Unit, _: random.Random) -> str | None:
    for _name, match in _entries(unit):
        return unit.with_doc(
            unit.text[: match.start()]
            + match["lead"]
            + "verbosity: How much is told.\n"
            + unit.text[match.start() :]
        )
    return None


def _entry_twice(unit: Unit, _: random.Random) -> str | None:
    for _name, match in _entries(unit):
        start, end = _whole_entry(unit, match)
        return unit.with_doc(unit.text[:end] + unit.text[start:end] + unit.text[end:])
    return None


def _description_copied(unit: Unit, _: random.Random) -> str | None:
    entries = sorted(_entries(unit), key=lambda entry: entry[1].start())
    if len(entries) < 2 or len(entries[0][1]["rest"]) < 24:
        return None
    (_, first), (_, second) = entries[:2]
    cut = second.end() - len(second["rest"])
    return unit.with_doc(unit.text[:cut] + first["rest"] + unit.text[second.end() :])


def _entry_extended(text: str, *, required: bool = True) -> Fault:
    """A sentence at the end of the first entry of a parameter without (or with) a default."""

    def fault(unit: Unit, _: random.Random) -> str | None:
        arguments = unit.tree.args
        positional = [*arguments.posonlyargs, *arguments.args]
        plain = {a.arg for a in positional[: len(positional) - len(arguments.defaults)]}
        for name, match in _entries(unit):
            if (name in plain) is required:
                return unit.with_doc(
                    unit.text[: match.end()].rstrip() + " " + text + unit.text[match.end() :]
                )
        return None

    return fault


def _type_changed(unit: Unit, _: random.Random) -> str | None:
    pattern = r"(?m)^([ \t]*(?:\w+ \(|\w+ ?: |:type \w+: |:param ))(int|str|bool|list|dict|float|tuple)\b"
    broken = re.sub(pattern, lambda m: m[1] + _TYPES[m[2]], unit.text, count=1)
    return None if broken == unit.text else unit.with_doc(broken)


def _optional_added(unit: Unit, _: random.Random) -> str | None:
    arguments = unit.tree.args
    positional = [*arguments.posonlyargs, *arguments.args]
    for argument in positional[: len(positional) - len(arguments.defaults)]:
        match = re.search(rf"(?m)^([ \t]*{argument.arg} (?:\([^()\n]+(?=\))|: \w[^\n,]*$))", unit.text)
        if match and "optional" not in match.group():
            return unit.with_doc(unit.text[: match.end()] + ", optional" + unit.text[match.end() :])
    return None


def _returns_added(unit: Unit, _: random.Random) -> str | None:
    nodes = list(ast.walk(unit.tree))
    returned = any(isinstance(n, ast.Return) and n.value is not None for n in nodes)
    if returned or any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in nodes) or "eturn" in unit.text:
        return None
    return unit.with_doc(unit.text.rstrip() + "\n\n    Returns:\n        The number of items.\n    ")


def _section_dropped(name: str) -> Fault:
    return _substituted(rf"(?s)\n[ \t]*(?:{name}:\n|{name}\n[ \t]*-+\n).*?(?=\n[ \t]*\n|\Z)", "")


def _raises_added(unit: Unit, _: random.Random) -> str | None:
    if unit.style == "plain" or "Raises" in unit.text or ":raises" in unit.text:
        return None
    forms = {"google": "Raises:\n        LookupError: If it is missing.", "sphinx": ":raises LookupError: if it is missing",
             "numpy": "Raises\n    ------\n    LookupError\n        If it is missing."}  # fmt: skip
    return unit.with_doc(unit.text.rstrip() + f"\n\n    {forms[unit.style]}\n    ")


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
    words = unit.text.strip().split(" ")
    return unit.with_doc(" ".join(words[: len(words) * 2 // 3])) if len(words) > 8 else None


def _number_changed(text: str) -> str | None:
    found = re.search(r"(?<![\w.#-])(\d{1,6})(?![\w.-])", text)
    return (
        None
        if found is None
        else text[: found.start()] + str(int(found.group()) * 3 + 4) + text[found.end() :]
    )


def _number_in_doc(unit: Unit, _: random.Random) -> str | None:
    broken = _number_changed(unit.text)
    return None if broken is None else unit.with_doc(broken)


def _comments_swapped(unit: Unit, _: random.Random) -> str | None:
    if len(unit.comments) < 2:
        return None
    (a, b), (c, d) = unit.comments[:2]
    source = unit.source
    return source[:a] + source[c:d] + source[b:c] + source[a:b] + source[d:]


def _comment_negated(text: str) -> str | None:
    for one, other in (
        (" is not ", " is "),
        (" is ", " is not "),
        ("do not ", "do "),
        ("don't ", ""),
        (" can ", " cannot "),
        ("only if", "unless"),
    ):
        if one in text:
            return text.replace(one, other, 1)
    return None


def _code_left(unit: Unit, _: random.Random) -> str | None:
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


def _token_left(unit: Unit, rng: random.Random) -> str | None:
    token = "".join(rng.choices(string.ascii_letters + string.digits, k=36))
    return unit.with_doc(unit.text.rstrip() + f"\n\n    Use ghp_{token} for the tests.\n    ")


def _character_hidden(unit: Unit, _: random.Random) -> str | None:
    head, tail = _summary(unit)
    found = re.search(r"[a-z]{4}", head)
    return (
        None
        if found is None
        else unit.with_doc(head[: found.start() + 2] + "\u200b" + head[found.start() + 2 :] + tail)
    )


def _asynchronous(unit: Unit, _: random.Random) -> str | None:
    sync = isinstance(unit.tree, ast.FunctionDef)
    return _appended("This is a coroutine and must be awaited.")(unit, _) if sync else None


_TRUE_FALSE = {"True": "False", "False": "True"}
FAULTS: dict[str, Fault] = {
    "parameter renamed": _parameter_renamed,
    "parameter dropped": _parameter_dropped,
    "parameters swapped": _parameters_swapped,
    "parameter invented": _entry_added,
    "entry twice": _entry_twice,
    "description copied": _description_copied,
    "default number changed": _substituted(r"(?i)(default\w*(?: is| to|:|=)? `*)(\d{1,5})\b", lambda m: m[1] + str(int(m[2]) * 2 + 3)),
    "default flipped": _substituted(r"(?i)(default\w*(?: is| to|:|=)? `*)(True|False)\b", lambda m: m[1] + _TRUE_FALSE[m[2].capitalize()]),
    "type changed": _type_changed,
    "optional added": _optional_added,
    "None allowed added": _entry_extended("May be None."),
    "None refused added": _entry_extended("Must not be None.", required=False),
    "keyword-only added": _entry_extended("Keyword-only."),
    "unused added": _substituted(r"(?m)^([ \t]+\w+ ?(?:\([^)\n]*\))?: )\S.*$", r"\1Unused."),
    "returns invented": _returns_added,
    "returns dropped": _section_dropped("Returns"),
    "yields for returns": _substituted(r"(?m)^([ \t]*)Returns(:?\n)([ \t]*)(-*)", lambda m: f"{m[1]}Yields{m[2]}{m[3]}{m[4][1:]}"),
    "exception renamed": _substituted(r"(?m)(^[ \t]*(?::raises )?)(ValueError|TypeError|KeyError|RuntimeError)(?=:|$)", r"\1BufferError"),
    "exception invented": _raises_added,
    "exception dropped": _section_dropped("Raises"),
    "True for False": _substituted(r"\b(True|False)\b(?=[`]* (?:if|when|whether))", lambda m: _TRUE_FALSE[m[1]]),
    "antonym in summary": _on_summary(_pairs(_OPPOSITES)),
    "bound flipped": _on_summary(_pairs(_BOUNDS, ";", ",")),
    "unit changed": _substituted(rf"\b({_UNITS.replace(';', ',').replace(',', '|')})\b", lambda m: _pairs(_UNITS, ";", ",")[m[1]]),
    "number in docstring": _number_in_doc,
    "docstrings swapped": _docstrings_swapped,
    "vague summary": _instead("Process the data and return the result."),
    "placeholder": _instead("_summary_"),
    "name restated": _name_restated,
    "does nothing": _instead("Does nothing."),
    "summary of other code": _instead("Send the invoice to the customer by mail."),
    "constant time claimed": _appended("Runs in constant time."),
    "in place claimed": _appended("The argument is changed in place."),
    "coroutine claimed": _asynchronous,
    "name in backticks": _substituted(r"`{1,2}([a-z]+_[a-z_]+)`{1,2}", lambda m: m.group().replace(m[1], m[1][:-1] + ("x" if m[1][-1] != "x" else "y"))),
    "example call": _substituted(r"(>>> .*\b\w+\()(?=[^)\n]*\))", r"\1unheard_of=1, "),
    "example syntax": _substituted(r"(?m)(>>> [^\n#]*)\)$", r"\1"),
    "letters swapped": _letters_swapped,
    "word doubled": _substituted(r"(?<![\w`])(the|of|is|to|a) (?=[a-z])", r"\1 \1 "),
    "cut off": _cut_off,
    "other language": _instead("该函数处理输入的数据并返回结果。"),
    "full-width comma": _substituted(r"(?<=[a-z]), (?=[a-z])", "， "),
    "hidden character": _character_hidden,
    "prompt leaked": _instead("Sure! Here is the docstring for this function:"),
    "fence left": lambda unit, _: unit.with_doc("```python\n" + unit.text + "```"),
    "token left": _token_left,
    "change told": _appended("Renamed from fetch_all."),
    "comment number": _on_comment(_number_changed),
    "comment antonym": _on_comment(lambda text: _replaced(text, _pairs(_OPPOSITES))),
    "comment negated": _on_comment(_comment_negated),
    "comments swapped": _comments_swapped,
    "code commented out": _code_left,
}  # fmt: skip
