"""The numbers of a statement as amounts: products and shifts reckoned out, with the unit that the code names beside them."""

from __future__ import annotations

import math
import re

from msgspec import Struct

from postil.claims.memo import remembered
from postil.facts.model import Statement
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.magnitudes import LENGTHS, TIMES, UNITS

NUMERAL = r"(?:0[xX][0-9A-Fa-f][0-9A-Fa-f_]{0,15}|[0-9][0-9_]{0,14}(?:\.[0-9]{1,9})?(?:[eE][-+]?[0-9]{1,2})?)"
_CHAIN = regex(
    rf"(?<![\w.])(?P<chain>{NUMERAL}(?: ?\* ?{NUMERAL}){{0,5}})(?P<shift> ?(?:<<|\*\*) ?[0-9]{{1,2}})?[uUlLfF]{{0,3}}(?!\w|\.\d)"
)
_BEFORE = regex(r"([A-Za-z_]\w*)(?:\(| ?:? ?[A-Za-z_]{0,12} ?=|:)\s*$")
_BEHIND = regex(r"(?:\s*\*\s*|\.)(?:[A-Za-z_]\w*(?:\.|::))?([A-Za-z_]\w*)")
_OF_TIME = frozenset({"24", "3600", "86400", "3600000", "86400000"})
_SIGNS = frozenset("*/%[")
_BITS = 1_000  # of the greatest power that is reckoned
_NEAR = 40  # characters before a number
_LONGEST = 2_000


class Amount(Struct, frozen=True, gc=False):
    """A number of the code.

    ``unit``: where a name beside it tells one; ``made``: of several numbers; ``alone``: no factor of what is no number;
    ``timed``: of hours or days, by its numbers.
    """

    value: float
    unit: str | None = None
    made: bool = False
    alone: bool = True
    timed: bool = False

    def may_be(self, value: float, unit: str) -> bool:
        """Whether it is ``value`` of ``unit``, counted in whatever unit of the kind the code does not tell."""
        kind = [one for one in LENGTHS if (one in TIMES) is (unit in TIMES)]
        if self.unit is not None and self.unit not in kind:
            return False
        own = [self.unit] if self.unit is not None else kind
        lengths = {length for one in own for length in LENGTHS[one]}
        said = [value * length for length in LENGTHS[unit]]
        return any(abs(self.value * length - one) < 1e-6 * one for length in lengths for one in said)


@remembered
def amounts_of(statement: Statement) -> tuple[Amount, ...]:
    """The amounts in the text of a statement, in order."""
    text, found = statement.text[:_LONGEST], []
    for match in _CHAIN.finditer(text):
        value = 1.0
        for part in match["chain"].split("*"):
            value *= number_of(part.strip())
        if match["shift"]:
            power = int(match["shift"].strip(" <*"))
            value = _raised(value, power) if "*" in match["shift"] else value * 2.0**power
        made = bool(match["shift"]) or "*" in match["chain"]
        unit = _unit_beside(text, match.start(), match.end())
        factor = text[: match.start()].rstrip()[-1:] in _SIGNS or text[match.end() :].lstrip()[:1] in _SIGNS
        timed = made and not _OF_TIME.isdisjoint(re.findall(r"[0-9]+", match["chain"].replace("_", "")))
        found.append(Amount(value, unit, made, unit is not None or not factor, timed))
    return tuple(found)


def _raised(value: float, power: int) -> float:
    return value**power if power * math.log2(max(value, 1.0)) < _BITS else math.inf


def number_of(numeral: str) -> float:
    """The value of a numeral as code writes it, without its sign and the letters of its type: ``0xFFu``, ``1_000L``."""
    plain = numeral.replace("_", "").lstrip("-")
    if plain[:2].lower() == "0x":
        return float(int("0" + plain[2:].lower().partition("u")[0].partition("l")[0], 16))
    return float(plain.rstrip("uUlLfF"))


def _unit_beside(text: str, start: int, end: int) -> str | None:
    """The unit that the last word of the name before or behind a number tells: ``from_millis(5)``, ``5*time.Second``."""
    for match in (_BEHIND.match(text, end), _BEFORE.search(text[max(0, start - _NEAR) : start])):
        words = split_identifier(match[1]) if match else []
        if words and words[-1] in UNITS and not words[-2:][0].isdigit():
            return UNITS[words[-1]]
    return None
