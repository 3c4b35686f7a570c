"""JavaScript, with JSX; TypeScript builds on its table."""

from __future__ import annotations

from postil.facts.treesitter.language import TreeSitterLanguage
from postil.facts.treesitter.table import Table

TABLE = Table(
    name="javascript",
    suffixes=(".js", ".jsx", ".mjs", ".cjs"),
    grammar="tree_sitter_javascript:language",
    dialect="postil.facts.treesitter.typescript:TSX",
    simple={
        "expression": "expression_statement debugger_statement",
        "assign": "lexical_declaration variable_declaration field_definition",
        "return": "return_statement",
        "raise": "throw_statement",
        "break": "break_statement",
        "continue": "continue_statement",
        "import": "import_statement",
        "decorator": "decorator",
    },
    compound={
        "if": "if_statement",
        "else": "else_clause",
        "for": "for_statement for_in_statement",
        "while": "while_statement do_statement",
        "match": "switch_statement",
        "case": "switch_case switch_default",
        "try": "try_statement",
        "except": "catch_clause",
        "finally": "finally_clause",
        "with": "with_statement",
    },
    blocks="program statement_block class_body switch_body class_static_block",
    wrappers="expression_statement labeled_statement export_statement",
    functions="function_declaration generator_function_declaration method_definition",
    closures="arrow_function function_expression generator_function",
    classes="class_declaration",
    heritage="class_heritage",
    identifiers="identifier property_identifier private_property_identifier shorthand_property_identifier"
    " shorthand_property_identifier_pattern",
    members="member_expression",
    calls="call_expression new_expression",
    assignments="assignment_expression augmented_assignment_expression",
    updates="update_expression",
    entries="pair",
    declarators="variable_declarator field_definition",
    operations="binary_expression unary_expression ternary_expression spread_element",
    awaits="await_expression",
    yields="yield_expression",
    literals={"number": "number", "string": "string regex", "bool": "true false", "none": "null undefined"},
    strings_with_code="template_string",
    parameters={
        "positional": "identifier assignment_pattern object_pattern array_pattern",
        "star": "rest_pattern",
    },
    receivers="this super",
    comments="comment html_comment hash_bang_line",
    other_docs=("//",),
    fragments=(
        ("class _ {", "}"),
        ("async function* _() {", "}"),
        ("({", "})"),
        ("class _ { async _() {", "}}"),
    ),
    library="Array Boolean Date Error Function JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol"
    " TypeError RangeError SyntaxError ReferenceError WeakMap WeakSet BigInt Infinity NaN arguments console document"
    " window global globalThis process module exports require prototype constructor length toString setTimeout"
    " clearTimeout setInterval clearInterval parseInt parseFloat isNaN fetch Buffer Uint8Array EventTarget KeyboardEvent"
    " MouseEvent PointerEvent TouchEvent CustomEvent HTMLElement NodeList DocumentFragment XMLHttpRequest URLSearchParams"
    " FormData FileReader AbortController AbortSignal WebSocket MutationObserver ArrayBuffer DataView Float32Array"
    " Float64Array Int32Array Intl WeakRef encodeURIComponent decodeURIComponent requestAnimationFrame structuredClone",
    keywords="async await break case catch class const continue debugger default delete do else export extends false"
    " finally for function get if import in instanceof let new null of return set static super switch this throw"
    " true try typeof undefined var void while with yield",
)
JAVASCRIPT = TreeSitterLanguage(TABLE)
