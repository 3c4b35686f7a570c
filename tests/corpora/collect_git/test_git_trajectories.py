from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pygit2", reason="the extra [corpora]")

from postil_corpora.collect.git.collect import Options, collect
from postil_corpora.collect.git.graph import Graph, is_trunk
from postil_corpora.schema import Trajectory
from postil_corpora.tables import read_rows

if TYPE_CHECKING:
    from conftest import GitRepository


def told(repository: GitRepository) -> dict[str, Trajectory]:
    folder = repository.path.parent / "out"
    list(collect(repository.path, folder, Options()))
    return {row.ref: row for row in read_rows(folder, "trajectories", Trajectory)}


def steps(row: Trajectory) -> list[tuple[str, str | None]]:
    return [(event.kind, event.sha) for event in row.events if event.kind != "tool"]


def pull(repository: GitRepository, number: int, *, commits: int = 1) -> list[str]:
    """Work on a branch that is pull request ``number`` and that no branch holds afterwards."""
    repository("checkout", "-q", "-b", f"work{number}")
    made = [repository.commit(f"step {step}", **{f"w{number}__py": f"{step}\n"}) for step in range(commits)]
    repository("update-ref", f"refs/pull/{number}/head", made[-1])
    repository("checkout", "-q", "main")
    return made


def test_a_merged_pull_request_is_told_from_its_branch_to_its_merge(repository: GitRepository) -> None:
    base = repository.commit("base", a__py="1\n")
    made = pull(repository, 5, commits=2)
    repository.commit("meanwhile", a__py="2\n")
    repository("branch", "-q", "-m", "work5", "feature")
    merge = repository.merge("feature", "Merge pull request #5 from a/feature\n\nMore of it. Closes #3")
    repository("branch", "-q", "-D", "feature")
    repository.commit("after", a__py="3\n")
    (row,) = told(repository).values()
    assert steps(row) == [
        ("branch", base), ("commit", made[0]), ("commit", made[1]), ("push", made[1]), ("merge", merge),
    ]  # fmt: skip
    assert (row.id, row.kind, row.number, row.outcome) == ("project#5", "pull_request", 5, "merged")
    assert (row.base, row.head, row.landed) == (base, made[1], merge)
    assert (row.title, row.closes) == ("More of it. Closes #3", (3,))


def test_a_pull_request_that_was_never_merged_is_told_too(repository: GitRepository) -> None:
    base = repository.commit("base", a__py="1\n")
    made = pull(repository, 7)
    repository("branch", "-q", "-D", "work7")
    (row,) = told(repository).values()
    assert (row.outcome, row.base, row.landed, row.title) == ("unmerged", base, None, "step 0")
    assert steps(row) == [("branch", base), ("commit", made[0]), ("push", made[0])]


def test_work_that_landed_under_another_id_was_applied(repository: GitRepository) -> None:
    repository.commit("base", a__py="1\n")
    made = pull(repository, 8, commits=2)
    repository.commit("meanwhile", a__py="2\n")
    repository("cherry-pick", *made)
    picked = repository("rev-parse", "HEAD")
    row = told(repository)["refs/pull/8/head"]
    assert (row.outcome, row.landed) == ("applied", picked)
    assert row.events[-1].proof == "every one of its patches is on the main line"


def test_a_squash_is_known_by_the_number_in_its_title(repository: GitRepository) -> None:
    repository.commit("base", a__py="1\n")
    pull(repository, 9, commits=2)
    repository("merge", "-q", "--squash", "work9")
    squash = repository.commit("All of it (#9)")
    row = told(repository)["refs/pull/9/head"]
    assert (row.outcome, row.landed, row.title) == ("applied", squash, "All of it (#9)")


