"""What rules know of the customs of C, C++, Rust and Go: near misses, and the fault beside each."""

from __future__ import annotations

import pytest

from postil import Scorer
from postil.facts.registry import language_named
from postil.page import Page
from postil.records import Snippet
from postil.rules import load_rules

RULES = {rule.code: rule for rule in load_rules()}
SCORER = Scorer()
SUFFIXES = {"c": "c", "cpp": "hpp", "rust": "rs", "go": "go"}
ENDED = "".join(f"// Do{n} does it.\nfunc Do{n}() {{}}\n\n" for n in range(4))
WRITER = "struct Writer {{\n/*!\n@brief Writes it.\n@param name Which.\n*/\n{0} write(const Name& name) {{\n    return {1};\n}}\n}};\n"
PASSED = '/// Adds.\n///\n#[cfg_attr(a, doc = "```")]\n#[cfg_attr(not(a), doc = "```ignore")]\n/// add(1);\n{0}pub fn add() {{}}\n'
ERASED = "/**\n * Erases. {0}\n * @param data what\n */\nint erase(int data, bool bDirty) {{ return 1; }}\n"
SMALL = "/// @brief gives the sum\nint sum();\n/** @param n of them */\nint f(int n);\n/** @param n of them */\nint g(int n);\n"

CASES = [
    ("MKP07", "rust", PASSED.format("/// ```\n"), PASSED.format("")),
    ("FMT26", "rust", "/// ```edition2021\n/// add(1);\n/// ```\npub fn add() {}\n", None),
    (
        "FMT05",
        "go",
        f"package p\n\n// Add adds. Two are added, for example: 1 and 2\nfunc Add() {{}}\n\n{ENDED}",
        f"package p\n\n// Add adds what it is given\nfunc Add() {{}}\n\n{ENDED}",
    ),
    ("LNG12", "c", "/* The name as WTF-8. */\nint name;\n", "/* The name, wtf. */\nint name;\n"),
    (
        "LNG02",
        "cpp",
        "void f() {\n    repeat(n);  // a{3,5} -> a a a a?\n}\n",
        "void f() {\n    repeat(n);  // as often as a a is there\n}\n",
    ),
    (
        "CON20",
        "c",
        "/**\n * Return the size and the place.\n */\nvoid get_both(int n, size_t *size, void **place)\n{\n    fill(n, size, place);\n}\n",
        "/**\n * Return the size and the place.\n */\nvoid get_both(int n, size_t size)\n{\n    fill(n, size);\n}\n",
    ),
    (
        "RED07",
        "c",
        "/** half() :\n *  Gives the half. */\nint half(int n) { return n / 2; }\n",
        "/** half(n) :\n *  Gives the half. */\nint half(int n) { return n / 2; }\n",
    ),
    (
        "CON01",
        "c",
        "/**\n * Adds.\n * @param to where\n * @param from what\n */\nint add(char* RESTRICT to, char* RESTRICT from) { return 1; }\n",
        "/**\n * Adds.\n * @param to where\n * @param from what\n */\nint add(char* to, char* by) { return 1; }\n",
    ),
    (
        "COV03",
        "c",
        "/**\n * Parses it.\n * @param text what\n * @retval 0 on success\n */\nint parse(char* text) { return read(text); }\n",
        "/**\n * Parses it.\n * @param text what\n */\nint parse(char* text) { return read(text); }\n",
    ),
    (
        "FMT12",
        "c",
        "/**\n * Starts it.\n * @param void\n */\nint start(void);\n",
        "/**\n * Starts it.\n * @param way\n */\nint start(int way);\n",
    ),
    ("COV03", "cpp", WRITER.format("void", "entry(name)"), WRITER.format("int", "entry(name)")),
    ("COV03", "cpp", WRITER.format("Writer&", "*this"), WRITER.format("Name&", "own_")),
    ("COV02", "cpp", ERASED.format("With bDirty, what is dirty ends it."), ERASED.format("")),
    (
        "COV02",
        "cpp",
        "/** Logs.\n * @param logpath where\n */\nvoid log(string sLogpath) { go(sLogpath); }\n",
        "/** Logs.\n * @param path where\n */\nvoid log(int level, string path) { go(level); }\n",
    ),
    (
        "FMT10",
        "cpp",
        "/**\n * 映射文件。\n *\n * 说明:\n * Notes:\n *  1: 文件要足够大\n */\nclass Map {\npublic:\n    int a;\n};\n",
        "/**\n * 映射文件。\n *\n * 说明:\n */\nclass Map {\npublic:\n    int a;\n};\n",
    ),
    ("LNG11", "cpp", SMALL * 4, SMALL + "/// @brief Gives it.\nint h();\n" * 4),
    (
        "LNG11",
        "cpp",
        "//! Computes powers.\n/*! This function uses a table.\n    @param n which\n*/\ndouble power(int n) { return t[n]; }\n",
        "/*! This function uses a table.\n    @param n which\n*/\ndouble power(int n) { return t[n]; }\n",
    ),
    (
        "CON01",
        "cpp",
        "/** Sends.\n * @param bool header, whether in front\n */\nvoid send(bool header) { go(header); }\n",
        "/** Sends.\n * @param bool front, whether in front\n */\nvoid send(bool header) { go(header); }\n",
    ),
    (
        "CON01",
        "cpp",
        "/** Sends.\n * @param header,Flag whether in front\n */\nvoid send(bool header) { go(header); }\n",
        "/** Sends.\n * @param front,Flag whether in front\n */\nvoid send(bool header) { go(header); }\n",
    ),
    (
        "CON01",
        "cpp",
        "/** Aligns.\n * @param x what\n */\n#define ALIGN(x) (((x) + 3) & ~3)\nclass A {};\n",
        "/** Aligns.\n * @param y what\n */\n#define ALIGN(x) (((x) + 3) & ~3)\nclass A {};\n",
    ),
]


