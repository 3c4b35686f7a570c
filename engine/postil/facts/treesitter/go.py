"""Go."""

from __future__ import annotations

from postil.facts.treesitter.language import TreeSitterLanguage
from postil.facts.treesitter.table import Table

GO = TreeSitterLanguage(
    Table(
        name="go",
        suffixes=(".go",),
        grammar="tree_sitter_go:language",
        simple={
            "expression": "expression_statement go_statement defer_statement send_statement receive_statement"
            " fallthrough_statement goto_statement",
            "assign": "short_var_declaration assignment_statement var_spec const_spec field_declaration",
            "augassign": "inc_statement dec_statement",
            "return": "return_statement",
            "break": "break_statement",
            "continue": "continue_statement",
            "import": "import_spec package_clause",
        },
        compound={
            "if": "if_statement",
            "for": "for_statement",
            "match": "expression_switch_statement type_switch_statement select_statement",
            "case": "expression_case default_case type_case communication_case",
        },
        blocks="source_file block statement_list field_declaration_list import_spec_list var_spec_list interface_type",
        wrappers="labeled_statement import_declaration var_declaration const_declaration type_declaration",
        functions="function_declaration method_declaration method_elem",
        methods="method_declaration method_elem",
        closures="func_literal",
        classes="type_spec type_alias",
        bodiless="type",
        identifiers="identifier field_identifier type_identifier package_identifier",
        members="selector_expression qualified_type",
        calls="call_expression",
        assignments="short_var_declaration assignment_statement",
        updates="inc_statement dec_statement",
        declarators="var_spec const_spec",
        operations="binary_expression unary_expression",
        slices="slice_expression",
        literals={
            "number": "int_literal float_literal imaginary_literal",
            "string": "interpreted_string_literal raw_string_literal rune_literal",
            "bool": "true false",
            "none": "nil",
        },
        parameters={"positional": "parameter_declaration", "star": "variadic_parameter_declaration"},
        comments="comment",
        docs="adjacent",
        fragments=(("func _() {", "}"), ("type _ struct {", "}")),
        library="append cap clear close complex copy delete imag len make max min new panic print println real recover any"
        " bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint"
        " uint8 uint16 uint32 uint64 uintptr iota fmt errors strings strconv time sync context os io bytes sort math http"
        " json log Error String Errorf Sprintf Printf Println New",
        keywords="break case chan const continue default defer else fallthrough for func go goto if import interface"
        " map package range return select struct switch type var nil true false",
    )
)
