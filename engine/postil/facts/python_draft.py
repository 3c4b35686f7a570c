"""A statement while it is being read: lists to fill, frozen into a ``Statement`` when all is known."""

from __future__ import annotations

from msgspec import Struct
from msgspec import field as slot

from postil.facts.model import Call, Comparison, Effect, Literal, Statement, StatementKind


class Draft(Struct, eq=False, gc=False):
    """The mutable form of one ``Statement``, with what only the reader needs.

    ``yields`` are the lines of its yield expressions; ``captured`` the names bound in scopes of its own
    (comprehensions, lambdas, parameters), which are bound but no effect of the statement; ``body_of`` the
    class whose body it stands in.
    """

    index: int
    kind: StatementKind
    line: int
    end_line: int
    body_end: int
    column: int
    depth: int
    parent: int
    function: int
    text: str
    body_of: int = -1
    value: str = ""
    names: list[str] = slot(default_factory=list)
    targets: list[str] = slot(default_factory=list)
    captured: list[str] = slot(default_factory=list)
    calls: list[Call] = slot(default_factory=list)
    literals: list[Literal] = slot(default_factory=list)
    comparisons: list[Comparison] = slot(default_factory=list)
    operators: list[str] = slot(default_factory=list)
    effects: list[Effect] = slot(default_factory=list)
    yields: list[int] = slot(default_factory=list)

    def bind(self, name: str) -> None:
        """Note that the statement binds ``name``."""
        self.targets.append(name)
        self.effects.append(Effect("bind", name))

    def freeze(self) -> Statement:
        """The finished statement."""
        return Statement(
            self.index,
            self.kind,
            self.line,
            self.end_line,
            self.body_end,
            self.column,
            self.depth,
            self.parent,
            self.function,
            self.text,
            self.value,
            tuple(self.names),
            tuple(self.targets),
            tuple(self.calls),
            tuple(self.literals),
            tuple(self.comparisons),
            tuple(self.operators),
            tuple(self.effects),
        )
