"""CON27: the condition of a documented exception is not the one that guards its raise."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.guards import fits, names_of, overlap
from postil.claims.model import DocItem
from postil.facts.model import Function, Raise
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil_rules.contradiction._judged import Documented, documented, shortened
from postil_rules.contradiction._raised import raises_told

_CODE = (
    "def move(ledger, name, amount):\n    if amount <= 0:\n        raise ValueError('amount')\n"
    "    if name not in ledger:\n        raise KeyError(name)\n    return ledger[name]"
)


class RaiseCondition(Rule):
    """Such as "ValueError: if n is positive" where the guard is ``n < 0``; two exceptions that have changed places."""

    code = "CON27"
    name = "contradiction/raise-condition"
    tier = 3
    dimension = "accuracy"
    penalty = 0.2
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "condition of an exception differs from its guard"
    why = "The caller guards against the wrong input."
    source = "@tComment, JDoctor, Drone"
    good = (
        Example(
            _CODE,
            docstring="Move.\n\nRaises:\n    ValueError: If amount is zero or negative.\n    KeyError: If name is not in ledger.",
        ),
        Example(
            _CODE,
            docstring="转账。\n\n异常：\n    ValueError：amount不大于零时抛出。\n    KeyError：name不在ledger里时抛出。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            _CODE,
            docstring="Move.\n\nRaises:\n    ValueError: If the sum makes no sense.\n    KeyError: If name is unknown.",
        ),
        Example(
            "def f(n):\n    if not 0 < n < 9:\n        raise ValueError(n)\n    return n",
            docstring="Do.\n\nRaises:\n    ValueError: If n is 9 or more.",
        ),
        Example(
            "def f(n):\n    if n < 0 or n > 9:\n        raise ValueError(n)\n    return n",
            docstring="Do.\n\nRaises:\n    ValueError: If n is greater than 9.",
        ),
    )
    bad = (
        Example(
            _CODE,
            docstring="Move.\n\nRaises:\n    KeyError: If amount is zero or negative.\n    ValueError: If name is not in ledger.",
        ),
        Example(
            "def f(n):\n    if n < 3:\n        raise ValueError(n)\n    return n",
            docstring="Do.\n\nRaises:\n    ValueError: If n is greater than 3.",
        ),
        Example(
            _CODE,
            docstring="转账。\n\n异常：\n    KeyError：amount不大于零时抛出。\n    ValueError：name不在ledger里时抛出。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def clamp(n, low, high):\n    if low > high:\n        raise ValueError(low)\n    return max(low, min(n, high))",
            docstring="Keep n between low and high; raises ValueError if low is less than high.",
        ),
        Example(
            "def clamp(n, low, high):\n    if low > high:\n        raise ValueError(low)\n    return max(low, min(n, high))",
            docstring="将n限制在low和high之间；low小于high时抛出ValueError。",
            language="zh",
        ),
        Example(
            "def f(xs):\n    if not xs:\n        raise ValueError(xs)\n    return xs",
            docstring="Do.\n\n:raises ValueError: if xs is not empty",
        ),
        Example(
            "def f(x):\n    if x is None:\n        raise TypeError(x)\n    return x",
            docstring="Do.\n\n:raises TypeError: if x is not None",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry whose condition contradicts every guard of its exception."""
        for remark in documented(page):
            for item in page.docstring(remark.comment).raises or _in_prose(remark):
                shown = _contradicted(item, remark.function)
                if shown:
                    message = f"says that {item.name} is raised {shortened(item.text, 60)!r}, the guard is `{shown}`"
                    text = shortened(f"{item.name}: {item.text}")
                    yield self.finding(
                        page,
                        remark.comment,
                        message,
                        f"comment: {text!r} | code: 'if {shown}: raise {item.name}'",
                    )


def _in_prose(remark: Documented) -> list[DocItem]:
    """The exceptions that the sentences of a remark given as a row tell, by a name that their guard has."""
    if remark.in_source:
        return []
    guards = [one.guards[-1] for one in remark.function.raises if one.guards]
    told = raises_told(remark.text) if guards else ()
    return [item for item in told if any(overlap(item.text, guard) for guard in guards)]


def _contradicted(item: DocItem, function: Function) -> str | None:
    name = (item.name or "").rpartition(".")[2]
    own = [found for found in function.raises if str(found.exception).rpartition(".")[2] == name]
    guards = [found.guards[-1] for found in own if found.guards]
    if not own or len(guards) != len(own) or not item.text:
        return None
    verdicts = [fits("if " + item.text, guard) for guard in guards]
    if False in verdicts and True not in verdicts and None not in verdicts:
        return guards[verdicts.index(False)]
    return (
        guards[0]
        if verdicts.count(None) == len(verdicts) and _belongs_elsewhere(item, guards, function.raises, name)
        else None
    )


def _belongs_elsewhere(item: DocItem, guards: list[str], raises: tuple[Raise, ...], name: str) -> bool:
    """Whether the text names what guards another exception and nothing of what guards its own."""
    if any(overlap(item.text, guard) for guard in guards):
        return False
    own = frozenset().union(*(names_of(guard) for guard in guards))
    return any(
        other.guards
        and not names_of(other.guards[-1]) & own
        and overlap(item.text, other.guards[-1])
        and fits("if " + item.text, other.guards[-1]) is not False
        for other in raises
        if str(other.exception).rpartition(".")[2] != name
    )
