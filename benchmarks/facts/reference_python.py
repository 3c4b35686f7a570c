"""What Python's own ``ast`` says of the files named on standard input, a JSON object a line."""

from __future__ import annotations

import ast
import json
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

Defined: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def own(root: ast.AST) -> Iterator[ast.AST]:
    """The nodes below ``root`` in its own scope, in the order of the text."""
    stack = list(reversed(getattr(root, "body", [])))
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, _SCOPES):
            stack.extend(reversed(list(ast.iter_child_nodes(node))))


def definitions(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """All functions and classes with the qualified name of what holds them."""
    stack: list[tuple[str, ast.AST]] = [("", tree)]
    while stack:
        prefix, node = stack.pop()
        for child in ast.iter_child_nodes(node):
            named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            if named:
                yield prefix, child
            stack.append((f"{prefix}{child.name}." if named else prefix, child))  # type: ignore[attr-defined] # told by isinstance above


def parameters(arguments: ast.arguments) -> list[tuple[str, str, bool]]:
    """Name, kind and whether there is a default, in the order of the text."""
    plain = [*arguments.posonlyargs, *arguments.args]
    required = len(plain) - len(arguments.defaults)
    only = len(arguments.posonlyargs)
    found = [
        (one.arg, "positional_only" if index < only else "positional", index >= required)
        for index, one in enumerate(plain)
    ]
    if arguments.vararg is not None:
        found.append((arguments.vararg.arg, "star", False))
    keywords = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    found += [(one.arg, "keyword_only", default is not None) for one, default in keywords]
    if arguments.kwarg is not None:
        found.append((arguments.kwarg.arg, "double_star", False))
    return found


def raised(node: ast.Raise) -> str | None:
    """The class that a ``raise`` names; ``None`` when it names none."""
    what = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    if what is None or not isinstance(what, ast.Name | ast.Attribute):
        return None
    last = what.id if isinstance(what, ast.Name) else what.attr
    return last if last.lstrip("_")[:1].isupper() else None


def doc_line(node: Any) -> int | None:
    """The line on which the docstring of ``node`` begins."""
    return node.body[0].lineno if ast.get_docstring(node) is not None else None


def common(prefix: str, node: Defined | ast.ClassDef) -> dict[str, Any]:
    """What functions and classes share."""
    return {
        "name": node.name,
        "qualname": prefix + node.name,
        "first": node.lineno,
        "line": node.lineno,
        "end": node.end_lineno,
        "doc": doc_line(node),
    }


def function(prefix: str, node: Defined) -> dict[str, Any]:
    """One function."""
    inside = list(own(node))
    names = {raised(one) for one in inside if isinstance(one, ast.Raise)}
    return {
        **common(prefix, node),
        "parameters": parameters(node.args),
        "returns": any(isinstance(one, ast.Return) and one.value is not None for one in inside),
        "yields": any(isinstance(one, ast.Yield | ast.YieldFrom) for one in inside),
        "raises": sorted(name for name in names if name),
    }


def owner(prefix: str, node: ast.ClassDef) -> dict[str, Any]:
    """One class."""
    return {**common(prefix, node), "bases": [ast.unparse(base) for base in node.bases]}


def read(path: str) -> dict[str, Any]:
    """All functions and classes of one file."""
    try:
        tree = ast.parse(Path(path).read_bytes())
    except (SyntaxError, ValueError, RecursionError) as error:
        return {"file": path, "refused": str(error)}
    found = list(definitions(tree))
    return {
        "file": path,
        "functions": [
            function(prefix, node)
            for prefix, node in found
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ],
        "classes": [owner(prefix, node) for prefix, node in found if isinstance(node, ast.ClassDef)],
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        print(json.dumps(read(line.rstrip("\n"))))
