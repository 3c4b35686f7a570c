"""CON45: a remark tells a condition on what one name has, the code tests it of another: *if the balance of target is ...*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import split_identifier
from postil.text.lazy import regex
from postil_rules.contradiction._han import meant_by, said_as_thing
from postil_rules.contradiction._judged import documented, judged, shortened

_SAID = (
    regex(
        r"(?i)\b(?:if|when|unless|while|until|once|as long as|whether)\b[^,.;:\n]{0,40}?\b(?:the )?(?P<what>[a-z]{3,20}) of (?:the )?`?(?P<of>[A-Za-z_]\w*)`?(?= (?:is|are|was|has|does|equals|exceeds|differs|falls|matches)\b)",
        hints=(" of ",),
    ),
    regex(
        r"(?i)\b(?:if|when|unless|while|until|once|as long as|whether)\b[^,.;:\n]{0,40}?`?\b(?P<of>[A-Za-z_]\w*)`?'s `?(?P<what>[a-z_]{3,20})`?(?= (?:is|are|was|has|does|equals|exceeds|differs|falls|matches)\b)",
        hints=("'s ",),
    ),
    regex(
        r"`?(?<![A-Za-z0-9_])(?P<of>[A-Za-z_][A-Za-z0-9_]{0,60})`? ?的 ?(?P<what>[A-Za-z_]\w*|[\u4e00-\u9fff]{1,5}?)(?=小于|大于|等于|不等于|少于|多于|超过|不足|不够|低于|高于|为空|为零|为负|已|未|不存在)",
        hints=("的",),
    ),
)
_LENGTHS = frozenset("length size number count len".split())
_OWNED = regex(r"(?<![\w.])(?P<of>[A-Za-z_]\w*)(?:\.|->)(?P<what>[A-Za-z_]\w*)")
_MEASURED = regex(r"\blen\((?P<of>[A-Za-z_]\w*)\)")
_TESTS = frozenset({"if", "elif", "while", "assert"})
_MOST = 40  # statements


class OwnerDiffers(Rule):
    """The remark speaks of the balance of ``target`` being too low, the test is on ``source.balance``."""

    code = "CON45"
    name = "contradiction/owner-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree")
    title = "condition is on another name's property"
    why = "Two arguments of one kind are easily mixed up, in the remark as in the call."
    good = (
        Example(
            "def move(source, target, n):\n    if source.size < n:\n        raise Short(n)\n    target.size += n",
            docstring="Move n from source to target; fails if the size of source is less than n.",
        ),
        Example(
            "def move(source, target, n):\n    if source.balance < n:\n        raise Short(n)\n    target.balance += n",
            docstring="转账，若 source 的余额小于 n 则失败。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def join(left, right):\n    if left.size != right.size:\n        raise Odd(left)\n    return left + right",
            docstring="Join both, which fails if the size of right is another one.",
        ),
        Example(
            "def move(source, target, n):\n    if source.size < n:\n        raise Short(n)\n    target.put(n)",
            docstring="Move n; see what happens when the colour of target is wrong.",
        ),
        Example(
            "def move(source, target, n):\n    if is_full(target):\n        raise Full(n)\n    if source.size < n:\n        raise Short(n)",
            docstring="Move n; fails if the size of target is too small.",
        ),
        Example(
            "def last(rows, n):\n    if len(rows) < n:\n        return rows\n    return rows[-n:]",
            docstring="The last rows, all if the number of rows is less than n.",
        ),
    )
    bad = (
        Example(
            "def move(source, target, n):\n    if source.size < n:\n        raise Short(n)\n    target.size += n",
            docstring="Move n from source to target; fails if the size of target is less than n.",
        ),
        Example(
            "def move(source, target, n):\n    if source.balance < n:\n        raise Short(n)\n    target.balance += n",
            docstring="转账，若 target 的余额小于 n 则失败。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def pad(left, right):\n    if len(left) > 9:\n        return left\n    return left + right",
            docstring="Put both together unless the length of right is over nine... or `right`'s length is 9.",
        ),
        Example("if left.size > right.limit:\n    stop()", ((1, "Stop when right's size is over the limit of right."),)),
    )  # fmt: skip

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark given as a row."""
        if page.is_source:
            return
        for remark in judged(page):
            if remark.statements[0].kind in _TESTS:
                yield from self._judge(page, remark.comment, remark.text, remark.statements[:1])
        for whole in documented(page):
            if len(whole.body) <= _MOST and len(page.facts.statements) > 1:
                yield from self._judge(page, whole.comment, whole.text, whole.body)

    def _judge(
        self, page: Page, comment: int, text: str, statements: Sequence[Statement]
    ) -> Iterator[Finding]:
        """A finding for the first condition whose property is tested of other names only."""
        for match in (match for pattern in _SAID for match in pattern.finditer(text)):
            of, what = match["of"], match["what"]
            tests = [(one, _owners(one, what)) for one in statements if one.kind in _TESTS]
            shown = [one for one, owners in tests if owners]
            owners = frozenset().union(*(owners for _, owners in tests))
            if not owners or of in owners or not _is_known(of, statements, page):
                continue
            if any(of in one.names for one in statements if one.kind in _TESTS and one not in shown):
                continue
            if any(of in one.names and _asks(one, of, what) for one in shown):
                continue
            message = f"says {what} of {of}, the code tests that of {', '.join(sorted(owners))}"
            evidence = f"comment: {shortened(match.group())!r} | code: {shortened(shown[0].text)!r}"
            yield self.finding(page, comment, message, evidence)
            return


def _owners(test: Statement, what: str) -> frozenset[str]:
    """The names of which a test asks what is told."""
    found = {
        match["of"] for match in _OWNED.finditer(test.value or test.text) if _is_meant(match["what"], what)
    }
    if what.lower() in _LENGTHS or what in {"长度", "大小", "数量"}:
        found |= {match["of"] for match in _MEASURED.finditer(test.value or test.text)}
    return frozenset(found - {"self", "this"})


def _is_meant(name: str, what: str) -> bool:
    """Whether the words of a property's name are what is told, in either language."""
    words = [word for word in split_identifier(name) if word not in {"get", "is", "has"}]
    if what.isascii():
        said = list(split_identifier(what))
        return words == said or (set(words) <= _LENGTHS and set(said) <= _LENGTHS and bool(words))
    return bool(words) and not said_as_thing(what).isdisjoint(meant_by(words))


def _is_known(name: str, statements: Sequence[Statement], page: Page) -> bool:
    """Whether a name is one of the code."""
    return name in page.facts.symbols or any(name in one.names for one in statements)


def _asks(test: Statement, of: str, what: str) -> bool:
    """Whether a test that has the name may mean the property by another word."""
    return not any(
        match["of"] == of and not _is_meant(match["what"], what) for match in _OWNED.finditer(test.text)
    )
