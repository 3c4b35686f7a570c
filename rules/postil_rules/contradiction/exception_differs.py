"""CON62: a remark names another exception than the statement raises or catches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.model import DocItem
from postil.facts.model import Raise, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._exceptions import (
    are_related,
    is_known,
    may_come_up,
    must_be_declared,
    shared,
)
from postil_rules.contradiction._judged import Documented, Judged, documented, judged, shortened
from postil_rules.contradiction._raised import raises_told

_ACT = regex(r"(?i)(?:raise|catch|throw|ignore|swallow)(?:s|es|d|ing)?\b|抛出|引发|捕获|忽略")
_NAME = regex(
    r"(?<![A-Za-z0-9_.])(?:[a-z_]\w*\.){0,3}([A-Z][A-Za-z0-9]*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Timeout))(?![A-Za-z0-9_])",
    re.ASCII,
)

# Words for another exception than the one at hand.
_OF_ANOTHER = regex(
    r"(?i)\bin favou?r of\b|\binstead of\b|\brather than\b|\b(?:subsequent|later|eventual)\b|后续|而不是|而非"
)
_SENTINEL = regex(r"\b(?:Err[A-Z]\w+|SIG[A-Z]{3,5}[0-9]?|E[A-Z0-9]{3,11})\b")
_ERRNO = frozenset(
    "EPERM ENOENT EINTR EAGAIN ENOMEM EACCES EBUSY EEXIST ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOSPC EPIPE ERANGE ETIMEDOUT "
    "ENOSYS ENOTSUP EOVERFLOW ECONNREFUSED ECONNRESET ENOBUFS ENOTCONN EADDRINUSE".split()
)
_CODE_LEFT = regex(r"(?:raise|except) [\w.]+(?:\(.*\))?:?")
_REASONS = {
    "FileNotFoundError": regex(r"(?i)\bfile\b.{0,20}(?:not exist|missing|not there|absent|gone)|\b(?:missing|no such|absent) file|文件(?:不存在|缺失|丢失|找不到)|找不到(?:这个)?文件|没有这个文件", hints=("file", "文件")),
    "FileExistsError": regex(r"(?i)\b(?:file|directory|folder|it) (?:already )?exists|already (?:exists|there)|已(?:经)?存在", hints=("exists", "存在")),
    "PermissionError": regex(r"(?i)\bpermission|access (?:is |was )?denied|not allowed to|没有.{0,4}权限|权限不足|无权", hints=("permission", "denied", "not allowed", "权")),
    "TimeoutError": regex(r"(?i)\btim(?:e|ed|es|ing)[ -]?out\b|took too long|takes too long|超时", hints=("tim", "took too long", "takes too long", "超时")),
    "ConnectionError": regex(r"(?i)\bconnection (?:is |was )?(?:lost|refused|reset|dropped)|连接(?:断开|失败|被拒|中断)", hints=("connection", "连接")),
    "ZeroDivisionError": regex(r"(?i)\bdivi\w+ by zero|zero division|除以零|除数为零|被零除", hints=("zero", "零")),
    "KeyError": regex(r"(?i)\b(?:missing|unknown|no such|absent) key|key is (?:missing|unknown|absent)|键不存在|没有这个键|缺少.{0,3}键", hints=("key", "键")),
    "IndexError": regex(r"(?i)\bout of range|past the end|下标越界|索引越界", hints=("range", "past the end", "越界")),
    "UnicodeDecodeError": regex(r"(?i)\b(?:cannot|can't|could not) be decoded|undecodable|解码失败|无法解码", hints=("decod", "解码")),
    "ImportError": regex(r"(?i)\b(?:is|are) not installed|没有安装|未安装", hints=("installed", "安装")),
}  # fmt: skip


class ExceptionDiffers(Rule):
    """Such as "Raise a KeyError" at ``raise ValueError``; "catch OSError" at ``except ValueError``."""

    code = "CON62"
    name = "contradiction/exception-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.4
    needs = ("text", "tree")
    title = "comment names another exception"
    why = "The name is what a caller writes into its except clause."
    good = (
        Example("raise ValueError(n)", ((1, "Raise a ValueError."),)),
        Example("try:\n    f()\nexcept OSError:\n    pass", ((3, "只拦截OSError。"),), language="zh"),
    )
    near_misses = (
        Example(
            "def move(source, target):\n    if target.exists():\n        raise OSError(target)\n    source.rename(target)",
            docstring="Move source; raise FileExistsError when target exists.",
        ),
        Example(
            "def move(source, target):\n    if target.exists():\n        raise FileExistsError(target)\n    source.rename(target)",
            docstring="Move source; raise FileNotFoundError when it is missing.",
        ),
        Example(
            "def move(ledger, name, amount):\n    if amount <= 0:\n        raise TypeError(amount)\n    ledger[name] -= amount",
            docstring="Take amount from the account, raising KeyError if name is unknown.",
        ),
        Example(
            "def book(ledger, amount):\n    check_limit(amount)\n    if ledger.closed:\n        raise TypeError(ledger)\n    ledger.add(amount)",
            docstring="Book amount, raising ValueError when it is over the limit.",
        ),
        Example("raise ValueError(n) from exc", ((1, "Turn the KeyError into a ValueError."),)),
        Example(
            "try:\n    f()\nexcept OSError:\n    pass",
            ((3, "Ignore in favor of the subsequent ValueError."),),
        ),
        Example(
            "try:\n    f()\nexcept OSError:\n    pass", ((3, "忽略，留给后续的ValueError。"),), language="zh"
        ),
        Example("raise error", ((1, "Raise the ValueError kept from before."),)),
        Example("try:\n    f()\nexcept OSError:\n    pass", ((3, "A ConnectionError counts as well."),)),
        Example(
            "try:\n    f()\nexcept FileNotFoundError:\n    pass", ((3, "A missing file or no permission."),)
        ),
        Example("raise ConfigError(n)", ((1, "A ConfigError is a ValueError."),)),
    )
    bad = (
        Example("raise ValueError(n)", ((1, "Raise a KeyError."),)),
        Example("try:\n    f()\nexcept ValueError:\n    pass", ((3, "Catch the KeyError."),)),
        Example("raise ValueError(n)", ((1, "抛出TypeError。"),), language="zh"),
    )
    paraphrases = (
        Example(
            "def move(source, target):\n    if target.exists():\n        raise FileExistsError(target)\n    source.rename(target)",
            docstring="Move source; raise FileNotFoundError when target exists.",
        ),
        Example(
            "try:\n    f()\nexcept FileNotFoundError:\n    pass",
            ((3, "没有读取权限不算错误。"),),
            language="zh",
        ),
        Example(
            "def settings_of(text):\n    settings = parse(text)\n    if not isinstance(settings, dict):\n        raise TypeError(text)\n    return settings",
            docstring="Read the settings, raising KeyError when the top level is no object.",
        ),
        Example(
            "def settings_of(text):\n    settings = parse(text)\n    if not isinstance(settings, dict):\n        raise TypeError(text)\n    return settings",
            docstring="读取设置，顶层不是对象时抛出 KeyError。",
            language="zh",
        ),
        Example(
            "def count_of(text):\n    if not text.isdigit():\n        raise TypeError(text)\n    if int(text) > 9:\n        raise OverflowError(text)\n    return int(text)",
            docstring="Read a count; raises LookupError if it is no number and OverflowError if it is too large.",
        ),
        Example("raise exceptions.ValueError", ((1, "IndexError is raised here."),)),
        Example("try:\n    f()\nexcept ValueError:\n    pass", ((3, "捕获TypeError异常。"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        for whole in () if page.is_source else documented(page):
            yield from self._whole(page, whole)
        for remark in judged(page):
            if remark.in_source and (not _ACT.match(remark.text) or _CODE_LEFT.fullmatch(remark.text)):
                continue
            if _OF_ANOTHER.search(remark.text):
                continue
            shown = _shown(remark)
            said = _NAME.findall(remark.text) if shown else []
            if shown and not said:
                said = _described(remark, shown)
            if not shown or not said or any(are_related(name, other) for name in said for other in shown):
                continue
            statement = remark.jump or remark.statements[0]
            message = f"names {said[0]}, the code has {', '.join(sorted(shown))}"
            code = shortened(statement.text)
            yield self.finding(
                page, remark.comment, message, f"comment: {shortened(remark.text)!r} | code: {code!r}"
            )

    def _whole(self, page: Page, whole: Documented) -> Iterator[Finding]:
        """At most one finding where a remark on a function tells an exception that it cannot have."""
        swapped = _sentinel(whole)
        if swapped is not None:
            evidence = f"comment: {shortened(whole.text)!r} | code: {swapped[1]!r}"
            message = f"names {swapped[0]}, the code returns {swapped[1]}"
            yield self.finding(page, whole.comment, message, evidence)
        header = page.facts.statements[whole.function.statement].text
        for item in raises_told(whole.text) if whole.function.raises else ():
            other = _raised_instead(item, whole, header)
            if other is not None:
                text = shortened(f"{item.name} if {item.text}")
                code = shortened(" and ".join(other.guards) or "always")
                evidence = f"comment: {text!r} | code: 'raises {other.exception} if {code}'"
                message = f"names {item.name}, the code raises {other.exception}"
                yield self.finding(page, whole.comment, message, evidence)
                return


def _described(remark: Judged, shown: set[str]) -> list[str]:
    """The exception whose usual reason the text gives at an ``except``, when it gives none of those caught."""
    if remark.statements[0].kind != "except" or not shown <= _REASONS.keys():
        return []
    given = [name for name, reason in _REASONS.items() if reason.search(remark.text)]
    return (
        given
        if not shown.intersection(given) and not any(are_related(a, b) for a in given for b in shown)
        else []
    )


def _shown(remark: Judged) -> set[str]:
    """The exceptions that the statement raises or catches by name."""
    statement: Statement = remark.statements[0]
    if statement.kind == "raise":
        return set(_NAME.findall(statement.text))
    if statement.kind == "except":
        return set(_NAME.findall(statement.text)) | {
            name for s in remark.scope for name in _NAME.findall(s.text)
        }
    return set()


def _sentinel(whole: Documented) -> tuple[str, str] | None:
    """The only error value or signal that a remark names, and the only one that the function has if it is another."""
    said = _values_in(whole.text)
    shown = {name for one in whole.body for name in _values_in(one.text)} if len(said) == 1 else set()
    return (said.pop(), shown.pop()) if len(shown) == 1 and said != shown else None


def _values_in(text: str) -> set[str]:
    """The error values of Go, the error numbers of C and the signals that a text names."""
    return {name for name in _SENTINEL.findall(text) if name[1].islower() or name in _ERRNO or name[0] == "S"}


def _raised_instead(item: DocItem, whole: Documented, header: str) -> Raise | None:
    """What the function raises where a remark tells an exception that it has nowhere and cannot have.

    It is what is raised under a condition of which the remark has at least two words (that of another call may be like
    it in one), or all that is raised where nothing could raise what is told.
    """
    name = str(item.name).rpartition(".")[2]
    raised = [one for one in whole.function.raises if not one.caught]
    classes = [str(one.exception).rpartition(".")[2] for one in raised]
    if not is_known(name) or any(are_related(name, one) for one in classes):
        return None
    code = "\n".join([header, *(one.text for one in whole.body)])
    untold = [one for one, of in zip(raised, classes, strict=True) if is_known(of) and of not in whole.text]
    if name in code or not untold:
        return None
    if must_be_declared(name) and "throws" not in code:
        return untold[0]
    named = {of.rpartition(".")[2] for of in _NAME.findall(whole.text)}
    if len(untold) == 1 and len(named) == len(set(classes)) > 1 and named - set(classes) == {name}:
        return untold[0]  # each is told once, this one by another name
    if len(untold) == len(raised):
        for one in untold:
            if one.guards and shared(item.text, one.guards[-1]) > 1:
                return one
    return None if may_come_up(name, code) else untold[0]
