"""Text with its tree, perhaps with something around it that makes a fragment parse."""

from __future__ import annotations

from msgspec import Struct

from postil.facts.treesitter.grammar import ERROR, Grammar, SyntaxNode


class Around(Struct, frozen=True):
    """What stands before and behind the text, without a line end before it, so that lines keep their numbers.

    ``before`` holds the text; ``openers`` begin blocks that the text itself ends.
    """

    before: str = ""
    behind: str = ""
    openers: str = ""


class Source:
    """Normalised text and its tree; ``shift`` is the number of columns its first row was moved to the right.

    ``end`` is the byte behind the text itself. ``readable`` is what is parsed in the place of the text: of the same
    length, with spaces for what no grammar reads; ``hidden`` are the rows of which nothing is left.
    """

    __slots__ = ("_ascii", "_data", "around", "end", "grammar", "hidden", "root", "shift", "text")

    def __init__(
        self, text: str, grammar: Grammar, around: Around | None = None, readable: str | None = None
    ) -> None:
        around = around or Around()
        before = f"{around.before}{around.openers}"
        self.text = f"{before}{text}{around.behind}"
        self.grammar = grammar
        self.around = around
        self.shift = len(before)
        self._data = self.text.encode()
        self.end = len(self._data) - len(around.behind.encode())
        self._ascii = len(self._data) == len(self.text)
        self.hidden = frozenset() if readable is None else _hidden(text, readable)
        parsed = self._data if readable is None else f"{before}{readable}{around.behind}".encode()
        self.root = grammar.parse(parsed)

    def cut(self, start: int, end: int) -> str:
        """The text between two byte offsets; a character cut in two is left out."""
        return self.text[start:end] if self._ascii else self._data[start:end].decode(errors="ignore")

    def of(self, node: SyntaxNode) -> str:
        """The text of ``node`` as written."""
        return self.cut(node.start_byte, node.end_byte)

    def column(self, node: SyntaxNode) -> int:
        """The column in characters, from 0, in which ``node`` begins."""
        row, column = node.start_point
        if not self._ascii:
            column = len(self._data[node.start_byte - column : node.start_byte].decode(errors="ignore"))
        return column if row else max(0, column - self.shift)

    def faults(self) -> list[SyntaxNode]:
        """The nodes that could not be read, in the order of the text."""
        found: list[SyntaxNode] = []
        stack = [self.root] if self.root.has_error else []
        while stack:
            node = stack.pop()
            if node.kind_id == ERROR or node.is_missing:
                found.append(node)
            else:
                stack.extend(child for child in reversed(node.children) if child.has_error)
        return found

    def inside(self) -> SyntaxNode:
        """The node that holds the text itself, without what was put around it."""
        node = self.root
        for _ in range(self.around.before.count("{")):
            while node.kind_id not in self.grammar.blocks or node == self.root:
                blocks = [child for child in node.named_children if child.start_byte < self.shift]
                if not blocks:
                    return node
                node = blocks[-1]
        return node


def _hidden(text: str, readable: str) -> frozenset[int]:
    pairs = enumerate(zip(text.split("\n"), readable.split("\n"), strict=True))
    return frozenset(row for row, (written, left) in pairs if written.strip() and not left.strip())
