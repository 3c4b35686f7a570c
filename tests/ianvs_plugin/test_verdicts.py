"""Verdicts of people: judged right / judged, coverage and agreement, as worked out by hand."""

from pathlib import Path

import pytest

from postil.errors import UsageError
from postil_ianvs.verdicts import accuracy, alpha, read_verdicts

HEAD = "item_id,answer_key,judge,verdict,rubric_version\n"


def write(path: Path, *lines: str) -> Path:
    file = path / "verdicts.csv"
    file.write_text("\ufeff" + HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return file


def test_the_majority_counts_ties_and_skips_do_not(tmp_path: Path) -> None:
    verdicts = read_verdicts(
        write(
            tmp_path,
            "i1,prediction,j1,right,1",
            "i1,prediction,j2,right,1",
            "i1,prediction,j3,wrong,1",
            "i2,prediction,j1,wrong,1",
            "i3,prediction,j1,right,1",
            "i3,prediction,j2,wrong,1",
            "i4,prediction,j1,skip,1",
        )
    )
    found = accuracy(verdicts, [(f"i{n}", "prediction") for n in range(1, 6)])
    assert (found.right, found.judged, found.tied, found.answers) == (1, 2, 1, 5)
    assert found.value == 0.5
    assert found.coverage == 0.4
    assert found.agreement == pytest.approx(1 / 4)  # pairs: 1 of 3 in i1, 0 of 1 in i3


def test_a_judge_who_changes_their_mind_has_one_verdict(tmp_path: Path) -> None:
    verdicts = read_verdicts(write(tmp_path, "i1,a,j1,wrong,1", "i1,a,j1,right,1"))
    assert accuracy(verdicts, [("i1", "a")]).value == 1.0


def test_the_key_of_the_model_goes_before_the_general_one(tmp_path: Path) -> None:
    verdicts = read_verdicts(write(tmp_path, "i1,small,j1,wrong,1", "i1,prediction,j1,right,1"))
    assert accuracy(verdicts, [("i1", "small", "prediction")]).value == 0.0
    assert accuracy(verdicts, [("i1", "large", "prediction")]).value == 1.0
    assert accuracy(verdicts, []).value is None


def test_alpha_is_that_of_the_literature() -> None:
    # Krippendorff (2011), binary data of two judges: 14 zeros, 6 ones, 4 disagreements: 1 - 19 * 4 / (14 * 6).
    opinions = [["1", "1"], *[["0", "1"]] * 4, *[["0", "0"]] * 5]
    assert alpha(opinions) == pytest.approx(0.095, abs=5e-4)
    assert alpha([["a", "a"], ["b", "b"]]) == 1.0
    assert alpha([["a", "a"]]) is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("item_id,judge\n", "no column answer_key, verdict"),
        (HEAD + "i,a,j,maybe,1\n", ":2: verdict 'maybe'"),
        (HEAD + "i,a,j\n", ":2: verdict ''"),
    ],
)
def test_a_damaged_file_is_an_error_that_names_the_place(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "v.csv"
    file.write_text(text)
    with pytest.raises(UsageError, match=says):
        read_verdicts(file)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_verdicts(tmp_path / "none.csv")
