from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.alignment.align import align
from postil.alignment.model import Alignment
from postil.facts.registry import facts_of
from postil.records import Comment

COUNT = """\
def count_words(text):
    counts = {}
    for word in text.lower().split():
        counts[word] = counts.get(word, 0) + 1
    return counts
"""
CLASS = '''\
class Account:
    """An account."""

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount


def main():
    Account().deposit(3)
'''


def aligned(code: str, *comments: Comment) -> tuple[Alignment, ...]:
    return align(facts_of(code, "python"), comments)


def test_no_comments_give_no_alignments() -> None:
    assert aligned(COUNT) == ()


def test_a_comment_without_a_line_is_placed_by_content() -> None:
    (one,) = aligned(COUNT, Comment("Return the finished counts."))
    assert (one.statements, one.lines) == ((4,), (5,))
    assert one.agrees is None
    assert one.claimed_fit is None


def test_comments_are_placed_together_so_that_each_has_its_own_line() -> None:
    texts = ["返回统计结果。", "逐个遍历单词。", "创建空字典。", "把次数加一。", "定义函数，接受文本。"]
    found = aligned(COUNT, *map(Comment, texts))
    assert [one.lines for one in found] == [(5,), (3,), (2,), (4,), (1,)]


def test_a_right_claim_agrees() -> None:
    (one,) = aligned(COUNT, Comment("Return the finished counts.", line_number=5))
    assert one.agrees is True
    assert one.claimed_fit == 1.0
    assert one.lines == (5,)


def test_a_wrong_claim_is_refuted_and_the_comment_placed_by_content() -> None:
    (one,) = aligned(COUNT, Comment("Return the finished counts.", line_number=2))
    assert one.agrees is False
    assert one.lines == (5,)
    assert one.claimed_fit is not None
    assert one.claimed_fit < 0.2


def test_a_vague_remark_does_not_refute_its_claim() -> None:
    (one,) = aligned(COUNT, Comment("This part matters.", line_number=4))
    assert one.agrees is True
    assert one.lines == (4,)


def test_a_header_may_have_a_remark_about_its_block() -> None:
    code = "path = sys.argv[1]\nif not path:\n    raise SystemExit('which file?')\nreturn open(path)"
    (one,) = aligned(code, Comment("Complain with SystemExit.", line_number=2))
    assert (one.lines, one.agrees) == ((2,), True)


def test_a_header_has_no_remark_about_what_another_one_claims() -> None:
    code = "path = sys.argv[1]\nif not path:\n    raise SystemExit('which file?')\nreturn open(path)"
    found = aligned(
        code,
        Comment("Complain with SystemExit.", line_number=2),
        Comment("Check whether the path is empty.", line_number=3),
    )
    assert [one.agrees for one in found] == [False, False]


def test_swapped_claims_are_both_refuted() -> None:
    found = aligned(
        COUNT,
        Comment("Start with an empty dictionary of counts.", line_number=5),
        Comment("Return the counts.", line_number=2),
    )
    assert [(one.lines, one.agrees) for one in found] == [((2,), False), ((5,), False)]


def test_several_comments_may_share_the_line_they_claim() -> None:
    found = aligned(
        COUNT,
        Comment("Split the text into words.", line_number=3),
        Comment("Loop over the lower-case words.", line_number=3),
    )
    assert [(one.lines, one.agrees) for one in found] == [((3,), True), ((3,), True)]


@pytest.mark.parametrize("line", [0, -3, 99, 10**30])
def test_a_line_that_does_not_exist_is_no_claim(line: int) -> None:
    (one,) = aligned(COUNT, Comment("Return the counts.", line_number=line))
    assert (one.lines, one.agrees, one.claimed_fit) == ((5,), None, None)


def test_a_blank_line_is_no_claim() -> None:
    (one,) = aligned("a = 1\n\nreturn a", Comment("Return it.", line_number=2))
    assert (one.lines, one.agrees) == ((3,), None)


def test_a_claimed_range_is_covered_whole() -> None:
    (one,) = aligned(COUNT, Comment("Count each word.", line_number=3, end_line_number=4))
    assert (one.lines, one.agrees) == ((3, 4), True)


def test_a_range_that_ends_before_it_begins_is_its_first_line() -> None:
    (one,) = aligned(COUNT, Comment("Return the counts.", line_number=5, end_line_number=2))
    assert one.lines == (5,)


def test_a_statement_of_several_lines_is_covered_by_each_of_them() -> None:
    (one,) = aligned(
        "total = (\n    1 +\n    2\n)\nreturn total", Comment("Compute the total.", line_number=3)
    )
    assert (one.lines, one.agrees) == ((1, 2, 3, 4), True)


def test_confidence_margin_and_runner_up_belong_together() -> None:
    (one,) = aligned(COUNT, Comment("Loop over the words."))
    assert one.runner_up not in one.statements
    assert 0.0 <= one.margin <= one.confidence <= 1.0
    (alone,) = aligned("x = 1", Comment("Set x to one."))
    assert (alone.runner_up, alone.confidence, alone.margin) == (-1, 1.0, 1.0)


def test_clear_words_make_surer_than_vague_ones() -> None:
    clear, vague = (
        aligned(COUNT, Comment("Create an empty dictionary counts.")),
        aligned(COUNT, Comment("Some work.")),
    )
    assert clear[0].confidence > 0.8
    assert vague[0].confidence < 0.5


def test_code_without_statements_places_nothing() -> None:
    (one,) = aligned("# only a remark", Comment("Return it.", line_number=1))
    assert (one.statements, one.lines, one.confidence, one.agrees) == ((), (), 0.0, None)


