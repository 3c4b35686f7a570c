"""CON05: a parameter is said to be optional and has no default, or required and has one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Parameter
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules._tags import overloads
from postil_rules.contradiction._judged import Documented, documented, shortened

_OPTIONAL = regex(r"(?i)[,(（，:：]\s*optional\s*(?:[),，）]|$)|[（(:：]\s*可选(?:参数)?\s*[，,。)）]")
_REQUIRED = regex(r"(?i)[,(（，]\s*required\s*(?:[),，）]|$)|[（(:：]\s*必[需填选](?:参数)?\s*[，,。)）]")
_MAY_BE_NONE = regex(
    r"(?i)\boptional\W+(?:if|when|(?:may|can) be|or)\W+(?:it\W+is\W+)?(?:None|null|nullptr|undefined)\b|可选\W{0,3}(?:若|如果|可)?为? ?(?:None|空)"
)
_CONTRARY = regex(r"(?i)\bnot required\b|\bignored\b|不填|选填|非必|不传|无需|不需|时必")
_USES_NONE = r"\b{0} (?:is|or|if|else)\b|\b(?:if|not) {0}\b"
_NULLABLE = ("None", "Optional", "Any", "object")
_CODE = "def connect(host, port=443):\n    return open_socket(host, port)"


class OptionalOrRequired(Rule):
    """``x (int, optional)`` for a parameter without a default; ``(str, required)`` for one that has a default."""

    code = "CON05"
    name = "contradiction/optional-or-required"
    tier = 2
    dimension = "accuracy"
    penalty = 0.25
    comment_kinds = ("docstring", "summary")
    code_languages = ("python", "typescript", "cpp")
    needs = ("docstring", "tree")
    title = "optional or required, the signature says the contrary"
    why = "Leaving out what only the docstring calls optional ends in a TypeError."
    source = "numpydoc; Drone (Zhou et al. 2017)"
    good = (
        Example(
            _CODE,
            docstring="Connect.\n\nArgs:\n    host (str, required): Where to.\n    port (int, optional): Its port.",
        ),
        Example(
            _CODE,
            docstring="连接。\n\n参数：\n    host：（必填）主机。\n    port：（可选）端口。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def rng(seed):\n    return make(seed)",
            docstring="Make one.\n\nParameters\n----------\nseed : {None, int}, optional\n    Of what.",
        ),
        Example(
            "def leave(*, group=None):\n    if group is None:\n        raise ValueError(group)\n    drop(group)",
            docstring="Leave.\n\nParameters\n----------\ngroup : str, required\n    Which one.",
        ),
        Example("def f(n: int | None):\n    return n", docstring="Do.\n\nArgs:\n    n (int, optional): In."),
        Example(
            _CODE, docstring="Connect.\n\nArgs:\n    host (str): Required by the server; optional in URLs."
        ),
        Example(
            "def pick(x, n=None):\n    if n is None:\n        x, n = None, x\n    return root(x, n)",
            docstring="Pick.\n\nArgs:\n    x (Symbol, optional): Of which.",
        ),
        Example(
            "def pick(x, n=None):\n    return Root(x, n)",
            docstring="Pick.\n\nArgs:\n    x (Symbol, optional): Of which.",
        ),
        Example(
            "def pick(x, n=None):\n    if n is None:\n        x, n = None, x\n    return root(x, n)",
            docstring="选取。\n\n参数：\n    x：（可选）符号。",
            language="zh",
        ),
        Example(
            "def f(key, label=None):\n    return Button(key=key, label=label)",
            docstring="Do.\n\nArgs:\n    label (required): What the service shows.",
        ),
        Example(
            "def order(text, openid=None):\n    if openid:\n        text += openid\n    return text",
            docstring="下单。\n\n:param openid: 用户标识。免确认订单:必填，需确认订单:不填。",
            language="zh",
        ),
        Example(
            "def order(text, mail=None):\n    if mail:\n        text += mail\n    return text",
            docstring="Order.\n\nArgs:\n    mail (str, required): Ignored by a test.",
        ),
        Example(
            "def verify(here, there):\n    return there is None or here == there",
            docstring="Verify.\n\n:param here: Ours.\n:param there: Theirs (optional, if None only ours is looked at)",
        ),
        Example("def f(*names):\n    return names", docstring="Do.\n\nArgs:\n    names (str, optional): In."),
    )
    bad = (
        Example(_CODE, docstring="Connect.\n\nArgs:\n    host (str, optional): Where to."),
        Example(_CODE, docstring="连接。\n\n参数：\n    host：可选，主机。", language="zh"),
    )
    paraphrases = (
        Example(_CODE, docstring="Connect.\n\nParameters\n----------\nhost : str, optional\n    Where to."),
        Example(_CODE, docstring="Connect.\n\nArgs:\n    port (int, required): Its port."),
        Example(_CODE, docstring="连接。\n\n参数：\n    port：（必填）端口。", language="zh"),
        Example(
            "def f(key, label=None):\n    if label is None:\n        label = key\n    return Button(label)",
            docstring="Do.\n\nArgs:\n    label (str, required): What is shown.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each entry that the signature belies."""
        if not page.holding("optional", "required", "可选", "必"):
            return
        for remark in documented(page):
            parameters = {
                p.name: p for p in remark.function.parameters if not overloads(page, remark.function)
            }
            lines = remark.text.split("\n")
            for item in page.docstring(remark.comment).parameters or ():
                parameter, line = parameters.get(item.name or ""), lines[item.line]
                said = _said(line, parameter) if parameter and parameter.name in line else None
                if said and parameter and not _is_meant(said, item.type or "", line, remark, parameter):
                    shown = parameter.name + (f"={parameter.default}" if parameter.default else "")
                    message = f"says that {parameter.name} is {said}, the signature has {shown!r}"
                    text = f"comment: {shortened(line)!r} | code: {shortened(shown)!r}"
                    yield self.finding(page, remark.comment, message, text)


