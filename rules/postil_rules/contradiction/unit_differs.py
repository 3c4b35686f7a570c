"""CON10: a remark gives a time in another unit than the code takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Function, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.magnitudes import LENGTHS, TIMES, UNITS, either_of
from postil_rules.contradiction._judged import (
    NAME_SIGNS,
    Judged,
    function_at,
    has_number,
    has_word,
    judged,
    places,
    shortened,
)

_UNITS = {word: unit for word, unit in UNITS.items() if unit in TIMES}
_SAID = regex(
    r"(?i)\b(?:milliseconds?|millis|msec|microseconds?|seconds|minutes?|hours?|days?|weeks?)\b|毫秒|微秒|秒|分钟|小时",
    hints=("milli", "msec", "micro", "second", "minute", "hour", "day", "week", "秒", "分钟", "小时"),
)
_SINGULAR = regex(r"(?i)(?<!in )\b(?:minute|hour|day|week)\b")
_AMOUNT = regex(
    r"(?i)(?:(?<![\w.])(?P<word>half an?|an?|one|once|per|each|every|two|three|five|ten|few|several|some)"
    r"|(?<![0-9.A-Za-z_])(?P<digits>[0-9]{1,12}(?:\.[0-9]{1,9})?))[ -]?(?P<unit>"
    + either_of(_UNITS)
    + r")(?![A-Za-z0-9])"
)
_COUNTS = {"two": 2.0, "three": 3.0, "five": 5.0, "ten": 10.0, "few": 0.0, "several": 0.0, "some": 0.0}
_PLAIN = regex(r"[0-9][0-9_]*(?:\.[0-9]+)?")
# "us" and "min" are words of their own; only behind a number they are units.
_SAID_SHORT = regex(r"(?i)(?:(?<=[0-9 ])(?:ms|s)|(?<=[0-9])(?:us|min)|(?<=[0-9] )(?:us|min))(?![A-Za-z0-9])")
_IN_SECONDS = frozenset(
    {"sleep", "settimeout", "wait_for", "setdefaulttimeout", "alarm", "create_connection", "urlopen"}
)
_SUFFIXES = frozenset(
    {
        "ms",
        "us",
        "sec",
        "secs",
        "seconds",
        "milliseconds",
        "microseconds",
        "millis",
        "minutes",
        "mins",
        "hours",
        "days",
    }
)
_NAMES = {
    "s": "seconds",
    "ms": "milliseconds",
    "us": "microseconds",
    "ns": "nanoseconds",
    "min": "minutes",
    "h": "hours",
    "d": "days",
    "w": "weeks",
}


class UnitDiffers(Rule):
    """The unit of time in the comment is not that of the call, the keyword or the name it is about."""

    code = "CON10"
    name = "contradiction/unit-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    title = "unit of time differs"
    why = "A factor of a thousand hides in one syllable."
    good = (
        Example("time.sleep(pause * 2)", ((1, "Wait pause seconds, twice as long each time."),)),
        Example(
            "def f(host, timeout=3):\n    socket.create_connection(host, timeout=timeout)",
            ((1, "超时默认是3秒。"),),
            language="zh",
        ),
    )
    near_misses = (
        Example("time.sleep(delay_ms / 1000)", ((1, "Wait delay_ms milliseconds."),)),
        Example("time.sleep(delay_ms / 1000)", ((1, "Turn delay_ms into seconds and wait."),)),
        Example("fetch(url, timeout=60)", ((1, "Give it one minute."),)),
        Example("time.sleep(60)", ((1, "Wait for one minute."),)),
        Example("acks.wait_for(done)", ((1, "Wait for `ack()` to wake us up, at the min."),)),
        Example("cache_seconds = 60", ((1, "1 minute"),)),
        Example("delay_secs: float = 300", ((1, "The default is five minutes."),)),
        Example("if least_age_seconds > age:\n    stop()", ((1, "Never check more than once a day."),)),
        Example("WEEKEND_DAYS = (SAT, SUN)", ((1, "The work week ends on Friday."),)),
        Example("lifetime_seconds = 60 * 10", ((1, "10 minutes"),)),
        Example("elapsed = timedelta(minutes=5)", ((1, "Five minutes, in seconds 300."),)),
        Example("time.sleep(0.5)", ((1, "等待500毫秒。"),), language="zh"),
    )
    bad = (
        Example("time.sleep(pause * 2)", ((1, "Wait pause milliseconds, twice as long each time."),)),
        Example(
            "def f(host, timeout=3):\n    socket.create_connection(host, timeout=timeout)",
            ((1, "超时默认是3毫秒。"),),
            language="zh",
        ),
        Example("def f(wait_ms):\n    go(wait_ms)", ((1, "Waits wait_ms seconds before it goes on."),)),
    )
    paraphrases = (
        Example("cache_seconds = 60", ((1, "60 minutes"),)),
        Example("cache_seconds = 60", ((1, "Two minutes."),)),
        Example("fetch(url, timeout=30)", ((1, "Give it 30 minutes."),)),
        Example("time.sleep(base_delay)", ((1, "Sleep for base_delay minutes."),)),
        Example("time.sleep(50)", ((1, "Sleep for 50 us."),)),
        Example("time.sleep(delay_ms / 1000)", ((1, "Wait for `delay_ms` seconds."),)),
        Example(
            "def f(pause=0.5):\n    time.sleep(pause * 2)",
            ((1, "第一次失败后先等0.5毫秒再重试。"),),
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            words = (*_SAID.findall(remark.text), *_SAID_SHORT.findall(remark.text))
            said = {_UNITS[word.lower()] for word in words if word.lower() in _UNITS}
            if len(said) != 1:
                continue
            unit, beside = next(iter(said)), _beside(remark, words)
            shown = beside or self._units(page, remark, remark.statements[0])
            if shown and unit not in shown and (beside or not _may_agree(remark, unit, shown)):
                message = f"says {_NAMES[unit]}, the code takes {_NAMES[min(shown)]}"
                code = shortened(remark.statements[0].text)
                yield self.finding(
                    page, remark.comment, message, f"comment: {shortened(remark.text)!r} | code: {code!r}"
                )

    def _units(self, page: Page, remark: Judged, statement: Statement) -> set[str]:
        if statement.kind == "function":
            function = function_at(page, statement)
            return _of_parameters(page, function, remark) if function else set()
        shown = _named_units(statement.names)
        if re.search(
            r"[*/] ?(?:1000|60|24)|(?:1000|60|24) ?\*|1e3|1e-3|timedelta|3600|86400", statement.text
        ):
            return set()
        if shown:
            return shown
        for call in statement.calls:
            shown |= {
                "s" for key, value in call.keywords if key == "timeout" and has_number(remark.text, value)
            }
            in_seconds = _IN_SECONDS if page.facts.language == "python" else ()
            if call.name.rpartition(".")[2] in in_seconds and not _converted(remark, call.arguments):
                shown.add("s")
        return shown


def _may_agree(remark: Judged, unit: str, shown: set[str]) -> bool:
    """Whether an amount in one unit may be that of the code in another, or a unit alone is none: the work week.

    A number that recurs in the code has its unit; a value that is a number has to be as long as what is said.
    """
    amounts = [m for m in _AMOUNT.finditer(remark.text) if _UNITS[m["unit"].lower()] == unit]
    if not amounts:
        singular = _SINGULAR.search(remark.text)
        return singular is not None and _UNITS[singular[0].lower()] == unit
    statement = remark.statements[0]
    length = LENGTHS[unit][0] / LENGTHS[min(shown)][0]
    meant = {_number(found) * length for found in amounts}
    numbers = {float(found) for found in _PLAIN.findall(statement.text)}
    if any(abs(one - other) < 1e-9 * max(one, other) for one in meant for other in numbers):
        return True
    if any(found["digits"] and has_number(statement.text, found["digits"]) for found in amounts):
        return False
    return not (0.0 not in meant and _PLAIN.fullmatch(statement.value))


def _number(amount: re.Match[str]) -> float:
    """How many units it is; 0 when that is left open, as by "a few"."""
    if amount["digits"]:
        return float(amount["digits"])
    word = amount["word"].lower()
    return 0.5 if word.startswith("half") else _COUNTS.get(word, 1.0)


def _converted(remark: Judged, arguments: tuple[str, ...]) -> bool:
    """A constant argument may be said in any unit (60 is one minute, 0.5 are 500 ms): the number must recur."""
    value = arguments[0] if arguments else ""
    return bool(re.fullmatch(r"[0-9.]+", value)) and not has_number(remark.text, value)


def _beside(remark: Judged, words: tuple[str, ...]) -> set[str]:
    """The units of the names that stand right before a unit in the text: ``delay_ms seconds``."""
    shown: set[str] = set()
    for name in remark.statements[0].names:
        behind = remark.text.partition(name)[2][:20].lstrip("` ")
        if behind.startswith(words):
            shown |= _named_units((name,))
    return shown


def _named_units(names: tuple[str, ...]) -> set[str]:
    return {
        _UNITS[word]
        for name in names
        for word in split_identifier(name)[-1:]
        if word in _SUFFIXES and word in _UNITS and "_" in name
    }


def _of_parameters(page: Page, function: Function, remark: Judged) -> set[str]:
    """The unit of the parameter that the comment names or whose default it gives."""
    shown: set[str] = set()
    for parameter in function.parameters:
        default = parameter.default or ""
        named = has_word(remark.text, parameter.name)
        given = re.fullmatch(r"[0-9.]+", default) and has_number(remark.text, default)
        if named or given:
            shown |= _named_units((parameter.name,)) or _use_of(page, function, parameter.name)
    return shown


def _use_of(page: Page, function: Function, name: str) -> set[str]:
    """Seconds when the body hands the parameter to a call that takes seconds."""
    for statement in page.facts.statements[function.statement + 1 :]:
        if statement.line > function.end_line or page.facts.language != "python":
            break
        for call in statement.calls:
            callee = call.name.rpartition(".")[2]
            if callee in _IN_SECONDS:
                given = (
                    [call.arguments[0]]
                    if callee == "sleep" and call.arguments
                    else [v for k, v in call.keywords if k == "timeout"]
                )
                if any(_takes(value, name) and not re.search(r"/|1000", value) for value in given):
                    return {"s"}
    return set()


def _takes(argument: str, name: str) -> bool:
    """Whether ``name`` stands in ``argument``, and not as an attribute."""
    return next(places(argument, name, NAME_SIGNS | {"."}), None) is not None
