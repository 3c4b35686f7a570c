"""Comments of Python found at their hashes are those of a walk over the whole tree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.facts.python_syntax import Source, SyntaxNode

_PIECES = st.sampled_from(
    (
        "x = 1",
        " ",
        "\n",
        "# a",
        "#",
        "'#'",
        '"""',
        "'",
        'f"{x # b\n}"',
        "(",
        ")",
        "\\\n",
        "    ",
        "é",
        "def f():",
        "# é",
    )
)


def walked(source: Source) -> list[tuple[int, int]]:
    found: list[SyntaxNode] = []
    waiting = [source.tree.root_node]
    while waiting:
        node = waiting.pop()
        if node.type == "comment":
            found.append(node)
        waiting += node.children
    return sorted((node.start_byte, node.end_byte) for node in found)


def at_hashes(source: Source) -> list[tuple[int, int]]:
    return [(node.start_byte, node.end_byte) for node in source.comments()]


@pytest.mark.parametrize(
    "code",
    [
        "x = '#no'  # yes\n# own ## line\n",
        's = """\n# no\n"""\n#\n',
        "f(  # one\n    a,  # two # three\n)\n",
        "if (:  # broken\n    'é'  # é\n",
        "",
    ],
)
def test_hashes_in_strings_are_no_comments(code: str) -> None:
    assert at_hashes(Source(code)) == walked(Source(code))


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_text_has_the_comments_of_its_tree(code: str) -> None:
    assert at_hashes(Source(code)) == walked(Source(code))
