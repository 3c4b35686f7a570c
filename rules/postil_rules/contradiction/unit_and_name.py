"""CON76: a docstring gives another unit than the name that it explains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_TIMES = (
    "nanoseconds nanosecond ns|microseconds microsecond us|milliseconds millisecond millis ms 毫秒|seconds second secs sec 秒"
    "|minutes minute mins 分钟|hours hour 小时|days day 天|weeks week|months month|years year"
)
_SCALES = (
    _TIMES,
    "bits bit nbits 比特|bytes byte nbytes 字节|kilobytes kb kib 千字节|megabytes mb mib 兆字节|gigabytes gb gib",
    "degrees degree deg degs|radians radian rad rads",
    "pixels pixel px|inches inch|millimeters mm|centimeters cm",
)
_UNIT = {
    word: (scale, unit)
    for scale, row in enumerate(_SCALES)
    for unit in row.split("|")
    for word in unit.split()
}
_SAID = regex(
    r"(?i)(?<![\w`.:-])(?:(?:nano|micro|milli)?seconds|minutes|hours|days|weeks|months|years|bits|(?:kilo|mega|giga)?bytes"
    r"|degrees(?! of freedom)|radians|pixels|inches)(?![\w`(-])|(?:毫秒|秒|分钟|小时|天|比特|千字节|兆字节|字节)(?=为单位|数)"
    r"|(?:(?<=单位[为是：:])|(?<=单位[为是：:] ))(?:毫秒|秒|分钟|小时|天|比特|千字节|兆字节|字节|[KMG]i?B(?![A-Za-z]))|(?<![A-Za-z])[KMG]i?B(?= ?为单位)",
    hints=("seconds", "minutes", "hours", "days", "weeks", "months", "years", "bits", "bytes", "degrees", "radians", "pixels", "inches", "秒", "分钟", "小时", "字节", "单位"),
)  # fmt: skip
_WORD = regex(r"[a-z]+|[\u4e00-\u9fff]+")
_FACTOR = regex(
    r"[*/%] ?\(?(?:60|24|7|8|365|1_?000|1024|3_?600|86_?400|1e-?[369])\b|timedelta|<<|>>|\b(?:math|np)\.(?:pi|deg|rad)"
)
_EXACT = 3  # scales whose units a body names only where it takes them
_CALENDAR = frozenset(_UNIT[word][1] for word in ("months", "years"))
_CONVERTS = frozenset("to from convert parse".split())


class UnitAndName(Rule):
    """Such as ``total_seconds`` documented as a duration in milliseconds."""

    code = "CON76"
    name = "contradiction/unit-and-name"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "the unit is not that of the name"
    why = "A factor of a thousand hides in one syllable."
    source = "names and documentation that disagree: linguistic antipatterns (Arnaoudova et al. 2016)"
    good = (
        Example("def total_seconds(span):\n    return span.length", docstring="Length in seconds."),
        Example(
            "def total_seconds(span):\n    return span.length", docstring="时长，以秒为单位。", language="zh"
        ),
    )
    near_misses = (
        Example("def to_seconds(ms):\n    return ms / 1000", docstring="Turn a time in milliseconds round."),
        Example("def total_seconds(span):\n    return span.length", docstring="Length in days, as seconds."),
        Example(
            "def last(date):\n    return monthrange(date.year, date.month)[1]",
            docstring="The number of days in it.",
        ),
        Example("def nbytes(data):\n    return data.size", docstring="数据大小，单位为字节。", language="zh"),
        Example(
            "def read(source):\n    high = source.next_byte()\n    return high << 8 | source.next_byte()",
            docstring="The next number, of 16 bits.",
        ),
        Example(
            "def can_vote(person, today):\n    age = today.year - person.born.year\n    return age - (today.day < person.born.day) >= 18",
            docstring="Whether the person is 18 years old.",
        ),
        Example("def day_of_year(span):\n    return span.day", docstring="The number of days in years past."),
        Example(
            "def age(then):\n    return (now() - then).total_seconds() / 3600", docstring="Its age in hours."
        ),
    )
    bad = (
        Example("def total_seconds(span):\n    return span.length", docstring="Length in milliseconds."),
        Example(
            "def total_seconds(span):\n    return span.length",
            docstring="时长，以毫秒为单位。",
            language="zh",
        ),
    )
    paraphrases = (
        Example("def nbytes(data):\n    return data.size", docstring="Return the number of bits taken."),
        Example("def nbytes(data):\n    return data.size", docstring="数据大小，单位：KB。", language="zh"),
        Example(
            "def f(wait_ms):\n    go(wait_ms)", docstring="Go.\n\nArgs:\n    wait_ms: How long, in seconds."
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each summary and entry whose unit is another than that of the name."""
        for remark in documented(page):
            sections = page.docstring(remark.comment)
            yield from self._judge(page, remark, remark.function.name, sections.summary)
            for item in sections.parameters or ():
                yield from self._judge(page, remark, item.name or "", item.text)

    def _judge(self, page: Page, remark: Documented, name: str, text: str) -> Iterator[Finding]:
        said = {_UNIT[found.lower()] for found in _SAID.findall(text)}
        if len(said) != 1:
            return
        scale, unit = next(iter(said))
        known = _units(_WORD.findall(text.lower()), scale) | {unit}
        words = split_identifier(name)
        named = _units(words, scale) if _CONVERTS.isdisjoint(words[:1]) else known
        if name == remark.function.name and scale < _EXACT:
            named |= _shown(remark, scale) - (_CALENDAR - {unit})
        told, meant = known - named, named - known
        if len(told) == len(meant) == 1:
            message = f"says {min(told).split()[0]}, the code of {name} says {min(meant).split()[0]}"
            yield self.finding(
                page, remark.comment, message, f"comment: {shortened(text)!r} | code: {name!r}"
            )


def _units(words: Iterable[str], scale: int) -> set[str]:
    """The units of a scale among ``words``."""
    return {_UNIT[word][1] for word in words if word in _UNIT and _UNIT[word][0] == scale}


def _shown(remark: Documented, scale: int) -> set[str]:
    """The units in the names and strings of a body that converts nothing; all when it does."""
    if any(_FACTOR.search(statement.text) for statement in remark.body):
        return set()
    names = {name for statement in remark.body for name in statement.names}
    names |= {
        remark.function.return_annotation or "",
        *(p.annotation or "" for p in remark.function.parameters),
    }
    names |= {p.name for p in remark.function.parameters}
    names |= {str(lit.value)[:60] for s in remark.body for lit in s.literals if lit.kind == "string"}
    return _units([word for name in names for word in split_identifier(name)], scale)
