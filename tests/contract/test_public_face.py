"""The public names are exactly the documented ones, and they do what the README says."""

import pickle

import pytest

import postil
from postil import Comment, Scorer, Snippet, score
from postil.errors import UsageError


def test_the_public_names() -> None:
    assert sorted(postil.__all__) == ["Comment", "Score", "Scorer", "Snippet", "__version__", "score"]
    assert all(getattr(postil, name) is not None for name in dir(postil))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = postil.nothing


def test_a_scorer_travels_to_another_process() -> None:
    scorer = Scorer("strict", language="en")
    again = pickle.loads(pickle.dumps(scorer))  # noqa: S301 - our own bytes
    row = {"code_snippet": "x = items[-1]", "annotations": [{"line_number": 1, "annotation": "Last item."}]}
    assert again.signature == scorer.signature
    assert again.score(row) == scorer.score(row)


def test_a_batch_equals_its_rows_on_any_number_of_workers() -> None:
    scorer = Scorer()
    rows = [{"code_snippet": f"x{n} = {n}", "comment": f"Set x{n} to {n}."} for n in range(150)]
    alone = [scorer.score(row) for row in rows]
    assert [s.overall for s in scorer.score_batch(rows)] == [s.overall for s in alone]
    assert [s.overall for s in scorer.score_batch(rows, workers=2)] == [s.overall for s in alone]


def test_code_and_comments_may_come_as_records_texts_or_one_answer() -> None:
    scorer = Scorer()
    code = "total = 0\nfor price in prices:\n    total += price"
    as_records = scorer.score(Snippet(code), [Comment("Visit each price.", line_number=2)])
    as_dicts = scorer.score(code, [{"line_number": 2, "annotation": "Visit each price."}])
    as_answer = scorer.score(code, "Line 2: Visit each price.")
    assert as_records.overall == as_dicts.overall == as_answer.overall
    assert scorer.score(code, ["Visit each price."]).comments[0].aligned_lines == (2,)


def test_the_module_function_scores_one_snippet() -> None:
    assert score("x = items[-1]", ["Take the last item."]).status == "scored"


@pytest.mark.parametrize("wrong", [{"profile": "nobody"}, {"embedder": "nobody"}, {"language": "fr"}])
def test_a_wrong_call_says_what_there_is(wrong: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Scorer(**wrong)
