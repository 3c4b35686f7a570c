"""CON82: a comment denies what the test asks for, or asks for what the test denies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.alignment.meaning import is_chinese
from postil.claims.conditions import Atom, conditions_of
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Comment, Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical, split_identifier
from postil.text.lazy import regex
from postil.text.stems import stem
from postil_rules.contradiction._denied_han import ELSEWHERE, TELLS, denied_in_han
from postil_rules.contradiction._judged import shortened

_SAID = regex(
    r"(?P<be>\b(?:is|are|was|were|has been|have been)\b|(?:it|that|there|they)'s\b|\b(?:is|are|was)(?=n't))"
    r"(?P<not> not\b|n't\b)?(?P<rest>(?: [`'\"]?[\w.]{1,40}[`'\"]?){1,7})"
    r"|(?P<own>\b(?:do|does|did)(?P<none>n't| not) (?:yet |already )?(?:have|know|need|want)|\bwe (?:have|know)\b)(?P<owned>(?: [`'\"]?[\w.]{1,40}[`'\"]?){1,5})",
    re.IGNORECASE,
    hints=(" is", " are", " was", " were", " been", "'s ", "n't ", " have ", " has ", " know", " not "),
)
_STOPS = frozenset(
    "if when unless because since so and or but that which who where while for with in on at by from rather than it we they this means to".split()
)
_UNLESS = regex(r"(?i)\bunless\b[^.;]*$")
_ELSEWHERE = regex(
    r"(?i)^(?:expect|require|prevent|make (?!sure)|skip|ignore|nothing|do nothing|no need|no-op|drop|leave|omit|don't"
    r"|do not|avoid|not|never|only|otherwise|else)\b"
    r"|\bnon-\w|\bspecial case\b|\b(?:skip|ignore|nothing|otherwise|else|but|instead|even|although|though|above)\b"
)
_ASKS = regex(
    r"(?i)\b(?:if|when|whenever|unless|whether|while|until|once|check|see|test|in case|make sure|ensure)\b"
)
_THERE = regex(r"(?i)\bthere$")
_LEAVES = frozenset(("return", "raise", "continue", "break", "yield"))
_NONE_OF = regex(r"(?i)\b(?:no|0|none|neither|nothing|because|since|where|first|last)\b")
_CHECKS = regex(r"(?i)^(?:check|test|see|ensure|assert|verify|confirm|make sure)\b")
_ENSURES = regex(
    r"(?i)^(?:ensure|assert|verify|confirm|make sure|(?:sanity-)?check) (?:that )?(?!if\b|whether\b)"
)
_KINSHIP = regex(r"(?i)^ no\b|\b(?:super|base )?class\b|\bsubclass of\b")
_WITHIN = regex(r"(?: (?:already|yet|now))? in (?:the |our |its |this )?((?:[\w.]+ ?){1,3})")
_EMPTINESS = regex(r" empty\b(?! or\b)")
_DOING = regex(r"(?i) (?:not )?\w{2,}ing [a-z]")
_NEAR = 3  # words before what is said of them
_HOLDS = {"in": True, "not in": False, "is": True, "is not": False, "==": True, "!=": False}
_EMPTY = frozenset({"the", "never", "not", "only", "already", "just", "self", "also"})
_DENYING = frozenset(
    "not non no un without never invalid missing empty none null disable disabled off skip ignore exclude hidden fail failed error except".split()
)
_LONGEST = 140


class ConditionDenied(Rule):
    """A comment such as "if the view is not async" over ``if view.is_async:``, a word of which the comment has."""

    code = "CON82"
    name = "contradiction/condition-denied"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("line",)
    needs = ("text", "tree")
    title = "comment denies what the test asks for"
    why = "One not too many, and the reader takes the wrong branch for granted."
    good = (
        Example("if view.is_async:\n    mark(view)", ((1, "Mark it if the view is async."),)),
        Example("if token.expired:\n    renew(token)", ((1, "令牌已过期，重新获取。"),), language="zh"),
    )
    near_misses = (
        Example("if not view.is_async:\n    mark(view)", ((1, "If the view is not async, mark it."),)),
        Example("if view.is_async:\n    mark(view)", ((1, "Skip it if the view is not async."),)),
        Example("if view.is_async or view.plain:\n    mark(view)", ((1, "If the view is not plain, it is async."),)),
        Example("if not is_field(k):\n    raise E(k)", ((1, "Make sure that k is a field."),)),
        Example("def f(a, b):\n    # Both are keys.\n    if not isinstance(b, Key):\n        return False\n    return a == b\n"),
        Example("def f(x):\n    # The name is empty rather than None.\n    if x.name:\n        use(x.name)\n"),
        Example("if unicode_aware:\n    f(text)", ((1, "Faster if we are not handling unicode characters."),)),
        Example("if n > 1 and not has_subset:\n    f(n)", ((1, "Add it when there are several subsets."),)),
        Example("if is_invalid(view):\n    mark(view)", ((1, "If the view is not valid."),)),
        Example("if not token.expired:\n    use(token)", ((1, "令牌尚未过期。"),), language="zh"),
        Example("if token.expired:\n    renew(token)", ((1, "未过期的令牌可直接使用，否则重新获取。"),), language="zh"),
        Example("if name in cache:\n    f(name)", ((1, "不在列表中的名称也算。"),), language="zh"),
        Example("if name not in cache:\n    f(name)", ((1, "在缓存中记下名称。"),), language="zh"),
        Example("if view.is_async or view.cached:\n    mark(view)", ((1, "视图未缓存但是异步的。"),), language="zh"),
    )  # fmt: skip
    bad = (
        Example("if view.is_async:\n    mark(view)", ((1, "Mark it if the view is not async."),)),
        Example("if token.expired:\n    renew(token)", ((1, "令牌尚未过期，重新获取。"),), language="zh"),
        Example("if name in self._cache:\n    f(name)", ((1, "该名称不在缓存中。"),), language="zh"),
    )
    paraphrases = (
        Example(
            "if not callable(action):\n    f(action)", ((1, "If the action is already a callable, use it."),)
        ),
        Example("if name in self._cache:\n    f(name)", ((1, "Add it, unless it is already cached."),)),
        Example("if name in self._cache:\n    f(name)", ((1, "See whether the name is not in the cache."),)),
        Example("if not self.rules:\n    f(self)", ((1, "If the rules are not empty, parse them."),)),
        Example("if self.producer is None:\n    f(self)", ((1, "We have a producer to tell."),)),
        Example("if not is_field(k):\n    raise E(k)", ((1, "Check that k is not a field."),)),
        Example("if user.is_admin:\n    f(user)", ((1, "如果该用户不是管理员。"),), language="zh"),
        Example("if name not in cache:\n    f(name)", ((1, "该名称在缓存中。"),), language="zh"),
        Example("if door.locked:\n    knock(door)", ((1, "如果门没有锁上。"),), language="zh"),
        Example("while queue:\n    work(queue)", ((1, "队列为空时继续。"),), language="zh"),
        Example("if handle.seekable():\n    # The handle is not directly seekable.\n    copy(handle)\n"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each comment."""
        for number, comment in enumerate(page.comments):
            if comment.kind != "line" or len(comment.text) > _LONGEST or "\n" in comment.text:
                continue
            found = _found(page, comment) if comment.text.isascii() else _found_in_han(page, number)
            if found is not None:
                said, atom, header = found
                message = f"says {said!r}, the code tests `{shortened(atom)}`"
                text, code = shortened(comment.text), shortened(header.text)
                yield self.finding(page, number, message, f"comment: {text!r} | code: {code!r}")


