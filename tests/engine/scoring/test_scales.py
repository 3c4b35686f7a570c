"""The calibrated scales of remarks on a function as a whole."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil import Comment, Scorer, Snippet
from postil.embedders.registry import embedder_named
from postil.page import Page
from postil.scoring import scales
from postil.scoring.form import form_of
from postil.scoring.scales import Scale, Term, brevity, calibration, calibration_id, traits
from postil.scoring.subject import subject_of
from postil.scoring.support import number_support, opposites, polarity_support
from postil.scoring.wording import read_wording

CODE = (
    "def take_first(items, limit=10):\n"
    "    if not items:\n"
    "        raise ValueError('no items')\n"
    "    return sorted(items)[:limit]"
)
SCORER = Scorer()
EMBEDDER = embedder_named("static")


def score(comment: str, code: str = CODE) -> object:
    return SCORER.score({"code_snippet": code, "comment": comment})


def traits_of(comment: str, code: str = CODE) -> dict[str, float]:
    return traits(Page.read(Snippet(code), (Comment(comment, kind="summary"),)), 0, EMBEDDER)


def page_of(comment: str, code: str = CODE) -> Page:
    return Page.read(Snippet(code), (Comment(comment, kind="summary"),))


def test_a_remark_on_a_function_has_all_scales_within_bounds() -> None:
    found = score("Return the first items in order, at most limit of them.").features
    for name in ("adequacy", "conciseness", "fluency", "match", "brevity"):
        assert 0.0 < getattr(found, name) <= 1.0


@pytest.mark.parametrize(
    "row",
    [
        {"code_snippet": CODE, "annotations": [{"line_number": 4, "annotation": "Sort, keep the first."}]},
        {"code_snippet": "x = 1", "comment": "Set x."},
    ],
)
def test_what_the_scales_were_not_fitted_on_is_not_measured(row: dict) -> None:
    found = SCORER.score(row).features
    assert {found.adequacy, found.conciseness, found.fluency, found.match, found.brevity} == {None}


def test_a_remark_that_says_what_the_name_says_is_nearer_to_it_than_one_on_a_neighbour() -> None:
    own, other = (traits_of(text)["name_likeness"] for text in ("Take the first items.", "Close the file."))
    assert own > other


def test_code_without_a_name_tells_nothing_of_the_likeness_to_it() -> None:
    nameless = "total = 0\nfor item in items:\n    total += item"
    assert traits_of("Take the first items.", nameless)["name_likeness"] == 0.5


def test_the_signature_names_the_calibration() -> None:
    assert f"cal:{calibration_id()}" in SCORER.signature.split("|")


def test_the_calibration_says_what_it_was_made_from_and_how_well_it_does() -> None:
    found = calibration()
    assert {"ratings_java", "ratings_python_dev", "split", "seed"} <= set(found.made_from)
    assert min(found.result.values()) > 0.3
    assert set(found.scales) == {"adequacy", "conciseness", "fluency", "match"}


def test_every_trait_of_the_calibration_is_measured() -> None:
    found = traits_of("Return the first items.")
    for scale in calibration().scales.values():
        assert {term.trait for term in scale.terms} <= set(found)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("Return the first items, sorted.", "Open a socket and send the message."),
        ("Return at most limit items.", "Return at most payload items."),
        ("Return the first of the sorted items.", "Return the last of the sorted items."),
        ("Return the first 10 items in order.", "Return the first 17 items in order."),
        ("Sort the items and take the first of them.", "Process the data and return the result."),
    ],
)
def test_a_true_remark_outscores_a_corrupted_one(true: str, false: str) -> None:
    assert score(true).overall > score(false).overall


def test_padding_costs() -> None:
    plain = "Return the first items in order, at most limit of them."
    padding = (
        " Overall, this convenient helper embodies numerous battle-tested engineering philosophies, gracefully "
        "orchestrating downstream collaborators, streamlining onboarding, delighting stakeholders, harmonising "
        "paradigms, unlocking synergies, and evangelising maintainability throughout modern polyglot ecosystems."
    )
    assert score(plain + padding).features.conciseness < score(plain).features.conciseness
    assert score(plain + padding).features.brevity < 1.0 == score(plain).features.brevity
    assert score(plain + padding).overall < score(plain).overall


def test_sections_of_a_docstring_are_no_padding() -> None:
    docstring = "Return the first items.\n\nArgs:\n" + "".join(
        f"    items{n}: word{n} thing{n} sample{n} colour{n}\n" for n in range(20)
    )
    assert brevity(traits_of(docstring)) == 1.0


def test_fluency_falls_with_faults_of_form() -> None:
    good = score("Return the first items in order.").features.fluency
    assert score("Return the first items in order, and the").features.fluency < good
    assert score("I think you return the the first items").features.fluency < good


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0, 3))
def test_a_scale_is_monotone_and_stays_in_bounds(one: float, other: float, weight: float) -> None:
    scale = Scale(0.2, (Term("x", weight, -2.0, 2.0),))
    low, high = scale.value({"x": min(one, other)}), scale.value({"x": max(one, other)})
    assert 0.0 < low <= high < 1.0


def test_numbers_are_borne_out_by_the_code_or_by_being_small() -> None:
    subject = subject_of(page_of("x"), 0)
    shown = number_support(read_wording("The first 10 items."), subject)
    small = number_support(read_wording("The first 3 items."), subject)
    great = number_support(read_wording("The first 4711 items."), subject)
    assert shown == 1.0 > small > great > 0.0
    assert number_support(read_wording("The first items."), subject) is None


def test_polar_words_are_borne_out_by_the_code() -> None:
    subject = subject_of(page_of("x", "def f(maximum):\n    return maximum"), 0)
    assert polarity_support(read_wording("The maximum."), subject) == 1.0
    assert polarity_support(read_wording("The minimum."), subject) == 0.0
    assert polarity_support(read_wording("It is not returned."), subject) < 0.5
    assert polarity_support(read_wording("A penguin."), subject) is None


def test_opposites_have_shares_that_add_up() -> None:
    table = opposites()
    assert len(table) > 150
    assert all(abs(share + table[other][1] - 1.0) < 1e-9 for other, share in table.values())


def test_a_docstring_in_the_code_is_not_held_against_itself() -> None:
    code = CODE.replace("    if not", '    """Zebra crossing of the\n    penguins."""\n    if not', 1)
    page = page_of("Zebra crossing of the penguins.", code)
    assert "zebra" not in subject_of(page, 0).stems


def test_a_header_of_a_section_ends_the_summary() -> None:
    assert read_wording("Sort.\n\nReturns:\n    The items.").summary == "Sort."
    assert read_wording("排序。\n\n参数：\n    items：列表。").summary == "排序。"
    assert read_wording("/** Sorts.\n * @return items */").summary == "Sorts."


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=400))
def test_any_text_has_finite_traits(text: str) -> None:
    found = traits_of(text) | form_of(read_wording(text))
    assert all(-20.0 < value < 1_000.0 for value in found.values())


def test_the_file_can_be_read_again() -> None:
    path = Path(scales.__file__).with_name("calibration") / "human.json"
    again = msgspec.json.decode(msgspec.json.encode(calibration()), type=scales.Calibration)
    assert again == msgspec.json.decode(path.read_bytes(), type=scales.Calibration)


@pytest.mark.parametrize(
    ("english", "chinese", "trait"),
    [
        ("Return the items.", "返回这些元素。", "capital"),
        ("Return None when there are no items.", "没有元素时返回None。", "result_told"),
        ("Raise ValueError for none.", "没有时抛出ValueError。", "strange_exception"),
        ("Cut the items at the limit.", "按上限截断这些元素。", "parameters_told"),
        ("Take at most 7 items.", "最多取7个元素。", "number_support"),
        ("Take at most seven items.", "最多取七个元素。", "number_support"),
        ("Do not sort.", "不排序。", "polarity_support"),
    ],
)
def test_a_trait_is_the_same_in_both_languages(english: str, chinese: str, trait: str) -> None:
    assert traits_of(chinese)[trait] == traits_of(english)[trait]


@pytest.mark.parametrize(
    ("remark", "value"),
    [
        ("Wait for at most 5 seconds.", "timeout(5000)"),
        ("最多等待 5 秒。", "timeout(5000)"),
        ("Read at most 2 MB.", "limit(2 << 20)"),
        ("Keep it for 24 hours.", "keep(60 * 1440)"),
    ],
)
def test_a_number_with_its_unit_is_borne_out_by_the_same_in_a_smaller_unit(remark: str, value: str) -> None:
    other = remark.replace("5", "15").replace("2", "12")
    code = f"def f(items):\n    return items.{value}"
    assert traits_of(remark, code)["number_support"] == 1.0
    assert traits_of(other, code)["number_support"] < 0.2


def test_a_parameter_is_told_by_its_words_and_named_by_its_spelling_alone() -> None:
    code = "def cut(old_items, limit):\n    return old_items[:limit]"
    said, named = (traits_of(f"Cut {one} at the limit.", code) for one in ("the old items", "old_items"))
    assert said["parameters_told"] == named["parameters_told"] == named["parameters_named"] == 1.0
    assert said["parameters_named"] == 0.5


def test_a_number_word_in_a_chinese_idiom_is_no_number() -> None:
    assert (
        traits_of("结果四舍五入。")["number_support"] == traits_of("結果四捨五入。")["number_support"] == 1.0
    )
