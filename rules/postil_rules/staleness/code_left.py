"""STA07: code that was commented out."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator

from postil.page import Page
from postil.records import Comment, Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_SIGNS = ("=", "(", "import ", "return", "del ", ":")
_EXEMPT = regex(
    r"(?is)\A\s*(?:///|>>>|\$|TODO|FIXME|XXX|NOTE|e\.?g\b|i\.?e\b|example|usage|see\b|cf\b)|https?://|\.\.\.|→|->|=>|例如|示例|用法|如[:：]|注"
)
_PROSE = regex(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}|[\u4e00-\u9fff]")
_IMPORT = regex(r"(?m)^[ \t]*(?:from [\w.]+ )?import [\w., ()*]+$")
_SPACED = regex(r"(?m)^[ \t]*(?!if|for|while|return|elif|del|assert|raise|not|print|yield|with)[A-Za-z_]+ \(")
_CLAUSE = regex(r"(?:if|for|while|with|def|class|elif|try|except)\b.*:\s*")
_PRINTS = frozenset({"print", "pprint", "breakpoint", "exit", "plt.show"})
_OWNERS = ("self.", "log.", "logger.", "logging.", "pdb.", "console.", "warnings.")
_MADE = (ast.Call, ast.Dict, ast.List)
_TYPES = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant)
_LONGEST = 4_000


class CodeLeft(Rule):
    """A comment on lines of its own is nothing but Python statements: an assignment, an import, a call, a jump."""

    code = "STA07"
    name = "staleness/code-left"
    tier = 3
    dimension = "logic"
    penalty = 0.1
    reads_prose = False
    needs = ("text", "tree")
    in_source = True
    title = "commented-out code"
    why = "It is not run, not tested and not updated; version control remembers it better."
    source = "ERA001, S125"
    good = (Example("# The tax is charged on the net amount.\ntotal = net * rate"),)
    near_misses = (
        Example("# The same as the following:\n# total = charge(net)\ntotal = net * rate"),
        Example("# A total as by\n# other = charge(net)\ntotal = net * rate"),
        Example("# total (net)\ntotal = net * rate"),
        Example("# e.g. total = 3\ntotal = net * rate"),
        Example(
            "class Kind(Enum):\n    # ack = 2 (deprecated)\n    # message = 3 (deprecated)\n    source = 4"
        ),
        Example("# Total = 1 + sum(prices[1:]) + sum(taxes)\ntotal = net * rate"),
        Example("# constraint: [D, 0] @ [u, a] = rates\ntotal = net * rate"),
        Example("# x = y + z holds for every row\ntotal = net * rate"),
        Example("total = net * rate  # net * rate = total"),
        Example("# net = gross / (1 + rate)\ntax = gross - gross / (1 + rate)"),
    )
    bad = (Example("# total = round(net * rate, 2)\n# print(total)\ntotal = net * rate"),)
    paraphrases = (
        Example("# The tax is charged on the net.\n# total = charge(net, rate)\ntotal = add(net, rate)"),
        Example("# import json\n# from os import path\ntotal = net * rate"),
        Example("# print(total)\ntotal = net * rate"),
        Example("# if total > limit:\n#     raise TooMuch(total)\ntotal = net * rate"),
        Example("# self.cache.clear()\ntotal = net * rate"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each comment of a source that is code."""
        for index, comment in enumerate(page.comments) if page.is_source else ():
            if comment.kind == "docstring" or not _stands_alone(page, comment):
                continue
            end = (comment.at_line or 1) + comment.text.count("\n")
            if is_code(comment.text):
                shown = comment.text[:80]
                yield self.finding(page, index, "commented-out code", f"comment: {shown!r}", end_line=end)
            elif _doubles(page, comment, end):
                shown = comment.text.rpartition("\n")[2][:80]
                yield self.finding(
                    page, index, "commented-out code", f"comment: {shown!r}", end, end_line=end
                )


def _stands_alone(page: Page, comment: Comment) -> bool:
    """Whether the comment has its line to itself, in no list or call, where it would give the value meant."""
    line = comment.at_line or 1
    return not page.lines[line - 1][: comment.at_column or 0].strip() and page.facts.at(line) is None


def _doubles(page: Page, comment: Comment, end: int) -> bool:
    """Whether the last line below a text assigns what the statement behind it assigns."""
    prose, _, last = comment.text.rpartition("\n")
    statement = page.facts.at(end + 1) if prose else None
    if (
        statement is None
        or statement.kind != "assign"
        or prose.rstrip().endswith((":", "："))
        or not is_code(last)
    ):
        return False
    return last.partition("=")[0].strip() in statement.targets


def is_code(text: str) -> bool:
    """Whether ``text`` is nothing but statements that do something."""
    if len(text) > _LONGEST or not any(sign in text for sign in _SIGNS) or _EXEMPT.search(text):
        return False
    if _PROSE.search(_IMPORT.sub("", text)) or _SPACED.search(text):
        return False
    tree = _tree(text)
    return tree is not None and bool(tree.body) and all(_is_statement(node, tree) for node in tree.body)


def _tree(text: str) -> ast.Module | None:
    """The tree of ``text``; a header alone gets a body."""
    lines = text.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    source = "\n".join(line[margin:] for line in lines)
    if len(source) > _LONGEST:
        return None
    if _CLAUSE.fullmatch(source):
        source = source.rstrip() + " pass"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def _is_statement(node: ast.stmt, tree: ast.Module) -> bool:
    """Whether a statement does something; formulas (``a = b + c`` alone) and annotations are how people write."""
    if isinstance(node, ast.Expr):
        value = node.value.value if isinstance(node.value, ast.Await) else node.value
        return isinstance(value, ast.Call) and (len(tree.body) > 1 or _for_effect(value))
    if isinstance(node, ast.Return):
        return not isinstance(node.value, (ast.BoolOp, ast.Name, type(None)))
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        return not _is_told(node) and (
            len(tree.body) > 1 or any(isinstance(part, _MADE) for part in ast.walk(node))
        )
    return not isinstance(node, ast.AnnAssign) or (
        node.value is not None and isinstance(node.annotation, _TYPES)
    )


def _is_told(node: ast.Assign | ast.AugAssign) -> bool:
    """Whether an assignment is a line of a list (``ack = 2 (old)``) or a formula of a thing (``Position = ...``)."""
    called = isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Constant)
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    thing = isinstance(target, ast.Name) and target.id.istitle() and isinstance(node.value, ast.BinOp)
    return called or thing


def _for_effect(call: ast.Call) -> bool:
    """Whether a call alone is run for its effect; others are how people name what they speak of."""
    name = ast.unparse(call.func)
    return name in _PRINTS or name.startswith(_OWNERS)
