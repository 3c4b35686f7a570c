"""What a grammar calls things: the one page that a new language has to write.

Grammars differ in the names of their nodes far more than in their shape: fields are called ``condition``,
``body``, ``left`` nearly everywhere (``grammar.py`` knows those). Names stand in one string with spaces.
"""

from __future__ import annotations

from typing import Literal as Lit
from typing import TypeAlias

from msgspec import Struct

from postil.facts.model import LiteralKind, ParameterKind, StatementKind

DocStyle: TypeAlias = Lit["marked", "adjacent"]


class Table(Struct, frozen=True, kw_only=True):
    """The names of one language's nodes.

    - ``grammar``: ``module:function`` that gives the grammar, imported when code is first read; ``dialect``:
      ``module:language`` of the richer language that code is tried as when it does not parse as this one.
    - ``simple``: nodes that are one statement, by its kind; ``compound``: those with a header and a block.
    - ``blocks`` hold statements, ``wrappers`` stand around one statement (``export``, ``template``, ``;``).
    - ``functions``, ``classes``, ``methods`` (functions that are methods wherever they stand), ``closures``
      (functions without a name of their own), ``heritage`` (what names the bases of a class).
    - ``labels``: what heads a case, where it is no field.
    - ``identifiers``: leaves that are names; ``members``: ``a.b``; ``calls``, ``assignments``, ``updates``
      (``i++``), ``declarators`` (name and value), ``operations`` (nodes whose tokens are operators),
      ``entries`` (key and value in an object; a function there has the key as its name), ``slices``, ``awaits``, ``yields``, ``literals``, ``strings_with_code`` (templates).
    - ``parameters``: nodes that declare one, by kind; ``receivers``: the nodes or names of the object itself.
    - ``throws``: declared exceptions; ``catch_all``: names that catch everything.
    - ``fragments``: what may have to stand around a fragment so that it parses.
    - ``docs``: doc comments are told by their ``marked`` beginning (``/**``), or by standing ``adjacent``
      to a definition (Go).
    - ``macros``: macros may stand beside declarations.
    - ``other_docs``: beginnings of what looks like a doc comment and says nothing of what is below it.
    - ``tail_returns``: the last expression of a body is its result.
    - ``bodiless``: what a class without a body is, a ``class`` or only the name of a ``type``.
    - ``keywords`` are no names; ``library`` are names that any code may use without declaring them.
    """

    name: str
    suffixes: tuple[str, ...]
    grammar: str
    dialect: str = ""
    simple: dict[StatementKind, str]
    compound: dict[StatementKind, str]
    blocks: str
    wrappers: str
    functions: str
    methods: str = ""
    closures: str = ""
    classes: str = ""
    heritage: str = ""
    labels: str = ""
    identifiers: str
    members: str
    calls: str
    assignments: str = ""
    updates: str = ""
    declarators: str = ""
    operations: str = ""
    entries: str = ""
    slices: str = ""
    awaits: str = ""
    yields: str = ""
    literals: dict[LiteralKind, str]
    strings_with_code: str = ""
    parameters: dict[ParameterKind, str]
    receivers: str = ""
    throws: str = ""
    catch_all: tuple[str, ...] = ()
    comments: str
    docs: DocStyle = "marked"
    other_docs: tuple[str, ...] = ()
    fragments: tuple[tuple[str, str], ...] = ()
    macros: bool = False
    tail_returns: bool = False
    bodiless: Lit["class", "type"] = "class"
    keywords: str = ""
    library: str = ""
