r"""Pairs of text and code from installed packages: step 1 of training ``static``.

    pip install --no-deps --no-compile --only-binary :all: --require-hashes --target SOURCES -r packages.txt
    python benchmarks/agreement/train_static/mine.py SOURCES -o pairs.jsonl

Two kinds of pairs: the first paragraph of a docstring with its function (without the docstring), and a comment
with the statements that it stands above or behind. Packages are read, never imported. Packages without a
permissive licence are left out, and so are pairs that repeat another one: the same text and code, or the same
MinHash sketch of the code. Each package belongs to one split, by the hash of its name; the test split goes
first, so no later pair repeats one of it.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import re
import sys
import textwrap
import warnings
import zlib
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple

_PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|Zlib|ZPL|Zope|HPND|Unlicense|0BSD|CC0|MulanPSL|"
    r"Mulan|public domain)\b|Apache-2",
    re.IGNORECASE,
)
_COPYLEFT = re.compile(
    r"\bA?L?GPL|GNU (Affero|Lesser|General|Library)|MPL|Mozilla|EUPL|CeCILL", re.IGNORECASE
)
_HAN = re.compile("[\u4e00-\u9fff]")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_COMMENT = re.compile(r"^[ \t]*#+[ \t]?(?P<text>[^!#\s].*)$")
_TRAILING = re.compile(r"^(?P<code>[^#'\"]*[^#'\"\s])[ \t]{1,}#+[ \t]*(?P<text>[^#!\s][^'\"]*)$")
_NOT_PROSE = re.compile(
    r"^(type:|noqa|pylint|pragma|fmt:|isort|mypy|nosec|todo|fixme|xxx|spdx|-\*-|!|=|-{3}|>>>|@|%%)"
    r"|https?://|licen[cs]e|copyright|[{}=();<>\[\]]{2}|[=+*/]= ?|\w\(.*\)$|^(import|from|return|def|class|if|elif|else|for|print)\b.*[:(=]",
    re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"(^|/)(_?vendor(ed)?|third_party|externals?|extern|migrations|locales?|node_modules|site-packages)/",
    re.IGNORECASE,
)
_LONGEST_FILE, _LONGEST_CODE, _LONGEST_TEXT = 400_000, 2_000, 400
_MOST = {"docstring": 2_500, "comment": 2_500}
SPLITS = ("test", "dev", "train")


class Pair(NamedTuple):
    """A text and the code that it is about; ``module`` tells which pairs are neighbours."""

    kind: str
    package: str
    module: str
    split: str
    text: str
    code: str


def split_of(package: str) -> str:
    """``test`` for one package in ten, ``dev`` for one in twenty, else ``train``; fixed by the name."""
    name = re.sub(r"[-_.]+", "-", package).lower()
    place = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") % 20
    return "test" if place < 2 else "dev" if place == 2 else "train"


def licence_of(package: Distribution) -> str | None:
    """The licence that the metadata names if it is permissive, else None."""
    about = package.metadata
    classifiers = [
        line.split("::")[-1].strip() for line in about.get_all("Classifier", []) if "License" in line
    ]
    named = [about.get("License-Expression") or "", *classifiers, (about.get("License") or "")[:200]]
    words = "; ".join(one for one in named if one).strip().replace("\n", " ")
    return words[:80] if _PERMISSIVE.search(words) and not _COPYLEFT.search(words) else None


def first_paragraph(docstring: str) -> str:
    """The first paragraph on one line, without what stands before its first word."""
    paragraph = re.split(r"\n\s*(?:\n|:param|Args:|Parameters|@param|参数)", docstring.strip(), maxsplit=1)[0]
    return " ".join(paragraph.split()).lstrip(":-*# ")[:_LONGEST_TEXT]


def is_prose(text: str) -> bool:
    """Whether ``text`` says something in words: three English ones or four Chinese characters."""
    if _NOT_PROSE.search(text):
        return False
    return len(_HAN.findall(text)) >= 4 or len(re.findall(r"[A-Za-z]{2,}", text)) >= 3


def documented(tree: ast.Module, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Docstring and code without it of every function that does something."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or len(node.body) < 2:
            continue
        docstring = ast.get_docstring(node)
        if not docstring:
            continue
        first = node.body[0]
        kept = lines[node.lineno - 1 : first.lineno - 1] + lines[first.end_lineno or 0 : node.end_lineno]
        code = textwrap.dedent("\n".join(line for line in kept if not line.lstrip().startswith("#")))
        yield first_paragraph(docstring), code[:_LONGEST_CODE]


def string_lines(tree: ast.Module) -> set[int]:
    """Lines inside strings that go over several lines: what looks like a comment there is none."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.end_lineno != node.lineno:
            found.update(range(node.lineno, (node.end_lineno or 0) + 1))
    return found


