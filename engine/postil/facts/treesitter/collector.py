"""What an expression shows: names, calls, literals, comparisons, operators, effects.

The tree is walked in the order of the text with a stack. A block of several lines inside an expression (the
body of a closure, of an anonymous class, of a function in an object) is not entered: it is left in ``nested``,
to be read as statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import ClassVar, TypeAlias

from postil.facts.model import Call, Comparison, Effect, Literal
from postil.facts.python_draft import Draft
from postil.facts.treesitter.effects import note_effects
from postil.facts.treesitter.grammar import Grammar, SyntaxNode, first
from postil.facts.treesitter.names import dotted, flat_targets, innermost
from postil.facts.treesitter.source import Source
from postil.facts.treesitter.spelling import OPERATORS, pythonic
from postil.facts.treesitter.values import literal_of

COMPARISONS = frozenset(("==", "!=", "<", ">", "<=", ">=", "in"))
_Reader: TypeAlias = "Callable[[Collector, SyntaxNode], Sequence[SyntaxNode]]"


class Collector:
    """Reads expressions of one source into drafts."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.grammar = source.grammar
        self.draft: Draft
        self.nested: list[SyntaxNode] = []
        self._polarity: dict[int, bool] = {}
        self._entered: set[int] = set()
        self._left_out: set[int] = set()
        self._budget = 20 * len(source.text) + 10_000
        self._readers = _readers_of(source.grammar)

    def collect(self, root: SyntaxNode, draft: Draft) -> None:
        """Add all that ``root`` shows to ``draft``, in the order of the text."""
        self.draft = draft
        identifiers, readers = self.grammar.identifiers, self._readers
        stack = [root]
        while stack:
            node = stack.pop()
            kind = node.kind_id
            if self._entered and (node.id in self._left_out or node.id in self._entered):
                stack.extend([] if node.id in self._left_out else reversed(node.named_children))
            elif kind in identifiers:
                draft.names.append(self.source.of(node))
            elif kind in readers:
                stack.extend(reversed(readers[kind](self, node)))
            elif node.is_named:
                stack.extend(reversed(node.named_children))
            else:
                self._token(node)

    def reads(self, node: SyntaxNode) -> bool:
        """Whether ``node`` itself binds something, not only its parts."""
        grammar = self.grammar
        return node.kind_id in grammar.declarators or node.kind_id in grammar.assignments | grammar.updates

    def collect_header(
        self, root: SyntaxNode, node: SyntaxNode, left_out: Iterable[SyntaxNode | None], draft: Draft
    ) -> None:
        """Add what the header of the definition ``node`` within ``root`` shows, without ``left_out``."""
        self._entered = {root.id, node.id}
        self._left_out = {one.id for one in left_out if one is not None}
        self.collect(root, draft)
        self._entered, self._left_out = set(), set()

    def bind(self, target: SyntaxNode, draft: Draft) -> None:
        """Note what ``target`` binds or stores to."""
        for node in flat_targets(self.grammar, target):
            text = self.source.of(node)
            if text in draft.targets:
                continue
            draft.targets.append(text)
            draft.effects.append(
                Effect("bind" if node.kind_id in self.grammar.identifiers else "store", text)
            )

    def spelled(self, node: SyntaxNode) -> str:
        """The text of ``node`` in the common spelling; see ``spelling``."""
        return pythonic(self.excerpt(node))

    def excerpt(self, node: SyntaxNode) -> str:
        """The text of ``node``.

        Texts of nested expressions overlap: once they add up to more than any sensible code has, only their
        beginnings are taken, so that depth costs no square.
        """
        start, end = node.start_byte, node.end_byte
        self._budget -= end - start
        return self.source.cut(start, end if self._budget > 0 else min(end, start + 40))

    def _token(self, node: SyntaxNode) -> None:
        sign = node.type
        if not sign.isalnum() or sign in ("in", "not", "and", "or"):
            self.draft.operators.append({"?": "if"}.get(sign) or OPERATORS.get(sign, sign))

    def _skip(self, _node: SyntaxNode) -> Sequence[SyntaxNode]:
        return ()

    def _block(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        if node.end_point.row == node.start_point.row:
            return node.named_children
        self.nested.append(node)
        return ()

    def _closure(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        self.draft.operators.append("lambda")
        bracket = first(node, self.grammar.bracket)
        if bracket is not None:
            self.draft.captured.extend(
                self.source.of(name)
                for child in (bracket.named_children or [bracket])
                if (name := innermost(self.grammar, child)) is not None
            )
        return node.named_children

    def _entry(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        value = first(node, self.grammar.right)
        return (
            self._block(node)
            if value is not None and value.kind_id in self.grammar.closures
            else node.children
        )

    def _operation(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        children = node.children
        signs = [child for child in children if not child.is_named]
        sign = OPERATORS.get(signs[0].type, signs[0].type) if signs else ""
        if sign in COMPARISONS and len(children) >= 3:
            left, right = self.spelled(children[0]), self.spelled(children[-1])
            negated = self._polarity.get(node.id, False)
            self.draft.comparisons.append(Comparison(left, sign, right, negated))
        elif sign == "not":
            self._negate(node)
        elif (
            sign == "-" and len(children) == 2 and self.grammar.literals.get(children[1].kind_id) == "number"
        ):
            self.draft.literals.append(literal_of("number", self.source.of(node)))
            return ()
        return [child for child in children if child.is_named or child.type not in ":()"]

    def _negate(self, node: SyntaxNode) -> None:
        """Tell each comparison below, through brackets and logical operators, whether it is negated."""
        if node.id in self._polarity:
            return
        below = [(node, True)]
        while below:
            outer, flipped = below.pop()
            for child in outer.named_children:
                inverts = child.kind_id in self.grammar.operations and child.children[0].type == "!"
                self._polarity[child.id] = flipped
                if child.kind_id in self.grammar.operations or child.type == "parenthesized_expression":
                    below.append((child, flipped ^ inverts))

    def _declarator(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        if self._entered:  # a parameter, or the name of a function: bound by its definition
            return node.named_children
        target, value = first(node, self.grammar.left), first(node, self.grammar.right)
        if target is not None:
            self.bind(target, self.draft)
        if value is not None and not self.draft.value:
            self.draft.value = self.spelled(value)
        return node.named_children

    def _assignment(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        left, right = first(node, self.grammar.left), first(node, self.grammar.right)
        if left is None or right is None or self._entered:
            return node.named_children
        self.bind(left, self.draft)
        sign = next((child.type for child in node.children if not child.is_named), "=")
        if sign not in ("=", ":="):
            self.draft.operators.append(sign)
        if not self.draft.value:
            self.draft.value = self.spelled(right)
        return node.named_children

    def _update(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        """``i++`` is read as ``i += 1``."""
        for child in node.named_children:
            self.bind(child, self.draft)
        sign = next((child.type for child in node.children if not child.is_named), "++")
        self.draft.operators.append(f"{sign[0]}=")
        self.draft.literals.append(Literal("number", "1", 1))
        return node.named_children

    def _call(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        grammar = self.grammar
        callee = node if node.kind_id in grammar.members else first(node, grammar.callee)
        bracket = first(node, grammar.arguments)
        name = "" if callee is None else dotted(self.source, callee)
        inside = (
            ()
            if bracket is None
            else [c for c in bracket.named_children if c.kind_id not in grammar.comments]
        )
        self.draft.calls.append(Call(name, tuple([self.spelled(child) for child in inside])))
        if callee is not None:
            note_effects(callee, name, self.draft, self)
        return node.named_children

    def _slice(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        self.draft.operators.append("[:]")
        return node.named_children

    def _await(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        inside = node.named_children
        if inside:
            self.draft.operators.append("await")
            self.draft.effects.append(Effect("await", self.excerpt(inside[-1])))
        return inside

    def _yield(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        self.draft.yields.append(node.start_point.row + 1)
        return node.named_children

    def _template(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        self._literal(node)
        return [child for child in node.named_children if child.named_child_count]

    def _literal(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        kind = self.grammar.literals.get(node.kind_id, "string")
        self.draft.literals.append(literal_of(kind, self.excerpt(node)))
        return ()

    # What reads the nodes of each role of the grammar, and returns which nodes below are to be read.
    roles: ClassVar[tuple[tuple[str, _Reader], ...]] = (
        ("blocks", _block),
        ("functions", _block),
        ("closures", _closure),
        ("entries", _entry),
        ("operations", _operation),
        ("declarators", _declarator),
        ("assignments", _assignment),
        ("updates", _update),
        ("calls", _call),
        ("slices", _slice),
        ("awaits", _await),
        ("yields", _yield),
        ("templates", _template),
        ("literals", _literal),
        ("comments", _skip),
    )


@lru_cache(maxsize=32)
def _readers_of(grammar: Grammar) -> dict[int, _Reader]:
    """Who reads which kind of node."""
    return {number: reader for role, reader in Collector.roles for number in getattr(grammar, role)}