def found(code: str, source: str, language: str) -> list[str]:
    """What one rule says of a source file with its own comments."""
    comments = language_named(language).comments(source)
    page = Page.read(Snippet(source, language, f"src/part.{SUFFIXES[language]}"), comments)
    return [finding.message for finding in RULES[code].check(page)]


@pytest.mark.parametrize(("code", "language", "near_miss", "fault"), CASES)
def test_a_custom_of_the_language_is_no_fault(
    code: str, language: str, near_miss: str, fault: str | None
) -> None:
    assert found(code, near_miss, language) == []
    assert fault is None or found(code, fault, language)


@pytest.mark.parametrize(
    ("language", "code", "comment", "fault"),
    [
        (
            "c",
            "int start(char *file) {\n    return posix_spawn(file);\n}",
            "Starts it as `posix_spawnp` and `execve` do, or fails with `ENO_ENTRY`.",
            "Starts it as `start_all` does.",
        ),
        (
            "rust",
            "pub fn open(path: &Path) -> Reader {\n    Reader::at(path)\n}",
            "Opens it; `ReadError` is what comes of `O_RDONLY`.",
            "Opens what is at `old_path`.",
        ),
        (
            "go",
            "func Get(path string) error {\n\treturn handle(path)\n}",
            "Get is a shortcut for router.Handle; see ShouldBind().",
            "Get hands over the `old_path`.",
        ),
    ],
)
def test_a_snippet_has_types_constants_and_the_system_from_elsewhere(
    language: str, code: str, comment: str, fault: str
) -> None:
    def codes(text: str) -> list[str]:
        score = SCORER.score({"code_snippet": code, "language": language, "comment": text})
        return [finding.code for finding in score.findings]

    assert "STA01" not in codes(comment)
    assert "STA01" in codes(fault)


def test_an_example_below_a_title_in_bold_print_is_neither_cut_off_nor_left_over() -> None:
    row = {
        "code_snippet": "void print(FILE* f, const char* text) {\n    vprint(f, text);\n}",
        "language": "cpp",
        "comment": 'Prints `text` to the file `f`.\n\n**Example**:\n\n    print(stderr, "Don\'t {}!");',
    }
    assert {"FMT26", "FMT27"}.isdisjoint(finding.code for finding in SCORER.score(row).findings)
    cut = {**row, "comment": "Prints `text` to the file and"}
    assert "FMT27" in {finding.code for finding in SCORER.score(cut).findings}
