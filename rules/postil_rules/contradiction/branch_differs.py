"""CON89: a remark gives what a branch does the contrary of its condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct

from postil.claims.conditions import Atom, atoms_of, conditions_of
from postil.facts.model import Function, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.identifiers import canonical
from postil.text.lazy import regex
from postil.text.stems import stem
from postil.text.units import read_units
from postil_rules.contradiction._clauses import Clause, clauses_of, kept_by
from postil_rules.contradiction._han import meant_by
from postil_rules.contradiction._judged import Documented, Judged, documented, function_at, judged, shortened
from postil_rules.contradiction._opposites import words_shown
from postil_rules.contradiction._told import is_of_pronoun, stance

_JUMPS = frozenset({"return", "raise", "continue", "break", "pass"})
_LEAVING = regex(
    r"(?i)\b(?:nothing|skip|skips|return|returns|early|give up|stop|stops|leave|leaves|bail|abort|exit|refuse|reject|fail|ignore|done|finished|quit)\b"
    r"|无需|不用|不必|跳过|忽略|返回|放弃|停止|退出|拒绝|报错|失败|结束|中止|不做"
)
_DENIED = regex(r"(?i)\b(?:not|no|never|nothing|without|unless|skip|ignore)\b|n't\b|[不没未无非]|跳过|忽略")
_UNDONE = regex(
    r"(?i)\b(?:not|no|never|nothing|without|(?:bypass|skip|ignor|omit|suppress|disabl|exclud|avoid|prevent|drop)\w*|instead)\b|n't\b|[不没未无非]|跳过|忽略|省略|避免|禁止"
)
_NOBODY = regex(r"(?i)\b(?:nobody|no one|none|never|not|cannot|can't)\b|不[能会可允准得]|禁止|拒绝|无法")
_ELSE = regex(r"(?i)\b(?:otherwise|else|even|although|instead|already returned|by now|from here)\b|否则|即使|虽然|尽管|此时|到这里")
_LITERALS = {"True": ("true", "真"), "False": ("false", "假"), "None": ("none", "null", "nil", "undefined"), "-1": ("-1",)}
_RAISES = regex(r"(?i)\b(?:rais|throw|panic)|抛出|引发")
_FILTER = regex(
    r"\.(?:filter|retain|Where|removeIf)\(\|?\(?[&\w]{1,20}\)?\|? ?(?:=>|->)? ?(?P<test>[^,{}=]{3,80})\)$", re.ASCII
)
_STOPS = frozenset(
    "the a an of to in it its is be if or and for with that this return returns give gives get value self none true false from by on as one".split()
)
_MOST = 40
Meanings = frozenset[str]


class Branch(Struct, frozen=True):
    """A branch with the only atom of its test, its statements, and all others of the function."""

    atom: Atom
    header: Statement
    inside: tuple[Statement, ...]
    outside: tuple[Statement, ...]
    parameters: frozenset[str]
    has_else: bool


class BranchDiffers(Rule):
    """Such as "the email if a nickname is set", where the email is what is returned if it is not."""

    code = "CON89"
    name = "contradiction/branch-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "what is done, and when, do not go together"
    why = "The reader takes the one branch for the other."
    hints = ("if ", "when", "unless", "until", "while ", "once ", "as long as", "that ", "who ", "which ", "时", "如果", "假如", "若", "当", "一旦", "除非", "直到", "则", "就", "的")
    good = (
        Example(
            "def shown(user):\n    if user.nickname is None:\n        return user.email\n    return user.nickname",
            docstring="The nickname, or the email if no nickname is set.",
        ),
        Example("if settings.dry_run:\n    log(invoice)", ((1, "启用 dry_run 时只记录日志。"),), language="zh"),
        Example("if door.closed:\n    return", ((1, "Nothing to do if the door is closed."),)),
    )
    near_misses = (
        Example("if door.closed:\n    return\nenter(door)", ((1, "Enter if the door is open."),)),
        Example("if door.closed:\n    knock(door)", ((1, "Do not enter unless the door is open."),)),
        Example(
            "if door.closed:\n    way = window\nelse:\n    way = door", ((1, "If the door is open, go straight in."),)
        ),
        Example("if idle.empty():\n    raise Busy", ((1, "Give up if the pool is full."),)),
        Example(
            "def shown(user):\n    if user.nickname is None:\n        return user.email\n    return user.nickname",
            docstring="The nickname if one is set, else the email.",
        ),
        Example(
            "def save(path, text):\n    if not path.exists():\n        path.touch()\n    path.write_text(text)",
            docstring="文件已存在时覆盖原有内容。",
            language="zh",
        ),
        Example("open_ones = [x for x in xs if not x.closed]", ((1, "Drop those that are closed."),)),
    )
    bad = (
        Example(
            "def shown(user):\n    if user.nickname is None:\n        return user.email\n    return user.nickname",
            docstring="The nickname, or the email if a nickname is set.",
        ),
        Example("if settings.dry_run:\n    log(invoice)", ((1, "禁用 dry_run 时只记录日志。"),), language="zh"),
        Example("if door.closed:\n    return", ((1, "Nothing to do if the door is open."),)),
    )
    paraphrases = (
        Example(
            "def push(self, x):\n    if self.count == self.capacity:\n        return False\n    self.items.append(x)\n    return True",
            docstring="Add x. Returns false if the buffer is empty.",
        ),
        Example(
            "def made(name):\n    found = find(name)\n    if found is None:\n        found = Account(name)\n        save(found)\n    return found",
            docstring="查找账户，已存在时创建并保存。",
            language="zh",
        ),
        Example("while not queue.empty():\n    work(queue)", ((1, "Work until the queue is full."),)),
        Example("open_ones = [x for x in xs if not x.closed]", ((1, "Keep those that are closed."),)),
        Example("if data is None:\n    return -1", ((1, "内存分配成功时放弃。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        if page.is_source:
            return
        for line in judged(page):
            found = _of_line(page, line)
            if found is not None:
                yield self._finding(page, line.comment, *found)
        for whole in documented(page):
            found = _of_whole(whole)
            if found is not None:
                yield self._finding(page, whole.comment, *found)

    def _finding(self, page: Page, comment: int, said: str, atom: Atom, code: Statement) -> Finding:
        message = f"says {said!r}, the code tests `{shortened(atom.text)}` there"
        return self.finding(page, comment, message, f"comment: {said!r} | code: {shortened(code.text)!r}")


def _of_line(page: Page, remark: Judged) -> tuple[str, Atom, Statement] | None:
    """The words of a remark on a line that give its test the contrary, the atom and the header."""
    statement = remark.statements[0]
    kept = _filter_of(statement)
    if kept is not None:
        for told, leaves_out, words in kept_by(remark.text):
            if stance(told, kept) is leaves_out:
                return words, kept, statement
    branch = _branch_at(page, statement)
    if branch is None or _ELSE.search(remark.text):
        return None
    found = None
    for clause in clauses_of(remark.text):
        verdict = _stance(clause, branch)
        if verdict:
            return None
        if verdict is False and _is_done(clause, branch):
            found = found or (clause.said, branch.atom, branch.header)
    return found


def _filter_of(statement: Statement) -> Atom | None:
    """The only atom of the test by which the statement keeps elements."""
    found = _FILTER.search(statement.value) or _FILTER.search(statement.text)
    if found is not None:
        atoms = atoms_of(found["test"])
        return None if len(atoms) != 1 or ".removeIf(" in found[0] else atoms[0]
    if "for" not in statement.operators or statement.kind in {"if", "elif", "while"}:
        return None
    atoms = conditions_of(statement)
    return atoms[0] if len(atoms) == 1 else None


def _branch_at(page: Page, statement: Statement) -> Branch | None:
    """The branch whose header the statement is, or whose first statement."""
    header = statement
    if statement.kind not in {"if", "elif", "while"}:
        if statement.parent < 0 or statement.parent != statement.index - 1:
            return None
        header = page.facts.statements[statement.parent]
    around = page.facts.statements[header.index + 1 : header.index + _MOST]
    return _branch(header, around, function_at(page, header))


def _branch(header: Statement, around: tuple[Statement, ...], function: Function | None) -> Branch | None:
    if header.kind not in {"if", "elif", "while"}:
        return None
    atoms = conditions_of(header)
    if len(atoms) != 1:
        return None
    behind = [one for one in around if one.index > header.index]
    inside = tuple(takewhile(lambda one: one.line <= header.body_end and not _is_other_case(one, header), behind))
    outside = tuple(one for one in around if not header.index <= one.index <= header.index + len(inside))
    parameters = function.parameters if function is not None else ()
    has_else = any(_is_other_case(one, header) for one in behind[len(inside) : len(inside) + 1])
    return Branch(atoms[0], header, inside, outside, frozenset(one.name for one in parameters), has_else)


def _is_other_case(one: Statement, header: Statement) -> bool:
    """Whether a statement is what the header's test leaves: in some languages a part of its block."""
    return one.kind in {"else", "elif"} and one.parent in {header.parent, header.index}


