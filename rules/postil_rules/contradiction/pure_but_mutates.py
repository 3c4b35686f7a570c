"""CON28: a remark says that an argument is left alone, and the body changes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, function_at, judged, proved, shortened

_PURE = regex(
    r"(?i)\b(?P<en>(?:is|are|was|were|be|left|remains?|stays?) (?:not (?:modified|changed|altered|mutated|touched)|unchanged|unmodified|untouched|intact)"
    r"|(?:does not|doesn't|do not|without|never) (?:modify|modifying|change|changing|alter|altering|mutate|mutating|touch|touching)(?:ing)?)"
    r"|(?P<zh>不会被(?:改动|修改|改变)|不(?:会)?(?:修改|改动|改变)|保持不变|不被(?:修改|改动))",
    hints=("modif", "chang", "alter", "mutat", "touch", "intact", "改", "不变"),
)
_PART = regex(
    r"(?i)\b(?:first|last|other|remaining|rest|all|existing|keys?|values?|entries|items|length|shape|size|dtype)\b[^.;\n]*$"
)
# What is said to be left alone, with its last word, and the words that mean an argument as a whole.
_OBJECT = regex(
    r"(?i)[ \t\n]+((?:(?!(?:in|of|from|to|for|when|if|and|or|by|at|while|so|as|on|with|between)\b)[\w`'*]+[ \t\n]*){1,5})"
)
_WHOLE = frozenset(
    "it its them they this that any anything input inputs argument arguments parameter parameters original originals"
    " object objects instance list dict dictionary set array tensor data dataframe frame series sequence mapping"
    " collection container value self place caller".split()
)
_COPY_RETURNED = regex(
    r"(?i)\breturns? (?:a )?(?:new |fresh |modified |shallow |deep )*copy\b|返回的?(?:是)?(?:一份|一个)?(?:新的?)?(?:副本|拷贝)|新的副本"
)


class PureButMutates(Rule):
    """Such as "The list is not modified" where the body sorts, appends to or stores into the parameter."""

    code = "CON28"
    name = "contradiction/pure-but-mutates"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "says that an argument is not changed, but it is"
    why = "The caller's own data change behind its back."
    source = "upDoc; aliases through one assignment are not followed"
    good = (
        Example(
            "def f(xs):\n    ys = sorted(xs)\n    return ys",
            docstring="Sort. The argument xs is not modified.",
        ),
        Example(
            "def f(xs):\n    xs.append(1)\n    return xs", ((3, "返回的就是传入的那个列表。"),), language="zh"
        ),
    )
    near_misses = (
        Example(
            "def f(xs):\n    xs = list(xs)\n    xs.append(1)\n    return xs",
            docstring="Add one; xs is not modified.",
        ),
        Example(
            "def f(group, label):\n    group.append(label)",
            docstring="Add it.\n\nThe backend is not modified from outside\n\nThis appends the label to group.",
        ),
        Example(
            "def f(xs, log):\n    log.append(xs)\n    return xs", docstring="Log it. xs is left unchanged."
        ),
        Example(
            "def f(box):\n    kept = copy(box.items)\n    box.sort()\n    show(box)\n    box.items = kept",
            docstring="Show it in order. Does not change the box.",
        ),
        Example(
            "def free(seq):\n    seq.cached = 0\n    seq.limit = None",
            docstring="Free what it holds without changing sequence status.",
        ),
        Example("def f(n):\n    n += 1\n    return n", docstring="Add one without changing n."),
    )
    bad = (
        Example(
            "def f(xs):\n    xs.sort()\n    return xs", docstring="Sort. The argument xs is not modified."
        ),
        Example(
            "def f(xs):\n    xs.append(1)\n    return xs",
            ((3, "返回的是一份新的副本，传入的列表内容保持不变。"),),
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def free(seq):\n    seq.cached = 0\n    seq.limit = None",
            docstring="Free what it holds without changing the given seq.",
        ),
        Example("def f(d, k):\n    d[k] = 1\n    return d", docstring="Set k without modifying d."),
        Example("def f(d, k):\n    del d[k]\n    return d", docstring="去掉k，不修改d。", language="zh"),
        Example("def f(xs):\n    xs.append(1)\n    return xs", ((3, "Return a new copy."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in documented(page):
            match = _PURE.search(remark.text)
            found = _changed(page, remark.function, _sentence(remark.text, match.start())) if match else None
            if match and _is_of_a_part(remark.text, match, remark.function):
                continue
            if match and found and not (remark.in_source and _PART.search(remark.text[: match.start()])):
                yield self._wrong(page, remark.comment, match.group(), *found)
        for line in judged(page):
            statement = line.statements[0]
            effects = {claim.value for claim in line.of("effect")}
            if statement.kind == "expression" and effects == {"copy"} and "in_place" in proved((statement,)):
                yield self._wrong(
                    page, line.comment, "a copy", statement.text.partition(".")[0], statement.text
                )
            function = function_at(page, statement) if statement.kind == "return" else None
            if function is None or all(p.name != statement.value for p in function.parameters):
                continue
            match = _COPY_RETURNED.search(line.text) or _PURE.search(line.text)
            if match:
                found = _changed(page, function, statement.value)
                if found:
                    yield self._wrong(page, line.comment, match.group(), *found)

    def _wrong(self, page: Page, comment: int, said: str, name: str, code: str) -> Finding:
        message = f"says that {name} is left alone ({said!r}), the code changes it"
        return self.finding(page, comment, message, f"comment: {said!r} | code: {shortened(code)!r}")


def _is_of_a_part(text: str, match: re.Match[str], function: Function) -> bool:
    """Whether what is not changed is neither a parameter nor a word for one: ``without changing the status``."""
    if not match.group().lower().endswith(("modify", "ing", "change", "alter", "mutate", "touch")):
        return False
    found = _OBJECT.match(text, match.end())
    if found is None:
        return False
    last = found[1].split()[-1].strip("`'*").lower()
    kinds = " ".join(f"{p.name} {p.annotation or ''}" for p in function.parameters).lower()
    return not (last in _WHOLE or last in kinds or last.rstrip("s") in kinds)


def _sentence(text: str, position: int) -> str:
    start = max(
        (match.end() for match in re.finditer(r"[.;。；\n](?=\s|[\u4e00-\u9fff])", text[:position])),
        default=0,
    )
    end = re.compile(r"[.;。；]|\n[ \t]*\n").search(text, position)
    return text[start : end.start() if end else len(text)]


def _is_restored(page: Page, function: Function, name: str) -> bool:
    """Whether the body keeps a copy of a part of an argument and puts it back."""
    kept: set[str] = set()
    for statement in page.facts.statements[function.statement + 1 :]:
        if statement.line > function.end_line:
            break
        if "copy" in statement.text and name in statement.names:
            kept.update(statement.targets)
        elif statement.value in kept and any(e.target.startswith(f"{name}.") for e in statement.effects):
            return True
    return False


def _changed(page: Page, function: Function, said: str) -> tuple[str, str] | None:
    """A parameter (one named in ``said``, or the only one) that the body changes before it is bound anew."""
    names = [p.name for p in function.parameters if p.name not in {"self", "cls"}]
    meant = [
        name for name in names if re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", said)
    ]
    candidates = set(meant or (names if len(names) == 1 else ()))
    for statement in page.facts.statements[function.statement + 1 :]:
        if statement.line > function.end_line:
            break
        for effect in statement.effects:
            root = re.split(r"[.\[]", effect.target, maxsplit=1)[0]
            if root in candidates and (
                effect.kind == "mutate" or (effect.kind in {"store", "delete"} and root != effect.target)
            ):
                return None if _is_restored(page, function, root) else (root, statement.text)
        candidates -= {target for target in statement.targets if statement.kind != "augassign"}
    return None
