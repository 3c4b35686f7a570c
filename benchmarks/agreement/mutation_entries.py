"""Faults in the sections of a docstring: entries of parameters, results and exceptions."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable

from mutation_code import calls_nothing_unknown, does_something, gives_value, raised, read
from mutation_units import Unit

Fault = Callable[[Unit, random.Random], str | None]

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


def substituted(pattern: str, value: str | Callable[[re.Match[str]], str]) -> Fault:
    """The first match of ``pattern`` in the docstring becomes ``value``."""

    def fault(unit: Unit, _: random.Random) -> str | None:
        broken = re.sub(pattern, value, unit.text, count=1)
        return None if broken == unit.text else unit.with_doc(broken)

    return fault


def entries_of(unit: Unit) -> list[tuple[str, re.Match[str]]]:
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


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def parameter_renamed(unit: Unit, _: random.Random) -> str | None:
    """The first documented parameter gets a name of another form."""
    for name, match in entries_of(unit):
        return unit.with_doc(
            unit.text[: match.start()]
            + match["lead"]
            + f"{name}_value"
            + match["rest"]
            + unit.text[match.end() :]
        )
    return None


def parameter_dropped(unit: Unit, rng: random.Random) -> str | None:
    """One of several entries is left out."""
    entries = entries_of(unit)
    if len(entries) < 2:
        return None
    start, end = _whole_entry(unit, rng.choice(entries)[1])
    return unit.with_doc(unit.text[:start] + unit.text[end:])


def parameters_swapped(unit: Unit, _: random.Random) -> str | None:
    """The first two names change places, their texts stay."""
    entries = sorted(entries_of(unit), key=lambda entry: entry[1].start())
    if len(entries) < 2:
        return None
    (one, first), (two, second) = entries[:2]
    at_one, at_two = first.start() + len(first["lead"]), second.start() + len(second["lead"])
    text = unit.text[:at_two] + one + unit.text[at_two + len(two) :]
    return unit.with_doc(text[:at_one] + two + text[at_one + len(one) :])


def entry_added(unit: Unit, _: random.Random) -> str | None:
    """An entry for a parameter that is not there; where any keyword is taken, it might be."""
    if unit.tree.args.kwarg is not None:
        return None
    for _name, match in entries_of(unit):
        return unit.with_doc(
            unit.text[: match.start()]
            + match["lead"]
            + "verbosity: How much is told.\n"
            + unit.text[match.start() :]
        )
    return None


def entry_twice(unit: Unit, _: random.Random) -> str | None:
    """The first entry is given twice."""
    for _name, match in entries_of(unit):
        start, end = _whole_entry(unit, match)
        return unit.with_doc(unit.text[:end] + unit.text[start:end] + unit.text[end:])
    return None


def description_copied(unit: Unit, _: random.Random) -> str | None:
    """The second parameter gets the text of the first."""
    entries = sorted(entries_of(unit), key=lambda entry: entry[1].start())
    if len(entries) < 2 or len(entries[0][1]["rest"]) < 24:
        return None
    (_, first), (_, second) = entries[:2]
    cut = second.end() - len(second["rest"])
    return unit.with_doc(unit.text[:cut] + first["rest"] + unit.text[second.end() :])


def entry_extended(text: str, among: Callable[[Unit], set[str]]) -> Fault:
    """A sentence on a line of its own at the end of the first entry of a parameter for which it is false."""

    def fault(unit: Unit, _: random.Random) -> str | None:
        names = among(unit)
        for name, match in entries_of(unit):
            if name in names:
                start, end = _whole_entry(unit, match)
                first, *below = unit.text[start:end].rstrip("\n").split("\n")
                depth = _depth(below[-1]) if below else _depth(first) + 4
                return unit.with_doc(unit.text[:end] + " " * depth + text + "\n" + unit.text[end:])
        return None

    return fault


def type_changed(unit: Unit, _: random.Random) -> str | None:
    """The first plain type becomes another."""
    pattern = r"(?m)^([ \t]*(?:\w+ \(|\w+ ?: |:type \w+: |:param ))(int|str|bool|list|dict|float|tuple)\b"
    broken = re.sub(pattern, lambda m: m[1] + _TYPES[m[2]], unit.text, count=1)
    return None if broken == unit.text else unit.with_doc(broken)


def optional_added(unit: Unit, _: random.Random) -> str | None:
    """A parameter without a default is called optional."""
    arguments = unit.tree.args
    positional = [*arguments.posonlyargs, *arguments.args]
    for argument in positional[: len(positional) - len(arguments.defaults)]:
        match = re.search(rf"(?m)^([ \t]*{argument.arg} (?:\([^()\n]+(?=\))|: \w[^\n,]*$))", unit.text)
        if match and "optional" not in match.group():
            return unit.with_doc(unit.text[: match.end()] + ", optional" + unit.text[match.end() :])
    return None


def returns_added(unit: Unit, _: random.Random) -> str | None:
    """A result for a function that returns nothing."""
    nodes = list(ast.walk(unit.tree))
    returned = any(isinstance(n, ast.Return) and n.value is not None for n in nodes)
    yielded = any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in nodes)
    if returned or yielded or "eturn" in unit.text or not does_something(unit):
        return None
    forms = {"google": "Returns:\n    The number of items.", "sphinx": ":returns: The number of items.",
             "numpy": "Returns\n-------\nint\n    The number of items."}  # fmt: skip
    return unit.with_paragraph(forms.get(unit.style, forms["google"]))


def section_dropped(name: str) -> Fault:
    """The section called ``name`` is left out."""
    pattern = rf"(?s)\n[ \t]*\n[ \t]*(?:{name}:\n|{name}\n[ \t]*-+\n).*?(?=\n[ \t]*\n|\n[ \t]*\Z)"
    return substituted(pattern, "")


def result_dropped(unit: Unit, rng: random.Random) -> str | None:
    """The section of the result is left out beside entries of parameters, and the rest does not tell it either."""
    broken = section_dropped("Returns")(unit, rng) if gives_value(unit) else None
    rest = "" if broken is None else _docstring_of(unit, broken)
    return broken if entries_of(unit) and not re.search(r"(?i)\breturn", rest) else None


def exceptions_dropped(unit: Unit, rng: random.Random) -> str | None:
    """The section of exceptions is left out beside others, although the function raises one that only it tells of."""
    section = unit.text.partition("Raises")[2]
    told = {name for name in raised(unit) if re.search(rf"\b{name}\b", section)}
    if not told or not ("Return" in unit.text or entries_of(unit)):
        return None
    broken = section_dropped("Raises")(unit, rng)
    rest = "" if broken is None else _docstring_of(unit, broken)
    untold = any(not re.search(rf"\b{name}\b", rest) for name in told)
    return broken if untold and not re.search(r"(?i)\brais(?:e|es|ed|ing)\b", rest) else None


def _docstring_of(unit: Unit, broken: str) -> str:
    """The docstring as it stands in a broken source of which nothing else was changed."""
    return broken[unit.doc[0] : unit.doc[1] - len(unit.source) + len(broken)]


def said_unused(unit: Unit, _: random.Random) -> str | None:
    """A parameter that the body reads is called unused."""
    for name, match in entries_of(unit):
        start, end = _whole_entry(unit, match)
        if name in read(unit) and unit.style == "google" and unit.text[:start].rstrip().endswith(":"):
            kept = match.group()[: len(match.group()) - len(match["rest"].partition(":")[2])]
            return unit.with_doc(unit.text[:start] + kept + " Unused.\n" + unit.text[end:])
    return None


def positional(unit: Unit) -> set[str]:
    """The parameters that may be given by place and have no default."""
    arguments = unit.tree.args
    plain = [*arguments.posonlyargs, *arguments.args]
    return {a.arg for a in plain[: len(plain) - len(arguments.defaults)]}


def exception_renamed(unit: Unit, _: random.Random) -> str | None:
    """The first documented exception becomes another."""
    section = re.search(r"(?m)^[ \t]*(?:Raises:?\n(?:[ \t]*-+\n)?[ \t]*|:raises )", unit.text)
    found = re.compile(r"(?:ValueError|TypeError|KeyError|RuntimeError)\b").match(
        unit.text, section.end() if section else 0
    )
    if section is None or found is None or found.group() not in raised(unit):
        return None
    return unit.with_doc(unit.text[: found.start()] + "BufferError" + unit.text[found.end() :])


def raises_added(unit: Unit, _: random.Random) -> str | None:
    """An exception that the function does not raise; a place for a subclass tells what that may raise."""
    if unit.style == "plain" or re.search(r"Raises|:raises", unit.text):
        return None
    if not does_something(unit) or not calls_nothing_unknown(unit):
        return None
    forms = {"google": "Raises:\n    LookupError: If it is missing.", "sphinx": ":raises LookupError: if it is missing",
             "numpy": "Raises\n------\nLookupError\n    If it is missing."}  # fmt: skip
    return unit.with_paragraph(forms[unit.style])
