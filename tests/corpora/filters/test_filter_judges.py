"""Each filter drops what it is named for, says why, and leaves the rest alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from postil.errors import UsageError
from postil_corpora.filters.actionable import actionable, says_nothing
from postil_corpora.filters.artefacts import artefact, artefact_text
from postil_corpora.filters.bots import bots, is_bot, made_by_model, speaks_as_bot
from postil_corpora.filters.commits import mechanical, mechanical_message
from postil_corpora.filters.dates import dates, is_before
from postil_corpora.filters.licences import PERMISSIVE, allows, licence, licence_at, licence_of_text
from postil_corpora.filters.optout import opt_out
from postil_corpora.filters.quality import quality
from postil_corpora.filters.quotes import strip_quotes
from postil_corpora.filters.sizes import Length, files, words
from postil_corpora.filters.view import view
from postil_corpora.people import pseudonym
from postil_corpora.schema import (
    Annotation,
    Answer,
    AnsweringChange,
    CommentSample,
    Commit,
    Feedback,
    FileChange,
    Issue,
    Provenance,
)

HOME = Provenance("owner/name", "test", path="src/pool.py", licence="MIT")


def commit(
    message: str = "Close the pool once",
    *paths: str,
    parents: tuple[str, ...] = ("a",),
    author: str = "user-000000000001",
) -> Commit:
    changes = tuple(FileChange(path, "modified") for path in paths or ("src/pool.py",))
    return Commit(
        sha="c0ffee", message=message, files=changes, parents=parents, author=author, provenance=HOME
    )


def feedback(text: str, *confidences: float) -> Feedback:
    answers = tuple(AnsweringChange("c0ffee", confidence=one) for one in confidences)
    return Feedback("f1", "review_comment", text, HOME, answered_by=answers)


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [("MIT", True), ("GPL-3.0-only", False), ("MIT OR GPL-3.0-only", True), ("MIT AND GPL-3.0-only", False), ("(MIT OR GPL-2.0-only) AND ISC", True),
     ("GPL-2.0-only OR MIT AND LGPL-3.0-only", False), ("Apache-2.0 WITH LLVM-exception", True), ("", False), ("MIT MIT", False), ("(MIT", False), ("MIT)", False), ("OR", False)],
)  # fmt: skip
def test_a_licence_expression_is_met_or_not(expression: str, allowed: bool) -> None:
    assert allows(expression, PERMISSIVE) is allowed


def test_a_row_needs_a_known_licence_and_its_own_file_s_word_counts_first() -> None:
    judge = licence()
    assert judge(view(commit())) is None
    assert judge(view(Commit("c", Provenance("o/n", "test")))) == "the licence is not known"
    sample = CommentSample("s", "# SPDX-License-Identifier: GPL-3.0-only\nx = 1", (), HOME)
    assert judge(view(sample)) == "GPL-3.0-only is not among those allowed"


def test_a_licence_is_known_by_its_text_whoever_holds_it() -> None:
    pytest.importorskip("ukkonen", reason="the extra [corpora] is not installed")
    text = (Path(__file__).parents[3] / "LICENSE").read_text()
    assert licence_of_text(text) == "Apache-2.0"
    assert licence_of_text("All rights reserved.") is None
    tree = {"LICENSE": text, "src/LICENSE": "other", "setup.py": ""}
    assert licence_at(tree, tree.__getitem__) == "Apache-2.0"
    assert licence_at({**tree, "COPYING": "ours"}, {**tree, "COPYING": "ours"}.__getitem__) is None


def test_programs_are_known_by_their_accounts_even_as_pseudonyms() -> None:
    assert all(map(is_bot, ("dependabot[bot]", "@Renovate", "k8s-ci-robot", "my-bot", "codecov-io")))
    assert not any(map(is_bot, ("abbott", "robotfan", "talbot", "user-000000000001", "cibot2000x")))
    assert is_bot(pseudonym("dependabot[bot]"))
    assert bots()(view(commit(author=pseudonym("renovate[bot]")))) == "the account of a program"


@pytest.mark.parametrize(
    "text",
    ["Bumps [tool](https://x.org) from 1.0 to 1.1.", "# [Codecov](https://x.org) Report\n> Merging", "This issue has been automatically marked as stale.",
     "[pre-commit.ci] pre-commit autoupdate", "[APPROVALNOTIFIER] This PR is **APPROVED**", "Coverage decreased (-0.1%) to 93%"],
)  # fmt: skip
def test_programs_are_known_by_their_words(text: str) -> None:
    assert speaks_as_bot(text)
    assert not speaks_as_bot(f"The message was: {text}")


def test_a_footer_of_a_language_model_can_be_kept_by_choice() -> None:
    text = "Fix the race\n\nCo-Authored-By: Claude <noreply@anthropic.com>"
    assert made_by_model(text)
    assert bots()(view(commit(text))) == "written with a language model"
    assert bots(models=False)(view(commit(text))) is None


@pytest.mark.parametrize(
    "path", ["a/vendor/x.go", "node_modules/x/i.js", "lib/jquery-3.1.min.js", "third_party/z.c"]
)
def test_what_others_wrote_is_vendored(path: str) -> None:
    assert artefact(path) == "vendored"


@pytest.mark.parametrize(
    "path", ["api_pb2.py", "static/app.min.css", "poetry.lock", "app/migrations/0003_add.py", "dist/app.js"]
)
def test_what_a_program_wrote_is_generated(path: str) -> None:
    assert artefact(path) == "generated"


@pytest.mark.parametrize(
    "path",
    ["src/vendors.py", "distribution/x.py", "generator/base.py", "src/lock.py", "tests/test_versioneer.py"],
)
def test_what_only_sounds_like_it_stays(path: str) -> None:
    assert artefact(path) is None


def test_a_file_says_or_shows_that_nobody_wrote_it() -> None:
    assert artefact_text("// Code generated by protoc-gen-go. DO NOT EDIT.\npackage x") == "generated"
    assert artefact_text("# 本文件自动生成，请勿修改\nx = 1") == "generated"
    assert artefact_text("var a=1;" * 2000) == "minified"
    assert artefact_text('def generate():\n    """Write a file that is generated."""\n') is None


@pytest.mark.parametrize(
    ("message", "kind"),
    [("Merge pull request #12 from owner/fix", "merge"), ("合并分支 dev", "merge"), ('Revert "Add the pool"', "revert"), ("Bump tool from 1 to 2", "bump"),
     ("v2.31.0", "bump"), ("chore(deps): update dependency x to v3", "bump"), ("wip", "wip"), ("[WIP] pool", "wip"), ("fixup! Close the pool", "wip"), ("update", "wip"), ("提交", "wip"),
     ("Run black", "formatting"), ("Fix trailing whitespace", "formatting")],
)  # fmt: skip
def test_commits_without_a_thought_are_told_by_their_first_line(message: str, kind: str) -> None:
    assert mechanical_message(message) == kind
    assert mechanical()(view(commit(message))) == kind
    assert mechanical(kinds=())(view(commit(message))) is None


@pytest.mark.parametrize("message", ["Merge sorted runs in one pass", "Revert to the old value when parsing fails", "Update the cache when a key is deleted", "Fix whitespace handling in the parser", "Testing the pool needs a server", "修改连接池的超时逻辑", "Version check accepts 3.12"])  # fmt: skip
def test_commits_that_only_begin_like_them_stay(message: str) -> None:
    assert mechanical_message(message) is None


def test_a_commit_of_two_parents_is_a_merge_whatever_it_says() -> None:
    assert mechanical()(view(commit(parents=("a", "b")))) == "merge"


def test_changes_of_too_many_files_go() -> None:
    assert files()(view(commit("x", *map(str, range(16))))) == "more than 15 files"
    assert files(least=2)(view(commit())) == "fewer than 2 files"
    assert files()(view(commit("x", *map(str, range(15))))) is None


def test_lengths_are_judged_by_the_corpus() -> None:
    length = Length(low=10, high=90)
    seen = [view(commit("word " * count)) for count in range(1, 101)]
    length.learn(seen)
    assert [length(one) for one in (seen[0], seen[49], seen[99])] == ["too short", None, "too long"]
    assert words("the pool 连接池") == 5
    with pytest.raises(UsageError, match="percentiles"):
        Length(low=99, high=1)


def test_only_what_was_asked_before_its_answer_stays() -> None:
    def issue(asked: str | None, answered: str, edited: str | None = None) -> Issue:
        return Issue(
            "i",
            "Why?",
            "It fails",
            HOME,
            created_at=asked,
            updated_at=edited,
            answers=(Answer("So", created_at=answered),),
        )

    assert dates()(view(issue("2024-05-01T10:00:00Z", "2024-05-01T12:30:00+02:00"))) is None
    assert (
        dates()(view(issue("2024-05-01T11:00:00Z", "2024-05-01T12:30:00+02:00"))) == "dated after its answer"
    )
    edited = issue("2024-05-01T10:00:00Z", "2024-05-02T10:00:00Z", "2024-05-03T10:00:00Z")
    assert dates()(view(edited)) == "edited after its answer"
    assert dates(edited=False)(view(edited)) is None
    assert dates()(view(issue(None, "2024-05-02T10:00:00Z"))) == "a date that is missing or cannot be read"
    assert (
        dates()(view(issue("yesterday", "2024-05-02T10:00:00Z")))
        == "a date that is missing or cannot be read"
    )
    assert not is_before("yesterday", "2024-05-01T10:00:00Z")


def test_who_opts_out_is_left_out(tmp_path: Path) -> None:
    listed = tmp_path / "optout.txt"
    listed.write_text("# ours\nsecret-org/*\nowner/name:docs/*  # pages\n@jroe\n")
    judge = opt_out(str(listed))
    assert judge(view(Commit("c", Provenance("Secret-Org/app", "test")))) == "the repository opted out"
    assert judge(view(commit("x", "docs/a.md"))) == "the file opted out"
    assert judge(view(commit(author=pseudonym("JRoe")))) == "a person opted out"
    assert judge(view(commit())) is None
    listed.write_text("nothing\n")
    with pytest.raises(UsageError, match=r"optout\.txt:1"):
        opt_out(str(listed))
    with pytest.raises(UsageError, match="cannot be read"):
        opt_out(str(tmp_path / "none"))


def test_feedback_must_say_something_and_be_answered() -> None:
    assert actionable()(view(feedback("LGTM, thanks!", 0.9))) == "says nothing that could be done"
    assert actionable()(view(feedback("Close the pool first.", 0.3))) == "no change answers it"
    assert actionable()(view(feedback("Close the pool first.", 0.3, 0.8))) is None
    assert actionable()(view(commit())) is None
    assert says_nothing("好的，谢谢")
    assert not says_nothing("No, the lock is held.")


def test_the_engine_sorts_out_remarks_that_contradict_their_code() -> None:
    def sample(remark: str) -> CommentSample:
        return CommentSample("s", "def half(n):\n    return n / 2\n", (Annotation(2, remark),), HOME)

    judge = quality(least=50)
    assert judge(view(sample("Return half of n."))) is None
    assert judge(view(sample("Multiply m by 3 and raise ValueError."))) is not None
    assert judge(view(commit())) is None
    with pytest.raises(UsageError, match="between"):
        quality(least=101)


@pytest.mark.parametrize(
    ("text", "left", "kind"),
    [
        (
            "I agree.\n\nOn Mon, 3 Jun 2024 at 10:00, Jane <x@y.org> wrote:\n> Shall we?\n",
            "I agree.",
            "quoted mail or signature",
        ),
        ("同意。\n\n在 2024年6月3日，张三写道：\n> 可以吗？", "同意。", "quoted mail or signature"),
        ("Works now.\n\nSent from my iPhone", "Works now.", "sent-from line"),
        ("好的\n\n发自我的iPhone", "好的", "sent-from line"),
        ("> Why a lock?\n\nTwo threads write.", "Two threads write.", "quotation"),
        (
            "<!-- Please describe -->\nIt fails.\n\n- [x] I have read the rules\n- [ ] tests\n",
            "It fails.",
            "checklist",
        ),
        ("### Bug\n\nIt fails.\n\n### Other\n\n_No response_\n", "### Bug\n\nIt fails.", "unfilled part"),
        ("Fix the race\n\nSigned-off-by: user-0 <a@b>\n", "Fix the race", "trailer"),
        ("See below.\n-- \nJane Roe\nRoe Ltd", "See below.", "quoted mail or signature"),
    ],
)
def test_what_was_not_written_for_the_message_goes(text: str, left: str, kind: str) -> None:
    stripped = strip_quotes(text)
    assert stripped.text == left
    assert kind in stripped.removed
    assert strip_quotes(left).text == left


@pytest.mark.parametrize(
    "text",
    [
        "> all of it is a quotation",
        "```\n> git log\n-- \n```\nfails",
        ">>> half(2)\n1",
        "x -- y",
        "On Monday I wrote a test.",
    ],
)
def test_what_belongs_to_the_message_stays(text: str) -> None:
    assert strip_quotes(text).text == text


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "> a\n",
        "- [x] I have\n",
        "On a wrote:\n",
        "```\n",
        "# a\n",
        "写道：",
        "-- \n",
        "a" * 79 + "\n",
        "Signed-off-by: a <",
    ],
)
def test_hostile_messages_take_linear_time(
    piece: str, grows_evenly: Callable[[Callable[[int], object], int], None]
) -> None:
    def judged(size: int) -> None:
        text = piece * (size // len(piece))
        strip_quotes(text)
        speaks_as_bot(text)
        made_by_model(text)
        artefact_text(text)
        mechanical_message(text)

    grows_evenly(judged, 80_000)
