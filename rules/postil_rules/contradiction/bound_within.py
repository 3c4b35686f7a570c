"""CON85: a docstring gives a bound that no comparison of the function, in whatever sense it tests it, can mean."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from postil.claims.concepts import NEGATED
from postil.claims.model import Claim
from postil.facts.model import Comparison
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, evidence, shortened
from postil_rules.contradiction.comparison_bound import oriented

_ORDERED = frozenset({"<", "<=", ">", ">="})
_UP = frozenset("gt ge greater above larger exceeds exceed".split())
_DOWN = frozenset("lt le less below under smaller".split())
_NOTHING = regex(
    r"(?i)(?<!no )(?<!not )\bfewer than (?:once|one|1|a single)\b(?! (?:of|in|per)\b)|(?<![不能得可])少于(?:一|1)(?:次|个)",
    hints=("fewer than ", "少于"),
)
_NUMBER = regex(r"[ `]*\d")
_PLACES = frozenset({"above", "below"})
_NAME = regex(r"[ ]*(?:`[A-Za-z_]\w*`|'[A-Za-z_]\w*'|[a-z]+_\w+)")
_LENGTH = regex(r"len\(([A-Za-z_][\w.]*)\)")
_ONE = regex(r"(?i)[ `]*(?:one|1)\b|一[个项]")
_COUNTS = regex(r"[<>]=? ?[01]\b|\b(?:sum|len|count)\(")
_AS = regex(r"^ ?as [a-z]+ as ")
_GUARD = regex(r"(?:^| )[01]$|^[01] ")
_RECKONED = regex(r" [-+] ")
_FRACTION = regex(r"(?<!\w)\d+\.\d")
_FEW = 4  # claims of one docstring
_SIGNS = "<>=≤≥"


class BoundWithin(Rule):
    """The docstring says "at least 12 signs", the function tests ``len(name) <= 12`` or its contrary.

    A test may be for what is allowed or for what is refused, so "at most 12" goes with ``<= 12`` and ``> 12``, and
    "at least 12" with ``>= 12`` and ``< 12``: no test can mean both.
    """

    code = "CON85"
    name = "contradiction/bound-within"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    claim_kinds = ("comparison",)
    needs = ("docstring", "tree")
    title = "bound in the docstring is not one that the function tests"
    why = "Callers keep to the bound that they are told."
    good = (
        Example(
            "def cut(name):\n    shown = name[:12] if len(name) > 12 else name\n    return shown",
            docstring="Cut the name down to at most 12 signs.",
        ),
        Example(
            "def cut(name):\n    shown = name[:12] if len(name) > 12 else name\n    return shown",
            docstring="名称最多12个字符。",
            language="zh",
        ),
        Example(
            "def port_of(text):\n    port = int(text)\n    return port if port >= 1024 else None",
            docstring="Read a port of 1024 or more.",
        ),
    )
    near_misses = (
        Example(
            "def is_new():\n    return major_java_version >= 9",
            docstring="Whether the application runs on Java 9 or later.",
        ),
        Example(
            "def check(name):\n    if len(name) < 3:\n        raise ValueError(name)",
            docstring="Refuse a name, which must have at least 3 signs.",
        ),
        Example(
            "def check(name):\n    if len(name) > 2:\n        keep(name)",
            docstring="Keep the name if it has at least 3 signs.",
        ),
        Example(
            "def check(given, allowed):\n    if len(given) > len(allowed):\n        raise TypeError(given)",
            docstring="Check that 'given' has a length of at most 'allowed'.",
        ),
        Example(
            "def rows_of(table, limit):\n    return [row for row in table if row < limit]",
            docstring="Write the rows above the limit line; see the table below.",
        ),
        Example("def check(name):\n    if len(name) > 9:\n        keep(name)", docstring="Takes at least 3 tries."),
        Example(
            "def parts(items, size):\n    if size <= 0:\n        raise ValueError(size)\n    return cut(items, size)",
            docstring="Cut the items into parts of at most size items.",
        ),
        Example(
            "def copy(source, capacity):\n    i = 0\n    while i + 1 < capacity:\n        put(source, i)\n        i += 1",
            docstring="Copy at most capacity bytes with the final zero.",
        ),
    )  # fmt: skip
    bad = (
        Example(
            "def cut(name):\n    shown = name[:12] if len(name) > 12 else name\n    return shown",
            docstring="Cut the name down to at least 12 signs.",
        ),
        Example(
            "def cut(name):\n    shown = name[:12] if len(name) > 12 else name\n    return shown",
            docstring="名称至少12个字符。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def check(sizes, limit):\n    if max(sizes) > limit:\n        raise ValueError(sizes)",
            docstring="Refuse sizes less than the limit.",
        ),
        Example(
            "def check(given, allowed):\n    if len(given) > len(allowed):\n        raise TypeError(given)",
            docstring="Check that 'given' has a length of at least 'allowed'.",
        ),
        Example(
            "def is_rare(mask, min_count):\n    found = mask.sum()\n    return bool(found < min_count)",
            docstring="Return True if above `min_count`, for each of the rows.",
        ),
        Example(
            "def cut(text, limit):\n    if len(text) <= limit:\n        return text\n    return text[:limit]",
            docstring="Shorten text that is at least as long as limit.",
        ),
        Example("def is_below(a, b):\n    return a.rank(b)", docstring="Whether a is greater than b."),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            claims = page.claims(remark.comment, "comparison")[:_FEW]
            found = _refuted(remark, claims) if claims else None
            if found is not None:
                claim, shown, code = found
                said = remark.text[claim.start : claim.end]
                message = f"says {claim.value} ({said!r}), the code says `{shortened(shown)}`"
                yield self.finding(page, remark.comment, message, evidence(remark.text, claim, code))


def _refuted(remark: Documented, claims: tuple[Claim, ...]) -> tuple[Claim, str, str] | None:
    """The first claim that the function's tests or its name refute, and what does; below the summary, of a number."""
    tests = [
        (_of_lengths(test), one.text)
        for one in remark.body
        for test in one.comparisons
        if test.operator in _ORDERED and one.kind != "for"
    ]
    summary = len(remark.text.partition("\n\n")[0])
    for stated in claims:
        claim = replace(stated, condition=_AS.sub("", stated.condition or ""))
        said, numbered = remark.text[claim.start : claim.end].lower(), _NUMBER.match(claim.condition or "")
        if not said.strip(_SIGNS) or not (numbered or (claim.start < summary and _is_bound(claim, said))):
            continue
        allowed = {str(claim.value), NEGATED[str(claim.value)]}
        about = [(oriented(claim, test), test, text) for test, text in tests if not _is_aside(claim, test)]
        about = [one for one in about if one[0] is not None]
        if about and allowed.isdisjoint(sign for sign, _, _ in about):
            _, test, text = about[0]
            return claim, f"{test.left} {test.operator} {test.right}", text
        other = None if about or claim.start >= summary else _untested(remark, claim)
        if other is not None:
            return claim, other, other
    return None


