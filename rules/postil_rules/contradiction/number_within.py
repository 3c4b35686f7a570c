"""CON86: a docstring gives something a number, the function gives it another and has the first nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from postil.claims.memo import remembered
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil.text.magnitudes import in_smaller_units
from postil_rules.contradiction._han import meant_by, words_of_han
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.contradiction.number_below import INTEGER, LABEL, WHOLE, WIDTH, held, stems_of_name

_SAID = regex(r"(?<![\w.#$^~:/*+=-])(?<!\d, )[0-9]{1,3}(?![\w%/^°-]|[.,:][0-9]|, \d| ?\*)")
_REST = regex(
    r"(?m)^[ \t]*(?:>>>|```|\.\. |(?:#+ )?Examples?\b|See Also\b|References?\b|Notes?\b|示例|例子|参考)|https?://"
)
_SENTENCE = regex(r"[.;!?]\s|\n\s*\n|[。；！？]|\n\s*(?:[-*:@]|\w+ ?:)")
EXAMPLE = regex(
    r"(?i)\b(?:e\.g|example|instance|such as|like|typical\w*|usual\w*|about|approx\w*)\b|例如|比如|通常|大约"
)
_ITEM = regex(r"([A-Za-z_][\w.]*)\[([0-9]{1,3})\]")
_REMAINDER = regex(r"([A-Za-z_][\w.]*)\(?\)? % ([0-9]{1,3})\b")
_FACTOR = regex(r"\b([0-9]{1,3}) \* ([A-Za-z_][\w.]*)")
_MARKS = frozenset(".、)）")
_BEFORE, _BEHIND = 45, 20
_NEAR = 4  # words before
_NEAR_HAN = 9  # characters before
_MOST = 40  # statements
_FEW = 4  # numbers of the prose


class NumberWithin(Rule):
    """The docstring says that the timeout of 9 means none, the function tests ``timeout == 0`` and has no 9."""

    code = "CON86"
    name = "contradiction/number-within"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "number in the docstring is another one in the function"
    why = "A limit is changed in the code, and the docstring stays as it was."
    source = "as CON81, for docstrings"
    good = (
        Example(
            "def wait(timeout):\n    if timeout == 0:\n        return None\n    return sleep(timeout)",
            docstring="Wait; with a timeout of 0 not at all.",
        ),
        Example(
            "def wait(timeout):\n    if timeout == 0:\n        return None\n    return sleep(timeout)",
            docstring="等待。timeout 为 0 时不等待。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def is_closed(shared):\n    return shared.count(opened) == 0",
            docstring="Tell if it is closed.\n\n```\nshared = opened(16); count(16)\n```",
        ),
        Example(
            "def cut(text, start):\n    if start < 0:\n        start = 0\n    return text[start:]",
            docstring="截取。\n\n1、从头开始。\n3、start 小于零时从头开始。",
            language="zh",
        ),
        Example(
            "def is_plain(sign):\n    return sign < 128",
            docstring="Whether it is plain.\n\n```\nis_plain('3')  # True for the sign 3\n```",
        ),
        Example(
            "def code_of(text):\n    code = 0\n    for letter in text:\n        code = (code << shift) - code + ord(letter)\n    return code",
            docstring="Sum the letters up; in each step the code is multiplied by 31.",
        ),
        Example(
            "def ask(url, timeout=5000):\n    return get(url, timeout)",
            docstring="Ask url, with a timeout of 5 seconds.",
        ),
        Example(
            "def wait(timeout):\n    if timeout == 0:\n        return None\n    return sleep(timeout)",
            docstring="Wait. A timeout of 10 seconds is usual, 60 is long.",
        ),
        Example(
            "def parts(path):\n    if len(path.parts) >= 3:\n        return path\n    return None",
            docstring="Takes paths with more than 2 parts.",
        ),
        Example(
            "def first(rows):\n    return rows[0]",
            docstring="First of the rows, at most 5 of which are kept elsewhere.",
        ),
    )
    bad = (
        Example(
            "def wait(timeout):\n    if timeout == 0:\n        return None\n    return sleep(timeout)",
            docstring="Wait; with a timeout of 7 not at all.",
        ),
        Example(
            "def wait(timeout):\n    if timeout == 0:\n        return None\n    return sleep(timeout)",
            docstring="等待。timeout 为 7 时不等待。",
            language="zh",
        ),
        Example(
            "def check(response):\n    if response.status == 401:\n        refuse(response)",
            docstring="状态码为 404 时拒绝。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def edge(index, n):\n    return Edge(span=(index, n), dot=0)",
            docstring="Make an edge. Its dot will be 4.",
        ),
        Example(
            "def home(paths):\n    return join(paths[0], 'home')",
            docstring="Use paths[3] as the home folder.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            if not _SAID.search(remark.text) or len(remark.body) > _MOST:
                continue
            found = _differing(page, remark)
            if found is not None:
                number, other, holder, statement, sentence = found
                message = f"says {number}, the code has {other} for {holder}"
                text, code = shortened(sentence), shortened(statement.text)
                yield self.finding(page, remark.comment, message, f"comment: {text!r} | code: {code!r}")


def _differing(page: Page, remark: Documented) -> tuple[int, int, str, Statement, str] | None:
    """The first number that words beside it give something to which the function gives another number."""
    rest = _REST.search(remark.text)
    prose = remark.text[: rest.start()] if rest else remark.text
    header = page.facts.statements[remark.function.statement]
    pairs: list[tuple[str, int, Statement]] | None = None
    shown: set[int] = set()
    for match in list(_SAID.finditer(prose))[:_FEW]:
        if LABEL.search(prose[max(0, match.start() - _BEFORE) : match.start()]) or WIDTH.match(
            prose[match.end() :]
        ):
            continue
        if (
            prose[match.end() : match.end() + 1] in _MARKS
            and not prose[: match.start()].rpartition("\n")[2].strip()
        ):
            continue  # of a list
        if pairs is None:
            pairs = [(*pair, one) for one in _lasting(remark) for pair in _given(one)]
            items = [(name, int(n), one) for one in remark.body for name, n in _ITEM.findall(one.text)]
            defaults = [(p.name, p.default or "") for p in remark.function.parameters]
            pairs += [(name, int(value), header) for name, value in defaults if INTEGER.fullmatch(value)]
            shown = {int(n) for one in (header, *remark.body) for n in WHOLE.findall(one.text)}
        number = int(match[0])
        if not shown.isdisjoint({number - 1, number, number + 1}):
            continue
        if not shown.isdisjoint(in_smaller_units(number, prose[match.end() : match.end() + _BEHIND])):
            continue
        words, sentence = _around(prose, match)
        meant = frozenset() if prose.isascii() else _meant_before(prose, match)
        if EXAMPLE.search(sentence):
            continue
        for holder, value, statement in items if prose[match.start() - 1 : match.start()] == "[" else pairs:
            if words & stems_of_name(holder) or (meant and _is_meant(holder, meant)):
                return number, value, holder, statement, sentence
    return None


def _lasting(remark: Documented) -> list[Statement]:
    """The statements of a body without first values of what it changes: a sum that begins at 0 is not said to be 0."""
    often = Counter(target for one in remark.body for target in one.targets)
    return [
        one for one in remark.body if one.kind != "assign" or not any(often[name] > 1 for name in one.targets)
    ]


@remembered
def _given(statement: Statement) -> tuple[tuple[str, int], ...]:
    """What a statement gives a whole number: by comparing, storing, calling, or as a factor."""
    found = list(held(statement))
    found += [(name, int(number)) for name, number in _REMAINDER.findall(statement.text)]
    found += [(name, int(number)) for number, name in _FACTOR.findall(statement.text)]
    return tuple(found)


def _meant_before(prose: str, match: re.Match[str]) -> frozenset[str]:
    """What the Chinese words right before a number may mean (状态码为 404), in its clause."""
    clause = re.split(r"[，。；：、\s]", prose[max(0, match.start() - _NEAR_HAN) : match.start()].rstrip())[
        -1
    ]
    return frozenset(concept for _, unit in words_of_han(clause) for concept in unit.concepts)


def _is_meant(holder: str, meant: frozenset[str]) -> bool:
    """Whether each word of the last name of what holds a number is meant."""
    parts = split_identifier(re.split(r"\W", holder.rstrip("()"))[-1])
    return bool(parts) and all(not meant.isdisjoint(meant_by((part,))) for part in parts)


def _around(prose: str, match: re.Match[str]) -> tuple[frozenset[str], str]:
    """The stems of the words close to a number in its sentence, and that part of it."""
    before = _SENTENCE.split(prose[max(0, match.start() - _BEFORE) : match.start()])[-1]
    behind = _SENTENCE.split(prose[match.end() : match.end() + _BEHIND])[0]
    near = (*re.findall(r"[A-Za-z_]\w*", before)[-_NEAR:], *re.findall(r"[A-Za-z_]\w*", behind)[:1])
    return frozenset().union(*map(stems_of_name, near)), f"{before}{match[0]}{behind}"