def _is_meant(said: str, kind: str, line: str, remark: Documented, parameter: Parameter) -> bool:
    """Whether the signature has a reason of its own: a ``None`` that is refused, or only handed on to where it may be.

    Optional is what may be ``None`` too, where the entry tells that or its type has that among its values.
    """
    if said == "optional":
        return "None" in kind or _MAY_BE_NONE.search(line) is not None or _may_shift(remark, parameter)
    used = regex(_USES_NONE.format(re.escape(parameter.name)))
    uses = [s.index for s in remark.body if used.search(s.text)]
    refused = {s.parent for s in remark.body if s.kind == "raise"}
    return parameter.default == "None" and (not uses or not refused.isdisjoint(uses))


def _may_shift(remark: Documented, parameter: Parameter) -> bool:
    """Whether a call may leave the parameter out although it has no default, as ``range(stop)`` does.

    A later parameter is ``None`` by default, and the function binds this one anew or does no more than hand it on.
    """
    names = [p.name for p in remark.function.parameters]
    later = remark.function.parameters[names.index(parameter.name) + 1 :]
    if not any(p.default == "None" and p.kind != "keyword_only" for p in later):
        return False
    body = [s for s in remark.body if s.kind != "expression" or s.calls]
    handed_on = len(body) == 1 and bool(body[0].calls) and parameter.name in body[0].names
    return handed_on or any(parameter.name in s.targets for s in body)


def _said(line: str, parameter: Parameter) -> str | None:
    if "star" in parameter.kind:
        return None
    nullable = any(word in (parameter.annotation or "") for word in _NULLABLE)
    if parameter.default is None:
        return "optional" if not nullable and _OPTIONAL.search(line) else None
    return "required" if _REQUIRED.search(line) and not _CONTRARY.search(line) else None
