r"""The vocabulary: step 2 of training ``static``.

    python benchmarks/agreement/train_static/vocabulary.py pairs.jsonl --jieba jieba-0.42.1.tar.gz -o vocabulary.json

Words, parts of identifiers, calls and signs that at least three packages of the training split use, the most
frequent first; of Chinese: the words of the glossary and those of jieba's dictionary that the training split uses,
then the most frequent others.
"""

from __future__ import annotations

import argparse
import json
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from postil.embedders.static import tokens
from postil.text.lexicon import SIMPLER, lexicon

_PACKAGES, _LONGEST_WORD = 3, 24
_CHARACTER = re.compile("[\u4e00-\u9fff]")


def rows_of(path: Path, *splits: str) -> Iterator[dict[str, str]]:
    """The pairs of these splits."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["split"] in splits:
                yield row


def jieba_words(archive: Path) -> dict[str, int]:
    """The Chinese words of jieba's dictionary with their frequencies."""
    with tarfile.open(archive) as files:
        member = next(name for name in files.getnames() if name.endswith("/jieba/dict.txt"))
        file = files.extractfile(member)
        if file is None:
            message = f"{archive}: no dictionary"
            raise SystemExit(message)
        entries = (line.split() for line in file.read().decode("utf-8").splitlines())
        return {
            word.translate(SIMPLER): int(count)
            for word, count, *_ in entries
            if len(word) <= 5 and all(map(_CHARACTER.match, word))
        }


def count_words(pairs: Path) -> dict[str, tuple[int, int]]:
    """In how many texts (comments and code alike) and packages of the training split each word stands."""
    texts: Counter[str] = Counter()
    packages: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(pairs, "train"):
        for text in (row["text"], row["code"]):
            words = {*tokens.leading_keywords(text)}
            for token in set(tokens.TOKEN.findall(text)):
                if not "\u3400" <= token[0] <= "\ufaff":
                    words.update(tokens.parts_of(token))
            texts.update(words)
            for word in words:
                packages[word].add(row["package"])
    return {word: (count, len(packages[word])) for word, count in texts.items()}


def count_han(pairs: Path, known: set[str]) -> Counter[str]:
    """In how many texts of the training split each known Chinese word stands."""
    numbers = {word: at for at, word in enumerate(sorted(known))}
    words = sorted(known)
    reader = tokens.Tokenizer(
        lambda _: -1, lambda word: numbers.get(word, -1), range(len(words), len(words) + 1)
    )
    counts: Counter[str] = Counter()
    for row in rows_of(pairs, "train"):
        for text in (row["text"], row["code"]):
            if _CHARACTER.search(text):
                counts.update({words[at] for at in reader.rows(text) if at < len(words)})
    return counts


def choose(pairs: Path, jieba: Path, sizes: tuple[int, int]) -> tuple[list[str], list[str]]:
    """The words and the Chinese words, each the most frequent first."""
    counts = count_words(pairs)
    usable = [word for word, (_, used) in counts.items() if used >= _PACKAGES and len(word) <= _LONGEST_WORD]
    usable.sort(key=lambda word: (-counts[word][0], word))
    own = {
        word.translate(SIMPLER)
        for word in lexicon().han
        if all(map(_CHARACTER.match, word)) and len(word) <= 5
    }
    general = jieba_words(jieba)
    found = count_han(pairs, own | general.keys())
    han = sorted(
        own | general.keys(), key=lambda word: (word not in own, -found[word], -general.get(word, 0), word)
    )
    return usable[: sizes[0]], han[: sizes[1]]


def main() -> None:
    """Choose and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--jieba", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs=2, default=(26_000, 10_000), metavar=("WORDS", "HAN"))
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    words, han = choose(options.pairs, options.jieba, tuple(options.sizes))
    options.output.write_text(
        json.dumps({"words": words, "han": han}, ensure_ascii=False, indent=0), encoding="utf-8"
    )
    print(f"{len(words)} words, {len(han)} Chinese words")


if __name__ == "__main__":
    main()
