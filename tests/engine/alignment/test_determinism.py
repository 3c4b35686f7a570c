"""No hash seed changes a bit of any similarity or alignment."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = '''
import sys
from postil.alignment.align import align
from postil.alignment.fit import fit
from postil.embedders.lexical import LexicalEmbedder
from postil.facts.registry import facts_of
from postil.records import Comment

CODE = """import json
def load_prices(path, limit=30, *, currency="EUR per unit"):
    prices, total = {}, 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if not line.strip() or number >= limit:
                continue
            entry = json.loads(line)
            total += entry["price"] * entry.get("count", 1)
            prices.setdefault(entry["name"].lower(), []).append(total)
    raise ValueError("the limit must not exceed the total")
    return {name: max(values) for name, values in prices.items()}"""
TEXTS = """Bring in json to parse each entry.
Read up to thirty lines of the file; the limit is 30 by default.
Start with an empty table and a total of zero.
Open the file at path, and close it again.   Go through all lines with their numbers.
跳过空行，或者行号已经达到上限的行。
把价格乘以数量，再累加到 total 中。
Append the total so far to the list of the lower-case name of entry.name.
当超过总数时抛出 ValueError 异常。
Return the greatest of the values for every name, name by name.
返回每个名称的最大值。
The user may change the currency, so prices are kept as the shop has set them.
""".splitlines()
lines = CODE.split("\\n")
facts = facts_of(CODE, "python")
embedder = LexicalEmbedder()
out = [embedder.similarity(text, line) for text in TEXTS for line in [*lines, *TEXTS, CODE]]
out += [fit(facts, text) for text in TEXTS]
out.append(align(facts, [Comment(text) for text in TEXTS]))
out.append(align(facts, [Comment(text, line_number=at) for at, text in enumerate(TEXTS, start=2)]))
out.append(align(facts, [Comment(text, line_number=3, end_line_number=8, kind="block") for text in TEXTS]))
long = facts_of("\\n".join(line.strip() + f" # {at}" for at in range(30) for line in lines[7:10]) * 3, "python")
out.append(align(long, [Comment(text) for text in TEXTS]))
sys.stdout.write(repr(out))
'''


def outcome(seed: str) -> bytes:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, "-c", PROGRAM], env=env, capture_output=True, check=True).stdout


def test_no_bit_of_similarities_and_alignments_depends_on_the_hash_seed() -> None:
    first, *others = [outcome(seed) for seed in ("0", "1", "4242")]
    assert len(first) > 10_000
    assert others == [first, first]
