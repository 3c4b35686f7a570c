"""FMT19: a string that is meant to be a docstring and is none."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Class, Facts, Function, Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_STRING = regex(r"(?is)(?P<prefix>[a-z]{0,2})(?P<quote>\"\"\"|'''|\"|')")
_ABOVE = "stands above"
# Of a part of the module: work that is left, or what stands below.
_OF_A_PART = regex(
    r"[\"'rRuU\s]*(?:(?:TODO|FIXME|XXX|NOTE)\b|待办|(?i:the following (?:class|function|method|code|constant|table|list))"
    r"|(?:以下|下面)[\u4e00-\u9fff]{0,4}(?:类|函数|代码|常量))"
)
_HEADS = frozenset(("function", "class"))
_TRIPLE = ('"""', "'''")
_MOST_WORDS = 4  # of a heading


class MisplacedDocstring(Rule):
    """A string where a docstring is looked for, which Python does not take for one.

    It is an f-string or bytes at the start of a body, it stands above its ``def`` or ``class``, or behind the
    imports at the top of a module that has no docstring.
    """

    code = "FMT19"
    name = "format/misplaced-docstring"
    tier = 2  # the string may be meant for something else
    dimension = "format"
    penalty = 0.1
    reads_prose = False
    needs = ("text", "tree")
    in_source = True
    title = "string that looks like a docstring but is none"
    why = "Neither help() nor any tool shows it."
    source = "B021, checkstyle InvalidJavadocPosition, pre-commit check-docstring-first"
    good = (Example('import os\n\n\ndef half(n):\n    """Halve n."""\n    return n / 2  # exact\n'),)
    near_misses = (
        Example('run()\n"""Now stop."""\nstop()  # all\n'),
        Example(
            'class Box:\n    size = 3\n    """How many fit."""\n\n    def fill(self):  # all\n        pass\n'
        ),
        Example('"""About."""\nLIMIT = 3\n"""The most."""\n\n\ndef half(n):  # exact\n    return n / 2\n'),
        Example('import os\n\n"""The most that is read."""\nLIMIT = 3  # all\n'),
        Example('def f():  # none\n    return 1\n    """Old."""\n'),
        Example(
            'import os\n\n"""readers"""\n\n\ndef read():  # all\n    pass\n\n\n"""writers"""\n\n\ndef write():\n    pass\n'
        ),
        Example('import os\n\n"""\nTODO: Read as the others do.\n"""\n\n\ndef read():  # all\n    pass\n'),
        Example(
            'import os\n\n"""\nThe following class was taken from elsewhere.\n"""\n\n\nclass Box:  # all\n    pass\n'
        ),
        Example(
            'import os\n\n"""\n以下的类取自别处。\n"""\n\n\nclass Box:  # 全部\n    pass\n',
            language="zh",
        ),
        Example("import os\n\n'''\nbase:\n    cld\n    pop esi\n'''\nrun(os.sep)  # all\n"),
        Example("LIMIT = 3\nrun(LIMIT)  # once\n'''half_of'''\ndef half_of(n):\n    return n / 2\n"),
    )
    bad = (Example('def half(n):\n    f"""Halve {n}."""\n    return n / 2  # exact\n'),)
    paraphrases = (
        Example(
            '"""Halve n."""\n# exact\ndef half(n):\n    return n / 2\n\n"""Double n."""\ndef double(n):\n    return n\n'
        ),
        Example('import os\nimport sys\n\n"""Reads all files."""\n\nROOT = os.sep  # the root\n'),
        Example('import os\n\n"""file readers"""\n\n\ndef read():  # all\n    pass\n'),
        Example("class Box:\n    b'''A box.'''\n    size = 1  # large\n"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each string in the place of a docstring."""
        if not page.is_source:
            return
        facts = page.facts
        for statement in facts.statements:
            if statement.kind != "expression" or statement.text[:1] not in "\"'fFbBrR" or statement.calls:
                continue
            match = _STRING.match(statement.text)
            if match is None or not statement.text.endswith(match["quote"]) or statement.operators:
                continue
            fault = self._fault(facts, statement, match["prefix"].lower())
            if fault is not None:
                evidence = f"code: {statement.text[:60]!r}"
                yield self.finding(page, None, fault, evidence, statement.line, statement.column + 1)

    def custom(self, page: Page) -> tuple[int, int]:
        """How many functions and classes have a docstring, and above how many stands a string in its place."""
        owners: list[Function | Class] = [*page.facts.functions, *page.facts.classes]
        above = sum(finding.message.startswith(_ABOVE) for finding in self.check(page))
        return sum(one.docstring is not None for one in owners), above

    def _fault(self, facts: Facts, statement: Statement, prefix: str) -> str | None:
        before = facts.statements[statement.index - 1] if statement.index else None
        if before is None or before.index == statement.parent:
            heads_body = before is not None and before.kind in _HEADS
            return "an f-string or bytes is no docstring" if heads_body and set(prefix) & set("fb") else None
        if before.kind in ("assign", "type") or "f" in prefix:
            return None
        if self._documents_next(facts, statement) or _is_no_docstring(facts, statement):
            return None
        if statement.depth == 0 and all(s.kind == "import" for s in facts.statements[: statement.index]):
            return "stands behind the imports, so the module has no docstring"
        owner = self._defined_below(facts, statement)
        if owner is None or owner.docstring is not None or owner.line != statement.end_line + 1:
            return None
        is_label = statement.text.strip("\"'. \n").lower() == owner.name.lower()
        return None if is_label else f"{_ABOVE} {owner.name} instead of in it"

    def _documents_next(self, facts: Facts, statement: Statement) -> bool:
        """Whether an assignment stands on the next line, whose docstring it is meant to be."""
        behind = facts.statements[statement.index + 1 : statement.index + 2]
        return any(s.kind == "assign" and s.line == statement.end_line + 1 for s in behind)

    def _defined_below(self, facts: Facts, statement: Statement) -> Function | Class | None:
        index = statement.index + 1
        if index == len(facts.statements) or facts.statements[index].parent != statement.parent:
            return None
        owners: list[Function | Class] = [*facts.functions, *facts.classes]
        return next((one for one in owners if one.statement == index), None)


def _heads_a_part(facts: Facts, statement: Statement) -> bool:
    """Whether a string of a few words is the first of several that head the parts of a module."""
    if "\n" in statement.text or len(statement.text.split()) > _MOST_WORDS or statement.text[-4:-3] == ".":
        return False
    below = facts.statements[statement.index + 1 :]
    return any(s.kind == "expression" and not s.depth and s.text.startswith(_TRIPLE) for s in below)


def _is_no_docstring(facts: Facts, statement: Statement) -> bool:
    """Whether a string speaks of a part of the module, heads one, or is a listing."""
    text = statement.text
    return _OF_A_PART.match(text) is not None or _is_listing(text) or _heads_a_part(facts, statement)


def _is_listing(text: str) -> bool:
    """Whether a string is a listing under a label: ``base:``, deeper lines below it, and no sentence."""
    lines = [line.rstrip() for line in text.strip("\"'rRuU").split("\n") if line.strip()]
    return (
        len(lines) > 2
        and lines[0].endswith(":")
        and " " not in lines[0]
        and not any(line.endswith((".", "。")) for line in lines)
    )
