"""Writes the index of the glossary, after a line of it has changed.

python -m postil.text.glossary_index
"""

from __future__ import annotations

import zlib
from collections import defaultdict

from msgspec import Raw, json

from postil.text.lexicon import GLOSSARY, Index
from postil.text.stems import stem


def index_of(text: str) -> Index:
    """The index of the lines of a glossary; words and the concepts of a word stay in their order."""
    tables: dict[str, dict[str, list[str]]] = {kind: defaultdict(list) for kind in ("english", "code", "han")}
    phrases = defaultdict(list)
    for name, *words in (line.split() for line in text.splitlines() if line[0] != "#"):
        for word in words:
            if word[0] == "=":
                tables["code"][word[1:]].append(name)
            elif word[0] > "\x7f":
                tables["han"][word].append(name)
            elif "_" in word:
                one, two, *rest = map(stem, word.split("_"))
                phrases[f"{one} {two}"].append((tuple(rest), name))
            else:
                tables["english"][stem(word)].append(name)
    english, code, han = ({word: tuple(names) for word, names in table.items()} for table in tables.values())
    return Index(
        version=f"{zlib.crc32(text.encode()):08x}",
        longest=max(map(len, han), default=1),
        english=english,
        phrases={key: tuple(followed) for key, followed in phrases.items()},
        code=code,
        han=Raw(json.encode(han)),
    )


def written() -> bytes:
    """The index of the glossary as its files are now."""
    files = sorted(GLOSSARY.glob("*.txt"))
    index = index_of("".join(file.read_text(encoding="utf-8") for file in files))
    return json.encode(index) + b"\n"


if __name__ == "__main__":
    GLOSSARY.joinpath("index.json").write_bytes(written())
