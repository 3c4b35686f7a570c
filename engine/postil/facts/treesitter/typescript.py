"""TypeScript, with JSX: the table of JavaScript and what types add to it."""

from __future__ import annotations

from msgspec.structs import replace

from postil.facts.treesitter.javascript import TABLE as JAVASCRIPT
from postil.facts.treesitter.language import TreeSitterLanguage

_TABLE = replace(
    JAVASCRIPT,
    name="typescript",
    suffixes=(".ts", ".tsx", ".mts", ".cts"),
    grammar="tree_sitter_typescript:language_typescript",
    simple={
        **JAVASCRIPT.simple,
        "assign": f"{JAVASCRIPT.simple['assign']} public_field_definition property_signature enum_assignment",
        "import": "import_statement import_alias",
        "type": "type_alias_declaration",
    },
    blocks=f"{JAVASCRIPT.blocks} interface_body object_type enum_body",
    wrappers=f"{JAVASCRIPT.wrappers} ambient_declaration internal_module module",
    functions=f"{JAVASCRIPT.functions} function_signature method_signature abstract_method_signature",
    classes=f"{JAVASCRIPT.classes} abstract_class_declaration interface_declaration enum_declaration",
    heritage="class_heritage extends_type_clause",
    identifiers=f"{JAVASCRIPT.identifiers} type_identifier",
    members=f"{JAVASCRIPT.members} nested_type_identifier",
    declarators=f"{JAVASCRIPT.declarators} public_field_definition enum_assignment",
    parameters={
        "positional": "required_parameter optional_parameter identifier object_pattern array_pattern",
        "star": "rest_pattern",
    },
    library=f"{JAVASCRIPT.library} Record Partial Required Readonly Pick Omit Exclude Extract ReturnType Parameters"
    " Awaited PromiseLike ArrayLike",
    keywords=f"{JAVASCRIPT.keywords} abstract any as asserts boolean declare enum implements infer interface is keyof"
    " namespace never number object private protected public readonly satisfies string symbol type unknown",
)
TYPESCRIPT = TreeSitterLanguage(_TABLE)
TSX = TreeSitterLanguage(replace(_TABLE, grammar="tree_sitter_typescript:language_tsx", dialect=""))