def test_a_docstring_belongs_to_the_header_of_its_owner() -> None:
    found = aligned(
        CLASS,
        Comment("Adds money.", kind="docstring", symbol="Account.deposit", at_line=5),
        Comment("An account.", kind="docstring", symbol="Account", at_line=2),
        Comment("No such thing.", kind="docstring", symbol="Account.close", at_line=2),
        Comment("The module.", kind="docstring", at_line=1),
    )
    assert [one.lines for one in found] == [(4,), (1,), (), ()]
    assert [one.confidence for one in found] == [1.0, 1.0, 0.0, 1.0]


def test_a_summary_belongs_to_the_first_definition() -> None:
    assert aligned(COUNT, Comment("Counts words.", kind="summary"))[0].lines == (1,)
    assert aligned("x = 1\n" + COUNT, Comment("Counts words.", kind="summary"))[0].lines == (2,)


def test_a_summary_takes_no_line_from_the_other_comments() -> None:
    summary, line = aligned(
        COUNT, Comment("Count the words.", kind="summary"), Comment("Define count_words.")
    )
    assert summary.lines == line.lines == (1,)


def test_a_comment_of_real_source_keeps_the_line_of_the_convention() -> None:
    (one,) = aligned(COUNT, Comment("The words.", line_number=2, at_line=2))
    assert (one.lines, one.agrees) == ((2,), True)


def test_a_comment_of_real_source_moves_only_when_strongly_refuted() -> None:
    text = "def count_words(text): define the function count_words, which takes text"
    (one,) = aligned(COUNT, Comment(text, line_number=5, at_line=5))
    assert (one.lines, one.agrees) == ((1,), False)


def test_a_block_comment_covers_the_run_of_lines_that_it_fits() -> None:
    code = "width = read('width')\nheight = read('height')\nprint('done')"
    (one,) = aligned(code, Comment("Read width and height.", kind="block", line_number=1, at_line=1))
    assert one.lines == (1, 2)


def test_comments_numbered_in_order_stay_in_order_when_content_hardly_minds() -> None:
    code = "load(a)\ncheck(a)\nload(b)\ncheck(b)"
    comments = [
        Comment("load", line_number=1),
        Comment("check", line_number=2),
        Comment("load", line_number=3),
    ]
    assert [one.lines for one in aligned(code, *comments)] == [(1,), (2,), (3,)]


def test_comments_numbered_in_order_are_freed_when_content_minds() -> None:
    found = aligned(
        COUNT,
        Comment("Return counts.", line_number=1),
        Comment("For each word in the lower-case text, split.", line_number=3),
        Comment("Define the function count_words.", line_number=5),
    )
    assert [one.lines for one in found] == [(5,), (3,), (1,)]


def test_alignments_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from postil.alignment.align import align; from postil.facts.registry import facts_of; "
        "from postil.records import Comment; "
        f"code = {COUNT!r}; texts = ['count each word of the text', '返回单词次数', 'for all the lower words split']; "
        "print(align(facts_of(code, 'python'), [Comment(text) for text in texts]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2", "3")
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("claimed", [True, False])
def test_long_snippets_are_aligned(claimed: bool) -> None:
    lines = [f"value_{number} = compute_{number}(left_{number}, {number})" for number in range(3_000)]
    comments = [
        Comment(f"Store compute_{number} in value_{number}.", line_number=number + 1 if claimed else None)
        for number in range(0, 3_000, 20)
    ]
    found = aligned("\n".join(lines), *comments)
    assert [one.lines for one in found] == [(number + 1,) for number in range(0, 3_000, 20)]


COMMENTS = st.lists(
    st.builds(
        Comment,
        text=st.text(max_size=60) | st.sampled_from(["Return x.", "返回 x", "if a: b", "for every word"]),
        kind=st.sampled_from(["line", "block", "docstring", "summary"]),
        line_number=st.none() | st.integers(-2, 12),
        end_line_number=st.none() | st.integers(-2, 12),
        at_line=st.none() | st.integers(1, 12),
        symbol=st.none() | st.sampled_from(["f", "nothing"]),
    ),
    max_size=6,
)


@given(st.sampled_from([COUNT, CLASS, "", "x = 1", "def f(:\n  \x00", "if a: b\nelse: c"]), COMMENTS)
def test_every_comment_has_one_sound_alignment(code: str, comments: list[Comment]) -> None:
    facts = facts_of(code, "python")
    found = align(facts, comments)
    assert [one.comment for one in found] == list(range(len(comments)))
    assert found == align(facts, comments)
    for one in found:
        assert list(one.lines) == sorted(set(one.lines))
        assert all(0 <= index < len(facts.statements) for index in one.statements)
        assert 0.0 <= one.margin <= 1.0
        assert 0.0 <= one.confidence <= 1.0
        assert -1 <= one.runner_up < len(facts.statements)
        assert (one.agrees is None) == (one.claimed_fit is None)


def test_a_summary_of_a_fragment_is_about_all_of_it() -> None:
    (one,) = aligned("delay = ms / 1000\ntime.sleep(delay)", Comment("Wait.", kind="summary"))
    assert one.lines == (1, 2)


GRADE = """\
def grade(points, maximum=100):
    share = points / maximum
    if share >= 0.9:
        return "A"
    if share >= 0.5:
        return "B"
    return "F"
"""


def test_a_remark_behind_a_test_that_leaves_may_say_when_it_did_not() -> None:
    first = Comment("The share of the points that was reached.", line_number=2)
    second = Comment("At least ninety percent", line_number=3)
    third = Comment("A share below 0.5 is not enough.", line_number=7)
    assert aligned(GRADE, first, second, third)[2].agrees
