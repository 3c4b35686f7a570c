"""CON80: a comment in a source says a word whose opposite is in the names of the lines below it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from postil.claims.memo import remembered
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._judged import shortened
from postil_rules.placement._headed import Headed, enclosing, headed

_FAMILIES = (
    "max maximum maximal largest biggest highest greatest | min minimum minimal smallest lowest; longest | shortest;"
    "first | last; oldest earliest | newest latest; left | right;"
    "prefix prefixes startswith | suffix suffixes endswith; before | after; ascending | descending; increasing | decreasing;"
    "even | odd; source src | target dest destination dst;"
    "width | height; horizontal horizontally | vertical vertically; upper uppercase | lower lowercase; positive | negative;"
    "internal | external; include included | exclude excluded; union | intersection;"
    "forward forwards | backward backwards; start | end; enable enabled | disable disabled"
)  # fmt: skip
_DEEDS = (
    "add adding append appending insert | remove removing delete deleting drop discard pop; open opening | close closing;"
    "encode | decode; encrypt | decrypt; compress | decompress; start starting | stop stopping; load loading read | save saving write dump;"
    "push | pop; lock acquire | unlock release; connect | disconnect; attach | detach; show | hide; serialize | deserialize;"
    "escape | unescape; upload | download; increment | decrement; subscribe | unsubscribe"
)  # fmt: skip
_LINKED = (
    "key keys | value values val; parent parents | child children; column columns | row rows;"
    "request | response; input inputs | output outputs; missing | present"
)
_WORD = regex(r"(?<![\w.`'\"/-])[a-z]{3,14}(?![\w`\"(/-]|'[^s]|\.[a-z])")
_ORDERS = regex(r"(?:^|[,;:] |\b(?:and|then|to|now|not) )([a-z]{3,14})\b")
_LONGEST = 120
_FEW = 3
_Words = frozenset[str]


@lru_cache(maxsize=4)
def _opposites(families: str) -> dict[str, tuple[_Words, _Words]]:
    """Word -> what means the same, and what means the contrary."""
    table: dict[str, tuple[_Words, _Words]] = {}
    for family in families.split(";"):
        one, other = (frozenset(side.split()) for side in family.split("|"))
        table |= dict.fromkeys(one, (one, other)) | dict.fromkeys(other, (other, one))
    return table


class OppositeName(Rule):
    """The comment says "last", a name in the lines below it says ``first``, and none there says ``last``."""

    code = "CON80"
    name = "contradiction/opposite-name"
    tier = 3
    languages = ("en",)
    dimension = "accuracy"
    penalty = 0.15
    comment_kinds = ("line",)
    needs = ("text", "tree")
    in_source = True
    title = "comment says the opposite of a name below it"
    why = "One wrong word, and the comment tells the contrary of the code."
    good = (
        Example("def f(xs):\n    # The first hit is enough.\n    first_hit = xs[0]\n    return first_hit\n"),
    )
    near_misses = (
        Example("def f(xs):\n    # Not the last one.\n    first = xs[0]\n    last = xs[-1]\n    return first, last\n"),
        Example("def f(xs):\n    # The last, and not the first.\n    first = xs[-1]\n    return first\n"),
        Example("def f(xs):\n    # Without what is there twice, as remove would.\n    kept = []\n    for x in xs:\n        kept.append(x)\n    return kept\n"),
        Example("def f(last, n):\n    # Up to the last.\n    first = n\n    return first\n"),
    )  # fmt: skip
    bad = (
        Example("def f(xs):\n    # The last hit is enough.\n    first_hit = xs[0]\n    return first_hit\n"),
        Example("def f(rows):\n    # Take the maximum of all sizes.\n    low = min(row.size for row in rows)\n    return low\n"),
    )  # fmt: skip
    paraphrases = (
        Example("def f(box):\n    # Leave a gap on the right.\n    box.left_margin += 4\n    return box\n"),
        Example("def f(log):\n    # Close the log for reading.\n    log.open()\n    return log\n"),
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

    What is done counts for the first statement only, or for three where it is an order; the vague words of ``_LINKED``
    only where they are a name of their own, or the word before them stands before their opposite too.
    """
    if len(remark.text) > _LONGEST or "\n" in remark.text:
        return None
    text = remark.text.lower()
    said = _WORD.findall(text)
    orders = set(_ORDERS.findall(text))
    for families, lines in ((_FAMILIES, len(remark.near)), (_DEEDS, 1), (_LINKED, _FEW)):
        table = _opposites(families)
        for at, word in enumerate(said):
            same, contrary = table.get(word, (frozenset(), frozenset()))
            if not contrary or not contrary.isdisjoint(said):
                continue
            near = remark.below[: _FEW if families is _DEEDS and word in orders else lines]
            found = next((one for one in near if not contrary.isdisjoint(_words(one))), None)
            if found is None or _is_flag(found, contrary):
                continue
            if families is _LINKED and not (
                _is_name(found, contrary) or (at and _follows(found, said[at - 1], contrary))
            ):
                continue
            if not _shown(page, remark, same):
                return word, min(contrary & _words(found)), found
    return None


def _shown(page: Page, remark: Headed, words: _Words) -> bool:
    """Whether one of ``words`` is in the names around: those below the comment, above them, or of the function."""
    around = (*remark.below, *enclosing(page, remark.first))
    function = page.facts.functions[remark.first.function]
    header = page.facts.statements[function.statement]
    return any(not words.isdisjoint(_words(statement)) for statement in (*around, header))


def _is_flag(statement: Statement, words: _Words) -> bool:
    """Whether one of ``words`` is only what a definition is called, or is said not to hold: ``ascending=False``."""
    if statement.kind in {"function", "class", "decorator"} or statement.value == "False":
        return True
    given = [pair for call in statement.calls for pair in call.keywords]
    return any(name in words and value == "False" for name, value in given)


def _is_name(statement: Statement, words: _Words) -> bool:
    """Whether the statement names something by one of ``words`` alone."""
    return not words.isdisjoint(statement.names[:3])


def _follows(statement: Statement, before: str, words: _Words) -> bool:
    """Whether a name of the statement has one of ``words`` right behind ``before``."""
    parts = map(split_identifier, statement.names)
    return any(one == before and other in words for name in parts for one, other in pairwise(name))


@remembered
def _words(statement: Statement) -> _Words:
    """The lower-case words of the names and strings of a statement."""
    strings = [str(lit.value)[:100] for lit in statement.literals if lit.kind == "string"]
    return frozenset(word for text in (*statement.names, *strings) for word in split_identifier(text))
