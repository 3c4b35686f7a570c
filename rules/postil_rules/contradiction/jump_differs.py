"""CON54: a remark says that the code leaves in another way than it does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.model import Claim
from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Judged, evidence, judged, proved

# what is claimed: the kinds of statements that refute it
_REFUTED_BY = {
    "continue": frozenset({"break"}),
    "break": frozenset({"continue"}),
    "swallow": frozenset({"raise"}),
    "reraise": frozenset({"pass", "continue", "return"}),
}
_SKIPS_THE_REST = regex(
    r"(?i)\b(?:rest|remaining|remainder|others|everything else|loop|further|all later)\b|其余|剩下|剩余|之后|后面|后续|循环"
)
_CONDITIONAL = regex(
    r"(?i)\b(?:if|when|unless|otherwise|or|may|might|could|would|before|after|instead|else|in case|already|previously|by|caller)\b|如果|否则|可能|之前|以免|避免|再|若|时"
)

_OTHER_TIME = regex(
    r"(?i)\b(?:instead|rather|without|before|after|caller|later|would|could|may|might|was|were|been|otherwise|else|not|never|no)\b|n't|否则|之前|后来|可能|避免|以免|不[会能再抛报是必用]|而非|没有抛"
)
_ALWAYS = regex(
    r"(?i)\b(?:always|whether|even (?:if|when)|either way|no matter|regardless|in (?:any|every|both) cases?)\b|无论|不管|不论|即使|总是|总会|都会|都要"
)
_SOMETIMES = regex(
    r"(?i)\bonly (?:if|when|after|on)\b[^.;]{0,40}(?:succe|error|exception|fail|went well|goes well|without|normal)|(?:只有|仅在|仅当|只在)[^，。；]{0,16}(?:正常|成功|异常|出错|失败|没有出错)"
)
_GETS = regex(r"\.get\(|\.setdefault\(|\.pop\([^(),]{1,60}, ", hints=(".get(", ".setdefault(", ".pop("))


class JumpDiffers(Rule):
    """The comment says break where the code continues, swallow where it raises, raises where it returns, and so on."""

    code = "CON54"
    name = "contradiction/jump-differs"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "comment says that the code leaves in another way"
    why = "Whether an error is passed on or swallowed, a loop ended or continued, is what a reader comes for."
    good = (
        Example(
            "for x in xs:\n    if not x:\n        break\n    f(x)",
            ((2, "The first blank one ends the list; stop the loop there."),),
        ),
        Example(
            "try:\n    f()\nexcept OSError:\n    clean()\n    raise",
            ((5, "The failure still reaches the caller."),),
        ),
        Example(
            "def f(k, d):\n    if k not in d:\n        return None\n    return d[k]",
            ((3, "A miss is no error."),),
        ),
        Example(
            "try:\n    f()\nexcept OSError:\n    clean()\n    raise",
            ((5, "清理完继续把原来的异常抛给上层。"),),
            language="zh",
        ),
    )
    near_misses = (
        Example("try:\n    f()\nfinally:\n    g()", ((3, "Clean up, not only when f succeeded: always."),)),
        Example("for x in xs:\n    if not x:\n        break\n    f(x)", ((3, "Skip the rest of the rows."),)),
        Example(
            "def f(n):\n    if n < 0:\n        raise ValueError(n)\n    return n",
            ((4, "ValueError was raised before if n is negative."),),
        ),
        Example("raise KeyError(name)", ((1, "Raise instead of returning None."),)),
        Example(
            "for x in xs:\n    if not x:\n        continue\n    f(x)",
            ((3, "跳过空行，继续处理下一行。"),),
            language="zh",
        ),
    )
    bad = (
        Example(
            "for x in xs:\n    if not x:\n        break\n    f(x)",
            ((2, "Blank lines carry no meaning; skip each of them."),),
        ),
        Example(
            "try:\n    f()\nexcept OSError:\n    clean()\n    raise", ((5, "The failure is swallowed here."),)
        ),
        Example(
            "def f(k, d):\n    if k not in d:\n        return None\n    return d[k]",
            ((3, "A miss is an error; a KeyError is raised."),),
        ),
        Example(
            "try:\n    f()\nexcept OSError:\n    clean()\n    raise",
            ((5, "清理完就此忽略这个异常。"),),
            language="zh",
        ),
        Example(
            "def f(n):\n    g(n)\n    raise ArithmeticError('no')",
            ((3, "就把最后一次的估计当作近似结果返回。"),),
            language="zh",
        ),
    )
    paraphrases = (
        Example("try:\n    f()\nfinally:\n    g()", ((3, "Clean up, but only if f succeeded."),)),
        Example("try:\n    f()\nfinally:\n    g()", ((3, "只有f正常结束时才恢复。"),), language="zh"),
        Example("for x in xs:\n    if not x:\n        continue\n    f(x)", ((3, "Leave the loop at once."),)),
        Example(
            "for x in xs:\n    if not x:\n        continue\n    f(x)", ((3, "直接跳出循环。"),), language="zh"
        ),
        Example(
            "text = raw.decode('utf-8', errors='replace')",
            ((1, "Bytes that cannot be decoded raise an error."),),
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for remark in judged(page):
            if remark.in_source:
                continue
            statement = remark.jump or remark.statements[0]
            found = (
                self._jump(remark, statement)
                or _leaves(remark, remark.statements[0])
                or _tolerates(remark)
                or _sometimes(remark)
            )
            if found is not None:
                claim, said = found
                shown = statement if statement.kind in {"break", "continue", "pass"} else remark.statements[0]
                message = f"says that the code {said}, it is `{shown.text.split(' ')[0].strip(':')}`"
                yield self.finding(page, remark.comment, message, evidence(remark.text, claim, shown.text))

    def _jump(self, remark: Judged, statement: Statement) -> tuple[Claim, str] | None:
        said = {claim.value for claim in remark.of("operation")}
        for claim in remark.of("operation"):
            if statement.kind not in _REFUTED_BY.get(str(claim.value), ()) or statement.kind in said:
                continue
            if claim.value == "swallow" and re.match(
                r" (?:all|everything) (?:but|except)", remark.text[claim.end : claim.end + 24]
            ):
                continue
            if claim.value == "continue" and _SKIPS_THE_REST.search(remark.text):
                continue
            if claim.value == "reraise" and statement.kind == "continue" and "fail" not in said:
                continue
            return claim, {
                "continue": "goes on",
                "break": "ends the loop",
                "swallow": "swallows the error",
                "reraise": "passes the error on",
            }[str(claim.value)]
        return None


def _leaves(remark: Judged, statement: Statement) -> tuple[Claim, str] | None:
    """Returns claimed at a ``raise``, a raised exception claimed at a ``return``."""
    if (
        statement.kind == "raise"
        and "NotImplementedError" not in statement.text
        and not remark.of("raises")
        and not {"fail", "reraise"} & {c.value for c in remark.claims}
    ):
        for claim in remark.of("returns"):
            if not _CONDITIONAL.search(remark.text):
                return claim, "returns"
    if statement.kind == "return" and statement.value in {"None", "True", "False", "", "-1", "0"}:
        failing = _fails(remark)
        if failing is not None:
            return failing, "raises an error"
    if statement.kind == "return" and not statement.calls and "[" not in statement.value:
        for claim in remark.of("raises"):
            named = claim.subject is not None and claim.subject not in statement.names
            if (
                named
                and not any(c.kind == "returns" for c in remark.claims)
                and not _past(remark.text, claim)
            ):
                return claim, f"raises {claim.subject}"
    return None


def _fails(remark: Judged) -> Claim | None:
    """An error claimed in so many words, with nothing said of a result and of no other time or place."""
    failing = next((claim for claim in remark.of("operation") if claim.value == "fail"), None)
    said = {claim.kind for claim in remark.claims}
    if failing is None or "returns" in said or _OTHER_TIME.search(remark.text):
        return None
    return failing


def _sometimes(remark: Judged) -> tuple[Claim, str] | None:
    """A ``finally`` that is said to run only after success, or only after an error."""
    if remark.statements[0].kind != "finally" or _ALWAYS.search(remark.text):
        return None
    said = _SOMETIMES.search(remark.text)
    claim = Claim("condition", None, None, said.start(), said.end()) if said else None
    return (claim, "runs only sometimes") if claim else None


def _past(text: str, claim: Claim) -> bool:
    before = text[max(0, claim.start - 25) : claim.start].lower()
    return any(
        word in before
        for word in ("was ", "were ", "been ", "would ", "could ", "may ", "might ", "之前", "可能")
    )


def _tolerates(remark: Judged) -> tuple[Claim, str] | None:
    """An error claimed where ``errors="replace"``, ``exist_ok=True`` and the like prevent it."""
    missing = next((c for c in remark.claims if c.kind == "raises" and c.subject == "KeyError"), None)
    if (
        missing is not None
        and not _OTHER_TIME.search(remark.text.replace("without", ""))
        and _GETS.search(remark.statements[0].text)
        and remark.statements[0].kind != "raise"
    ):
        return missing, "raises KeyError"
    failing = next((claim for claim in remark.of("operation") if claim.value == "fail"), None)
    if failing is None or any(
        c.value == "tolerate" or (c.value == "fail" and c.negated) for c in remark.claims
    ):
        return None
    return (failing, "raises an error") if "tolerate" in proved(remark.statements) else None
