"""CON68: a remark sorts by something else than the key in the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.units import read_units
from postil_rules.contradiction._judged import judged, shortened

_SAID = regex(
    r"(?i)\b(?:sort|order|rank|arrang)\w*\b(?: [\w']+){0,5}? (?:by|on) (?:their |its |the |ascending |descending |increasing |decreasing |falling |rising )*(?P<key>[a-z_]+(?: (?:time|date|name|count))?)(?=[,.;:]|$| and\b| in\b| from\b| so\b|\()"
    r"|(?:按照?|依据?|根据)(?P<han>[A-Za-z_\u4e00-\u9fff]{1,8}?)(?:的?(?:大小|高低|先后|长短|多少|顺序))?(?:进行)?(?:从\w到\w|由\w到\w|升序|降序|倒序)?(?:地)?(?:排序|排列|升序|降序|倒序|排名|从\w到\w排)",
    hints=("sort", "order", "rank", "arrang", "按", "依", "根据"),
)
_KEY = regex(
    r"key=(?:lambda (?P<arg>\w+): -?(?P=arg)(?:\.(?P<attr>\w+)(?:\(\))?|\[['\"](?P<item>\w+)['\"]\]|\.get\(['\"](?P<got>\w+)['\"][^()]{0,20}\))|(?:operator\.)?(?:itemgetter|attrgetter)\(['\"](?P<named>\w+)['\"]\)|(?P<len>len))[,)]",
    hints=("key=",),
)
_TIMES = regex(
    r"(?i)time|date|age|day|year|creat|modif|updat|start|begin|end|old|new|stamp|时间|日期|先后|早|晚|新|旧|年龄"
)
_VAGUE = frozenset("it them key keys value values order default hand this that first second rank".split())


class SortKey(Rule):
    """The comment orders the players by name where the key is their score."""

    code = "CON68"
    name = "contradiction/sort-key"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    title = "sorted by another key"
    why = "The order is all that the line is for."
    good = (
        Example("ranked = sorted(players, key=lambda p: p.score)", ((1, "Order the players by score."),)),
        Example("names.sort(key=len)", ((1, "Sort the names by length."),)),
        Example("rows.sort(key=lambda r: r.price)", ((1, "按价格升序排列。"),), language="zh"),
    )
    near_misses = (
        Example("ranked = sorted(players, key=lambda p: p.score)", ((1, "Sort by what each has scored."),)),
        Example(
            "ranked = sorted(players, key=lambda p: p.created_at)",
            ((1, "Sort by age: the score comes later."),),
        ),
        Example("refs.sort(key=lambda r: r.refname)", ((1, "Sort refs by name."),)),
        Example("events.sort(key=lambda e: e.start)", ((1, "Sort by time."),)),
        Example("events.sort(key=lambda e: e.start)", ((1, "按时间排序。"),), language="zh"),
    )
    bad = (
        Example(
            "ranked = sorted(players, key=lambda p: p.score)\nprint(p.name)",
            ((1, "Order the players by name."),),
        ),
        Example("rows.sort(key=lambda r: r.price)", ((1, "按名称升序排列。"),), language="zh"),
    )
    paraphrases = (
        Example("names.sort(key=len)", ((1, "Names are sorted by date."),)),
        Example("rows.sort(key=itemgetter('price'))", ((1, "Rows, ranked by name."),)),
        Example("rows.sort(key=lambda r: r.size)", ((1, "根据名字排序。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            statement = remark.statements[0]
            key = _key(statement) if "key=" in statement.text else None
            said = _SAID.search(remark.text) if key is not None else None
            if said is None or key is None:
                continue
            written = said.group("key") or said.group("han")
            if _other(written, key, remark.text, page):
                message = f"says that it is sorted by {written}, the key is {key}"
                evidence = f"comment: {shortened(remark.text)!r} | code: {shortened(statement.text)!r}"
                yield self.finding(page, remark.comment, message, evidence)


def _key(statement: Statement) -> str | None:
    """The only attribute, item or function that the key takes."""
    found = _KEY.search(statement.text) if statement.text.count("key=") == 1 else None
    return (
        next((name for group, name in found.groupdict().items() if group != "arg" and name), None)
        if found
        else None
    )


def _other(written: str, key: str, text: str, page: Page) -> bool:
    """Whether what is said is a known attribute of another meaning, and the key is not named at all."""
    if written.lower() in _VAGUE or _named(key, text) or key.lower().endswith(written.lower()):
        return False
    said, meant = _meaning(written), _meaning(key)
    if _TIMES.search(written) and _TIMES.search(key):
        return False
    if not said or said & meant:
        return False
    known = {part.rstrip("s") for name in page.known_names for part in split_identifier(name)}
    return bool(said & _common()) or bool(set(re.findall(r"[a-z]+", written.lower())) & known)


@cache
def _common() -> frozenset[str]:
    """What people usually sort by; the glossary is read when first asked for."""
    return _meaning("name date size price score length age weight title")


def _named(key: str, text: str) -> bool:
    stems = [part[:4] for part in split_identifier(key)]
    return any(word.startswith(stem) for stem in stems for word in re.findall(r"[a-z]+", text.lower()))


def _meaning(words: str) -> frozenset[str]:
    return frozenset(concept for unit in read_units(words) for concept in (*unit.stems, *unit.concepts))
