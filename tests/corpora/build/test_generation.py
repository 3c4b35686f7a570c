"""Functions to be written, and the tests that are tied to them by what they import and call."""

import pytest

from postil_corpora.build.documented import documented
from postil_corpora.build.generation import Candidate, candidates, cases_in, module_of, with_tests
from postil_corpora.build.origin import Origin
from postil_corpora.build.units import read_unit_source

ORIGIN = Origin("pypi:shapes", "c0ffee", "pypi/1", "MIT", "2024-05-01")
CODE = (
    'def area(width, height):\n    """Return the area of a rectangle."""\n'
    "    width = abs(width)\n    height = abs(height)\n    total = width * height\n    return total\n"
)


def asked(*paths: str) -> list[Candidate]:
    found = []
    for path in paths:
        source = read_unit_source(path, CODE.encode())
        found += candidates(source, ORIGIN, documented(source))
    return found


@pytest.mark.parametrize(
    "test",
    [
        "from shapes.measure import area\n\n\ndef test_it():\n    assert area(2, 3) == 6\n",
        "import shapes.measure\n\n\ndef test_it():\n    assert shapes.measure.area(2, 3) == 6\n",
        "import shapes as s\n\n\nclass TestIt:\n    def test_it(self):\n        assert s.area(2, 3) == 6\n",
    ],
)
def test_a_test_that_imports_and_calls_a_function_goes_with_it(test: str) -> None:
    (row,) = with_tests(asked("src/shapes/measure.py"), list(cases_in("tests/test_it.py", test.encode())))
    assert row.prompt.endswith('"""Return the area of a rectangle."""')
    assert row.code.startswith(row.prompt)
    assert (row.module, row.symbol, row.test_paths) == ("shapes.measure", "area", ("tests/test_it.py",))
    assert row.tests[0].startswith(("import", "from"))
    compile(row.tests[0], "test", "exec")


@pytest.mark.parametrize(
    "test",
    [
        "from other.measure import area\n\n\ndef test_it():\n    assert area(2, 3) == 6\n",
        "def test_it(area):\n    assert area(2, 3) == 6\n",
        "from shapes.measure import area\n\n\ndef helper():\n    return area(2, 3)\n",
    ],
)
def test_what_only_has_the_same_name_does_not_go_with_it(test: str) -> None:
    assert (
        list(with_tests(asked("src/shapes/measure.py"), list(cases_in("tests/test_it.py", test.encode()))))
        == []
    )


def test_where_two_functions_share_a_name_only_the_exact_import_counts() -> None:
    twins = asked("src/shapes/measure.py", "src/shapes/other.py")
    loose = "import shapes\n\n\ndef test_it():\n    assert shapes.area(2, 3) == 6\n"
    exact = "from shapes.other import area\n\n\ndef test_it():\n    assert area(2, 3) == 6\n"
    assert list(with_tests(twins, list(cases_in("tests/a.py", loose.encode())))) == []
    assert [row.module for row in with_tests(twins, list(cases_in("tests/a.py", exact.encode())))] == [
        "shapes.other"
    ]


@pytest.mark.parametrize(
    ("path", "module"),
    [("src/a/b.py", "a.b"), ("lib/a/__init__.py", "a"), ("a/b/c.py", "a.b.c"), ("setup.py", "setup")],
)
def test_the_module_of_a_file(path: str, module: str) -> None:
    assert module_of(path) == module


def test_a_test_file_that_cannot_be_read_has_no_tests() -> None:
    assert list(cases_in("tests/a.py", b"# coding: nonsense\ndef test_a(): f()")) == []
    assert list(cases_in("tests/a.py", b"\xff def test")) == []
