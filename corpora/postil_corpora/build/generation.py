"""Code generation: a function to be written from its signature and docstring, with the project's tests that call it.

A test is tied to a function by what it imports: ``from pkg.mod import area`` and a call of ``area``, or ``pkg.area``
where only one function of the package has that name. What a test calls through an object cannot be told that way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, structs

from postil.facts.model import Facts
from postil.facts.python_syntax import normalise
from postil.facts.registry import facts_of
from postil.reading.sources import decode_source
from postil_corpora.build.documented import Documented
from postil_corpora.build.origin import Origin
from postil_corpora.build.units import Source, outdented
from postil_corpora.samples import CodeSample

_MOST_TESTS = 5
_FEWEST_STATEMENTS, _MOST_LINES, _MOST_TEST_LINES = 3, 120, 80
_ROOTS = ("src", "lib", "python")


class Candidate(Struct, frozen=True):
    """A documented function at the top of a module, as a row without tests."""

    name: str
    module: str
    row: CodeSample


class Case(Struct, frozen=True):
    """A test function: the dotted names that it calls, its text with the imports that it uses, where it stands."""

    path: str
    calls: tuple[str, ...]
    text: str


def candidates(source: Source, origin: Origin, found: Sequence[Documented]) -> Iterator[Candidate]:
    """The documented functions ``found`` at the top of a Python ``source`` that could be asked for."""
    page, module = source.page, module_of(source.path)
    for one in found:
        function = one.function
        docstring = page.facts.at(function.docstring_line or 0)
        long = function.end_line - function.line >= _MOST_LINES
        short = len(page.facts.inside(function)) <= _FEWEST_STATEMENTS
        if docstring is None or long or short or "." in function.qualname:
            continue
        row = CodeSample(
            id=f"{origin.repository}/{source.path}:{function.qualname}:{function.line}",
            prompt=outdented(source.rows[function.line - 1 : docstring.end_line]),
            code=outdented(source.rows[function.line - 1 : function.end_line]),
            tests=(),
            test_paths=(),
            provenance=origin.of(source.path, (function.line, function.end_line)),
            language=source.language,
            symbol=function.qualname,
            module=module,
            dated=origin.dated,
        )
        yield Candidate(function.name, module, row)


def module_of(path: str) -> str:
    """The dotted name by which the file ``path`` of a package is imported."""
    parts = list(PurePosixPath(path).with_suffix("").parts)
    if len(parts) > 1 and parts[0] in _ROOTS:
        parts = parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def cases_in(path: str, data: bytes) -> Iterator[Case]:
    """The test functions of a Python file; none where it cannot be read."""
    if b"def test" not in data:
        return
    try:
        code = normalise(decode_source(data))
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return
    facts, rows = facts_of(code, "python"), code.split("\n")
    for function in facts.functions:
        long = function.end_line - function.line >= _MOST_TEST_LINES
        if not function.name.startswith("test") or long:
            continue
        inside = [facts.statements[function.statement], *facts.inside(function)]
        used = {call.name for statement in inside for call in statement.calls}
        calls = tuple(sorted(filter(None, (_resolved(name, facts) for name in used))))
        if calls:
            names = {name for one in inside for name in one.names}
            body = outdented(rows[function.line - 1 : function.end_line])
            yield Case(path, calls, "\n".join([*_imports(facts, names), body]))


def _resolved(name: str, facts: Facts) -> str | None:
    """The dotted name that a call has outside of its file, if it begins with an import."""
    imported, parts = dict(facts.imports), name.split(".")
    for length in range(len(parts), 0, -1):
        target = imported.get(".".join(parts[:length]))
        if target is not None:
            return ".".join([target, *parts[length:]])
    return None


def _imports(facts: Facts, names: set[str]) -> list[str]:
    """The imports at the top of a file that bind one of ``names``, and a blank line behind them."""
    imports = [
        one.text
        for one in facts.statements
        if one.kind == "import" and one.parent < 0 and not names.isdisjoint(one.names)
    ]
    return [*imports, ""] if imports else []


def with_tests(found: Iterable[Candidate], cases: Sequence[Case]) -> Iterator[CodeSample]:
    """The rows of the functions that some test calls, each with its shortest tests."""
    wanted = list(found)
    named = Counter(one.name for one in wanted)
    by_call: dict[str, list[Case]] = {}
    for case in cases:
        for call in case.calls:
            by_call.setdefault(call, []).append(case)
    by_package: dict[tuple[str, str], list[Case]] = {}
    for call, tests in sorted(by_call.items()):
        by_package.setdefault((call.partition(".")[0], call.rpartition(".")[2]), []).extend(tests)
    for one in wanted:
        exact = by_call.get(f"{one.module}.{one.name}", [])
        loose = by_package.get((one.module.partition(".")[0], one.name), []) if named[one.name] == 1 else []
        tests = sorted(set(exact or loose), key=lambda case: (len(case.text), case.path, case.text))[
            :_MOST_TESTS
        ]
        if tests:
            texts, paths = tuple(case.text for case in tests), tuple(case.path for case in tests)
            yield structs.replace(one.row, tests=texts, test_paths=paths)
