"""What an expression of Python shows: names, calls, literals, comparisons, operators, effects.

The syntax tree is walked in the order of the text with a stack, so depth costs no recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeAlias

from postil.facts.model import Call, Comparison, Effect, Literal
from postil.facts.python_draft import Draft
from postil.facts.python_effects import note_effects
from postil.facts.python_literals import number_value, string_prefix, string_value
from postil.facts.python_names import dotted, flat_targets, parameter_name
from postil.facts.python_syntax import (
    BETWEEN,
    FUNCTION,
    IDENTIFIER,
    LEFT,
    RIGHT,
    Source,
    SyntaxNode,
    field,
    kinds,
)

# Tokens that are operators wherever they stand in an expression.
OPERATORS = frozenset(
    (
        *"+ - * / // % ** @ << >> & | ^ ~ < > <= >= == != <> := and or not in is lambda await if for".split(),
        "not in",
        "is not",
    )
)
_STARRED = kinds(
    "list_splat_pattern", "dictionary_splat_pattern", "keyword_separator", "positional_separator"
)
_DOTTED = kinds("identifier", "attribute")
_ATTRIBUTES = kinds("attribute")
_COMMENTS = kinds("comment")
_KEYWORD_ARGUMENTS = kinds("keyword_argument")
_GENERATORS = kinds("generator_expression")
# Nodes whose own tokens are brackets, commas and the like, none of which is an operator.
_PUNCTUATED = kinds(
    *"argument_list keyword_argument subscript list tuple set dictionary pair expression_list".split(),
    *"pattern_list parenthesized_expression dotted_name default_parameter typed_default_parameter".split(),
)
_OPERATOR_KINDS = {kind: name for name in sorted(OPERATORS) for kind in kinds(name)}
_ARGUMENTS = field("arguments")


_Reader: TypeAlias = "Callable[[Collector, SyntaxNode], Sequence[SyntaxNode]]"


class Collector:
    """Reads expressions of one source into drafts."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.of = source.of
        self.draft: Draft
        self._sound = not source.tree.root_node.has_error
        self._polarity: dict[int, bool] = {}
        self._lambda_end = 0
        self._budget = 20 * len(source.text) + 10_000

    def collect(self, root: SyntaxNode, draft: Draft) -> None:
        """Add all that ``root`` shows to ``draft``, in the order of the text."""
        self.draft = draft
        of, names, readers = self.of, draft.names, self._readers
        stack = [root]
        while stack:
            node = stack.pop()
            kind = node.kind_id
            if kind == IDENTIFIER:
                names.append(of(node))
            elif kind in readers:
                stack.extend(readers[kind](self, node)[::-1])
            elif kind in _PUNCTUATED:
                stack.extend(node.named_children[::-1])
            elif kind in _OPERATOR_KINDS:
                draft.operators.append(_OPERATOR_KINDS[kind])
            else:
                stack.extend(node.children[::-1])

    def collect_target(self, root: SyntaxNode, draft: Draft) -> None:
        """Add all that the target ``root`` shows, and what it binds."""
        if root.kind_id == IDENTIFIER:
            name = self.of(root)
            draft.names.append(name)
            draft.bind(name)
        else:
            self.collect(root, draft)
            self.bind(root, draft)

    def bind(self, root: SyntaxNode, draft: Draft) -> None:
        """Note what the target ``root`` binds or stores to."""
        for node in flat_targets(root):
            text = self.of(node)
            draft.targets.append(text)
            draft.effects.append(Effect("bind" if node.kind_id == IDENTIFIER else "store", text))

    def excerpt(self, node: SyntaxNode) -> str:
        """The text of ``node``.

        Texts of nested expressions overlap: once they add up to more than any sensible code has, only their
        beginnings are taken, so that depth costs no square.
        """
        start, end = node.start_byte, node.end_byte
        self._budget -= end - start
        return self.source.cut(start, end if self._budget > 0 else min(end, start + 40))

    def _number(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        text = self.of(node)
        self.draft.literals.append(Literal("number", text, number_value(text)))
        return ()

    def _constant(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        kind = node.type
        if kind == "none":
            self.draft.literals.append(Literal("none", "None", None))
        else:
            self.draft.literals.append(Literal("bool", self.of(node), kind == "true"))
        return ()

    def _string(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        text = self.excerpt(node)
        self.draft.literals.append(Literal("string", text, string_value(text)))
        if "{" in text and any(letter in string_prefix(text) for letter in "ft"):
            return [child for child in node.children if child.type == "interpolation"]
        return ()

    def _unary(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        argument = node.child_by_field_name("argument")
        if argument is None or argument.type not in ("integer", "float") or node.children[0].type != "-":
            return node.children
        text, value = self.of(node), number_value(self.of(argument))
        self.draft.literals.append(Literal("number", text, None if value is None else -value))
        return ()

    def _not(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        """Tell each comparison below, through brackets and ``and``/``or``, whether it is negated."""
        if node.id not in self._polarity:
            below = [(node, True)]
            while below:
                inner, flipped = below.pop()
                for child in inner.named_children:
                    if child.type in ("not_operator", "comparison_operator"):
                        self._polarity[child.id] = flipped
                    if child.type in ("not_operator", "parenthesized_expression", "boolean_operator"):
                        below.append((child, flipped ^ (child.type == "not_operator")))
        return node.children

    def _comparison(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        children = [child for child in node.children if child.kind_id not in BETWEEN]
        negated = self._polarity.get(node.id, False)
        for left, operator, right in zip(children[::2], children[1::2], children[2::2], strict=False):
            self.draft.comparisons.append(
                Comparison(self.excerpt(left), operator.type, self.excerpt(right), negated)
            )
        return children

    def _plain(self, node: SyntaxNode) -> str:
        """The text of a name, dotted or not, that is nothing but identifiers and dots, else nothing.

        What begins like an ellipsis or a constant (``None.x``) is not told from one here.
        """
        text = self.of(node) if self._sound and node.kind_id in _DOTTED else ""
        sure = text.isascii() and text.replace(".", "").isidentifier() and text[0] not in ".FNT"
        return text if sure else ""

    def _attribute(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        plain = self._plain(node)
        if not plain:
            return node.named_children
        self.draft.names.extend(plain.split("."))
        return ()

    def _call(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        callee, bracket = node.child_by_field_id(FUNCTION), node.child_by_field_id(_ARGUMENTS)
        if callee is None or bracket is None:
            return node.children
        name = plain = self._plain(callee)
        if plain:
            self.draft.names.extend(plain.split("."))
        else:
            name = dotted(self.source, callee)
        if bracket.kind_id in _GENERATORS:
            inside = [bracket]
            self.draft.calls.append(Call(name, (self.excerpt(bracket)[1:-1].strip(),)))
        else:
            inside = bracket.named_children
            self.draft.calls.append(Call(name, *self._arguments(inside)))
        note_effects(callee, name, self.draft, self.excerpt)
        return inside if plain else [callee, *inside]

    def _arguments(self, inside: list[SyntaxNode]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
        positional: list[str] = []
        keywords: list[tuple[str, str]] = []
        for child in inside:
            kind = child.kind_id
            if kind in _KEYWORD_ARGUMENTS:
                name, _, value = self.excerpt(child).partition("=")
                keywords.append((name.strip(), value.strip()))
            elif kind not in _COMMENTS:
                positional.append(self.excerpt(child))
        return tuple(positional), tuple(keywords)

    def _walrus(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        name = node.child_by_field_name("name")
        if name is not None:
            self.draft.bind(self.of(name))
        return node.children

    def _await(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        awaited = node.named_children
        if awaited:
            self.draft.operators.append("await")
            self.draft.effects.append(Effect("await", self.excerpt(awaited[-1])))
        return awaited

    def _yield(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        if node.is_named and node.start_byte >= self._lambda_end:
            self.draft.yields.append(self.source.line(node))
        return node.named_children

    def _lambda(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        """The keyword is a token of the same name as the node it begins."""
        if not node.is_named:
            self.draft.operators.append("lambda")
            return ()
        self._lambda_end = max(self._lambda_end, node.end_byte)
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            for child in parameters.named_children:
                name = parameter_name(child)
                if name is not None:
                    self.draft.captured.append(self.of(name))
        return node.children

    def _comprehension(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        left = node.child_by_field_id(LEFT)
        if left is None:
            return node.children
        self.draft.operators.append("for")
        self.draft.captured.extend(self.of(name) for name in flat_targets(left) if name.kind_id == IDENTIFIER)
        return [left, *node.children_by_field_id(RIGHT)]

    def _slice(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        self.draft.operators.append("[:]")
        return node.named_children

    def _parameters(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        """All but the stars and the slash, which are no operators in a list of parameters."""
        rest: list[SyntaxNode] = []
        for child in node.named_children:
            rest.extend(child.named_children if child.kind_id in _STARRED else (child,))
        return rest

    def _without_stars(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        return node.named_children

    def _case_pattern(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        """A lone name in a pattern is a capture, a dotted one a value."""
        inner = node.named_children
        if len(inner) == 1 and inner[0].type == "dotted_name" and inner[0].named_child_count == 1:
            name = self.of(inner[0])
            if name != "_":
                self.draft.bind(name)
        return node.children

    def _binding_pattern(self, node: SyntaxNode) -> Sequence[SyntaxNode]:
        """``*rest`` or ``... as name`` in a pattern, ``... as target`` in a ``with`` or ``except``."""
        alias = node.child_by_field_name("alias")
        if alias is not None:
            self.bind(alias, self.draft)
        else:
            for child in node.named_children:
                if child.type == "identifier":
                    self.draft.bind(self.of(child))
        return node.children

    # Each reads a node and returns which nodes below it are to be read.
    _by_name: ClassVar[dict[str, _Reader]] = {
        "attribute": _attribute,
        "integer": _number,
        "float": _number,
        "string": _string,
        "true": _constant,
        "false": _constant,
        "none": _constant,
        "unary_operator": _unary,
        "not_operator": _not,
        "call": _call,
        "comparison_operator": _comparison,
        "named_expression": _walrus,
        "await": _await,
        "yield": _yield,
        "lambda": _lambda,
        "for_in_clause": _comprehension,
        "slice": _slice,
        "parameters": _parameters,
        "lambda_parameters": _parameters,
        "typed_parameter": _parameters,
        "case_pattern": _case_pattern,
        "splat_type": _without_stars,
        "splat_pattern": _binding_pattern,
        "as_pattern": _binding_pattern,
    }
    _readers: ClassVar[dict[int, _Reader]] = {
        kind: reader for name, reader in _by_name.items() for kind in kinds(name)
    }
