"""C++: the table of C and what classes, templates and exceptions add to it."""

from __future__ import annotations

from msgspec.structs import replace

from postil.facts.treesitter.c import TABLE as C
from postil.facts.treesitter.language import TreeSitterLanguage

CPP = TreeSitterLanguage(
    replace(
        C,
        name="cpp",
        suffixes=(".cc", ".cpp", ".cxx", ".c++", ".hh", ".hpp", ".hxx"),
        grammar="tree_sitter_cpp:language",
        dialect="",
        simple={
            **C.simple,
            "raise": "throw_statement",
            "return": "return_statement co_return_statement",
            "import": "preproc_include using_declaration",
            "type": "alias_declaration",
            "expression": f"{C.simple['expression']} static_assert_declaration",
        },
        compound={
            **C.compound,
            "for": "for_statement for_range_loop",
            "try": "try_statement",
            "except": "catch_clause",
        },
        wrappers=f"{C.wrappers} template_declaration namespace_definition linkage_specification",
        closures="lambda_expression",
        classes=f"{C.classes} class_specifier",
        heritage="base_class_clause",
        identifiers=f"{C.identifiers} namespace_identifier",
        members="field_expression qualified_identifier",
        calls="call_expression new_expression",
        awaits="co_await_expression",
        literals={
            **C.literals,
            "string": f"{C.literals['string']} raw_string_literal",
        },
        parameters={
            "positional": "parameter_declaration optional_parameter_declaration identifier",
            "star": "variadic_parameter_declaration variadic_parameter",
        },
        receivers="this",
        catch_all=("std.exception", "exception"),
        fragments=(*C.fragments, ("class _ {", "};"), ("class _ { void _() {", "}};")),
        library=f"{C.library} std string wstring string_view vector array list deque map set unordered_map unordered_set"
        " multimap multiset pair tuple optional variant any function unique_ptr shared_ptr weak_ptr make_unique make_shared"
        " move forward swap begin end size cout cin cerr endl exception runtime_error logic_error invalid_argument"
        " out_of_range thread mutex lock_guard unique_lock",
        keywords=f"{C.keywords} alignas and catch class concept constexpr decltype delete explicit export final friend"
        " mutable namespace new noexcept not nullptr operator or override private protected public requires"
        " static_cast template this throw try typename using virtual",
    )
)
