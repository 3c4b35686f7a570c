"""Rows of ``code_generation`` as items: functions that can be run, and judged by their project's tests, without the project.

Only the standard library is there when an item is judged. A row holds neither the module of its function nor the helpers
and fixtures of its tests, so most functions of a project cannot be asked. Whether one can is not guessed: its own code
must pass its tests in the sandbox, and a function that only raises must fail them.
"""

from __future__ import annotations

import ast
import sys

from msgspec import Struct

from postil.errors import UsageError
from postil.facts.registry import facts_of
from postil_bench.tasks.code_generation import Program
from postil_bench.tasks.comparing import undefined_names
from postil_bench.tasks.execution import tested
from postil_bench.tasks.items import Item
from postil_bench.tasks.tables import Origin, Unsuited, language_of

_LONGEST = 4_000
_STANDARD = sys.stdlib_module_names
_CASE = "self"


class ProgramRow(Struct, frozen=True):
    """What is read of a row: a documented function, and test functions with the imports that they use."""

    id: str
    code: str
    tests: tuple[str, ...]
    symbol: str | None = None
    language: str = "python"
    provenance: Origin = Origin()


def program_item(row: ProgramRow) -> Item:
    """The item of ``row``, with those of its tests that run alone; runs its code in the sandbox.

    Raises:
        Unsuited: the row gives none.
        UsageError: the sandbox refuses to run anything here; says why.
    """
    if row.language != "python" or len(row.code) > _LONGEST:
        message = "not Python, or longer than 4,000 characters"
        raise Unsuited(message)
    signature, summary, name = _asked(row.code)
    missing = undefined_names(row.code)
    if missing is None:
        message = "the function cannot be parsed"
        raise Unsuited(message)
    if missing:
        message = "the function uses names of its module, which the row does not have"
        raise Unsuited(message)
    tests = _tests_alone(row.tests, name)
    return Item(
        id=row.id,
        language=language_of(summary),
        source=row.provenance.repository or row.id,
        given={"summary": summary, "signature": signature},
        wanted=Program(_telling(row.code, signature, tests), row.code),
    )


def _asked(code: str) -> tuple[str, str, str]:
    """Header, docstring and name of the function that ``code`` is."""
    functions = facts_of(code, "python").functions
    function = functions[0] if functions else None
    header = code.split("\n")[: function.docstring_line - 1] if function and function.docstring_line else []
    if function is None or not function.docstring or not header:
        message = "the row has no function with a docstring below its header"
        raise Unsuited(message)
    return "\n".join(header), function.docstring.strip(), function.name


def _tests_alone(tests: tuple[str, ...], name: str) -> list[str]:
    """Those of ``tests`` that need nothing but the function; the reason is that of the first one where none does."""
    alone, reason = [], Unsuited("the row has no tests")
    for test in reversed(tests):
        try:
            alone.append(_alone(test, name))
        except Unsuited as one:  # noqa: PERF203 - a reason for each test
            reason = one
    if not alone:
        raise reason
    return alone[::-1]


def _telling(code: str, signature: str, tests: list[str]) -> list[str]:
    """Those of ``tests`` that ``code`` passes and a function that only raises does not."""
    done, empty = tested(code, tests), tested(f"{signature}\n    raise NotImplementedError", tests)
    if refused := done.refused or empty.refused:
        message = f"tests cannot be tried here: {refused}"
        raise UsageError(message)
    right = [test for test, passed in zip(tests, done.passed, strict=True) if passed]
    if not right:
        message = "its own code does not pass its tests when they run alone"
        raise Unsuited(message)
    passed_empty = {test for test, passed in zip(tests, empty.passed, strict=True) if passed}
    telling = [test for test in right if test not in passed_empty]
    if not telling:
        message = "a function that only raises passes its tests"
        raise Unsuited(message)
    return telling


def _alone(test: str, name: str) -> str:
    """``test`` as statements that end with its call and do not import the function ``name``."""
    try:
        *imports, function = ast.parse(test).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        message = "its tests cannot be parsed"
        raise Unsuited(message) from error
    if not isinstance(function, ast.FunctionDef) or any(
        isinstance(one, ast.Yield) for one in ast.walk(function)
    ):
        message = "its tests are asynchronous or yield"
        raise Unsuited(message)
    taken = [one.arg for one in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    if taken not in ([], [_CASE]):
        message = "its tests take fixtures or parameters, which the row does not have"
        raise Unsuited(message)
    _check_case(function)
    used = {one.id for one in ast.walk(function) if isinstance(one, ast.Name)}
    head = [line for one in imports for line in _kept(one, name, used)]
    body = test.split("\n")[function.lineno - 1 :]
    call = f"{function.name}(__import__('unittest').TestCase())" if taken else f"{function.name}()"
    return "\n".join([*head, *body, call])


def _check_case(function: ast.FunctionDef) -> None:
    """Make sure that a test method needs nothing of its class but the assertions of ``unittest``."""
    for one in ast.walk(function):
        of_case = isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == _CASE
        if (
            of_case
            and isinstance(one, ast.Attribute)
            and not one.attr.startswith(("assert", "fail", "subTest"))
        ):
            message = "its tests use other parts of their class, which the row does not have"
            raise Unsuited(message)


def _kept(statement: ast.stmt, name: str, used: set[str]) -> list[str]:
    """What of an import is still needed: nothing for the function itself but its other name, else standard modules."""
    if not isinstance(statement, (ast.Import, ast.ImportFrom)):
        message = "its tests are more than imports and a function"
        raise Unsuited(message)
    lines = []
    for alias in statement.names:
        bound = alias.asname or alias.name.partition(".")[0]
        if bound not in used:
            continue
        if isinstance(statement, ast.ImportFrom) and alias.name == name:
            lines += [f"{bound} = {name}"] if bound != name else []
            continue
        module = statement.module or "" if isinstance(statement, ast.ImportFrom) else alias.name
        outside = isinstance(statement, ast.ImportFrom) and statement.level
        if outside or module.partition(".")[0] not in _STANDARD:
            message = "its tests import more than the function and the standard library"
            raise Unsuited(message)
        one = type(statement)(**{**dict(ast.iter_fields(statement)), "names": [alias]})
        lines.append(ast.unparse(one))
    return lines