def _stance(clause: Clause, branch: Branch) -> bool | None:
    """Whether the condition of a clause holds where the branch is taken, or its loop goes on."""
    atom, looped = branch.atom, branch.header.kind == "while"
    if clause.how == "until" and not looped:
        return None
    verdicts = [None if _is_unnamed(told, branch) else stance(told, atom) for told in clause.told]
    if clause.how == "until" and "empty" in atom.words:
        verdicts = [stance(told, atoms_of(atom.text)[0]) for told in clause.told]
        return None if atom.truthy or not any(one is False for one in verdicts) else False
    if clause.how != "if":
        verdicts = [None if one is None else not one for one in verdicts]
    return True if True in verdicts else False if False in verdicts else None


def _is_unnamed(told: str, branch: Branch) -> bool:
    """Whether a pronoun can hardly mean the parameter that is compared with ``None``."""
    return branch.atom.right == "None" and branch.atom.left in branch.parameters and is_of_pronoun(told)


def _is_done(clause: Clause, branch: Branch) -> bool:
    """Whether what the clause does is what the branch does."""
    if clause.how == "until" or _matches(clause.deed, branch):
        return True
    if branch.has_else:
        return False  # the remark may tell what that does
    if not re.search(r"\w", clause.deed):
        return True
    if branch.inside and branch.inside[0].kind in _JUMPS:
        return _LEAVING.search(clause.deed) is not None
    return _DENIED.search(clause.deed) is None


