"""C and C++ before the preprocessor: macros beside declarations, branches that begin a block twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.facts.registry import facts_of
from postil.facts.treesitter.macros import first_branches, without_macros


def signature(code: str, language: str = "cpp") -> tuple[str, list[str], str | None, str | None]:
    (function,) = facts_of(code, language).functions
    names = [parameter.name for parameter in function.parameters]
    return function.name, names, function.return_annotation, function.docstring


@pytest.mark.parametrize(
    "declared",
    [
        "LIB_NON_NULL(3)\nbool at_end(const Format format, const char* context);",
        "LIB_API bool at_end(const Format format, const char* context);",
        "static LIB_INLINE bool at_end(Format format, const char* context) { return true; }",
        "LIB_API LIB_PURE bool at_end(Format format, char* context);",
        "bool WINAPI at_end(Format format, char* context) { return true; }",
    ],
)
@pytest.mark.parametrize("language", ["c", "cpp"])
def test_a_macro_beside_a_declaration_is_no_part_of_it(declared: str, language: str) -> None:
    assert signature(f"/** Whether it ends. */\n{declared}", language) == (
        "at_end", ["format", "context"], "bool", "Whether it ends.",
    )  # fmt: skip


def test_a_macro_behind_the_parameters_leaves_the_initialisers_alone() -> None:
    code = "class Value {\npublic:\n    /** Takes it. */\n    Value(Object o) LIB_NOEXCEPT : data_(o.data_) { o.data_ = Data(); }\n};"
    assert signature(code) == ("Value", ["o"], None, "Takes it.")


def test_a_macro_before_the_name_of_a_class_is_not_its_name() -> None:
    facts = facts_of(
        "class LIB_EXPORT Store {\n public:\n  virtual int Get(const Key& key) = 0;\n  ~Store();\n};", "cpp"
    )
    assert [owner.name for owner in facts.classes] == ["Store"]
    assert [function.qualname for function in facts.functions] == ["Store.Get", "Store.~Store"]


def test_a_type_in_capitals_is_a_type() -> None:
    assert signature("ERROR_CODE open_it(int mode) { return 0; }", "c")[:3] == (
        "open_it",
        ["mode"],
        "ERROR_CODE",
    )


@pytest.mark.parametrize("mark", ["&", "&&"])
def test_a_function_may_return_a_reference(mark: str) -> None:
    declared = (
        f"template<typename T>\n    const T{mark} at(const T* place, int by = 1) const {{ return *place; }}"
    )
    assert signature(f"struct Cursor {{\n    /** Gives it. */\n    {declared}\n}};") == (
        "at", ["place", "by"], "T", "Gives it.",
    )  # fmt: skip
    assert (
        facts_of(f"int{mark} Cursor::at(int place) {{ return x; }}", "cpp").functions[0].qualname
        == "Cursor.at"
    )


def test_a_header_of_c_plus_plus_is_read_as_such_whatever_its_length() -> None:
    filler = "// about nothing\n" * 2_000
    code = f"{filler}template <typename T>\nclass Pool {{\npublic:\n    explicit Pool(size_t size = kSize, T* base = 0) :\n        size_(size) {{}}\n}};\n"
    assert signature(code, "c")[:2] == ("Pool", ["size", "base"])


BRANCHES = """namespace lib {
#ifdef FAST
int first(int a) {
#else
int first(int a, int slowly) {
#endif
  return a;
}
FILLER
int second(int b) { return b; }
}
"""


def test_where_two_branches_begin_one_block_the_first_is_read() -> None:
    facts = facts_of(BRANCHES.replace("FILLER", "// about nothing\n" * 2_000), "cpp")
    named = [(function.name, len(function.parameters)) for function in facts.functions]
    assert (named, facts.problems) == ([("first", 1), ("second", 1)], ())
    assert "slowly" in {name for statement in facts.statements for name in statement.names}


def test_branches_that_are_whole_are_all_read() -> None:
    code = "#ifdef A\nint first(int a);\n#else\nint second(int b);\n#endif\n"
    assert [function.name for function in facts_of(code, "c").functions] == ["first", "second"]


@given(st.text("AB_ (){};:#ifelsndé\n", max_size=80))
def test_what_is_taken_away_leaves_all_else_in_its_place(text: str) -> None:
    for left in (without_macros(text), first_branches(text)):
        assert len(left.encode()) == len(text.encode())
        assert [len(row.encode()) for row in left.split("\n")] == [
            len(row.encode()) for row in text.split("\n")
        ]


def test_fields_that_a_macro_stands_for_leave_the_struct_readable() -> None:
    code = "struct request {\n  REQUEST_FIELDS\n};\nstruct write {\n  REQUEST_FIELDS\n  int length;\n};\nenum kind {\n  KIND_MAP(X)\n  KIND_LAST\n};\n/** Sends. */\nLIB_API int send(struct request* it);\n"
    facts = facts_of(code, "c")
    assert facts.problems == ()
    assert [owner.name for owner in facts.classes] == ["request", "write", "kind"]
    assert (facts.functions[0].name, facts.functions[0].docstring) == ("send", "Sends.")
    assert "REQUEST_FIELDS" in {name for statement in facts.statements for name in statement.names}


def test_a_macro_around_the_name_of_a_callback_is_not_its_name() -> None:
    code = "struct backend {\n    /** Opens it. */\n    int LIB_CALLBACK(open)(struct backend *it, const char *path);\n};"
    assert signature(code, "c") == ("open", ["it", "path"], "int", "Opens it.")


def test_prose_about_a_class_does_not_make_c_plus_plus_of_c() -> None:
    code = "/*\nclass of errors\n*/\nint renew(int *new) {\n  int class = *new;\n  return class;\n}\n"
    facts = facts_of(code, "c")
    assert ([p.name for p in facts.functions[0].parameters], facts.problems) == (["new"], ())
