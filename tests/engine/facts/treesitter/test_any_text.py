"""Any text gives facts: nothing raises, lines stay, time is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.facts.registry import language_named

LANGUAGES = ("c", "cpp", "go", "java", "javascript", "rust", "typescript")
PIECES = (
    "if (a) {", "} else {", "}", "return x;", "for (;;)", "while x {", "class A", "fn f()", "func f()", "int f(int a) {",
    "x = y", "let z = () =>", "/** doc */", "// note", "/*", "*/", '"text', "'c'", "`${", "switch (x) {", "case 1:",
    "try {", "catch (E e)", "match x {", "_ => 1,", "@A", "#if x", "(", ")", "[", "]", "<", ">", "!", "&&", "?", ":", ";",
    "throw", "new A()", "a.b.c()", "\n", "\n", "\t", "é中", "\0", "\ud800", "0x1F", "1e9", "-> int",
)  # fmt: skip
CODE = {
    "java": "/** Doc. */\npublic int f(int a) {\n  if (a > 0) {\n    return g(a);\n  }\n  return 0;\n}\n",
    "go": "// f counts.\nfunc f(a int) (int, error) {\n\tfor i := range a {\n\t\tg(i)\n\t}\n\treturn a, nil\n}\n",
    "rust": "/// Counts.\nfn f(a: i32) -> i32 {\n    match a {\n        0 => 1,\n        _ => a,\n    }\n}\n",
    "typescript": "/** Doc. */\nexport const f = async (a: number) => {\n  return a ? await g(a) : 0;\n};\n",
}


def check(language: str, code: str) -> None:
    """Facts of any text keep to their contract."""
    found = language_named(language)
    facts = found.facts(code)
    rows = code.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert facts.lines in (len(rows), len(rows) - 1)
    assert len(facts.line_statements) == facts.lines
    for index, statement in enumerate(facts.statements):
        assert statement.index == index
        assert -1 <= statement.parent < max(1, len(facts.statements))
        assert -1 <= statement.function < len(facts.functions)
        assert 1 <= statement.line <= statement.end_line <= statement.body_end <= max(1, facts.lines)
        assert statement.column >= 0
    for owner in (*facts.functions, *facts.classes):
        assert 0 <= owner.statement < len(facts.statements)
    assert all(-1 <= index < len(facts.statements) for index in facts.line_statements)
    for comment in found.comments(code):
        assert comment.text.strip()
        assert comment.at_line is not None
        assert 1 <= comment.at_line <= facts.lines
    found.complexity(code)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=30), joint=st.sampled_from((" ", "\n", "")))
def test_pieces_in_any_order_give_facts(language: str, pieces: list[str], joint: str) -> None:
    check(language, joint.join(pieces))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_gives_facts(language: str, text: str) -> None:
    check(language, text)


@pytest.mark.parametrize("language", CODE)
def test_code_cut_off_anywhere_gives_facts(language: str) -> None:
    code = CODE[language]
    for end in range(0, len(code), 3):
        check(language, code[:end])
        check(language, code[end:])


@pytest.mark.parametrize(
    "hostile",
    [
        "(" * 20_000,
        "{" * 20_000 + "}" * 20_000,
        "if (a) {" * 3_000,
        "a<" * 20_000,
        "x => " * 5_000 + "1",
        "!(" * 400 + "a == b" + ")" * 400,
        "// x\n" * 20_000,
        "/*" * 20_000,
        'x = "' + "a" * 1_500_000 + '";',
        "f(" * 900 + ")" * 900,
        ";" * 24_000,
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.parametrize("language", ["cpp", "java", "rust", "typescript"])
def test_hostile_text_is_read(language: str, hostile: str) -> None:
    check(language, hostile)