def _of_whole(remark: Documented) -> tuple[str, Atom, Statement] | None:
    """The same of a summary: a clause that does what one branch does, on the contrary of its condition."""
    if len(remark.body) > _MOST:
        return None
    branches = [found for one in remark.body if (found := _branch(one, remark.body, remark.function)) is not None]
    kept = [found for one in remark.body if (found := _filter_of(one)) is not None]
    if len(kept) == 1 and not branches:
        for told, leaves_out, words in kept_by(remark.text):
            if stance(told, kept[0]) is leaves_out:
                return words, kept[0], remark.body[-1]
    for clause in clauses_of(remark.text) if branches else ():
        verdicts = [(_stance(clause, one), one) for one in branches if _does(clause, one)]
        if any(verdict for verdict, _ in verdicts):
            continue
        refuting = next((one for verdict, one in verdicts if verdict is False), None)
        if refuting is not None:
            return clause.said, refuting.atom, refuting.header
    return None


def _does(clause: Clause, branch: Branch) -> bool:
    """Whether only the branch does what the clause says."""
    if clause.how == "until":
        return branch.header.kind == "while"
    return _gives(clause.deed, branch) or _matches(clause.deed, branch)


def _gives(deed: str, branch: Branch) -> bool:
    """Whether the branch alone gives the constant that is told, or raises what is told."""
    returned = [one.value for one in branch.inside if one.kind == "return"]
    others = [one.value for one in branch.outside if one.kind == "return"]
    lowered = deed.lower()
    for value, words in _LITERALS.items():
        if returned == [value] and value not in others and any(re.search(rf"(?<![\w.-]){re.escape(word)}(?!\w)", lowered, re.ASCII) for word in words):
            return True
    if returned == ["False"] and "False" not in others and _NOBODY.search(deed):
        return True
    raised = [one for one in branch.inside if one.kind == "raise"]
    return bool(raised) and _RAISES.search(deed) is not None and not any(one.kind == "raise" for one in branch.outside)


def _matches(deed: str, branch: Branch) -> bool:
    """Whether words of the deed are in the branch, and none that are only outside of it."""
    said = _said(deed) if _UNDONE.search(deed) is None else frozenset()
    if not said:
        return False
    inside, outside = _meanings(branch.inside), _meanings(branch.outside)
    return not said.isdisjoint(inside - outside) and said.isdisjoint(outside - inside)


def _said(deed: str) -> Meanings:
    """What the words of a deed may mean: stems, and concepts of Chinese ones."""
    if deed.isascii():
        return frozenset(stem(canonical(word)) for word in re.findall(r"[a-z]{3,}", deed.lower()) if word not in _STOPS)
    units = [unit for unit in read_units(deed) if unit.kind == "han" or unit.stems]
    return frozenset(f for unit in units for f in (*unit.stems, *(f"~{one}" for one in unit.concepts)))


def _meanings(statements: tuple[Statement, ...]) -> Meanings:
    words = frozenset().union(*map(words_shown, statements)) - _STOPS
    return frozenset(stem(canonical(word)) for word in words) | {f"~{one}" for one in meant_by(words)}
