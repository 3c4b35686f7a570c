"""Which numbers the lines have that a remark is about, and whether they bear out the one that it tells."""

from __future__ import annotations

from postil.claims.model import Claim
from postil.facts.model import Statement
from postil.text.lazy import regex
from postil.text.magnitudes import UNITS
from postil_rules.contradiction._judged import DIGITS, Judged, has_number

_SCALES = (60.0, 3600.0, 86400.0, 1000.0, 1024.0, 1e6, 1048576.0, 100.0, 24.0, 7.0, 8.0)
_PLAIN_SCALES = (60.0, 1000.0, 1024.0, 100.0)
"""Factors between a number that is told without a unit and that of the code."""
_MEASURED = frozenset("bit bits % percent dozen year years month months".split())
_INSIDE = regex(r"(?<![A-Za-z0-9_.#-])-?[0-9]+(?:\.[0-9]+)?(?![A-Za-z0-9_]|\.[0-9]|-[0-9])")
_SQL = regex(r"(?i)\b(?:select|insert|update|delete|values|where|limit)\b")


def literals_of(statement: Statement) -> list[float]:
    numbers = [
        lit.value
        for lit in statement.literals
        if lit.kind == "number" and isinstance(lit.value, (int, float))
    ]
    values = [float(value) for value in numbers if abs(value) < 1e300]
    for literal in statement.literals:
        if literal.kind == "string" and _SQL.search(str(literal.value)[:200]):
            values += [float(found) for found in _INSIDE.findall(str(literal.value)[:500])[:20]]
    return values


def numbers_of(remark: Judged) -> list[float]:
    """The numbers of the statements; empty when there are none or too many to tell which is meant."""
    values = [value for statement in remark.statements for value in literals_of(statement)]
    return values if len(values) <= 6 else []


def supported(claim: Claim, shown: list[float], remark: Judged) -> bool:  # noqa: PLR0911 - one line for each way to support a number
    """Whether the code has the number, off by one or in another unit, or the statement has that many parts."""
    value, unit = value_of(claim), (claim.subject or "").lower()
    scales = _SCALES if remark.in_source or unit in UNITS or unit in _MEASURED else _PLAIN_SCALES
    pool = {abs(x) for x in shown} | {abs(x) for statement in remark.scope for x in literals_of(statement)}
    if (
        value == 0.5
        or value in pool
        or abs(value) in pool
        or has_number(remark.statements[0].text, f"{value:g}", DIGITS)
    ):
        return True
    if any(abs(value) in {x + 1, x - 1} for x in pool) and _bounded(remark):
        return True
    if any(value * scale in pool or value / scale in pool for scale in scales) or 1 / (value or 1) in pool:
        return True
    if any(0 < x < 2 and round(abs(1 - x) * 100, 6) == value for x in shown):
        return True  # so many percent off
    product = 1.0
    for x in shown:
        product *= abs(x)
    if len(shown) > 1 and (
        product == abs(value) or any(product == abs(value) * s or product * s == abs(value) for s in scales)
    ):
        return True
    if len(shown) == 2 and abs(value) in {sum(shown), abs(shown[0] - shown[1])}:
        return True
    statement = remark.statements[0]
    counts = {
        len(statement.targets),
        statement.text.count(",") + 1,
        len(statement.calls),
        len(statement.comparisons),
        statement.value.count(",") + 1,
        sum(operator in {"and", "or"} for operator in statement.operators) + 1,
    }
    if (
        "<<" in statement.operators
        or "**" in statement.operators
        or "e" in "".join(lit.text for lit in statement.literals if lit.kind == "number").lower()
    ):
        return True
    return value < 10 and value in counts and value > 1


def _bounded(remark: Judged) -> bool:
    """Whether an off-by-one is a matter of ``<`` and ``<=``, of an index or of a range."""
    return any(c.operator[:1] in "<>" for c in remark.statements[0].comparisons) or any(
        token in statement.text for statement in remark.statements for token in ("range(", "[", "<", ">")
    )


def value_of(claim: Claim) -> float:
    return float(claim.value or 0)
