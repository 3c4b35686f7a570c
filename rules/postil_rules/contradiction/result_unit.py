"""CON11: a remark gives a result in another unit than its conversion makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.magnitudes import ANGLES, TIMES, UNITS, either_of
from postil_rules.contradiction._judged import documented, judged, shortened

_SHORT = frozenset("ns us ms s min sec secs mins second minute hour day week weeks 周 秒钟 个小时".split())
_WORDS = {word: unit for word, unit in UNITS.items() if word not in _SHORT} | ANGLES
_UNIT = either_of(_WORDS)
_HINTS = tuple(
    word for word in _WORDS if not any(other in word for other in _WORDS if other != word)
)  # of which each word has one
_SAID = regex(
    rf"(?i)\b(?:in|into|to|number of|as|whole|total) (?P<unit>{_UNIT})\b|(?:(?:换算|转换|折算|转|换)[成为]|单位[是为：:]|以|总) ?(?P<han>{_UNIT})(?!内|量|[A-Za-z])",
    hints=_HINTS,
)
# pattern of the last conversion, the units that it may give
_GIVEN = (
    (regex(r"/ (?:1024 ?\*\* ?2|1_?048_?576|\(1024 \* 1024\)|1024 / 1024|1e6|1_?000_?000)\)?$", hints=("1024", "1e6", "000", "576")), frozenset({"MB"})),
    (regex(r"/ (?:1024 ?\*\* ?3|\(1024 \* 1024 \* 1024\)|1e9)\)?$", hints=("1024", "1e9")), frozenset({"GB"})),
    (regex(r"/ 1024(?:\.0)?\)?$", hints=("1024",)), frozenset({"KB", "MB", "GB"})),
    (regex(r"(?:total_seconds|perf_counter|monotonic|\btime\.time)\(\)\)?$|\.seconds$", hints=("second", "time", "perf", "monotonic")), frozenset({"s"})),
    (regex(r"(?:total_seconds|perf_counter|monotonic|\btime\.time)\(\)\)? / 60\)?$", hints=("60",)), frozenset({"min"})),
    (regex(r"(?:total_seconds|perf_counter|monotonic|\btime\.time)\(\)\)? / 3600\)?$", hints=("3600",)), frozenset({"h"})),
    (regex(r"(?:total_seconds|perf_counter|monotonic|\btime\.time)\(\)\)? \* 1000\)?$", hints=("1000",)), frozenset({"ms"})),
    (regex(r"\.days$", hints=(".days",)), frozenset({"d"})),
    (regex(r"\* 3600 \+ \w+ \* 60 \+ \w+\)?$", hints=("3600",)), frozenset({"s"})),
    (regex(r"\.st_size\)?$", hints=("st_size",)), frozenset({"B"})),
    (regex(r"\* \(?180(?:\.0)?f? ?/ ?(?:[A-Za-z_]\w*(?:\.|::)){0,3}(?:PI|pi|M_PI|kPi)\)?$|(?:degrees|toDegrees|to_degrees|rad2deg)\([^()]{0,60}\)$|\* 180(?:\.0)?\)? ?/ ?(?:[A-Za-z_]\w*(?:\.|::)){0,3}(?:PI|pi|M_PI)$", hints=("180", "degrees", "rad2deg")), frozenset({"deg"})),
    (regex(r"(?:PI|pi|M_PI|kPi) ?/ ?180(?:\.0)?f?\)?$|(?:radians|toRadians|to_radians|deg2rad)\([^()]{0,60}\)$|\* (?:[A-Za-z_]\w*(?:\.|::)){0,3}(?:PI|pi|M_PI)\)? / 180(?:\.0)?$", hints=("180", "radians", "deg2rad")), frozenset({"rad"})),
)  # fmt: skip
_TABLE = regex(
    r"\{(?=[^{}]{0,200}['\"]m(?:in)?['\"]: ?60\b)(?=[^{}]{0,200}['\"]s(?:ec)?['\"]: ?1\b)(?=[^{}]{0,200}['\"]h['\"]: ?3600\b)",
    hints=("3600",),
)
_FACTOR = regex(r"[A-Za-z]2[A-Za-z]|_(?:to|per)_")  # the name of what turns one unit into another
_CONVERTS = regex(
    r"[*/].{0,80}\d\)*$|\(\)\)*$|\.(?:days|seconds|st_size)|3600|180|2deg|2rad|[dD]egrees|[rR]adians"
)


class ResultUnit(Rule):
    """The comment says megabytes of a size that is divided by 1024 once, or milliseconds of a sum of seconds."""

    code = "CON11"
    name = "contradiction/result-unit"
    tier = 2
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree", "docstring")
    title = "result is in another unit"
    why = "A factor of a thousand goes unseen until the bill comes."
    good = (
        Example("size = path.stat().st_size / 1024", ((1, "Convert it to KB."),)),
        Example("return delta.total_seconds() / 60", ((1, "换算成分钟返回。"),), language="zh"),
    )
    near_misses = (
        Example("angle = math.radians(heading)", ((1, "Turn degrees into radians, as sin wants it."),)),
        Example("size = total / 1024", ((1, "Convert it to MB, as total is in KB."),)),
        Example("size = path.stat().st_size / 1024", ((1, "文件大小，单位为 KB。"),), language="zh"),
        Example("item2MB = kind.itemsize / 1024 ** 2", ((1, "Extend it to bytes."),)),
        Example("left = deadline - time.time()", ((1, "Time left in seconds, some milliseconds less."),)),
        Example(
            "def f(n):\n    return n * 1000",
            docstring="Wait in seconds.\n\nReturns:\n    int: The number of units.",
        ),
    )
    bad = (
        Example("size = path.stat().st_size / 1024 ** 2", ((1, "Convert it to KB."),)),
        Example("return delta.total_seconds() / 60", ((1, "换算成小时返回。"),), language="zh"),
        Example(
            "def parse(text):\n    units = {'s': 1, 'm': 60, 'h': 3600}\n    total = 0\n    for n, unit in split(text):\n        total += n * units[unit]\n    return total",
            docstring="解析时长。\n\n返回：\n    换算成毫秒的整数。",
            language="zh",
        ),
    )
    paraphrases = (
        Example("return (end - start).days", ((1, "The distance in hours."),)),
        Example(
            "angle = math.atan2(dy, dx) * (180 / math.pi)",
            ((1, "Convert the angle from degrees to radians."),),
        ),
        Example("angle = math.radians(heading)", ((1, "将航向转换为角度。"),), language="zh"),
        Example(
            "def since(then):\n    return (now() - then).total_seconds()",
            docstring="Age.\n\nReturns:\n    float: The age in minutes.",
        ),
        Example("return sum(sizes) / 1024", ((1, "以字节返回总大小。"),), language="zh"),
        Example("size = path.stat().st_size / 1024", ((1, "文件大小，单位为 MB。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            statement = remark.statements[0]
            given = _given(statement)
            if len(given) == 3 and re.search(r"st_size|getsize", page.snippet.code):
                given = frozenset({"KB"})
            yield from self._judge(page, remark.comment, remark.text, given, statement)
        for whole in documented(page):
            returns = [s for s in whole.body if s.kind == "return"]
            items = page.docstring(whole.comment).returns or ()
            if items and len(returns) == 1:
                given = _given(returns[0]) or _table(whole.body)
                yield from self._judge(page, whole.comment, items[0].text, given, returns[0])

    def _judge(
        self, page: Page, comment: int, text: str, given: frozenset[str], statement: Statement
    ) -> Iterator[Finding]:
        if not given:
            return
        said = {_WORDS[(m.group("unit") or m.group("han")).lower()] for m in _SAID.finditer(text)}
        if (
            len(said) == 1
            and not said & given
            and {_kind(one) for one in said} == {_kind(one) for one in given}
        ):
            unit = next(iter(said))
            message = f"says that the result is in {unit}, the code makes it {min(given)}"
            evidence = f"comment: {shortened(text)!r} | code: {shortened(statement.text)!r}"
            yield self.finding(page, comment, message, evidence)


def _kind(unit: str) -> str:
    """Of what a unit is one: time, angle or storage."""
    return "time" if unit in TIMES else "angle" if unit in ANGLES.values() else "storage"


def _given(statement: Statement) -> frozenset[str]:
    """The units in which the value may be, by its last conversion; empty when none is seen."""
    if statement.kind not in {"return", "assign"} or any(map(_FACTOR.search, statement.targets)):
        return frozenset()
    if _CONVERTS.search(statement.value) is None:
        return frozenset()
    value = re.sub(r"^(?:int|round|float)\((.*?)(?:, \d)?\)$", r"\1", statement.value[:300])
    return next((units for pattern, units in _GIVEN if pattern.search(value)), frozenset())


def _table(body: tuple[Statement, ...]) -> frozenset[str]:
    """Seconds when a table in the body counts a second as 1 and an hour as 3600."""
    found = any(statement.kind == "assign" and _TABLE.search(statement.value[:400]) for statement in body)
    return frozenset({"s"}) if found else frozenset()
