"""Javadoc, JSDoc, Doxygen and Rust: the same sections as a docstring's."""

from __future__ import annotations

import pytest

from postil.claims.docstring import read_docstring
from postil.facts.doctext import plain_remark


@pytest.mark.parametrize(
    "text",
    [
        "Cuts.\n\n@param text what to cut: any\n@param <T> its type\n@param size how long\n@return the start\n@throws IOError if it fails\n@since 2",
        "Cuts.\n\n@param {string} text - what to cut: any\n@param {number} size how long\n@returns {string} the start\n@throws {IOError} if it fails",
        "Cuts.\n\n\\param[in] text what to cut: any\n\\param size how long\n\\return the start\n\\throws IOError if it fails",
        "Cuts.\n\n@param text: what to cut: any\n@param size: how long\n@return: the start\n@raise IOError: if it fails",
    ],
)
def test_tags_of_all_kinds_give_the_same_sections(text: str) -> None:
    doc = read_docstring(text)
    assert doc.summary == "Cuts."
    assert [(item.name, item.text) for item in doc.parameters or ()] == [
        ("text", "what to cut: any"),
        ("size", "how long"),
    ]
    assert [item.text for item in doc.returns or ()] == ["the start"]
    assert [(item.name, item.text) for item in doc.raises or ()] == [("IOError", "if it fails")]


def test_jsdoc_tells_defaults_types_and_members() -> None:
    doc = read_docstring(
        "Cuts.\n\n@param {number} [size=3] how long\n@param {Object} options\n@param {string} options.end what"
    )
    assert [(item.name, item.default) for item in doc.parameters or ()] == [("size", "3"), ("options", None)]
    assert [item.text for item in (read_docstring("Cuts.\n\n@returns {number}").returns or ())] == ["number"]


def test_headings_of_markdown_are_sections() -> None:
    doc = read_docstring(
        "Cuts.\n\n# Arguments\n\n* `text` - what to cut\n* `size` - how long\n\n# Returns\n\nThe start.\n\n# Panics\n\nNever."
    )
    assert [(item.name, item.text) for item in doc.parameters or ()] == [
        ("text", "what to cut"),
        ("size", "how long"),
    ]
    assert [item.text for item in doc.returns or ()] == ["The start."]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("/** Cuts {@link Text#cut(int) it}. */", "Cuts it."),
        (
            "/**\n * Cuts {@code x}, see {@link #cut}.\n * <p>\n *   - deep\n */",
            "Cuts `x`, see [`cut`].\n\n  - deep",
        ),
        ("/* Plain. */", "Plain."),
        ("/// One.\n/// Two.", "One.\nTwo."),
        ("//! Inner.", "Inner."),
        ("/*!\n * @brief Cuts \\p text.\n */", "Cuts `text`."),
        ("/** A &lt; b and <code>c</code>. {@inheritDoc} */", "A < b and `c`."),
        ("/** @param {number} [size=3] how long */", "@param {number} size how long. Defaults to 3"),
        ("/**/", ""),
    ],
)
def test_marks_are_taken_off(written: str, plain: str) -> None:
    assert plain_remark(written) == plain
