from __future__ import annotations

import pytest

from postil_corpora.refactorings.find import refactorings
from postil_corpora.refactorings.model import FilePair
from postil_corpora.schema import Provenance, Refactoring

SOURCE = Provenance("owner/name", "test", sha="c0")
LOAD = '''
def load(path, strict):
    """Read it."""
    handle = open(path)
    text = handle.read()
    handle.close()
    rows = text.split(";")
    if strict and not rows:
        raise ValueError(path)
    return [row.strip() for row in rows]
'''


def found(*pairs: tuple[str, str, str | None, str | None]) -> list[Refactoring]:
    return list(refactorings([FilePair(*pair) for pair in pairs], SOURCE))


def kinds(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(one.kind, one.before, one.after) for one in found(("a.py", "a.py", before, after))]


def test_nothing_is_found_where_nothing_changed_its_form() -> None:
    assert kinds(LOAD, LOAD) == []
    assert kinds(LOAD, LOAD.replace('";"', '","')) == []
    assert kinds("", LOAD) == []
    assert kinds(LOAD, "") == []


def test_a_function_under_another_name_is_renamed() -> None:
    assert kinds(LOAD, LOAD.replace("def load", "def read")) == [("rename_function", "load", "read")]


def test_a_function_that_replaced_another_is_not_renamed() -> None:
    other = "def save(path, rows):\n    handle = open(path, 'w')\n    for row in rows:\n        handle.write(row)\n    handle.close()\n"
    assert kinds(LOAD, other) == []


def test_two_equal_candidates_are_left_undecided() -> None:
    assert kinds(LOAD, LOAD.replace("def load", "def one") + LOAD.replace("def load", "def two")) == []


def test_a_function_in_another_file_is_moved() -> None:
    (one,) = found(("a.py", "a.py", LOAD + "x = 1\n", "x = 1\n"), ("b.py", "b.py", "", LOAD))
    assert (one.kind, one.before, one.after, one.old_path, one.path) == (
        "move_function",
        "load",
        "load",
        "a.py",
        "b.py",
    )
    assert one.lines_before == one.lines_after == (2, 10)


def test_a_renamed_class_takes_its_methods_along() -> None:
    body = LOAD.replace("\n", "\n    ").replace("(path", "(self, path")
    assert kinds(f"class Old:\n    {body}\n", f"class New:\n    {body}\n") == [("rename_class", "Old", "New")]


def test_a_renamed_file_is_a_renamed_module_and_nothing_more() -> None:
    (one,) = found(("old.py", "new.py", LOAD, LOAD + "x = 1\n"))
    assert (one.kind, one.before, one.after) == ("rename_module", "old.py", "new.py")


EXTRACTED = '''
def load(path, strict):
    """Read it."""
    text = contents(path)
    rows = text.split(";")
    if strict and not rows:
        raise ValueError(path)
    return [row.strip() for row in rows]


def contents(path):
    handle = open(path)
    text = handle.read()
    handle.close()
    return text
'''


def test_statements_that_became_a_function_are_extracted_and_back_inlined() -> None:
    assert ("extract_function", "load", "contents") in kinds(LOAD, EXTRACTED)
    assert ("inline_function", "contents", "load") in kinds(EXTRACTED, LOAD)


def test_a_new_function_that_is_called_but_new_is_not_extracted() -> None:
    after = LOAD.replace("    return [", "    check(rows)\n    return [") + (
        "\ndef check(rows):\n    for row in rows:\n        log(row)\n    notify(rows)\n"
    )
    assert kinds(LOAD, after) == []


def test_another_parameter_changes_the_signature() -> None:
    assert kinds(LOAD, LOAD.replace("path, strict)", "path, strict, *, mode)")) == [
        ("change_signature", "load: (path, strict)", "load: (path, strict, mode)")
    ]


def test_another_default_or_annotation_does_not() -> None:
    assert kinds(LOAD, LOAD.replace("path, strict)", "path: str, strict: bool = True)")) == []


def test_a_parameter_with_another_name_is_renamed() -> None:
    assert kinds(LOAD, LOAD.replace("path", "source")) == [("rename_parameter", "load: path", "load: source")]


def test_a_variable_with_another_name_is_renamed() -> None:
    assert kinds(LOAD, LOAD.replace("handle", "stream")) == [
        ("rename_variable", "load: handle", "load: stream")
    ]


def test_a_name_for_an_expression_is_an_extracted_variable_and_back_inlined() -> None:
    after = LOAD.replace('rows = text.split(";")', 'separator = make(";")\n    rows = text.split(separator)')
    before = LOAD.replace('text.split(";")', 'text.split(make(";"))')
    assert kinds(before, after) == [("extract_variable", 'load: make(";")', "load: separator")]
    assert kinds(after, before) == [("inline_variable", "load: separator", 'load: make(";")')]


def test_a_file_that_was_half_read_tells_nothing() -> None:
    assert kinds(LOAD, LOAD.replace("def load", "def read") + "\ndef broken(:\n") == []


@pytest.mark.parametrize(
    "text", ["\0", "def f(" * 5_000, "x = [" + "[" * 3_000, "class A:\n" * 2_000, "\ud800".join("ab")]
)
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(kinds(text, LOAD), list)
    assert isinstance(kinds(LOAD, text), list)


def test_ids_do_not_depend_on_what_else_was_found() -> None:
    alone = found(("a.py", "a.py", LOAD, LOAD.replace("handle", "stream")))
    both = found(("a.py", "a.py", LOAD, LOAD.replace("handle", "stream").replace("strict)", "strict, mode)")))
    assert {one.id for one in alone} < {one.id for one in both}
