from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2", reason="the extra [corpora]")

from postil_corpora.collect.git.collect import Options, collect
from postil_corpora.collect.git.rows import Extras
from postil_corpora.schema import CodeVersion, CommentLife, Refactoring
from postil_corpora.tables import read_rows

if TYPE_CHECKING:
    from conftest import GitRepository

BEFORE = '''\
# Numbers of a cart.
def total(prices, rate):
    """Sum the prices."""
    # Add the tax at the given rate.
    amount = sum(prices) * (1 + rate)
    # Round to cents.
    amount = round(amount, 2)
    # Show it.
    print(amount)
    return amount
'''
AFTER = '''\
# Numbers of a cart.
def total(prices, fee):
    """Sum the prices and the fee."""
    # Add the tax at the given rate.
    amount = sum(prices) + fee
    # Round to whole cents.
    amount = round(amount, 2)
    # Never negative.
    amount = max(amount, 0)
    return amount
'''


def versions(repository: GitRepository, *texts: str | None) -> list[CodeVersion]:
    for number, text in enumerate(texts):
        sha = repository.commit(f"step {number}", a__py=text)
    folder = repository.path.parent / "out"
    list(collect(repository.path, folder, Options(Extras(versions=True))))
    return [row for row in read_rows(folder, "code_versions", CodeVersion) if row.provenance.sha == sha]


def lives(row: CodeVersion) -> dict[str, CommentLife]:
    return {one.text: one for one in row.comments}


def test_a_changed_function_has_its_texts_and_lines(repository: GitRepository) -> None:
    function, file = versions(repository, BEFORE, AFTER)
    assert function.symbol == "total"
    assert function.before == BEFORE.partition("\n")[2].rstrip("\n")
    assert function.after == AFTER.partition("\n")[2].rstrip("\n")
    assert function.first_line == (2, 2)
    assert (file.symbol, file.before, file.after) == (None, None, None)
    assert function.id == f"project@{function.provenance.sha}:a.py::total"
    assert (function.changed, function.replaced) == ((1, 2, 4, 5, 7, 8), (1, 2, 4, 5, 7, 8))
    assert (function.added, function.removed) == ((), ())


def test_comments_are_followed_through_the_change(repository: GitRepository) -> None:
    told = lives(versions(repository, BEFORE, AFTER)[0])
    assert {text: one.life for text, one in told.items()} == {
        "Sum the prices and the fee.": "edited",
        "Add the tax at the given rate.": "stale",
        "Round to whole cents.": "edited",
        "Never negative.": "born",
        "Show it.": "died",
    }
    assert told["Sum the prices and the fee."].was == "Sum the prices."
    assert told["Add the tax at the given rate."].reason.startswith("STA04")
    assert told["Never negative."].code_lines[0] == 8
    assert told["Show it."].line == 7


def test_a_new_and_a_deleted_file_are_born_and_die_with_their_comments(repository: GitRepository) -> None:
    born, _ = versions(repository, BEFORE)
    assert {one.life for one in born.comments} == {"born"}
    assert (born.before, born.added) == (None, tuple(range(1, 10)))
    died, _ = versions(repository, None)
    assert {one.life for one in died.comments} == {"died"}
    assert (died.after, died.removed) == (None, tuple(range(1, 10)))


def test_a_function_that_did_not_change_has_no_row(repository: GitRepository) -> None:
    rows = versions(repository, BEFORE, BEFORE + "\n\ndef other():\n    return 1\n")
    assert [row.symbol for row in rows] == ["other", None]


def test_a_renamed_function_keeps_its_history(repository: GitRepository) -> None:
    row = versions(repository, BEFORE, BEFORE.replace("def total", "def amount_due"))[0]
    assert (row.symbol, row.old_symbol) == ("amount_due", "total")
    assert {one.life for one in row.comments} == {"kept"}


def test_files_that_are_no_text_are_passed_over(repository: GitRepository) -> None:
    assert (
        versions(repository, BEFORE, "x = '\udc80'".encode("utf-8", "surrogatepass").decode("latin-1")) != []
    )
    repository.commit("bytes", b__py=b"\xff\xfe = 1\n", c__py=b"\0\0")
    list(
        collect(
            repository.path, repository.path.parent / "out", Options(Extras(versions=True, refactorings=True))
        )
    )


def test_refactorings_are_a_table_of_their_own(repository: GitRepository) -> None:
    repository.commit("a", a__py=BEFORE)
    sha = repository.commit("b", a__py=BEFORE.replace("def total", "def amount_due"))
    folder = repository.path.parent / "out"
    list(collect(repository.path, folder, Options(Extras(refactorings=True))))
    (row,) = read_rows(folder, "refactorings", Refactoring)
    assert (row.kind, row.before, row.after, row.provenance.sha) == (
        "rename_function",
        "total",
        "amount_due",
        sha,
    )
