"""CON80: a comment in a source says a word whose opposite is in the names of the lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.stems import stem
from postil_rules.contradiction._judged import shortened
from postil_rules.contradiction._opposites import (
    DEEDS,
    LINKED,
    PLAIN,
    Words,
    opposites,
    words_said,
    words_shown,
)
from postil_rules.placement._headed import Headed, enclosing, headed

_ORDERS = regex(r"(?:^|[,;:] |\b(?:and|then|to|now|not) )([a-z]{3,14})\b")
_NO_CLAIM = regex(
    r"(?i)\b(?:todo|fixme|xxx|pylint|noqa|pragma)\b|^[\w.]+ ?= ?\S|^first,? |\bfirst[.:]?$|^\w+ \w+,|\bequivalent to\b"
)
_TESTS = frozenset(("if", "elif", "for", "while"))  # lead over to what is done
_OF_BOXES = frozenset(
    "add append insert remove pop discard push read write dump load open close keys values start stop show hide".split()
)
_LONGEST = 120
_FEW = 3


class OppositeName(Rule):
    """The comment says "last", a name in the lines below it says ``first``, and none there says ``last``."""

    code = "CON80"
    name = "contradiction/opposite-name"
    tier = 3
    dimension = "accuracy"
    penalty = 0.15
    comment_kinds = ("line",)
    needs = ("text", "tree")
    in_source = True
    title = "comment says the opposite of a name below it"
    why = "One wrong word, and the comment tells the contrary of the code."
    good = (
        Example("def f(xs):\n    # The first hit is enough.\n    first_hit = xs[0]\n    return first_hit\n"),
        Example("def f(xs):\n    # 取最大的一个。\n    top = max(xs)\n    return top\n", language="zh"),
    )
    near_misses = (
        Example("def f(xs):\n    # Not the last one.\n    first = xs[0]\n    last = xs[-1]\n    return first, last\n"),
        Example("def f(xs):\n    # The last, and not the first.\n    first = xs[-1]\n    return first\n"),
        Example("def f(xs):\n    # Without what is there twice, as remove would.\n    kept = []\n    for x in xs:\n        kept.append(x)\n    return kept\n"),
        Example("def f(box):\n    # Back to the end of the text.\n    box.start_column = 0\n    return box\n"),
        Example("def f(log, text):\n    # Read the answer when asked.\n    log.write(text)\n    return log\n"),
        Example("def f(xs):\n    # First see what there is.\n    last = xs[-1]\n    return last\n"),
        Example("def f(last, n):\n    # Up to the last.\n    first = n\n    return first\n"),
    )  # fmt: skip
    bad = (
        Example("def f(xs):\n    # The last hit is enough.\n    first_hit = xs[0]\n    return first_hit\n"),
        Example("def f(xs):\n    # 取最小的一个。\n    top = max(xs)\n    return top\n", language="zh"),
        Example("def f(rows):\n    # Take the maximum of all sizes.\n    low = min(row.size for row in rows)\n    return low\n"),
    )  # fmt: skip
    paraphrases = (
        Example(
            "def f(box):\n    # Leave a margin on the right.\n    box.left_margin += 4\n    return box\n"
        ),
        Example("def f(log):\n    # Close the log for reading.\n    open_log(log)\n    return log\n"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each comment."""
        for remark in headed(page) if page.is_source else ():
            found = _opposed(page, remark)
            if found is not None:
                word, name, statement = found
                message = f"says {word!r}, the code below has {name!r}"
                text, code = shortened(remark.text), shortened(statement.text)
                yield self.finding(page, remark.comment, message, f"comment: {text!r} | code: {code!r}")


def _opposed(page: Page, remark: Headed) -> tuple[str, str, Statement] | None:
    """The word of a short comment, its opposite, and the statement with that.

    What is done counts for the first statement only, or for three where it is an order; the vague words of ``LINKED``
    only where they are a name of their own, or the word before them stands before their opposite too.
    """
    if len(remark.text) > _LONGEST or "\n" in remark.text or _NO_CLAIM.search(remark.text):
        return None
    text = remark.text.lower()
    said = words_said(text)
    orders = set(_ORDERS.findall(text))
    for families, lines in ((PLAIN, len(remark.near)), (DEEDS, 1), (LINKED, _FEW)):
        table = opposites(families)
        for at, word in enumerate(said):
            same, contrary = table.get(word, (frozenset(), frozenset()))
            if not contrary or not contrary.isdisjoint(said):
                continue
            near = remark.below[: _FEW if families is DEEDS and word in orders else lines]
            found = next((one for one in near if not contrary.isdisjoint(words_shown(one))), None)
            if (
                found is None
                or found.kind in _TESTS
                or _is_flag(found, contrary)
                or not _is_meant(found, remark, contrary)
            ):
                continue
            if families is LINKED and not (
                _is_name(found, contrary) or (at and _follows(found, said[at - 1], contrary))
            ):
                continue
            if not _shown(page, remark, same):
                return word, min(contrary & words_shown(found)), found
    return None


def _shown(page: Page, remark: Headed, words: Words) -> bool:
    """Whether one of ``words`` is in the names around: those below the comment, above them, or of the function."""
    around = (*remark.below, *enclosing(page, remark.first))
    function = page.facts.functions[remark.first.function]
    header = page.facts.statements[function.statement]
    return any(not words.isdisjoint(words_shown(statement)) for statement in (*around, header))


def _is_flag(statement: Statement, words: Words) -> bool:
    """Whether one of ``words`` is only what a definition is called, or is said not to hold: ``ascending=False``."""
    if statement.kind in {"function", "class", "decorator"} or statement.value == "False":
        return True
    given = [pair for call in statement.calls for pair in call.keywords]
    return any(name in words and value == "False" for name, value in given)


def _is_meant(statement: Statement, remark: Headed, words: Words) -> bool:
    """Whether the comment may speak of a name with one of ``words``: it has no other word, or one that is said too.

    What is done with a box (``rows.append``), a keyword alone and a constant tell nothing of what the statement is for.
    """
    keywords = {name for call in statement.calls for name, _ in call.keywords}
    keywords -= {name for name in keywords if len(re.findall(rf"\b{name}\b(?!=[^=])", statement.text)) > 0}
    called = {call.name.rpartition(".")[2] for call in statement.calls if "." in call.name}
    for name in statement.names:
        parts = split_identifier(name)
        if words.isdisjoint(parts) or name in keywords or name.isupper() or (name in called & _OF_BOXES):
            continue
        others = frozenset(stem(canonical(part)) for part in parts if part not in words)
        if not others or not others.isdisjoint(remark.said):
            return True
    return False


def _is_name(statement: Statement, words: Words) -> bool:
    """Whether the statement names something by one of ``words`` alone."""
    return not words.isdisjoint(statement.names[:3])


def _follows(statement: Statement, before: str, words: Words) -> bool:
    """Whether a name of the statement has one of ``words`` right behind ``before``."""
    parts = map(split_identifier, statement.names)
    return any(one == before and other in words for name in parts for one, other in pairwise(name))
