"""What a project makes a custom of is no fault in one of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from postil.check.across import customary
from postil.check.records import FileReport
from postil.check.run import Order, check
from postil.check.settings import Asked, Settings
from postil.rules import load_rules
from postil.scoring.profile import Profile

RULES = load_rules()
SLIP = (
    "".join(f'def f{n}(x):\n    """Give x as it is."""\n    return x\n\n\n' for n in range(4))
    + 'def slip(x):\n    """Give x as it is"""\n    return x\n'
)
WITHOUT = "".join(f'def g{n}(x):\n    """Give x as it is"""\n    return x\n\n\n' for n in range(3))
COUNT = 'class Option{n}:\n    """{opening} an option that can be chosen."""\n\n    chosen = False\n\n\n'
TAKEN = (
    'def find{n}(key, fall_back):\n    """{opening}.\n\n    :param key: Of what.\n    :param fall_back: For none.\n'
    '    """\n    return key + fall_back\n\n\n'
)


def codes(folder: Path, *, cache: bool = False, profile: Profile | None = None) -> list[tuple[str, str]]:
    asked = Asked(Settings(), profile or Profile(), folder)
    report = check(Order((str(folder),), asked, cache=cache))
    return [(Path(one.path).name, one.finding.code) for one in report.findings]


def test_a_summary_without_a_stop_is_a_fault_where_others_have_it(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(SLIP, "utf-8")
    assert ("one.py", "FMT05") in codes(tmp_path)


def test_it_is_none_where_the_other_files_do_without(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(SLIP, "utf-8")
    (tmp_path / "two.py").write_text(WITHOUT, "utf-8")
    assert ("one.py", "FMT05") not in codes(tmp_path)


def test_the_cache_follows_a_custom_that_changes_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(SLIP, "utf-8")
    assert ("one.py", "FMT05") in codes(tmp_path, cache=True)
    (tmp_path / "two.py").write_text(WITHOUT, "utf-8")
    assert ("one.py", "FMT05") not in codes(tmp_path, cache=True)
    assert ("one.py", "FMT05") not in codes(tmp_path, cache=True)
    (tmp_path / "two.py").unlink()
    assert ("one.py", "FMT05") in codes(tmp_path, cache=True)


def test_a_profile_that_always_asks_for_a_stop_overrides_the_custom(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(SLIP, "utf-8")
    (tmp_path / "two.py").write_text(WITHOUT, "utf-8")
    always = Profile(options={"FMT05": {"always": True}})
    assert codes(tmp_path, profile=always).count(("two.py", "FMT05")) == 3


def test_a_house_style_of_openings_is_a_custom(tmp_path: Path) -> None:
    other = "".join(COUNT.format(n=n, opening="Stores") for n in range(7))
    odd = COUNT.format(n=9, opening="This class represents")
    (tmp_path / "one.py").write_text(other + odd, "utf-8")
    assert ("one.py", "LNG11") in codes(tmp_path)
    house = "".join(COUNT.format(n=f"_{n}", opening="This object represents") for n in range(3))
    (tmp_path / "two.py").write_text(house, "utf-8")
    assert ("one.py", "LNG11") not in codes(tmp_path)


@pytest.mark.parametrize(("told", "found"), [(0, 0), (2, 1)])
def test_a_project_that_never_has_return_sections_is_not_asked_for_one(
    tmp_path: Path, told: int, found: int
) -> None:
    prose = "".join(TAKEN.format(n=n, opening="Return the value or the other") for n in range(5))
    section = "    :returns: The sum.\n    "
    full = "".join(TAKEN.format(n=f"_{n}", opening="Add both") for n in range(told))
    full = full.replace('    """\n    return', f'{section}"""\n    return')
    (tmp_path / "one.py").write_text(prose + full + TAKEN.format(n="", opening="Add them"), "utf-8")
    assert codes(tmp_path).count(("one.py", "COV03")) == found


def test_a_field_for_the_result_below_a_section_for_the_parameters_is_a_custom(tmp_path: Path) -> None:
    mixed = 'def half{n}(x):\n    """Halve x.\n\n    Args:\n        x: Any.\n\n    :rtype: float\n    """\n    return x / 2\n\n\n'
    (tmp_path / "one.py").write_text(mixed.format(n=0), "utf-8")
    assert ("one.py", "FMT03") in codes(tmp_path)
    (tmp_path / "two.py").write_text("".join(mixed.format(n=n) for n in range(1, 4)), "utf-8")
    assert not [code for _, code in codes(tmp_path) if code == "FMT03"]


@pytest.mark.parametrize(
    ("kept", "broken", "usual"), [(12, 4, False), (11, 4, True), (0, 3, False), (0, 4, True)]
)
def test_a_custom_is_more_than_a_quarter_of_at_least_a_few(kept: int, broken: int, usual: bool) -> None:
    reports = [
        FileReport("a.py", customs={"FMT05": (kept, broken - 1)}),
        FileReport("b.py", customs={"FMT05": (0, 1)}),
    ]
    assert customary(reports, RULES) == (frozenset({"FMT05"}) if usual else frozenset())


def test_half_width_punctuation_throughout_is_a_custom(tmp_path: Path) -> None:
    lines = [f"# 先取第{n}行, 再取它的和\nx_{n} = rows[{n}].total\n" for n in range(4)]
    (tmp_path / "one.py").write_text("".join(lines), "utf-8")
    assert ("one.py", "LNG05") not in codes(tmp_path)
    (tmp_path / "two.py").write_text("".join(lines).replace(", ", "，") + "# 最后，返回和\n", "utf-8")
    assert codes(tmp_path).count(("one.py", "LNG05")) == 4
