"""CON89: a remark gives what a branch does the contrary of its condition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.conditions import Atom, atoms_of
from postil.facts.model import Function, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._branches import (
    Branch,
    asked_by,
    branch_at,
    branch_of,
    filter_of,
    header_at,
    is_done_in,
)
from postil_rules.contradiction._clauses import Clause, clauses_of, kept_by
from postil_rules.contradiction._judged import Documented, Judged, documented, function_at, judged, shortened
from postil_rules.contradiction._told import is_of_pronoun, stance

_JUMPS = frozenset({"return", "raise", "continue", "break", "pass"})
_LEAVING = regex(
    r"(?i)\b(?:nothing|skip|skips|return|returns|early|give up|stop|stops|leave|leaves|bail|abort|exit|refuse|reject|fail|ignore|done|finished|quit)\b"
    r"|无需|不用|不必|跳过|忽略|返回|放弃|停止|退出|拒绝|报错|失败|结束|中止|不做"
)
_DENIED = regex(r"(?i)\b(?:not|no|never|nothing|without|unless|skip|ignore)\b|n't\b|[不没未无非]|跳过|忽略")
_NOBODY = regex(r"(?i)\b(?:nobody|no one|none|never|not|cannot|can't)\b|不[能会可允准得]|禁止|拒绝|无法")
_ELSE = regex(
    r"(?i)\b(?:otherwise|else|even|although|instead|already returned|by now|from here)\b|否则|即使|虽然|尽管|此时|到这里"
)
_LITERALS = {
    "True": ("true", "真"),
    "False": ("false", "假"),
    "None": ("none", "null", "nil", "undefined"),
    "-1": ("-1",),
}
_RAISES = regex(r"(?i)\b(?:rais|throw|panic)|抛出|引发")
_RESULT = regex(r"(?i)\s*(?::?returns?\b|@return|返回)")
_MOST, _FEW = 40, 8


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
    good = (
        Example(
            "def shown(user):\n    if user.nickname is None:\n        return user.email\n    return user.nickname",
            docstring="The nickname, or the email if no nickname is set.",
        ),
        Example(
            "if settings.dry_run:\n    log(invoice)", ((1, "启用 dry_run 时只记录日志。"),), language="zh"
        ),
        Example("if door.closed:\n    return", ((1, "Nothing to do if the door is closed."),)),
    )
    near_misses = (
        Example("if door.closed:\n    return\nenter(door)", ((1, "Enter if the door is open."),)),
        Example("if door.closed:\n    knock(door)", ((1, "Do not enter unless the door is open."),)),
        Example(
            "if door.closed:\n    way = window\nelse:\n    way = door",
            ((1, "If the door is open, go straight in."),),
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
        Example(
            "if settings.dry_run:\n    log(invoice)", ((1, "禁用 dry_run 时只记录日志。"),), language="zh"
        ),
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
    test = filter_of(statement)
    if test is not None:
        return _kept_wrongly(tuple(kept_by(remark.text)), test, statement)
    header = header_at(page, statement)
    atom = asked_by(header) if header is not None else None
    clauses = tuple(clauses_of(remark.text)) if atom is not None else ()
    if header is None or atom is None or not clauses or _ELSE.search(remark.text):
        return None
    function = function_at(page, header)
    verdicts = [(_stance(clause, atom, header, function), clause) for clause in clauses]
    refuted = (
        []
        if any(verdict for verdict, _ in verdicts)
        else [one for verdict, one in verdicts if verdict is False]
    )
    branch = branch_at(page, header, atom) if refuted else None
    done = (clause.said for clause in refuted if branch is not None and _is_done(clause, branch))
    return next(((said, atom, header) for said in done), None)


def _kept_wrongly(
    kept: tuple[tuple[str, bool, str], ...], test: Atom, statement: Statement
) -> tuple[str, Atom, Statement] | None:
    """The words that keep what the test of a filter leaves out, or the reverse."""
    return next(
        ((words, test, statement) for told, leaves_out, words in kept if stance(told, test) is leaves_out),
        None,
    )


def _stance(clause: Clause, atom: Atom, header: Statement, function: Function | None) -> bool | None:
    """Whether the condition of a clause holds where the branch is taken, or its loop goes on."""
    turned = clause.how != "if"
    if clause.how == "until":
        if header.kind != "while":
            return None
        if atom.truthy is False:
            atom, turned = atoms_of(atom.text)[0], False  # what holds when the loop ends
    verdicts = [None if _is_unnamed(told, atom, function) else stance(told, atom) for told in clause.told]
    found = True if True in verdicts else False if False in verdicts else None
    return found if found is None else found is not turned


def _is_unnamed(told: str, atom: Atom, function: Function | None) -> bool:
    """Whether a pronoun can hardly mean the parameter that is compared with ``None``."""
    if atom.right != "None" or function is None or not is_of_pronoun(told):
        return False
    return any(atom.left == one.name for one in function.parameters)


def _is_done(clause: Clause, branch: Branch) -> bool:
    """Whether what the clause does is what the branch does."""
    if clause.how == "until" or is_done_in(clause.deed, branch):
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
    text = "\n\n".join(_read(remark.text))
    clauses = tuple(clauses_of(text)) if len(remark.body) <= _MOST else ()
    tests = [(one, asked_by(one)) for one in remark.body] if clauses else []
    for clause in clauses:
        told = [
            (_stance(clause, atom, one, remark.function), one, atom)
            for one, atom in tests
            if atom is not None
        ]
        verdicts = [
            (verdict, one, atom)
            for verdict, one, atom in told
            if verdict is not None and _does(clause, branch_of(one, atom, remark.body))
        ]
        if verdicts and not any(verdict for verdict, _, _ in verdicts):
            _, header, atom = verdicts[0]
            return clause.said, atom, header
    kept = tuple(kept_by(text)) if len(remark.body) <= _FEW else ()
    filters = [(test, one) for one in remark.body if kept and (test := filter_of(one)) is not None]
    return _kept_wrongly(kept, *filters[0]) if len(filters) == 1 else None


def _read(text: str) -> Iterator[str]:
    """The paragraphs that tell what the function comes to: the first one, and those of its result."""
    for number, paragraph in enumerate(text.split("\n\n")):
        if not number or _RESULT.match(paragraph):
            yield paragraph


def _does(clause: Clause, branch: Branch) -> bool:
    """Whether only the branch does what the clause says."""
    if clause.how == "until":
        return branch.header.kind == "while"
    return _gives(clause.deed, branch) or is_done_in(clause.deed, branch)


def _gives(deed: str, branch: Branch) -> bool:
    """Whether the branch alone gives the constant that is told, or raises what is told."""
    returned = [one.value for one in branch.inside if one.kind == "return"]
    others = [one.value for one in branch.outside if one.kind == "return"]
    lowered = deed.lower()
    for value, words in _LITERALS.items():
        if (
            returned == [value]
            and value not in others
            and any(re.search(rf"(?<![\w.-]){re.escape(word)}(?!\w)", lowered, re.ASCII) for word in words)
        ):
            return True
    if returned == ["False"] and "False" not in others and _NOBODY.search(deed):
        return True
    raised = [one for one in branch.inside if one.kind == "raise"]
    return (
        bool(raised)
        and _RAISES.search(deed) is not None
        and not any(one.kind == "raise" for one in branch.outside)
    )
