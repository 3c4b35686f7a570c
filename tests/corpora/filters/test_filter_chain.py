"""A chain names its filters, loses nothing silently and gives the same rows each time."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from msgspec import Struct

from postil.errors import UsageError
from postil_corpora.filters.chain import CHANGERS, JUDGES, Chain
from postil_corpora.filters.contamination import contamination, fingerprint, overlap
from postil_corpora.filters.view import view
from postil_corpora.schema import CommentSample, Commit, FileChange, FilterVerdict, Provenance

HOME = Provenance("owner/name", "test", licence="MIT")
KEY = "a key that is only ours"
MESSAGES = ["wip", "Close the pool once, thanks to @jroe", "Merge branch 'main'", "Close the pool twice", "Bump x to 2", "Read the header first"]  # fmt: skip
TASK = "def running_mean(values, width):\n    total = 0\n    for place, value in enumerate(values):\n        total += value\n        if place >= width:\n            total -= values[place - width]\n        yield total / min(place + 1, width)\n"


def commits(messages: list[str] = MESSAGES) -> list[Commit]:
    return [Commit(str(number), HOME, message=text, parents=("p",), files=(FileChange("a.py", "modified", patch=f"@@ {number} @@\n+{text}"),)) for number, text in enumerate(messages)]  # fmt: skip


def sample(name: str, code: str) -> CommentSample:
    return CommentSample(name, code, (), HOME)


def test_every_row_is_kept_or_counted_with_its_reason() -> None:
    chain, told = (
        Chain(["redact", "mechanical", "licence"], {"redact": {"key": KEY}}),
        list[tuple[str, FilterVerdict]](),
    )
    kept = list(chain.run(commits, lambda row, verdict: told.append((row.sha, verdict))))
    assert [row.sha for row in kept] == ["1", "3", "5"]
    assert chain.report.seen == 6 == chain.report.kept + chain.report.dropped.total()
    assert chain.report.dropped == Counter(
        {("mechanical", "wip"): 1, ("mechanical", "merge"): 1, ("mechanical", "bump"): 1}
    )
    assert [(sha, verdict.reason) for sha, verdict in told] == [("0", "wip"), ("2", "merge"), ("4", "bump")]


def test_a_kept_row_says_what_every_filter_said() -> None:
    row = next(iter(Chain(["redact", "mechanical"], {"redact": {"key": KEY}}).run(lambda: commits()[1:2])))
    assert row.provenance.filters == (
        FilterVerdict("redact", "changed", "2 mention"),
        FilterVerdict("mechanical", "kept"),
    )
    assert "jroe" not in row.message + str(row.files)


def test_redaction_reaches_fields_that_nobody_named() -> None:
    class Odd(Struct, frozen=True):
        id: str
        path: str
        remarks: tuple[str, ...]
        inner: CommentSample
        provenance: Provenance

    odd = Odd("@jroe", "src/@jroe.py", ("cc @jroe",), sample("x", "# ask jane@roe-family.net\n"), HOME)
    row = next(iter(Chain(["redact"], {"redact": {"key": KEY}}).run(lambda: [odd])))
    assert (row.id, row.path) == ("@jroe", "src/@jroe.py")
    assert "jroe" not in row.remarks[0]
    assert "jane" not in row.inner.code_snippet


def test_a_filter_that_must_know_all_rows_is_shown_those_that_are_left() -> None:
    messages = ["wip", *(f"{'word ' * n}{n}" for n in range(1, 100)), "wip " + "word " * 5000]
    chain = Chain(["mechanical", "length"], {"length": {"low": 0, "high": 98}})
    kept = [row.sha for row in chain.run(lambda: commits(messages))]
    assert kept[0] == "1"
    assert chain.report.dropped["length", "too long"] <= 2


def test_a_chain_can_run_again_and_gives_the_same() -> None:
    pytest.importorskip("rensa", reason="the extra [corpora] is not installed")
    chain = Chain(["duplicates", "length"], {})
    rows = commits([*MESSAGES, *MESSAGES])
    first = list(chain.run(lambda: rows))
    assert first == list(chain.run(lambda: rows))


@pytest.mark.parametrize(
    ("names", "options", "said"),
    [
        (["spelling"], {}, "there is no filter 'spelling'"),
        (["files"], {"files": {"upmost": 3}}, "does not know upmost; its options are least, most"),
        (["opt-out"], {}, "needs file"),
        (["files"], {"length": {}}, "not in the chain: length"),
    ],
)
def test_a_wrong_recipe_is_refused_with_its_cure(
    names: list[str], options: dict[str, dict[str, object]], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        Chain(names, options)


def test_every_filter_is_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "corpora-filters.md").read_text()
    assert [name for name in (*JUDGES, *CHANGERS) if f"`{name}`" not in page] == []


def test_near_copies_go_and_the_first_stays() -> None:
    pytest.importorskip("rensa", reason="the extra [corpora] is not installed")
    renamed = TASK.replace("total / min", "1.0 * total / min")
    other = "class Pool:\n    def __init__(self, size, factory):\n        self.free = [factory() for _ in range(size)]\n        self.lock = Lock()\n"
    rows = [
        sample("a", TASK),
        sample("b", TASK.replace("    ", "\t")),
        sample("c", renamed),
        sample("d", other),
    ]
    chain = Chain(["duplicates"], {})
    assert [row.id for row in chain.run(lambda: rows)] == ["a", "d"]
    assert chain.report.dropped == {
        ("duplicates", "the same as an earlier row"): 1,
        ("duplicates", "nearly the same as an earlier row"): 1,
    }


@pytest.mark.parametrize("form", ["jsonl", "json", "gz"])
def test_a_task_of_a_benchmark_is_found_in_a_row(tmp_path: Path, form: str) -> None:
    rows = [{"task_id": "T/0", "prompt": TASK}, {"task_id": "T/1", "prompt": "def nothing(): pass"}]
    data = json.dumps(rows) if form == "json" else "\n".join(map(json.dumps, rows))
    path = tmp_path / f"tasks.{form}"
    path.write_bytes(gzip.compress(data.encode()) if form == "gz" else data.encode())
    judge = contamination({"T": str(path)})
    assert judge(view(sample("a", f"import math\n\n{TASK}\n\nprint(1)"))) == "holds a task of T"
    assert judge(view(sample("b", "def mean(values):\n    return sum(values) / len(values)\n"))) is None


def test_a_damaged_benchmark_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "tasks.jsonl"
    for damage in ('{"a": ', "[]", ""):
        path.write_text(damage)
        with pytest.raises(UsageError, match=r"tasks\.jsonl"):
            contamination({"T": str(path)})


def test_the_share_of_a_task_does_not_depend_on_what_stands_around_it() -> None:
    marks = fingerprint([TASK])
    assert overlap(TASK, marks) == overlap("x = 1\n" * 500 + TASK, marks) == 1.0
    assert 0 < overlap(TASK[: len(TASK) // 2], marks) < 0.8
