"""SEM01: a docstring that shares no word with what it documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postil.alignment.evidence import shown
from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil.text.units import read_words
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.semantic._words import meanings, name_stems, shown_stems, spoken, spoken_behind_lead

_LEAST = 4
_FEWEST = 2  # statements: fewer have too few words to be foreign to
_SAYS_WHEN = regex(r"(?i)(?:if|when|unless|as long as)\b")
_NUMERALS = regex(r"[零〇一二两三四五六七八九十百千万亿\d]")
_CODE = "def tax_of(order, rate):\n    net = sum(item.price for item in order.items)\n    return round(net * rate, 2)"


class Unrelated(Rule):
    """None of at least four content words of the docstring is met in name, parameters or body, not even in meaning.

    In a source it is not enough that its first word, mostly a verb, is met in meaning, other than in the name: to send may
    be to write or to call. But only words of three letters or more count there, and the function is no test.
    """

    code = "SEM01"
    name = "semantic/unrelated"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    needs = ("text", "tree")
    title = "docstring shares no word with the function"
    why = "It was left behind, or belongs to another function."
    source = "c_coeff = 0 (Steidl et al. 2013), in words of either language"
    good = (
        Example(_CODE, docstring="Tax on the net amount of an order, in cents."),
        Example(_CODE, docstring="按净额计算订单税额。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="See the handbook."),
        Example(
            'def reset_app():\n    """Zap everything here, useful for unit tests."""\n    core.current = Flask(name)\n'
        ),
        Example(_CODE, docstring="What the state takes of every order."),
        Example(_CODE, docstring="四舍五入到分。", language="zh"),
        Example(
            'def note(text):\n    """Send the few letters of a line on their way."""\n    stream.write(text.line)\n'
        ),
    )
    bad = (
        Example(_CODE, docstring="Open the socket and wait for incoming connections."),
        Example(_CODE, docstring="打开套接字并等待客户端连接服务器。", language="zh"),
    )
    paraphrases = (
        Example(
            'def note(text):\n    """Send the bill to a customer by mail."""\n    stream.write(text)\n    stream.flush()\n'
        ),
        Example(_CODE, docstring="Encrypt passwords before the user database is written."),
        Example(_CODE, docstring="解析命令行并显示使用帮助文档。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            summary = page.docstring(remark.comment).summary
            words_alone = (part for word in read_words(summary) for part in word.stems)
            if not remark.body or _is_test(remark) or _is_named(remark.function, words_alone):
                continue  # most, and at a glance
            stems, concepts, words = spoken(summary)
            if remark.in_source and (len(remark.body) < _FEWEST or _is_loose(summary)):
                continue
            if remark.in_source:
                behind, words = spoken_behind_lead(summary)
                concepts = concepts if _leads_by_name(remark.function, concepts) else behind
            if words < _LEAST or not _is_foreign(page, remark, stems, concepts):
                continue
            message = f"shares no word with {remark.function.name}"
            text = f"comment: {shortened(summary)!r} | code: {remark.function.name!r}"
            yield self.finding(page, remark.comment, message, text)


def _is_test(remark: Documented) -> bool:
    """Whether the function is a test in a source, the docstring of which tells what happens elsewhere."""
    return remark.in_source and remark.function.name.startswith("test_")


def _is_loose(summary: str) -> bool:
    """Whether a summary says when something holds, or is an example in numerals."""
    return _SAYS_WHEN.match(summary) is not None or len(_NUMERALS.findall(summary)) > 2 * len(summary.split())


def _is_named(function: Function, stems: Iterable[str]) -> bool:
    """Whether a word begins as a part of the name of the function does."""
    name = function.qualname.lower()
    return any(len(one) > 3 and one[:4] in name for one in stems)


def _leads_by_name(function: Function, concepts: frozenset[str]) -> bool:
    """Whether the name has a word of the same meaning: a summary in Chinese has no other way to say it."""
    return not concepts.isdisjoint(meanings(name_stems(function.name)))


def _is_foreign(page: Page, remark: Documented, stems: frozenset[str], concepts: frozenset[str]) -> bool:
    if _is_named(remark.function, stems):
        return False
    known = shown_stems(remark.function, remark.body)
    if not stems.isdisjoint(known) or not concepts.isdisjoint(meanings(known)):
        return False
    lower = page.snippet.code.lower()
    if remark.in_source and any(
        len(one) > 4 and lower.count(one) > remark.text.lower().count(one) for one in stems
    ):
        return False
    terms = {term for statement in remark.body for term in shown(statement).terms}
    return concepts.isdisjoint(term[1:] for term in terms)
