"""The facts of real modules must be those that Python's own parser and libcst tell."""

from __future__ import annotations

import ast
import inspect
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from postil.facts.model import Facts, Function
from postil.facts.python import PYTHON

STDLIB = Path(os.__file__).parent
LARGEST = 60_000  # bytes; keeps the whole oracle within seconds
Definition = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> tuple[Path, ...]:
    """Modules spread over all packages, by name."""
    found = sorted(path for path in STDLIB.rglob("*.py") if "site-packages" not in path.parts)
    fit = [path for path in found if path.stat().st_size <= LARGEST and _parses(path)]
    return tuple(fit[:: max(1, len(fit) // 170)])


def _parses(path: Path) -> bool:
    return "lib2to3" not in path.parts and not path.name.startswith("bad")


@cache
def read(path: Path) -> tuple[str, ast.Module, Facts] | None:
    try:
        code = path.read_text(encoding="utf-8")
        tree = ast.parse(code)
    except (UnicodeDecodeError, SyntaxError):
        return None
    return code, tree, PYTHON.facts(code)


def cases() -> Iterator[tuple[str, ast.Module, Facts]]:
    for path in modules():
        case = read(path)
        if case is not None:
            yield case


def scopes(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every function and class of ``tree`` with its qualified name, in the order of the text."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, Definition | ast.ClassDef):
            yield prefix + child.name, child
            yield from scopes(child, f"{prefix}{child.name}.")
        else:
            yield from scopes(child, prefix)


def own(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function's own scope, in the order of the text."""
    for child in ast.iter_child_nodes(function):
        if isinstance(child, Definition | ast.ClassDef | ast.Lambda):
            continue
        yield child
        yield from own(child)


def by_place(items: Iterator[tuple[str, ast.AST]]) -> list[tuple[str, ast.AST]]:
    return sorted(items, key=lambda item: (item[1].lineno, item[1].col_offset))


def same(code: str | None, node: ast.AST | None) -> bool:
    """Whether text as written means ``node``."""
    if code is None or node is None:
        return code is None and node is None
    written = ast.parse(f"({code}\n)", mode="eval").body
    return ast.dump(written) == ast.dump(node)


def test_there_are_enough_modules() -> None:
    assert len(list(cases())) >= 150


def test_real_modules_have_no_problems() -> None:
    for _, _, facts in cases():
        assert facts.problems == ()


def test_functions_are_those_of_ast() -> None:
    for _, tree, facts in cases():
        expected = [(n, d) for n, d in by_place(scopes(tree)) if isinstance(d, Definition)]
        assert [(f.qualname, f.line, f.end_line, f.is_async) for f in facts.functions] == [
            (name, node.lineno, node.end_lineno, isinstance(node, ast.AsyncFunctionDef))
            for name, node in expected
        ]


def functions() -> Iterator[tuple[Function, Definition]]:
    for _, tree, facts in cases():
        nodes = [node for _, node in by_place(scopes(tree)) if isinstance(node, Definition)]
        yield from zip(facts.functions, nodes, strict=True)


def test_parameters_defaults_and_annotations_are_those_of_ast() -> None:
    for function, node in functions():
        expected = list(parameters(node.args))
        assert [(p.name, p.kind) for p in function.parameters] == [(a.arg, kind) for a, kind, _ in expected]
        for parameter, (argument, _, default) in zip(function.parameters, expected, strict=True):
            assert same(parameter.default, default)
            assert same(parameter.annotation, argument.annotation)
            assert parameter.line == argument.lineno
        assert same(function.return_annotation, node.returns)


def parameters(arguments: ast.arguments) -> Iterator[tuple[ast.arg, str, ast.expr | None]]:
    places = [(a, "positional_only") for a in arguments.posonlyargs]
    places += [(a, "positional") for a in arguments.args]
    missing = len(places) - len(arguments.defaults)
    defaults = [None] * missing + arguments.defaults
    for (argument, kind), default in zip(places, defaults, strict=True):
        yield argument, kind, default
    if arguments.vararg:
        yield arguments.vararg, "star", None
    for argument, keyword_default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield argument, "keyword_only", keyword_default
    if arguments.kwarg:
        yield arguments.kwarg, "double_star", None


def test_decorators_are_those_of_ast() -> None:
    for function, node in functions():
        assert len(function.decorators) == len(node.decorator_list)
        assert all(map(same, function.decorators, node.decorator_list))


def test_returns_are_those_of_ast() -> None:
    for function, node in functions():
        expected = [n for n in own(node) if isinstance(n, ast.Return)]
        assert [r.line for r in function.returns] == [n.lineno for n in expected]
        assert all(same(r.value, n.value) for r, n in zip(function.returns, expected, strict=True))


def test_yields_are_those_of_ast() -> None:
    for function, node in functions():
        expected = [n.lineno for n in own(node) if isinstance(n, ast.Yield | ast.YieldFrom)]
        assert sorted(function.yields) == sorted(expected)


def test_raises_are_those_of_ast() -> None:
    for function, node in functions():
        expected = [n.lineno for n in own(node) if isinstance(n, ast.Raise)]
        assert sorted({r.line for r in function.raises}) == sorted(set(expected))


def test_docstrings_are_those_of_ast() -> None:
    for _, tree, facts in cases():
        owners = [(n, d) for n, d in by_place(scopes(tree)) if ast.get_docstring(d) is not None]
        found = sorted(
            ((o.line, o.qualname, o.docstring, o.docstring_line) for o in (*facts.functions, *facts.classes)
             if o.docstring is not None),
        )  # fmt: skip
        assert found == sorted((d.lineno, n, ast.get_docstring(d), d.body[0].lineno) for n, d in owners)


def test_classes_and_bases_are_those_of_ast() -> None:
    for _, tree, facts in cases():
        expected = [(n, d) for n, d in by_place(scopes(tree)) if isinstance(d, ast.ClassDef)]
        assert [(c.qualname, c.line, c.end_line) for c in facts.classes] == [
            (name, node.lineno, node.end_lineno) for name, node in expected
        ]
        for owner, (_, node) in zip(facts.classes, expected, strict=True):
            assert all(map(same, owner.bases, node.bases))


def test_statements_begin_and_end_where_those_of_ast_do() -> None:
    for _, tree, facts in cases():
        simple = {
            (s.line, s.end_line, s.column)
            for s in facts.statements
            if facts.statements[s.index].body_end == s.end_line
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt) and not hasattr(node, "body") and not isinstance(node, ast.Match):
                assert (node.lineno, node.end_lineno) in {(a, b) for a, b, _ in simple}


def test_every_written_line_belongs_to_a_statement() -> None:
    for code, tree, facts in cases():
        assert facts.lines == len(facts.line_statements)
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt):
                assert facts.line_statements[node.lineno - 1] >= 0, code.splitlines()[node.lineno - 1]


def test_cleaning_is_that_of_inspect() -> None:
    from postil.facts.python_docstrings import clean

    for _, tree, _ in cases():
        for _, node in scopes(tree):
            raw = ast.get_docstring(node, clean=False)
            if raw is not None:
                assert clean(raw) == inspect.cleandoc(raw)