def commented(tree: ast.Module, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Comments with the statements they stand above (up to six lines, to the next gap) or behind."""
    inside, at = string_lines(tree), 0
    while at < len(lines):
        found = None if at + 1 in inside else _COMMENT.match(lines[at])
        if found is None:
            behind = None if at + 1 in inside else _TRAILING.match(lines[at])
            if behind is not None:
                yield behind["text"].strip()[:_LONGEST_TEXT], behind["code"].strip()
            at += 1
            continue
        texts = []
        while found is not None:
            texts.append(found["text"].strip())
            at += 1
            found = _COMMENT.match(lines[at]) if at < len(lines) else None
        code = []
        while at + len(code) < len(lines) and len(code) < 6 and _is_code(lines[at + len(code)]):
            code.append(lines[at + len(code)])
        if code:
            yield " ".join(texts)[:_LONGEST_TEXT], textwrap.dedent("\n".join(code))


def _is_code(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(("#", '"""', "'''"))


def sketches(code: str) -> list[tuple[int, ...]]:
    """Two MinHash sketches: the three smallest hashes of runs of four tokens, under two permutations."""
    tokens = _TOKEN.findall(code)
    runs = {
        zlib.crc32(" ".join(tokens[at : at + 4]).encode("utf-8", "replace"))
        for at in range(max(1, len(tokens) - 3))
    }
    return [tuple(sorted((run * odd) & 0xFFFFFFFF for run in runs)[:3]) for odd in (1, 2_654_435_761)]


class Novelty:
    """Knows which pairs came before."""

    def __init__(self) -> None:
        self._seen: set[object] = set()

    def is_new(self, text: str, code: str, kind: str) -> bool:
        """Whether neither the pair nor code like it (of functions: nor its text) came before."""
        words = " ".join(_TOKEN.findall(text.lower()))
        keys: list[object] = [(words, code)] if kind == "comment" else [words]
        keys += [(kind, number, sketch) for number, sketch in enumerate(sketches(code))]
        new = self._seen.isdisjoint(keys)
        self._seen.update(keys)
        return new


def pairs_of(package: Distribution, novelty: Novelty) -> Iterator[Pair]:
    """The new pairs of one package, at most 2,500 of a kind."""
    name = package.metadata["Name"]
    counts = dict.fromkeys(_MOST, 0)
    for file in sorted(package.files or [], key=str):
        path = Path(str(package.locate_file(file)))
        if path.suffix != ".py" or _SKIPPED.search(str(file)) or not path.is_file():
            continue
        if all(counts[kind] >= _MOST[kind] for kind in _MOST):
            return
        for kind, text, code in pairs_in(path):
            if counts[kind] < _MOST[kind] and is_prose(text) and novelty.is_new(text, code, kind):
                counts[kind] += 1
                yield Pair(kind, name, str(file), split_of(name), text, code)


def pairs_in(path: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, text and code of every pair in a file; none if it cannot be parsed."""
    source = path.read_bytes()
    if len(source) > _LONGEST_FILE:
        return
    try:
        text = source.decode("utf-8-sig")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # escapes that the next Python will refuse
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    lines = text.splitlines()
    yield from (("docstring", *pair) for pair in documented(tree, lines))
    yield from (("comment", *pair) for pair in commented(tree, lines))


def main() -> None:
    """Mine every package of the folder, the test split first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    found = sorted(distributions(path=[str(options.sources)]), key=lambda one: one.metadata["Name"].lower())
    found.sort(key=lambda one: SPLITS.index(split_of(one.metadata["Name"])))
    novelty = Novelty()
    with options.output.open("w", encoding="utf-8", errors="replace") as output:
        for package in found:
            name, licence = package.metadata["Name"], licence_of(package)
            if licence is None:
                print(f"{name}: left out, no permissive licence named", file=sys.stderr)
                continue
            count = 0
            for pair in pairs_of(package, novelty):
                output.write(json.dumps(pair._asdict(), ensure_ascii=False) + "\n")
                count += 1
            print(f"{name} {package.version} ({licence}): {split_of(name)}, {count} pairs", flush=True)


if __name__ == "__main__":
    main()