def _found(page: Page, comment: Comment) -> tuple[str, str, Statement] | None:
    """What an English comment says, the atom of a test that it contradicts, and the header with the test."""
    said = _SAID.search(comment.text)
    statement = page.facts.at(comment.line_number or 0) if said is not None else None
    header = None if statement is None else _tested(page, statement, comment)
    if header is None or said is None or _ELSEWHERE.search(comment.text):
        return None
    if comment.at_line is not None and _tells_a_fact(page, comment.text, said, header):
        return None
    atom = _denied(comment, header, raises=_raises(page, header))
    return None if atom is None else (said.group().strip(), atom, header)


def _found_in_han(page: Page, number: int) -> tuple[str, str, Statement] | None:
    """The same for a Chinese one, by its number."""
    comment, text = page.comments[number], page.said[number]
    if not is_chinese(text):
        return _found(page, comment)
    statement = page.facts.at(comment.line_number or 0) if TELLS.search(text) else None
    header = None if statement is None else _tested(page, statement, comment)
    if header is None or ELSEWHERE.search(text):
        return None
    denied = denied_in_han(text, conditions_of(header))
    return None if denied is None else (*denied, header)


def _tested(page: Page, statement: Statement, comment: Comment) -> Statement | None:
    """The statement itself if it is a test, else the header of the branch whose first statement it is."""
    if statement.kind in {"if", "elif", "while"}:
        return None if comment.at_line is not None and comment.at_line > statement.line else statement
    parent = page.facts.statements[statement.parent] if statement.parent >= 0 else None
    if parent is None or parent.index != statement.index - 1 or parent.kind not in {"if", "elif"}:
        return None
    return parent if comment.at_line is None or comment.at_line > parent.end_line else None


