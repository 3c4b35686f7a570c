"""CON93: a remark promises None where every return gives a value."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.conditions import conditions_of
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, evidence

_SAID = ("none", "null", "空")
_MADE = regex(
    r"new [A-Z]\w*\b.*|(?:[a-z_]\w*\.)?[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(?:::new)?\(.*\)|[\[{].*[\]}]|-?[0-9][\w.]*|f?'[^']*'|f?\"[^\"]*\""
    r"|(?:list|dict|set|tuple|sorted|str|int|float|bool|len)\([^()]*\)",
)
_MAY_LACK = regex(r"\b(?:None|null|nil)\b|\]\[|\)\[|\)\.|\bOptional\b")
_MOST = 40
_CODE = "def session_of(user):\n    session = sessions.get(user)\n    if session is None:\n        session = Session(user)\n    return session"


class NeverNone(Rule):
    """Such as "or None if there is none" where a new one is made then, and that is returned."""

    code = "CON93"
    name = "contradiction/never-none"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    claim_kinds = ("returns",)
    needs = ("text", "tree")
    title = "None is promised where a value is always given"
    why = "Callers test for what never comes."
    hints = _SAID
    good = (
        Example(_CODE, docstring="Give the session of the user, or a new one if there is none."),
        Example(_CODE, docstring="返回用户的会话，没有时新建。", language="zh"),
    )
    near_misses = (
        Example(
            "def session_of(user):\n    session = sessions.get(user)\n    if session is None:\n        log(user)\n    return session",
            docstring="Return the session of the user, or return None if there is none.",
        ),
        Example(
            "def session_of(user):\n    for session in sessions:\n        if session.user == user:\n            return [session]",
            docstring="Find the session. Return None if there is none.",
        ),
        Example(_CODE, docstring="Give the session. A session is never None if the user is known."),
    )
    bad = (
        Example(_CODE, docstring="Find the session of the user. Return None if there is none."),
        Example(_CODE, docstring="查找用户的会话，没有时返回 None。", language="zh"),
    )
    paraphrases = (
        Example(
            "def names(rows):\n    return [row.name for row in rows]",
            docstring="Give the names, or returns None if there are no rows.",
        ),
        Example(
            "def names(rows):\n    return [row.name for row in rows]",
            docstring="给出名称，没有行时返回 None。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in documented(page):
            if remark.in_source or not remark.function.returns or len(remark.body) > _MOST:
                continue
            claim = next(
                (
                    one
                    for one in page.claims(remark.comment, "returns")
                    if one.value == "None" and one.condition and not one.negated
                ),
                None,
            )
            if claim is None or not _always_gives(remark):
                continue
            message = "says that the result may be None, every return gives a value"
            last = remark.body[-1]
            yield self.finding(page, remark.comment, message, evidence(remark.text, claim, last.text))


def _always_gives(remark: Documented) -> bool:
    """Whether the body ends with a return, and what each return gives is made there or filled before."""
    outermost = [one for one in remark.body if one.parent == remark.function.statement]
    if (
        not outermost
        or outermost[-1].kind != "return"
        or remark.function.yields
        or remark.function.decorators
    ):
        return False
    values = [one.value or "" for one in remark.function.returns]
    return all(_is_made(value) or _is_filled(remark.body, value) for value in values)


def _is_made(value: str) -> bool:
    return _MADE.fullmatch(value) is not None and _MAY_LACK.search(value) is None


def _is_filled(body: tuple[Statement, ...], name: str) -> bool:
    """Whether a variable that is None is given a new value before it is returned."""
    for header in body:
        if header.kind == "if" and any(
            (atom.left == name and "none" in atom.states) or (atom.text == name and atom.truthy is False)
            for atom in conditions_of(header)
            if " and " not in header.value
        ):
            inside = [one for one in body if one.parent == header.index and one.kind == "assign"]
            if any(name == one.targets[0] and _is_made(one.value) for one in inside if one.targets):
                return True
    return False
