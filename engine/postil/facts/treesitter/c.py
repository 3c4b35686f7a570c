"""C; C++ builds on its table."""

from __future__ import annotations

from postil.facts.treesitter.language import TreeSitterLanguage
from postil.facts.treesitter.table import Table

TABLE = Table(
    name="c",
    suffixes=(".c", ".h"),
    grammar="tree_sitter_c:language",
    dialect="postil.facts.treesitter.cpp:CPP",
    simple={
        "expression": "expression_statement goto_statement preproc_call",
        "assign": "declaration field_declaration enumerator preproc_def",
        "return": "return_statement",
        "break": "break_statement",
        "continue": "continue_statement",
        "import": "preproc_include",
    },
    compound={
        "if": "if_statement",
        "else": "else_clause",
        "for": "for_statement",
        "while": "while_statement do_statement",
        "match": "switch_statement",
        "case": "case_statement",
    },
    blocks="translation_unit compound_statement field_declaration_list declaration_list enumerator_list"
    " preproc_ifdef preproc_if preproc_else preproc_elif",
    wrappers="labeled_statement attributed_statement type_definition",
    functions="function_definition preproc_function_def",
    classes="struct_specifier union_specifier enum_specifier",
    bodiless="type",
    identifiers="identifier field_identifier type_identifier",
    members="field_expression",
    calls="call_expression",
    assignments="assignment_expression",
    updates="update_expression",
    declarators="init_declarator enumerator preproc_def",
    operations="binary_expression unary_expression conditional_expression",
    literals={
        "number": "number_literal",
        "string": "string_literal char_literal concatenated_string system_lib_string",
        "bool": "true false",
        "none": "null",
    },
    parameters={"positional": "parameter_declaration identifier", "star": "variadic_parameter"},
    comments="comment",
    macros=True,
    fragments=(("void _() {", "}"), ("struct _ {", "};")),
    library="printf fprintf sprintf snprintf scanf malloc calloc realloc free memcpy memmove memset memcmp strlen strcmp"
    " strncmp strcpy strncpy strcat strdup strchr strstr exit abort assert fopen fclose fread fwrite fgets fputs puts"
    " getchar putchar errno stdin stdout stderr EOF FILE size_t ssize_t ptrdiff_t int8_t int16_t int32_t int64_t uint8_t"
    " uint16_t uint32_t uint64_t uintptr_t intptr_t va_list va_start va_end main argc argv",
    keywords="auto bool break case char const continue default do double else enum extern float for goto if inline int"
    " long register restrict return short signed sizeof static struct switch typedef union unsigned void volatile"
    " while true false NULL",
)
C = TreeSitterLanguage(TABLE)