def _tells_a_fact(page: Page, text: str, said: re.Match[str], header: Statement) -> bool:
    """Whether a comment in a source asks for nothing: it says what is so, or what holds where the branch has left."""
    clause = max(text.rfind(sign, 0, said.start()) for sign in ",;.:") + 1
    if _ASKS.search(text, clause, said.start()):
        return False
    behind = page.facts.statements[header.index + 1 : header.index + 2]
    leaves = bool(behind) and behind[0].kind in _LEAVES
    return said["not"] is None or leaves


def _raises(page: Page, header: Statement) -> bool:
    """Whether the branch does nothing but raise."""
    behind = page.facts.statements[header.index + 1 : header.index + 2]
    return bool(behind) and behind[0].kind == "raise"


def _denied(comment: Comment, header: Statement, *, raises: bool) -> str | None:
    """The atom of the test that all conditions of the comment that speak of it contradict."""
    text, refuted = comment.text, None
    if _ENSURES.search(text):
        return _not_ensured(text, header) if raises else None
    for clause in _SAID.finditer(text):
        before = text[: clause.start()]
        if clause["be"] and _THERE.search(before.rstrip()):
            continue  # what there is comes behind
        told = clause["not"] is None and clause["none"] is None
        if _UNLESS.search(before):
            told = not told
        for atom in conditions_of(header):
            held = _holds(atom, clause)
            if held is told:
                return None
            if held is not None and not _NONE_OF.search(before) and not (told and _CHECKS.search(text)):
                refuted = refuted or atom.text
    return refuted


def _not_ensured(text: str, header: Statement) -> str | None:
    """The only atom of a test that raises, where it raises just when the comment's only condition is as it should be."""
    atoms, clauses = conditions_of(header), list(_SAID.finditer(text))
    if len(atoms) != 1 or len(clauses) != 1:
        return None
    return atoms[0].text if _holds(atoms[0], clauses[0]) is (clauses[0]["not"] is None) else None


def _holds(atom: Atom, clause: re.Match[str]) -> bool | None:
    """Whether the atom asks that what the clause says of its subject is so; None when it is about something else."""
    rest = clause["rest"] or clause["owned"]
    if _WITHIN.match(rest) or _EMPTINESS.match(rest):
        return _is_in_or_empty(atom, clause, rest)
    said = _predicate(rest)
    if not said or not atom.words.isdisjoint(_DENYING) or "#" in atom.text or atom.right.startswith("len("):
        return None
    if atom.truthy is not None:
        return atom.truthy if said & _asked(atom.text) and not _DOING.match(rest) else None
    if clause["own"] is not None:
        return (
            _HOLDS.get(atom.operator) is False if atom.right == "None" and said & _stems(atom.left) else None
        )
    if atom.operator in _HOLDS and said & _stems(atom.right):
        return _HOLDS[atom.operator]
    return None


def _is_in_or_empty(atom: Atom, clause: re.Match[str], rest: str) -> bool | None:
    """The same where the clause says that its subject is in something, or empty."""
    within = _WITHIN.match(rest)
    if within is not None:
        asked = atom.operator in {"in", "not in"} and _stems(within[1]) & _stems(atom.right)
        return _HOLDS[atom.operator] if asked else None
    subject = " ".join(clause.string[: clause.start()].split()[-_NEAR:])
    return not atom.truthy if atom.truthy is not None and _stems(subject) & _stems(atom.text) else None


def _predicate(rest: str) -> frozenset[str]:
    """The stems of the words of a clause up to the next preposition or conjunction."""
    words: list[str] = []
    if _KINSHIP.search(rest):
        return frozenset()
    for word in re.findall(r"[\w.]+", rest):
        if word.lower() in _STOPS:
            break
        words += split_identifier(word)
    return frozenset(
        stem(canonical(word))
        for word in words
        if (len(word) > len("an") or word.isdigit()) and word not in _EMPTY
    )


def _asked(code: str) -> frozenset[str]:
    """The stems of what an operand asks: its last name, the class of ``isinstance``, the name of ``hasattr``."""
    called, _, inside = code.partition("(")
    if called in {"isinstance", "issubclass", "hasattr"}:
        return _stems(inside.partition(",")[2])
    name = called.rpartition(".")[2]
    return _stems(f"{name} {name[2:]}" if name.startswith("is") and len(name) > len("isa") else name)


def _stems(code: str) -> frozenset[str]:
    words = (part for name in re.findall(r"\w+", code) for part in split_identifier(name))
    return frozenset(stem(canonical(word)) for word in words) - _EMPTY
