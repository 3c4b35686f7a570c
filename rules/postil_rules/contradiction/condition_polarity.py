"""CON52: a remark says that a condition holds where the code tests the contrary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.concepts import STATES
from postil.claims.conditions import Atom, conditions_of
from postil.claims.model import Claim
from postil.claims.patterns import CHINESE, ENGLISH
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._han import meant_by, said_as_thing
from postil_rules.contradiction._judged import Judged, evidence, judged

_PRONOUNS = frozenset("it this that there they any one something anything he she these those".split())
_STOP = frozenset(
    "the a an if when while whether check is are of in its whenever as long only once and or for every each all still".split()
)
_FIRST_IN_BLOCK = frozenset({"return", "raise", "continue", "break", "pass", "yield"})
_SKIPS = regex(r"(?i)\b(?:skips?|skipping|ignores?|only)\b|跳过|忽略|略过|不计|不算|丢掉|排除")
_WHICH = regex(r"(?i)\bthan the ones? (?:that|which|who) $")  # tells one apart
_TESTS = frozenset("check test verify determine see ask only".split())
_JUMP_VERBS = {
    "return": {"return"}, "give": {"return"}, "raise": {"raise"}, "fail": {"raise", "return"}, "throw": {"raise"},
    "break": {"break"}, "stop": {"break", "return"}, "leave": {"break", "return"}, "exit": {"break", "return"}, "refuse": {"raise", "return"},
    "complain": {"raise"}, "reject": {"raise", "return"}, "do": {"return", "pass"},
}  # fmt: skip
_ANTONYMS = {
    "valid": "invalid", "enabled": "disabled", "open": "closed", "active": "inactive", "visible": "hidden", "locked": "unlocked",
    "running": "stopped", "alive": "dead", "found": "missing", "known": "unknown", "used": "unused", "full": "empty",
    "connected": "disconnected", "available": "unavailable", "started": "stopped", "done": "pending",
}  # fmt: skip
_SYNONYMS = {"finished": "done", "completed": "done", "complete": "done", "ended": "done"}
_FILES, _PATHS = (
    frozenset("file folder directory".split()),
    frozenset("path file filename dir folder directory".split()),
)
_OVER = frozenset({"expired", "passed", "elapsed", "overdue", "stale"})
_OPPOSITE_WORD = _ANTONYMS | {other: word for word, other in _ANTONYMS.items()}

_NONE_THERE = frozenset(("there is no", "there are no", "没有", "无"))
_MAY = regex(r"(?i)\b(?:may|might|could|can|sometimes|is set but|is given but)\b")
_CHECKS = regex(r"(?i)(?:check|verify|validate|ensure|make sure|see|only\b.*\bif)\b")


class ConditionPolarity(Rule):
    """The comment's condition is the negation of the test: "if the list is empty" on ``if items:``."""

    code = "CON52"
    name = "contradiction/condition-polarity"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    claim_kinds = ("condition",)
    needs = ("text", "tree")
    title = "condition in the comment is the contrary of the test"
    why = "A reader who trusts it takes the wrong branch for granted."
    good = (
        Example("if not items:\n    return None", ((1, "If items is empty, there is nothing to do."),)),
        Example("if key not in cache:\n    load(key)", ((1, "If the key is not in the cache, load it."),)),
        Example(
            "if key not in self._items:\n    return default",
            ((1, "缓存里没有这个键，直接走未命中的路径。"),),
            language="zh",
        ),
        Example("if stack:\n    pop()", ((1, "要求栈不为空。"),), language="zh"),
    )
    near_misses = (
        Example("if line:\n    rows.append(line)", ((1, "Skip it when the line is empty."),)),
        Example("if batch:\n    emit(batch)", ((1, "Nothing is emitted if batch is empty."),)),
        Example("if not path.exists():\n    make(path)", ((1, "Make sure that path exists."),)),
        Example(
            "def f(edge):\n    # The edge might be None in that case.\n    if edge is not None:\n        use(edge)\n"
        ),
        Example(
            "def f(key):\n    # Check if the key starts with 'score'.\n    if not key.startswith('score'):\n        return False\n    return True\n"
        ),
        Example(
            "def f(path):\n    # path is set but does not exist\n    if path:\n        raise Gone(path)\n"
        ),
        Example(
            "def f(x):\n    # Only convert if the value is valid.\n    if not x.is_valid:\n        return x\n    return int(x)\n"
        ),
        Example(
            "def f(only_year):\n    if only_year:\n        # There is no day in such a table.\n        return year\n    return day\n"
        ),
        Example("if missing:\n    fail(missing)", ((1, "Complain if keys are missing."),)),
        Example("if force:\n    reload()", ((1, "Reload although the cache is not empty."),)),
        Example("if x is None:\n    x = []", ((1, "Unless x is given, start from nothing."),)),
        Example("if line:\n    rows.append(line)", ((1, "line为空时跳过。"),), language="zh"),
        Example(
            "if items:\n    go()",
            ((1, "It is a list. It has been sorted. It is an old one if it is empty."),),
        ),
        Example(
            "if open_files:\n    go()", ((1, "Rename what is left over from the run before if it is empty."),)
        ),
        Example("if a or not b:\n    go()", ((1, "If b is empty and a is not empty."),)),
        Example(
            "if not opened or opened.pop() != key:\n    f()",
            ((1, "Is it another than the one that was opened?"),),
        ),
        Example("if door.is_open:\n    go()", ((1, "When the door is open."),)),
        Example("if not ok:\n    fail()", ((1, "如果有错误发生。"),), language="zh"),
        Example("if name not in names:\n    add(name)", ((1, "检查名称是否在 names 中。"),), language="zh"),
        Example("if not token.expired:\n    use(token)", ((1, "如果令牌未过期。"),), language="zh"),
        Example(
            "return items[-1] if items else None",
            ((1, "最后一个元素；列表为空时返回 None。"),),
            language="zh",
        ),
    )
    bad = (
        Example("if not items:\n    return None", ((1, "If items is not empty, leave at once."),)),
        Example(
            "if batch:\n    emit(batch)",
            ((1, "If batch is empty at this point, it is emitted all the same."),),
        ),
        Example("if key not in cache:\n    load(key)", ((1, "If the key is in the cache, load it."),)),
        Example(
            "if key not in self._items:\n    return default",
            ((1, "缓存里已有这个键，直接走命中的路径。"),),
            language="zh",
        ),
        Example("if stack:\n    pop()", ((1, "守卫条件：栈是空的。"),), language="zh"),
    )
    paraphrases = (
        Example("if value is None:\n    value = 0", ((1, "When value is not None, set it to zero."),)),
        Example("if user.is_active:\n    log(user)", ((1, "If the user is not active."),)),
        Example("if n % 2 == 0:\n    f(n)", ((1, "When n is odd."),)),
        Example("if n % 2 == 0:\n    f(n)", ((1, "For odd n."),)),
        Example("if os.path.exists(path):\n    load(path)", ((1, "If the file does not exist"),)),
        Example("if not rows:\n    return 0", ((1, "如果有数据行。"),), language="zh"),
        Example("if token.expired:\n    renew(token)", ((1, "如果令牌未过期。"),), language="zh"),
        Example(
            "if os.path.exists(path):\n    load(path)", ((1, "如果文件不存在，则加载。"),), language="zh"
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            if remark.in_source and _tells_why(page, remark):
                continue
            claims = [c for c in remark.claims if c.kind == "condition" and not _denied(c, remark)]
            atoms = _atoms(page, remark.statements[0]) if claims else ()
            for claim in claims if atoms else ():
                if _trails(remark, claim) or _WHICH.search(remark.text, 0, claim.start):
                    continue
                atom = _refuting(claim, atoms, remark)
                if atom is not None:
                    message = f"says {_said(remark.text, claim)!r}, the code tests `{atom}`"
                    yield self.finding(
                        page, remark.comment, message, evidence(remark.text, claim, remark.statements[0].text)
                    )
                    break


def _tells_why(page: Page, remark: Judged) -> bool:
    """Whether the remark tells what may be so, or what else is so, or checks for the contrary of what is turned down."""
    if _MAY.search(remark.text):
        return True
    first = remark.statements[0]
    behind = page.facts.statements[first.index + 1 : first.index + 2]
    leaves = any(one.kind in {"return", "raise", "continue"} for one in (first, *behind))
    return leaves and _CHECKS.match(remark.text) is not None


def _denied(claim: Claim, remark: Judged) -> bool:
    """Whether the sentence denies the condition; to skip is no denial where the branch does leave."""
    leaves = (remark.jump or remark.statements[0]).kind in {"continue", "return", "pass", "break"}
    if not claim.negated or not leaves:
        return claim.negated
    sentence = _SKIPS.sub("", claim.condition or "")
    return ENGLISH.denial.search(sentence) is not None or CHINESE.denial.search(sentence) is not None


def _trails(remark: Judged, claim: Claim) -> bool:
    """Whether the condition only follows on something else than what the branch does, or comes late in long prose."""
    before = remark.text[: claim.start]
    if len(re.findall(r"[.;!?。；！？](?=\s|[\u4e00-\u9fff])", before)) > 1:
        return True
    found = re.search(r"(?i)^(.*\S.*)\b(?:if|when|whenever)\b[^.;]*$", re.split(r"[.;]\s", before)[-1])
    if found is None:
        return False
    verb = re.match(r"\W*([A-Za-z]+)", found.group(1))
    if len(found.group(1).split()) <= 5:
        return False
    word = verb.group(1).lower().rstrip("s") if verb else ""
    jump = remark.jump or remark.statements[0]
    return not (
        word in _TESTS
        or (word in _JUMP_VERBS and jump.kind in _JUMP_VERBS[word])
        or found.group(1).rstrip().endswith(",")
    )


def _said(text: str, claim: Claim) -> str:
    return text[claim.start : claim.end]


def _atoms(page: Page, statement: Statement) -> tuple[Atom, ...]:
    """The atoms of the statement's own test, else those of the branch whose first statement it is.

    None of a choice between two values: a remark may tell when either is given.
    """
    atoms = conditions_of(statement)
    if atoms or statement.kind not in _FIRST_IN_BLOCK or statement.parent < 0:
        return atoms
    parent = page.facts.statements[statement.parent]
    if parent.kind in {"if", "elif"} and parent.index == statement.index - 1:
        return conditions_of(parent)
    return ()


def _refuting(claim: Claim, atoms: tuple[Atom, ...], remark: Judged) -> str | None:
    state = str(claim.value)
    denied = state.startswith("not:")
    state = state.removeprefix("not:")
    if state.startswith("is:"):
        return _adjective(state.removeprefix("is:"), atoms, denied=denied)
    if denied:
        state = STATES.get(state, "")
    lapsed = _lapsed(state, atoms)
    if lapsed is not None:
        return lapsed.text if lapsed.truthy is (state == "future") else None
    if state not in STATES or _mentions_opposite(remark, state):
        return None
    opposite = STATES[state]
    candidates = [
        atom
        for atom in atoms
        if opposite in atom.states
        and _about(claim, atom, alone=len(atoms) == 1)
        and _exists(remark, claim, atom)
    ]
    if not candidates or any(state in atom.states for atom in atoms):
        return None
    return None if _names_state(remark, claim, candidates[0]) else candidates[0].text


def _lapsed(state: str, atoms: tuple[Atom, ...]) -> Atom | None:
    """The bare operand that tells by its name whether a time is over, for a claim that it is or is not."""
    if state not in {"past", "future"}:
        return None
    return next((atom for atom in atoms if atom.truthy is not None and _OVER & atom.words), None)


def _exists(remark: Judged, claim: Claim, atom: Atom) -> bool:
    """Whether what a Chinese remark says there is (如果有数据行) is what the atom tests."""
    said = _said(remark.text, claim).lower()
    if remark.in_source and said in _NONE_THERE:
        return not atom.words.isdisjoint(
            re.findall(r"[a-z]+", remark.text[claim.end : claim.end + 30].lower())
        )
    if said != "有":
        return True
    return not meant_by(atom.words).isdisjoint(said_as_thing(claim.subject or ""))


def _mentions_opposite(remark: Judged, state: str) -> bool:
    opposite = STATES[state]
    for other in (c for c in remark.claims if c.kind == "condition" and not _denied(c, remark)):
        value = str(other.value)
        value = STATES.get(value.removeprefix("not:"), "") if value.startswith("not:") else value
        if value == opposite:
            return True
    return False


def _about(claim: Claim, atom: Atom, *, alone: bool) -> bool:
    """Whether the words before the claim name what the atom tests; Chinese words count for a lone atom."""
    subject = claim.subject or ""
    if claim.value in {"even", "odd"}:
        return alone
    words = {word for word in re.findall(r"[a-z]+", subject.lower()) if word not in _STOP}
    if not words:
        return alone and (bool(re.search(r"[\u4e00-\u9fff]", claim.condition or "")) or claim.start < 12)
    if words & _FILES and atom.words & _PATHS:
        return True
    stems = {word.rstrip("s") for word in words}
    if stems & {word.rstrip("s") for word in atom.words}:
        return True
    return alone and bool(words & _PRONOUNS) and len(words) <= 2


def _names_state(remark: Judged, claim: Claim, atom: Atom) -> bool:
    """Whether a name in the atom carries the claimed word itself (``missing``, ``is_empty``)."""
    said = {
        word
        for word in re.findall(r"[a-z]+", _said(remark.text, claim).lower())
        if word not in {"is", "are", "in", "the", "not"}
    }
    return bool(said & atom.words) or bool(
        {"missing", "empty", "absent", "blank", "no", "not", "without"} & atom.words
    )


def _adjective(word: str, atoms: tuple[Atom, ...], *, denied: bool) -> str | None:
    """``is not active`` against a bare operand that has the word in its name, or its antonym."""
    for atom in atoms:
        if atom.truthy is None:
            if word in _OVER and atom.states & {"past", "future"} and len(atoms) == 1:
                return atom.text if ("past" in atom.states) is denied else None
            continue
        names = atom.words
        if _SYNONYMS.get(word) in names:
            word = _SYNONYMS[word]
        if word in names and "not" not in names and "non" not in names:
            return atom.text if atom.truthy is denied else None
        if _OPPOSITE_WORD.get(word) in names:
            return atom.text if atom.truthy is not denied else None
        if f"un{word}" in names or f"in{word}" in names:
            return atom.text if atom.truthy is not denied else None
    return None
