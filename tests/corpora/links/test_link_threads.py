"""Which commit answered a review comment."""

from __future__ import annotations

import pytest

from postil_corpora.links.threads import Asked, Change, LaterCommit, Reply, answers, commits_after

MOVE = "@@ -1,1 +1,3 @@\n+one\n+two\n a"
EDIT = "@@ -12,1 +12,1 @@\n-value = 3\n+value = LIMIT"
BESIDE = "@@ -14,1 +14,1 @@\n-x\n+y"


def _commit(sha: str, patch: str | None, message: str = "Work", path: str = "a.py") -> LaterCommit:
    return LaterCommit(sha, message, (Change(path, patch),))


def test_the_lines_are_followed_until_a_commit_changes_them() -> None:
    asked = Asked("Name this number.", "a.py", (10, 10))
    later = [
        _commit("aaaaaaa1", MOVE),
        _commit("bbbbbbb2", EDIT),
        _commit("ccccccc3", "@@ -90 +90 @@\n-q\n+r"),
    ]
    found = answers(asked, later)
    assert [(answer.sha, answer.lines, answer.evidence) for answer in found] == [
        ("bbbbbbb2", (12, 12), "changes these lines")
    ]


def test_a_file_that_was_renamed_is_followed() -> None:
    renamed = LaterCommit("aaaaaaa1", "Move", (Change("b.py", None, "a.py"),))
    found = answers(Asked("Hm.", "a.py", (12, 12)), [renamed, _commit("bbbbbbb2", EDIT, path="b.py")])
    assert [answer.path for answer in found] == ["b.py"]


def test_other_files_and_far_lines_answer_nothing() -> None:
    asked = Asked("Name this number.", "a.py", (40, 40))
    assert answers(asked, [_commit("aaaaaaa1", EDIT), _commit("bbbbbbb2", EDIT, path="c.py")]) == ()


def test_each_further_fact_makes_a_link_surer() -> None:
    plain = Asked("Name this.", "a.py", (12, 12))
    resolved = plain._replace(resolved=True)
    agreed = resolved._replace(replies=(Reply("Done, thanks!", by_author=True),))
    named = agreed._replace(replies=(Reply("Fixed in bbbbbbb2", by_author=True),))
    sure = [
        answers(asked, [_commit("bbbbbbb2", EDIT)])[0].confidence
        for asked in (plain, resolved, agreed, named)
    ]
    assert sure == sorted(set(sure))
    told = answers(plain, [_commit("bbbbbbb2", EDIT, "Address review comments")])[0]
    assert told.evidence == "changes these lines; message tells of a review"
    assert sure[0] < told.confidence <= 1


def test_lines_beside_count_less_than_the_lines_themselves() -> None:
    asked = Asked("Name this.", "a.py", (12, 12))
    beside = answers(asked, [_commit("aaaaaaa1", BESIDE)])
    assert beside[0].confidence < answers(asked, [_commit("aaaaaaa1", EDIT)])[0].confidence


def test_a_suggestion_taken_over_is_the_surest_link() -> None:
    asked = Asked("```suggestion\nvalue = LIMIT\n```", "a.py", (12, 12))
    found = answers(asked, [_commit("aaaaaaa1", EDIT)])
    assert (found[0].evidence, found[0].confidence) == ("suggestion applied", 0.97)


@pytest.mark.parametrize(
    ("reply", "linked"),
    [("I'd prefer to keep it.", False), ("That is on purpose.", False), ("Done.", True), ("Why?", True)],
)
def test_what_the_author_refuses_is_not_linked(reply: str, linked: bool) -> None:
    asked = Asked("Name this.", "a.py", (12, 12), replies=(Reply(reply, by_author=True),))
    assert bool(answers(asked, [_commit("aaaaaaa1", EDIT)])) is linked


def test_a_remark_on_a_whole_file_is_linked_only_with_more_to_go_by() -> None:
    asked = Asked("Split this file.", "a.py", None)
    assert answers(asked, [_commit("aaaaaaa1", EDIT)]) == ()
    assert answers(asked._replace(resolved=True), [_commit("aaaaaaa1", EDIT)])[0].confidence == 0.65


def test_commits_after_are_those_behind_the_one_that_was_seen() -> None:
    commits = {sha: _commit(sha, EDIT) for sha in ("a", "b", "d")}
    assert [commit.sha for commit in commits_after(["a", "b", "c", "d"], commits, "a")] == ["b", "d"]
    assert commits_after(["a", "b"], commits, "rewritten") == []
    assert commits_after(["a", "b"], commits, None) == []
