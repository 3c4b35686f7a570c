"""What a function does, as far as its syntax tells: so that only what is false of it is seeded as a fault."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from mutation_units import Unit

_BUILTINS = frozenset(dir(builtins)) - {"next", "getattr", "open", "__import__", "eval", "exec"}


def does_something(unit: Unit) -> bool:
    """Whether the body is more than a place for a subclass: not only ``pass``, constants and ``raise``."""
    rest = unit.tree.body[1:]
    return not all(isinstance(node, (ast.Pass, ast.Raise)) or _is_constant(node) for node in rest)


def raised(unit: Unit) -> set[str]:
    """The names of the exceptions that the body raises itself."""
    found = set()
    for node in ast.walk(unit.tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            found.add(ast.unparse(called).rpartition(".")[2])
    return found


def calls_nothing_unknown(unit: Unit) -> bool:
    """Whether no exception can come from elsewhere: only builtins are called, nothing is looked up by a key."""
    for node in _body(unit):
        if isinstance(node, (ast.Subscript, ast.Await, ast.With, ast.AsyncWith, ast.Import, ast.ImportFrom)):
            return False
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in _BUILTINS):
            return False
    return True


def gives_value(unit: Unit) -> bool:
    """Whether a value is returned: by the annotation, or where what is returned is no call, which may give nothing."""
    annotated = unit.tree.returns is not None and ast.unparse(unit.tree.returns) not in {"None", "NoReturn"}
    values = [n.value for n in _body(unit) if isinstance(n, ast.Return)]
    return any(
        value is not None and (annotated or not isinstance(value, (ast.Call, ast.Await, ast.Constant)))
        for value in values
    )


def is_eager(unit: Unit) -> bool:
    """Whether what is returned is provably no iterator: no call, generator or name of something lazy."""
    literal = (
        ast.Constant,
        ast.Compare,
        ast.BoolOp,
        ast.BinOp,
        ast.JoinedStr,
        ast.Dict,
        ast.List,
        ast.Tuple,
        ast.ListComp,
        ast.DictComp,
    )
    values = [n.value for n in _body(unit) if isinstance(n, ast.Return) and n.value is not None]
    yields = any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in _body(unit))
    return bool(values) and not yields and all(isinstance(value, literal) for value in values)


def loops_over(unit: Unit) -> bool:
    """Whether a loop or comprehension goes over a parameter."""
    loops = (ast.For, ast.comprehension)
    names = set(unit.parameters)
    return any(
        isinstance(n, loops) and isinstance(n.iter, ast.Name) and n.iter.id in names for n in _body(unit)
    )


def leaves_arguments(unit: Unit) -> bool:
    """Whether nothing is stored into a parameter, and none is handed to what might change it."""
    names = {*unit.parameters, "self", "cls"}
    for node in _body(unit):
        called = node.func if isinstance(node, ast.Call) else None
        if (
            called is not None
            and not (isinstance(called, ast.Name) and called.id in _BUILTINS)
            and _names(node) & names
        ):
            return False
        stored = isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load)
        if (stored or isinstance(node, (ast.Expr, ast.AugAssign, ast.Delete))) and _names(node) & names:
            return False
    return bool(unit.parameters) and does_something(unit)


def read(unit: Unit) -> set[str]:
    """The names that the body reads."""
    return {n.id for n in _body(unit) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def needs_value(unit: Unit) -> set[str]:
    """Parameters of which an attribute, an item, a length or an element is taken, in a body without ``None`` or ``if``."""
    if any(isinstance(n, (ast.If, ast.IfExp, ast.BoolOp, ast.Try)) for n in _body(unit)):
        return set()
    found: set[str] = set()
    for node in _body(unit):
        taken = (
            node.value if isinstance(node, (ast.Attribute, ast.Subscript)) else getattr(node, "iter", None)
        )
        found |= {taken.id} if isinstance(taken, ast.Name) else set()
    return found & set(unit.parameters)


def none_by_default(unit: Unit) -> set[str]:
    """Parameters with the default ``None``."""
    arguments = unit.tree.args
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return {a.arg for a, value in pairs if isinstance(value, ast.Constant) and value.value is None}


def numbers(unit: Unit) -> set[int]:
    """The whole numbers that the function has in its signature and body."""
    nodes = [*_body(unit), *(n for d in unit.tree.args.defaults for n in ast.walk(d))]
    return {n.value for n in nodes if isinstance(n, ast.Constant) and type(n.value) is int}


def code_text(unit: Unit) -> str:
    """The function's name, signature and body in lower case."""
    parts = [unit.tree.name, ast.unparse(unit.tree.args), *(ast.unparse(node) for node in unit.tree.body[1:])]
    return "\n".join(parts).lower()


def identifiers(unit: Unit) -> set[str]:
    """All names in the function's code."""
    attributes = {n.attr for n in _body(unit) if isinstance(n, ast.Attribute)}
    return attributes | {n.id for n in _body(unit) if isinstance(n, ast.Name)} | set(unit.parameters)


def _body(unit: Unit) -> Iterator[ast.AST]:
    for statement in unit.tree.body[1:]:
        yield from ast.walk(statement)


def _names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def _is_constant(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
