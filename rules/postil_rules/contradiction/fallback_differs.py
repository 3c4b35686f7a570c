"""CON69: a remark gives another fallback than the call that looks the value up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.defaults import same_value
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.numbers import find_numbers
from postil_rules.contradiction._judged import judged, shortened

_SAID = regex(
    r"(?i)(?:\bfall(?:s|ing)? back (?:to|on)|\bdefault(?:s|ing)? to|\b(?:or else|otherwise)(?: it is| use| take)?|\bor|默认为|默认值?是|默认值?用|默认|退回到|否则用|否则取|否则为)[ ]?(?:the |an? )?[`'\"“]?(?P<value>[A-Za-z0-9_-]{1,20}(?:\.[A-Za-z0-9]{1,6})?|[零一二三四五六七八九十百]{1,4}|空字符串|空列表|空字典)[`'\"”]?"
    r"(?=[,.;:，。；、)]|$| if\b| when\b| unless\b)",
    hints=("back", "default", "otherwise", "or", "默认", "退回", "否则"),
)
_LOOKUPS = frozenset({"get", "setdefault", "pop", "getenv", "getattr", "next"})
_WORDS = {
    "空字符串": "''",
    "空列表": "[]",
    "空字典": "{}",
    "zero": "0",
    "none": "None",
    "true": "True",
    "false": "False",
}
_STRING = regex(r"(['\"])(?P<text>[A-Za-z0-9_.-]{1,20})\1")


class FallbackDiffers(Rule):
    """The comment says that the theme falls back to light where ``get`` is given ``"dark"``."""

    code = "CON69"
    name = "contradiction/fallback-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "fallback of a look-up differs"
    why = "The fallback is what runs when nobody is looking."
    good = (
        Example("theme = prefs.get('theme', 'dark')", ((1, "The theme falls back to dark."),)),
        Example("n = counts.get(word, 0)", ((1, "没有记录时默认为0。"),), language="zh"),
    )
    near_misses = (
        Example("theme = prefs.get('theme', 'dark')", ((1, "Falls back to something."),)),
        Example("n = counts.get(word, 0)", ((1, "Zero or one."),)),
        Example("n = counts.get(word, DEFAULT)", ((1, "Defaults to 5."),)),
        Example("mode = prefs.get('mode', 'auto')", ((1, "Mode is auto, light or dark."),)),
    )
    bad = (
        Example("theme = prefs.get('theme', 'dark')", ((1, "The theme falls back to light."),)),
        Example("n = counts.get(word, 0)", ((1, "没有记录时默认为1。"),), language="zh"),
    )
    paraphrases = (
        Example("port = os.environ.get('PORT', '8080')", ((1, "Read the port, which defaults to 80."),)),
        Example("theme = prefs.setdefault('theme', 'dark')", ((1, "主题默认为light。"),), language="zh"),
        Example("name = getattr(user, 'name', None)", ((1, "Falls back to False."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            statement = remark.statements[0]
            given = _given(statement)
            said = _SAID.search(remark.text) if given is not None else None
            if said is None or given is None or _differs(said.group("value"), given, remark.text) is False:
                continue
            message = f"says that it falls back to {said.group('value')}, the code gives {given}"
            evidence = f"comment: {shortened(remark.text)!r} | code: {shortened(statement.text)!r}"
            yield self.finding(page, remark.comment, message, evidence)


def _given(statement: Statement) -> str | None:
    """The literal that the only look-up of the statement falls back to."""
    calls = [c for c in statement.calls if c.name.rpartition(".")[2] in _LOOKUPS and len(c.arguments) > 1]
    if len(calls) != 1 or calls[0].keywords:
        return None
    value = calls[0].arguments[-1]
    literal = re.fullmatch(r"-?[0-9.]+|None|True|False|\[\]|\{\}|''|\"\"", value) or _STRING.fullmatch(value)
    return value if literal else None


def _differs(written: str, given: str, text: str) -> bool:
    """Whether the written value is certainly another one; a word counts only against a string of one word."""
    string = _STRING.fullmatch(given)
    bare = string.group("text") if string else given
    if bare.lower() in text.lower() or not _is_telling(written):
        return False
    numbers = find_numbers(written)
    source = _WORDS.get(written.lower()) or (f"{numbers[0].value:g}" if numbers else written)
    if string is not None:
        return source.lower() != bare.lower() and written.isascii()
    return same_value(source, given) is False


def _is_telling(word: str) -> bool:
    """Whether a word can be a value: no pronoun, and no noun that stands for one."""
    return word.lower() not in _NOUNS


_NOUNS = frozenset(
    "it that this one something anything whatever default defaults them its value none nothing given set not more less other string text name".split()
)
