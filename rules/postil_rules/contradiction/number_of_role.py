"""CON41: a number that a remark gives a role, as a default or a limit, is nowhere in the function, which has another in that role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.magnitudes import LENGTHS, UNITS
from postil.text.model import Number
from postil.text.numbers import find_numbers
from postil_rules.contradiction._amounts import NUMERAL, amounts_of, number_of
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.contradiction._number_roles import shown_roles, told_roles
from postil_rules.contradiction.number_within import EXAMPLE

_ANY = regex(rf"(?<![0-9.]){NUMERAL}")
_SHIFTED = frozenset({"limit", "tries", "part"})
_EXACT = frozenset({"base", "percent", "places", "tries"})
_LONGEST = 600  # characters
_MOST = 40  # statements
_FEW = 6  # numbers of a remark


class NumberOfRole(Rule):
    """The remark says that up to 6 attempts are made, the function has ``attempts=4`` and no 6.

    Roles are defaults, limits, shares in percent, tries, parts of a sequence and bases. What the code's own numbers
    give by reckoning or in another unit is taken for told.
    """

    code = "CON41"
    name = "contradiction/number-of-role"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "number is not the one that the function has in its place"
    why = "Limits and defaults are looked up in the remark, and what is told there is believed."
    good = (
        Example(
            "def ask(url, attempts=4):\n    for attempt in range(attempts):\n        if get(url):\n            return True\n    return False",
            docstring="Ask url, up to four times, and return whether it answered; retries at once.",
        ),
        Example(
            "def port_of(text):\n    if ':' not in text:\n        return 443\n    return int(text.split(':')[1])",
            docstring="返回端口，默认端口为 443。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def price(items, member):\n    total = sum(items)\n    return total * 0.85 if member else total",
            docstring="Add up the items; members get 15% off.",
        ),
        Example(
            "def ask(url, attempts=TRIES):\n    for attempt in range(attempts):\n        sleep(30)\n        get(url)",
            docstring="Ask url and retry at most 5 times.",
        ),
        Example(
            "def ask(url, timeout=5000):\n    return get(url, timeout)",
            docstring="Ask url, with a default timeout of 5 seconds.",
        ),
        Example(
            "def cut(text):\n    return text[:80]", docstring="Cut text down; before 3.8 it was at most 70 characters."
        ),
        Example(
            "def tail(lines):\n    return lines[-10:]", docstring="返回最后 10 行，例如日志的最后 5 行。", language="zh"
        ),
        Example(
            "def has_room(rows):\n    if len(rows) >= 10:\n        return False\n    return True",
            docstring="Whether there are at most 9 rows.",
        ),
    )  # fmt: skip
    bad = (
        Example(
            "def ask(url, attempts=4):\n    for attempt in range(attempts):\n        if get(url):\n            return True\n    return False",
            docstring="Ask url, up to six times, and return whether it answered; retries at once.",
        ),
        Example(
            "def port_of(text):\n    if ':' not in text:\n        return 443\n    return int(text.split(':')[1])",
            docstring="返回端口，默认端口为 80。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def port_of(text):\n    if ':' not in text:\n        return 443\n    return int(text.split(':')[1])",
            docstring="Read the port, with 80 as the default.",
        ),
        Example(
            "def price(items, member):\n    total = sum(items)\n    return total * 0.85 if member else total",
            docstring="Add up the items; members get 10% off.",
        ),
        Example("def tail(lines):\n    return lines[-10:]", docstring="返回最后 20 行。", language="zh"),
        Example(
            "def delay_of(reply):\n    delay = int(reply.header)\n    return min(delay, 600)",
            docstring="The seconds to wait, at most 60.",
        ),
        Example("def number_of(text):\n    return int(text, 16)", docstring="Read a number in base 8."),
        Example("def number_of(text):\n    return int(text, 16)", docstring="读取 8 进制数。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark given as a row."""
        if page.is_source:
            return
        for remark in documented(page):
            if len(remark.text) > _LONGEST or len(remark.body) > _MOST:
                continue
            found = _differing(page, remark)
            if found is not None:
                role, number, other, code = found
                message = f"says {number.value:.15g} as {role}, the code has {other:.15g}"
                evidence = f"comment: {shortened(remark.text)!r} | code: {shortened(code)!r}"
                yield self.finding(page, remark.comment, message, evidence)


def _differing(page: Page, remark: Documented) -> tuple[str, Number, float, str] | None:
    """The first number in a role that the function gives to others only, with one that nothing tells."""
    told = list(told_roles(remark.text))
    if not told or len(told) > _FEW or EXAMPLE.search(remark.text):
        return None
    statements = (page.facts.statements[remark.function.statement], *remark.body)
    shown, numbers = shown_roles(remark.function, statements), _all_numbers(statements)
    said = [one.value for one in find_numbers(remark.text)] + [one.value for _, one in told]
    for role, number in told:
        candidates = shown.get(role, set()) - {0.0, 1.0}
        if not candidates or _is_there(role, number, numbers):
            continue
        untold = [other for other in sorted(candidates) if not any(_same(role, one, other) for one in said)]
        if untold:
            code = next((one.text for one in statements if _has(one, untold[0])), statements[0].text)
            return role, number, untold[0], code
    return None


def _same(role: str, value: float, other: float) -> bool:
    """Whether a number that is told is ``other`` of the code, reckoned as its role is."""
    if role == "percent":
        shares = {other, other * 100, abs(1 - other) * 100, abs(100 - other), 100 / (other or 1)}
        return any(abs(value - share) < 1e-6 for share in shares)
    return value == other or (role in _SHIFTED and abs(value - other) == 1)


def _is_there(role: str, number: Number, numbers: set[float]) -> bool:
    """Whether the function has a number, by its role, or in another unit where it has one."""
    value, unit = abs(number.value), UNITS.get(number.unit)
    if any(_same(role, value, other) for other in numbers):
        return True
    if role in _EXACT or (unit is None and role != "limit"):
        return False
    factors = [length for one in LENGTHS if unit in {None, one} for length in LENGTHS[one]]
    return any(
        abs(value * factor - other * base) < 1e-9 * abs(other * base)
        for factor in factors
        for base in (1e-3, 1.0, 60.0)
        for other in numbers
    )


def _all_numbers(statements: Sequence[Statement]) -> set[float]:
    """All numbers in the texts of statements, those inside names and strings too, and what they give by multiplying."""
    numbers = {amount.value for one in statements for amount in amounts_of(one)}
    return numbers | {number_of(found) for one in statements for found in _ANY.findall(one.text)}


def _has(statement: Statement, value: float) -> bool:
    return any(amount.value == value for amount in amounts_of(statement))
