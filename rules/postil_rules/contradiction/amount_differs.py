"""CON42: a remark tells a time or a size that is none of the amounts of the code, whatever unit they are in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.magnitudes import TIMES, UNITS
from postil.text.model import Number
from postil.text.numbers import find_numbers
from postil_rules.contradiction._amounts import Amount, amounts_of
from postil_rules.contradiction._judged import documented, has_number, judged, shortened, words_of
from postil_rules.contradiction.number_within import EXAMPLE

_TIMED = frozenset(
    "timeout sleep delay wait interval ttl expire expires expiry expiration duration age time deadline pause period timer ex px "
    "cooldown backoff poll lease retention timedelta lifetime elapsed keepalive after later grace throttle debounce".split()
)
_SIZES = frozenset({"KB", "MB", "GB"})
_OPEN = regex(r"\b(?:[A-Z][A-Z0-9]*_)*[A-Z][A-Z0-9]{2,}\b(?!\()|(?<=\.)[a-z_]\w*(?![\w(])")
_KILO, _SHIFT = 1024.0, 1000.0
_MOST = 40  # statements


class AmountDiffers(Rule):
    """The comment says 15 seconds of ``15 * 60``, two minutes of ``sleep(2000)``, 25 KB of ``25 * 1024 * 1024``.

    A number of the code whose unit nothing tells may be in any; what it is then has to be one of them.
    """

    code = "CON42"
    name = "contradiction/amount-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    title = "time or size is not that of the code"
    why = "Whoever sets another limit by the comment is off by a factor of sixty or a thousand."
    good = (
        Example("deadline = now + 15 * 60", ((1, "It is over in 15 minutes."),)),
        Example("timeout = 1500", ((1, "Give up after 1.5 seconds."),)),
        Example("limit = 25 * 1024 * 1024", ((1, "文件不得超过 25 MB。"),), language="zh"),
        Example(
            "def ask(url):\n    return get(url, timeout=5000)",
            docstring="Ask url and wait at most 5 seconds.",
        ),
    )
    near_misses = (
        Example("deadline = now + 15 * 60", ((1, "Over in a quarter of an hour, 900 seconds."),)),
        Example("time.sleep(DELAY + 3)", ((1, "Wait for 20 seconds in all."),)),
        Example("timeout = min(self.timeout, 30)", ((1, "At most 5 minutes, as the server says."),)),
        Example(
            "def ask(url):\n    return get(url, timeout=TIMEOUT, pause=3)",
            docstring="Ask url and wait at most 10 seconds.",
        ),
        Example("timeout = 90", ((1, "Usually it takes 20 seconds."),)),
        Example("day = start + timedelta(weeks=1)", ((1, "Seven days later."),)),
        Example("age = now - 7 * 24 * 3600", ((1, "只看最近 7 天的。"),), language="zh"),
        Example("const delay = baseDelayMs * 2 ** i", ((1, "Doubled each time: 100, 200, 400 ms."),)),
        Example("row = rows[3]", ((1, "The time, in 60 minutes of 60 seconds."),)),
    )
    bad = (
        Example("deadline = now + 15 * 60", ((1, "It is over in 15 seconds."),)),
        Example("limit = 25 * 1024 * 1024", ((1, "文件不得超过 25 KB。"),), language="zh"),
        Example(
            "def ask(url):\n    return get(url, timeout=5000)",
            docstring="Ask url and wait at most 15 seconds.",
        ),
    )
    paraphrases = (
        Example("await sleep(2000)", ((1, "Pause for two minutes before the next try."),)),
        Example("ctx, cancel := context.WithTimeout(ctx, 5*time.Second)", ((1, "Five minutes are enough."),)),
        Example(
            "def old(paths, now):\n    limit = 30 * 24 * 3600\n    return [path for path in paths if now - path.changed > limit]",
            docstring="The paths that nobody has changed for 30 hours.",
        ),
        Example("limit = 1 << 20", ((1, "Never more than four megabytes."),)),
        Example("deadline = now + 15 * 60", ((1, "十五秒后过期。"),), language="zh"),
        Example(
            "def ask(url):\n    return get(url, timeout=5000)", docstring="请求 url，超时时间为 15 秒。", language="zh"
        ),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark given as a row."""
        if page.is_source:
            return
        for remark in judged(page):
            if "number" in remark.affirmed and _told(remark.text):
                yield from self._judge(page, remark.comment, remark.text, remark.statements, remark.scope)
        for whole in documented(page):
            if len(whole.body) <= _MOST and len(page.facts.statements) > 1 and _told(whole.text):
                statements = (page.facts.statements[whole.function.statement], *whole.body)
                yield from self._judge(page, whole.comment, whole.text, statements, ())

    def _judge(
        self, page: Page, comment: int, text: str, statements: Sequence[Statement], scope: Sequence[Statement]
    ) -> Iterator[Finding]:
        told = _told(text)
        known = [amount for one in (*statements, *scope) for amount in amounts_of(one)]
        for number in told:
            unit = UNITS[number.unit]
            wrong = not any(amount.may_be(number.value, unit) for amount in known)
            if not wrong or _is_open(statements, unit) or EXAMPLE.search(text):
                continue
            others = [(one.value, UNITS[one.unit]) for one in told if one is not number]
            for statement in statements:
                untold = [a for a in _of_kind(statement, unit) if not any(a.may_be(*one) for one in others)]
                if untold and not _in_string(statement, number):
                    code = shortened(statement.text)
                    message = f"says {number.value:.15g} {number.unit}, the code has {untold[0].value:.15g}"
                    evidence = f"comment: {shortened(text)!r} | code: {code!r}"
                    yield self.finding(page, comment, message, evidence)
                    return


def _told(text: str) -> list[Number]:
    """The times and sizes that a text tells."""
    return [
        one
        for one in find_numbers(text)
        if not one.ordinal and one.value > 0 and UNITS.get(one.unit) in TIMES | _SIZES
    ]


def _of_kind(statement: Statement, unit: str) -> list[Amount]:
    """The amounts of a statement that can only be times, or only sizes."""
    amounts = [one for one in amounts_of(statement) if one.value > 0 and one.alone]
    if unit not in TIMES:
        return [one for one in amounts if _is_size(one)]
    timed = not _TIMED.isdisjoint(words_of(statement))
    return [one for one in amounts if timed or one.timed or one.unit in TIMES]


def _is_size(amount: Amount) -> bool:
    """Whether an amount is a number of bytes: its unit says so, or it is a product of kilobytes."""
    if amount.unit is not None:
        return amount.unit in _SIZES
    return amount.made and (amount.value % _KILO == 0 or amount.value % _SHIFT == 0)


def _is_open(statements: Sequence[Statement], unit: str) -> bool:
    """Whether a time may be that of a constant or an attribute, which is told elsewhere."""
    names = [name for one in statements for name in _OPEN.findall(one.text)] if unit in TIMES else ()
    return any(not _TIMED.isdisjoint(split_identifier(name)) for name in names)


def _in_string(statement: Statement, number: Number) -> bool:
    """Whether the number stands in a string of the statement, such as "15m"."""
    return any(
        has_number(str(one.value), f"{number.value:g}", frozenset("0123456789."))
        for one in statement.literals
        if one.kind == "string"
    )