def _is_bound(claim: Claim, said: str) -> bool:
    """Whether what is said is no place in a text: "below" and "above" are bounds only before a name of the code."""
    return said not in _PLACES or _NAME.match(claim.condition or "") is not None


def _is_aside(claim: Claim, test: Comparison) -> bool:
    """Whether a test cannot be of the bound that is told: a name against 0 or 1, a sum, a fraction on the other side of it."""
    sides = f"{test.left} {test.right}"
    if _GUARD.search(sides) and not _NUMBER.match(claim.condition or ""):
        return True
    return _RECKONED.search(sides) is not None or (
        _FRACTION.search(sides) is not None and claim.value in {"<", ">"}
    )


def _of_lengths(test: Comparison) -> Comparison:
    """A comparison of two lengths as one of the names, which is how they are spoken of."""
    left, right = _LENGTH.fullmatch(test.left), _LENGTH.fullmatch(test.right)
    return test if left is None or right is None else replace(test, left=left[1], right=right[1])


def _untested(remark: Documented, claim: Claim) -> str | None:
    """What else refutes a bound where nothing is compared: the name, ``any``, or that it leaves nothing."""
    words = frozenset(split_identifier(remark.function.name))
    up, down = not words.isdisjoint(_UP), not words.isdisjoint(_DOWN)
    if up is not down and up is (str(claim.value)[0] == "<") and not claim.negated:
        return remark.function.name
    code = next((one.text for one in remark.body if one.text.startswith("return any(")), None)
    if code is not None and claim.value == "<=" and _ONE.match(claim.condition or ""):
        return code
    if _NOTHING.search(remark.text) is not None and not any(_COUNTS.search(one.text) for one in remark.body):
        return "nothing is counted"
    return None
