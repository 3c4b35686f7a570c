"""A rule that knows the conventions of some languages says nothing of others, in the linter as in the scorer."""

from pathlib import Path

from postil.check.run import Order, check
from postil.check.settings import Asked, Settings
from postil.scoring.profile import Profile


def found(folder: Path) -> set[str]:
    asked = Asked(Settings(), Profile(), folder, known=False)
    return {one.finding.code for one in check(Order((str(folder),), asked, cache=False)).findings}


def test_any_parameter_of_javascript_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "join.js").write_text(
        "/**\n * Joins the parts.\n * @param {string} sep (Optional) What goes between: a comma.\n */\n"
        "function join(sep) {\n  return parts.join(sep);\n}\n"
    )
    assert not found(tmp_path) & {"CON05", "FMT11"}


def test_one_of_python_may_not(tmp_path: Path) -> None:
    (tmp_path / "join.py").write_text(
        'def join(sep):\n    """Join the parts.\n\n    Args:\n        sep (str, optional): What goes between.\n    """\n'
        "    return sep.join(PARTS)\n"
    )
    assert "CON05" in found(tmp_path)


def test_a_function_of_javascript_that_reads_its_arguments_may_document_any(tmp_path: Path) -> None:
    source = "/**\n * Joins them.\n * @param {{Object}} parts What to join.\n */\nfunction join() {{\n  return {};\n}}\n"
    (tmp_path / "join.js").write_text(source.format("glue(arguments[0])"))
    assert "CON01" not in found(tmp_path)
    (tmp_path / "join.js").write_text(source.format("glue(PARTS)"))
    assert "CON01" in found(tmp_path)


def test_braces_of_javascript_are_an_object_and_no_set(tmp_path: Path) -> None:
    (tmp_path / "both.js").write_text(
        "/** Returns a dictionary of both. */\nfunction both(a, b) {\n  return { a, b };\n}\n"
    )
    assert "CON61" not in found(tmp_path)


def test_a_duration_may_be_told_in_another_unit_than_that_of_the_name(tmp_path: Path) -> None:
    (tmp_path / "cache.js").write_text("const cache_seconds = 60; // 1 minute\n")
    assert "CON10" not in found(tmp_path)
    (tmp_path / "cache.js").write_text("const cache_seconds = 60; // 60 minutes\n")
    assert "CON10" in found(tmp_path)


def test_an_optional_pointer_of_cpp_may_be_null(tmp_path: Path) -> None:
    source = "/**\n * Draws it.\n * @param pen (optional{}) With what.\n */\nvoid draw(Pen* pen) {{\n  paint(pen);\n}}\n"
    (tmp_path / "draw.cpp").write_text(source.format(", if nullptr the last one"))
    assert "CON05" not in found(tmp_path)
    (tmp_path / "draw.cpp").write_text(source.format(""))
    assert "CON05" in found(tmp_path)


def test_a_plain_comment_at_the_head_of_a_file_of_cpp_is_no_docstring(tmp_path: Path) -> None:
    source = "{} modified from another one\n\nint total(int prices) {{\n  return prices;\n}}\n"
    (tmp_path / "total.cpp").write_text(source.format("//"))
    assert "LNG11" not in found(tmp_path)
    (tmp_path / "total.cpp").write_text(source.format("///"))
    assert "LNG11" in found(tmp_path)