def test_merging_the_main_line_in_is_no_work_of_others(repository: GitRepository) -> None:
    repository.commit("base", a__py="1\n")
    first = pull(repository, 4)[0]
    other = repository.commit("others", a__py="2\n")
    repository("checkout", "-q", "work4")
    update = repository.merge("main", "Merge branch main")
    last = repository.commit("last", b__py="1\n")
    repository("update-ref", "refs/pull/4/head", last)
    repository("checkout", "-q", "main")
    row = told(repository)["refs/pull/4/head"]
    assert [sha for _, sha in steps(row)][1:-1] == [first, update, last]
    assert other not in {event.sha for event in row.events}
    assert next(event for event in row.events if event.sha == update).detail == "took the main line in"


def test_work_inside_work_that_was_merged_as_a_whole_is_told_alone(repository: GitRepository) -> None:
    repository.commit("base", a__py="1\n")
    repository("checkout", "-q", "-b", "integration")
    start = repository.commit("start", i__py="1\n")
    repository("checkout", "-q", "-b", "work6")
    made = repository.commit("one", w__py="1\n")
    repository("update-ref", "refs/pull/6/head", made)
    repository("checkout", "-q", "integration")
    inner = repository.merge("work6", "Merge pull request #6 from a/b")
    repository("checkout", "-q", "main")
    repository.merge("integration", "all of it")
    row = told(repository)["refs/pull/6/head"]
    assert (row.base, row.landed) == (start, inner)
    assert [event.sha for event in row.events if event.kind == "commit"] == [made]


def test_a_revert_on_the_main_line_closes_the_story(repository: GitRepository) -> None:
    repository.commit("base", a__py="1\n")
    pull(repository, 2)
    merge = repository.merge("work2", "Merge pull request #2 from a/b")
    repository("revert", "--no-edit", "-m", "1", merge)
    row = told(repository)["refs/pull/2/head"]
    assert (row.events[-1].kind, row.events[-1].sha) == ("revert", repository("rev-parse", "HEAD"))


def test_tools_are_seen_in_the_tree_of_the_head(repository: GitRepository) -> None:
    (repository.path / ".github" / "workflows").mkdir(parents=True)
    (repository.path / ".github" / "workflows" / "test.yml").write_text("on: push\n")
    (repository.path / ".github" / "dependabot.yml").write_text("version: 2\n")
    repository.commit("base", tox__ini="[tox]\n")
    pull(repository, 3)
    tools = {
        event.detail: event.paths
        for event in told(repository)["refs/pull/3/head"].events
        if event.kind == "tool"
    }
    assert tools == {
        "test:tox": ("tox.ini",),
        "bot:dependabot": (".github/dependabot.yml",),
        "ci:github-actions": (".github/workflows/test.yml",),
    }


def test_branches_of_releases_are_main_lines_and_others_are_work(repository: GitRepository) -> None:
    repository.commit("base", a__py="1\n")
    for branch in ("5.4-maintenance", "fix/it"):
        repository("checkout", "-q", "-b", branch, "main")
        repository.commit(branch, b__py=branch)
    assert list(told(repository)) == ["refs/heads/fix/it"]
    assert [name for name in ("5.x", "v2.1", "release-1.0", "develop", "next-idea", "fix-5.4") if is_trunk(name)] == [
        "5.x", "v2.1", "release-1.0", "develop",
    ]  # fmt: skip


def test_what_lies_between_is_what_git_says(repository: GitRepository) -> None:
    repository.commit("base", a__py="1\n")
    for number in range(4):
        repository("checkout", "-q", "-b", f"b{number}")
        repository.commit(f"on {number}", **{f"f{number}__py": "1\n"})
        repository("checkout", "-q", "main" if number % 2 else f"b{max(number - 1, 0)}")
        repository.merge(f"b{number}", f"merge {number}")
    repository("checkout", "-q", "main")
    repository.merge("b2", "last")
    told(repository)
    graph = Graph.of(repository.path.parent / "out")
    ids = list(graph.nodes)
    for base in ids:
        for head in ids:
            ours = {node.sha for node in graph.between(base, graph.nodes[head])}
            assert ours == set(repository("rev-list", f"{base}..{head}").split())
