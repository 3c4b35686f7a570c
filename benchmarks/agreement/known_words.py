"""Makes the list of long English words by which rule LNG01 knows that two letters have changed places.

    python benchmarks/agreement/known_words.py SITE_PACKAGES... --without requests flask

Counted are the words of the docstrings and comments of installed packages, in how many packages each stands; kept are
those of several packages, unless they are a slip of a much commoner word themselves. Only words are kept, no text.
"""

from __future__ import annotations

import argparse
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

WORDS = Path(__file__).parents[2] / "rules" / "postil_rules" / "language" / "words.txt"
LEAST = 3  # packages
RARER = 8  # times, for a word to be a slip of its neighbour
_WORD = re.compile(r"(?<![\w.`/:@-])[a-z]{7,20}(?![\w`(=/@-]|\.\w)")


def main() -> None:
    """Count, choose, write one word a line."""
    parser = argparse.ArgumentParser(description="The long words of the documentation of packages.")
    parser.add_argument("folders", nargs="+", type=Path, help="folders with one folder for each package")
    parser.add_argument("--without", nargs="*", default=[], help="packages to leave out")
    asked = parser.parse_args()
    homes: dict[str, Path] = {}
    for folder in asked.folders:
        for home in sorted(path for path in folder.iterdir() if path.is_dir()):
            if (
                home.name not in asked.without
                and not home.name.startswith((".", "_"))
                and home.suffix != ".dist-info"
            ):
                homes.setdefault(home.name, home)
    packages: Counter[str] = Counter()
    for home in homes.values():
        packages.update(_words_of(home))
    chosen = sorted(
        word for word, count in packages.items() if count >= LEAST and not _is_slip(word, packages)
    )
    WORDS.write_text("\n".join(chosen) + "\n", "utf-8")
    print(f"{len(homes)} packages, {len(chosen)} words")


def _words_of(home: Path) -> set[str]:
    """The long words of the strings of several lines and the comments of a package."""
    return {
        word for path in sorted(home.rglob("*.py")) for text in _prose(path) for word in _WORD.findall(text)
    }


def _prose(path: Path) -> Iterator[str]:
    try:
        code = path.read_text("utf-8")
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT or (
                token.type == tokenize.STRING and '"""' in token.string[:5]
            ):
                yield token.string
    except (OSError, UnicodeDecodeError, SyntaxError, tokenize.TokenError):
        return


def _is_slip(word: str, packages: Counter[str]) -> bool:
    """Whether a neighbour with two letters exchanged is so much commoner that this is a slip of it."""
    return any(packages[other] >= RARER * packages[word] for other in _swaps(word))


def _swaps(word: str) -> Iterable[str]:
    return {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}


if __name__ == "__main__":
    main()
