"""Compares Postil's facts with those of a language's own parser, function by function.

    python benchmarks/facts/compare.py java ~/src/junit4 ~/src/gson --show 5

Prints for each kind of fact how many agree, and the first that do not. See README.md for what each language needs.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ours import facts_as_records

from postil.facts.registry import language_named

HERE = Path(__file__).parent
READERS = {
    "python": [sys.executable, str(HERE / "reference_python.py")],
    "javascript": ["node", str(HERE / "reference.cjs")],
    "typescript": ["node", str(HERE / "reference.cjs")],
    "go": ["go", "run", str(HERE / "reference.go")],
    "java": ["java", str(HERE / "Reference.java")],
    "c": [sys.executable, str(HERE / "reference_c.py")],
    "cpp": [sys.executable, str(HERE / "reference_c.py")],
    "rust": ["cargo", "run", "-q", "--release", "--manifest-path", str(HERE / "reference_rust/Cargo.toml")],
}
ASIDE = {"node_modules", ".git", "third_party", "vendor", "target", "__pycache__"}
_REACH = 3  # lines that two readings of where a header begins may differ by
Record = dict[str, Any]


def files_of(language: str, folders: list[Path], most: int) -> list[str]:
    """Up to ``most`` files of ``language`` below ``folders``, evenly drawn from their sorted names."""
    suffixes = language_named(language).suffixes
    if language == "cpp":
        suffixes = (*suffixes, ".h")
    found = sorted(
        str(path)
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in suffixes
        and path.is_file()
        and not ASIDE & set(path.parts)
        and ".min." not in path.name
    )
    step = max(1, -(-len(found) // most))
    return found[::step]


def reference(command: list[str], paths: list[str]) -> Iterator[Record]:
    """What the reference reader says of each file."""
    ran = subprocess.run(command, input="\n".join(paths) + "\n", capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(f"{shlex.join(command)} failed:\n{ran.stderr[-2000:]}")
    return map(json.loads, filter(None, ran.stdout.splitlines()))


def matched(ours: list[Record], theirs: list[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Pairs of the same name at the same place; what the other has not stands with ``None``."""
    waiting = defaultdict(list)
    for one in ours:
        waiting[squeezed(one["name"])].append(one)
    for one in sorted(theirs, key=lambda record: record["line"]):
        near = [
            mine
            for mine in waiting[squeezed(one["name"])]
            if one["first"] - _REACH <= mine["line"] <= one["line"] + _REACH
        ]
        mine = min(near, key=lambda record: abs(record["end"] - one["end"]), default=None)
        if mine is not None:
            waiting[squeezed(one["name"])].remove(mine)
        yield mine, one
    for left in waiting.values():
        yield from ((mine, None) for mine in left)


def differences(mine: Record, one: Record, kinds: tuple[str, ...]) -> Iterator[tuple[str, object, object]]:
    """Each fact that both tell, with both readings."""
    for kind in kinds:
        if kind == "parameters":
            yield kind, names_of(mine), names_of(one)
            if names_of(mine) == names_of(one):
                yield "stars", column(mine, 1), column(one, 1)
                yield "defaults", column(mine, 2), column(one, 2)
        elif kind == "bases" and kind in mine:
            yield kind, [last(base) for base in mine[kind]], [last(base) for base in one[kind]]
        elif kind == "qualname":
            yield kind, squeezed(mine[kind]).replace("::", "."), squeezed(one[kind]).replace("::", ".")
        elif kind in mine and kind in one:
            yield kind, mine[kind], one[kind]


def names_of(record: Record) -> list[str]:
    """The names of the parameters, without space."""
    return [squeezed(parameter[0]) for parameter in record["parameters"]]


def last(base: str) -> str:
    """The last name of a base, without type arguments and what it is made with."""
    return re.split(r"[.:]", re.split(r"[<(\[]", base)[0])[-1].strip()


def squeezed(text: str) -> str:
    """``text`` without space, by which the printers of parsers differ."""
    return "".join(text.split())


def column(record: Record, number: int) -> list[object]:
    """One property of each parameter."""
    return [parameter[number] for parameter in record["parameters"]]


class Tally:
    """How many facts of each kind were compared, and which differ."""

    def __init__(self) -> None:
        self.compared: dict[str, int] = defaultdict(int)
        self.differing: dict[str, list[str]] = defaultdict(list)

    def note(self, kind: str, place: str, mine: object, one: object) -> None:
        """Count one comparison."""
        self.compared[kind] += 1
        if mine != one:
            self.differing[kind].append(f"{place}: ours {mine!r}, theirs {one!r}")

    def show(self, most: int) -> None:
        """Print the table, then the first ``most`` differences of each kind."""
        for kind, count in self.compared.items():
            same = count - len(self.differing[kind])
            print(f"{kind:<40}{same:>7} of {count:>7}  {100 * same / count:6.2f} %")
        for kind, places in self.differing.items():
            step = max(1, len(places) // most) if most else 1
            for place in places[::step][:most]:
                print(f"{kind}: {place}")


def compare(theirs: Record, ours: Record, tally: Tally) -> None:
    """Compare one file."""
    blind = theirs.get("blind", [])
    kinds = {
        "functions": ("qualname", "parameters", "returns", "yields", "raises", "doc"),
        "classes": ("qualname", "bases", "doc"),
    }
    for sort, facts in kinds.items():
        for mine, one in matched(ours[sort], theirs[sort]):
            known = one or mine or {}
            if one is None and any(start - 1 <= known["line"] <= end for start, end in blind):
                continue
            place = f"{theirs['file']}:{known['line']} {known['name']}"
            tally.note(_presence(sort, one), place, mine is not None, one is not None)
            if mine and one:
                for kind, left, right in differences(mine, one, facts):
                    tally.note(f"{sort[:5]}. {kind}", place, left, right)


def _presence(sort: str, one: Record | None) -> str:
    if one is None:
        return f"{sort} not invented"
    return f"{sort} found{' (one line in an object)' if one.get('inline') else ''}"


def main() -> None:
    """Read the command line and print the agreement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("language", choices=READERS)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--reader", type=shlex.split, help="the command that starts the reference, if it is another"
    )
    parser.add_argument("--most", type=int, default=1000, help="files at most, evenly drawn (default: 1000)")
    parser.add_argument("--show", type=int, default=5, help="disagreements of each kind shown (default: 5)")
    options = parser.parse_args()
    tally, refused, too_large = Tally(), 0, 0
    paths = files_of(options.language, options.folders, options.most)
    for theirs in reference(options.reader or READERS[options.language], paths):
        if "refused" in theirs:
            refused += 1
            continue
        ours = facts_as_records(theirs["file"], options.language)
        if ours is None:
            too_large += 1
            continue
        compare(theirs, ours, tally)
    print(
        f"{options.language}: {len(paths)} files, {refused} refused by the reference, {too_large} too large for Postil"
    )
    tally.show(options.show)


if __name__ == "__main__":
    main()
