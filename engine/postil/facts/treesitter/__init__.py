"""Facts for languages with a tree-sitter grammar: one walker for all, and a table of names for each."""
