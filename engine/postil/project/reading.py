"""Reads the symbol table of one file out of its facts and remarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from postil.claims.model import DocSections
from postil.digests import blake2b
from postil.facts.model import Facts, Function, Statement
from postil.facts.registry import language_named
from postil.project.model import Module, Reference, Symbol
from postil.project.naming import module_name
from postil.records import Comment

_FEWEST_WORDS = 5
"""A docstring of fewer words may well be right for two functions."""


class Source(Struct, frozen=True):
    """What a symbol table is read from: one file, its facts and what is known of its remarks.

    ``names`` are all that its remarks may use without inventing them; ``sections`` gives the docstring sections of a
    comment, by its number.
    """

    path: str
    lines: Sequence[str]
    facts: Facts
    comments: Sequence[Comment]
    names: frozenset[str]
    sections: Callable[[int], DocSections]
    references: tuple[Reference, ...]
    remark_lines: tuple[int, ...]


def read_module(source: Source) -> Module:
    """The symbol table of ``source``."""
    facts = source.facts
    docs = {c.symbol: i for i, c in enumerate(source.comments) if c.kind == "docstring"}
    styles = [(i, source.sections(i).style) for i in docs.values()]
    return Module(
        path=source.path,
        name=module_name(source.path),
        language=facts.language,
        symbols=tuple(_symbols(source, docs)),
        imports=facts.imports,
        exports=_exports(facts),
        names=tuple(source.names - language_named(facts.language).vocabulary),
        references=source.references,
        remark_lines=source.remark_lines,
        styles=tuple((i, style) for i, style in styles if style != "plain"),
        comment=docs.get(None, -1),
    )


def digest(text: str) -> str:
    """Sixteen hex digits that name ``text``."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _symbols(source: Source, docs: Mapping[str | None, int]) -> Iterator[Symbol]:
    facts = source.facts
    functions = {one.qualname for one in facts.functions}
    for owner in facts.classes:
        outer = owner.qualname.rpartition(".")[0]
        comment = docs.get(owner.qualname, -1)
        yield Symbol(
            owner.name, owner.qualname, "class", owner.line, owner.end_line, nested=outer in functions,
            bases=owner.bases, comment=comment, doc=_doc(source, comment),
        )  # fmt: skip
    classes = {one.qualname for one in facts.classes}
    calls = _Calls(facts)
    for function in facts.functions:
        yield _function(source, function, docs.get(function.qualname, -1), classes, functions, calls)
    for statement in facts.statements:
        if statement.kind == "assign" and statement.parent < 0:
            for target in statement.targets:
                yield Symbol(target, target, "constant", statement.line, statement.end_line)


def _function(
    source: Source,
    function: Function,
    comment: int,
    classes: set[str],
    functions: set[str],
    calls: _Calls,
) -> Symbol:
    outer = function.qualname.rpartition(".")[0]
    sections = source.sections(comment) if comment >= 0 else None
    sectioned = sections is not None and sections.style != "plain"
    return Symbol(
        function.name,
        function.qualname,
        "function",
        function.line,
        function.end_line,
        owner=outer if outer in classes else "",
        nested=_is_nested(outer, functions),
        stub=function.stub,
        decorators=function.decorators,
        comment=comment,
        doc=_doc(source, comment),
        sectioned=sectioned,
        raises=tuple(item.name for item in sections.raises if item.name)
        if sections and sections.raises
        else None,
        calls=calls.escaping(function) if sectioned else (),
        body=_body(source, function) if comment >= 0 else "",
    )


def _is_nested(outer: str, functions: set[str]) -> bool:
    while outer:
        if outer in functions:
            return True
        outer = outer.rpartition(".")[0]
    return False


def _doc(source: Source, comment: int) -> str:
    """A digest of the words of a docstring; nothing for a short one or one without a summary."""
    if comment < 0:
        return ""
    text = source.comments[comment].text
    if text.startswith((":", "@", ".. ")):
        return ""  # fields or a directive alone, which may be those of many
    words = text.lower().split()
    long_enough = len(words) >= _FEWEST_WORDS or (
        sum(not word.isascii() for word in words) and len("".join(words)) > 10
    )
    return digest(" ".join(words)) if long_enough else ""


def _body(source: Source, function: Function) -> str:
    first = function.body_line
    if function.docstring_line is not None:
        first = function.docstring_line + (function.docstring or "").count("\n") + 1
    rows = [row.strip() for row in source.lines[first - 1 : function.end_line]]
    return digest("\n".join(row for row in rows if row and not row.startswith(('"""', "'''"))))


def _exports(facts: Facts) -> tuple[str, ...] | None:
    for statement in facts.statements:
        if "__all__" in statement.targets and statement.kind == "assign":
            return tuple(str(one.value) for one in statement.literals if one.kind == "string")
    return None


class _Calls:
    """The calls of a file by the function they stand in."""

    def __init__(self, facts: Facts) -> None:
        self._statements = facts.statements
        self._vocabulary = language_named(facts.language).vocabulary
        self._by_function: dict[int, list[Statement]] | None = None

    def escaping(self, function: Function) -> tuple[tuple[str, int], ...]:
        """The callees of ``function`` outside of any ``try``, each once, with the line of the first call."""
        if self._by_function is None:
            self._by_function = {}
            for statement in self._statements:
                if statement.calls and statement.function >= 0:
                    self._by_function.setdefault(statement.function, []).append(statement)
        number = self._statements[function.statement].function
        found: dict[str, int] = {}
        for statement in self._by_function.get(number, ()):
            if not self._is_tried(statement):
                for call in statement.calls:
                    if not call.name.startswith(".") and call.name not in self._vocabulary:
                        found.setdefault(call.name, statement.line)
        return tuple(found.items())

    def _is_tried(self, statement: Statement) -> bool:
        parent = statement.parent
        while parent >= 0 and self._statements[parent].kind not in ("function", "class"):
            if self._statements[parent].kind in ("try", "with"):
                return True
            parent = self._statements[parent].parent
        return False
