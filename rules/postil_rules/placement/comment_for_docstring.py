"""ALN06: a comment in the place of a docstring."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Comment, Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_OTHER = regex(
    r"(?i)\W{0,3}(?:todo|fixme|xxx|hack|note|nb|see|workaround|deprecated|backward|compat|copied|adapted|taken|based|ported|"
    r"https?:|from |by default|if |when |since |as |because |we |the |[a-z_]\w* ?:|this is (?:a|an)? ?(?:hack|workaround)|[-=#*~]{3,}|待办|注意|参见|参考)"
)
_RESULT = regex(r"(?i)\breturns?\b|返回")
_CODE = "{}def shorten(text, limit):\n{}    return text[:limit]\n"


class CommentForDocstring(Rule):
    """A public function without a docstring has a comment of full sentences at the top of its body instead."""

    code = "ALN06"
    name = "placement/comment-for-docstring"
    tier = 3
    dimension = "format"
    penalty = 0.05
    needs = ("text", "tree")
    in_source = True
    title = "comment that should be the docstring"
    why = (
        "help() and documentation tools show a docstring; a comment they do not see. Some such comments are on the first "
        "statement instead, so it moves the score only."
    )
    source = "eslint convert-to-jsdoc-comments"
    good = (
        Example(_CODE.format("", '    """Cut the text at the limit."""\n    # The marker comes later.\n')),
        Example(_CODE.format("", '    """按长度截断文本。"""\n    # 稍后再加省略号。\n'), language="zh"),
    )
    near_misses = (
        Example(_CODE.format("# Textlimits and limits_of\n# are found elsewhere.\n", "")),
        Example(
            "def fill(box, item):\n    def inner(box, item):\n        # box gets the item,\n        # returns the box\n        return box\n    return inner\n"
        ),
        Example(_CODE.format("", "    # TODO: put a marker at the end.\n")),
        Example(_CODE.format("# Texts.\n\n", "")),
        Example(
            _CODE.format("", "    # The marker is added by the caller.\n").replace("shorten", "_shorten")
        ),
        Example(
            "def run():\n    # Opens the file first.\n    source = open(path)\n    return source.read()\n"
        ),
    )
    bad = (
        Example(
            _CODE.format("", "    # Shorten the text: cut it at the limit.\n    # Returns the beginning.\n")
        ),
        Example(
            _CODE.format("", "    # 截断文本，返回开头部分。\n    # 参数 limit 是最大长度。\n"), language="zh"
        ),
    )
    paraphrases = (
        Example(
            _CODE.format("# Shortens a text.\n#\n# text: what to cut\n# limit: its length afterwards\n", "")
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each public function with such a block of comments above or below its header."""
        if not page.is_source or not page.facts.functions:
            return
        blocks = {
            comment.at_line + comment.text.count("\n"): index
            for index, comment in enumerate(page.comments)
            if comment.kind == "block" and comment.at_line is not None
        }
        names = {function.qualname for function in page.facts.functions} if blocks else set()
        for function in page.facts.functions if blocks else ():
            nested = function.qualname.rpartition(".")[0] in names
            if function.docstring is not None or function.stub or nested or not _is_public(function):
                continue
            if page.facts.language != "python" or _extends(page, function):
                continue
            for end in (_first_line(page, function) - 1, function.body_line - 1):
                index = blocks.get(end)
                if index is not None and _describes(page.comments[index], function):
                    message = f"describes {function.name}, which has no docstring"
                    said = page.comments[index].text.split("\n")[0][:60]
                    yield self.finding(page, index, message, f"comment: {said!r} | code: {function.name}")
                    break


def _first_line(page: Page, function: Function) -> int:
    """The line on which the function begins, its decorators included."""
    index = function.statement
    while index and page.facts.statements[index - 1].kind == "decorator":
        index -= 1
    return page.facts.statements[index].line


def _extends(page: Page, function: Function) -> bool:
    """Whether the first statement calls the method that it overrides, whose docstring holds for it."""
    body = [one for one in page.facts.inside(function) if one.line >= function.body_line][:1]
    return any(call.name == f"super().{function.name}" for one in body for call in one.calls)


def _is_public(function: Function) -> bool:
    return not any(part.startswith(("_", "test")) for part in function.qualname.split("."))


def _describes(comment: Comment, function: Function) -> bool:
    """Whether a comment of several lines speaks of the function: it names two parameters, or says what it returns."""
    if _OTHER.match(comment.text):
        return False
    named = sum(_mentions(comment.text, p.name) for p in function.parameters if p.name not in ("self", "cls"))
    return named >= 2 or (named == 1 and _RESULT.search(comment.text) is not None)


def _mentions(text: str, name: str) -> bool:
    return (
        name in text and re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", text) is not None
    )
