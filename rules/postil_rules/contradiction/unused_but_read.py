"""CON15: a parameter is documented as unused, and the body reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_UNUSED = regex(
    r"(?i)(?:this (?:parameter|argument|option) is |it is |always |currently )?(?:unused|ignored|not used|has no effect)\s*(?:[.;,]|$)"
    r"|(?:该|此|本)?(?:参数)?(?:未(?:被)?使用|没有使用|被忽略|会被忽略|不起作用|无效果)\s*(?:[，。；]|$)"
)
_SHARED = regex(r"(?i)compat|\bAPI\b|interface|signature|consisten|subclass|兼容|接口|一致|统一")
_CODE = "def read(path, mode, encoding):\n    return open_file(path, encoding)"


class UnusedButRead(Rule):
    """The whole entry is "Unused." or "Ignored.", and a statement of the body takes the value up."""

    code = "CON15"
    name = "contradiction/unused-but-read"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree", "flow")
    title = "parameter is said to be unused, but the body reads it"
    why = "Callers pass anything to what they believe is ignored."
    good = (
        Example(_CODE, docstring="Read.\n\nArgs:\n    mode: Unused.\n    encoding: Of the text."),
        Example(_CODE, docstring="读取。\n\n参数：\n    mode：未使用。", language="zh"),
    )
    near_misses = (
        Example(_CODE, docstring="Read.\n\nArgs:\n    encoding: Ignored if the file is binary."),
        Example(
            "def read(path, mode):\n    del mode\n    return path",
            docstring="Read.\n\nArgs:\n    mode: Ignored.",
        ),
        Example(
            "def read(path, mode):\n    _ = mode\n    return path",
            docstring="Read.\n\nArgs:\n    mode: Not used.",
        ),
    )
    bad = (
        Example(_CODE, docstring="Read.\n\nArgs:\n    encoding: Ignored."),
        Example(_CODE, docstring="读取。\n\n参数：\n    encoding：未使用。", language="zh"),
    )
    paraphrases = (
        Example(
            _CODE,
            docstring="Read.\n\n:param encoding: this parameter is not used",
        ),
        Example(_CODE, docstring="读取。\n\n:param encoding: 该参数会被忽略。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each such parameter."""
        if not page.holding("unused", "ignored", "not used", "no effect", "使用", "忽略", "作用", "效果"):
            return
        for remark in documented(page):
            names = {p.name for p in remark.function.parameters}
            for item in page.docstring(remark.comment).parameters or ():
                if item.name in names and _UNUSED.match(item.text) and not _SHARED.search(item.text):
                    code = _read(remark, str(item.name))
                    if code is not None:
                        message = f"says that {item.name} is not used, the body reads it"
                        text = f"comment: {shortened(item.text)!r} | code: {shortened(code)!r}"
                        yield self.finding(page, remark.comment, message, text)


def _read(remark: Documented, name: str) -> str | None:
    """The first statement that reads the parameter, not only to throw it away or to hand it on to its like."""
    alone = re.compile(rf"_\w* = {re.escape(name)}|{re.escape(name)} = .*|del .*|(?:return )?super\(\).*")
    handed = re.compile(rf"\b{re.escape(name)}={re.escape(name)}\b")
    for statement in remark.body:
        if statement.kind == "expression":
            continue  # a call for its effect only checks what is ignored
        if name in statement.names and not alone.fullmatch(" ".join(statement.text.split())):
            rest = handed.sub("", statement.text)
            if re.search(rf"(?<![\w.\"']){re.escape(name)}(?![\w\"'=])", rest):
                return statement.text
    return None
