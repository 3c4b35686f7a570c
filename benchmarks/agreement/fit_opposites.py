r"""Counts how often each of two opposites is written: prints engine/postil/scoring/calibration/opposites.txt.

    python benchmarks/agreement/fit_opposites.py PACKAGES > opposites.txt

PACKAGES is the folder of wheels of docs/agreement.md; only those that are not for testing count.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from docstring_pairs import split_packages
from documented import docstrings

PAIRS = (
    "true false,first last,maximum minimum,max min,largest smallest,highest lowest,before after,include exclude,"
    "includes excludes,included excluded,including excluding,start end,starts ends,starting ending,open close,"
    "opens closes,enable disable,enables disables,enabled disabled,increase decrease,increasing decreasing,"
    "ascending descending,upper lower,left right,top bottom,all none,any none,valid invalid,encode decode,"
    "encodes decodes,encoded decoded,read write,reads writes,push pop,insert delete,load save,loads saves,"
    "import export,show hide,positive negative,same different,equal different,with without,inner outer,input output,"
    "inputs outputs,greater less,more fewer,longer shorter,newest oldest,next previous,success failure,"
    "lock unlock,forward backward,horizontal vertical,row column,rows columns,parent child,public private,"
    "always never,get set,gets sets,create delete,creates deletes,append prepend,join split,joins splits,"
    "serialize deserialize,compress decompress,multiply divide,sum product,source target,key value,keys values,"
    "local remote,if unless,add remove,adds removes,added removed,above below,internal external,required optional,"
    "mutable immutable,absolute relative,allow forbid,accept reject,connect disconnect,up down,both neither,"
    "only also,must may,sorted unsorted,visible hidden,active inactive,empty nonempty,known unknown,old new"
)
_WORD = re.compile(r"[a-z]+")


def main() -> None:
    """Count words, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("packages", type=Path, metavar="PACKAGES")
    folder = parser.parse_args().packages
    counts: Counter[str] = Counter()
    for text in docstrings(folder, split_packages(folder, testing=False)):
        counts.update(set(_WORD.findall(text.lower())))
    print(
        "# One of two opposites, the other, and the share of docstrings with one of them that hold the first."
    )
    print("# Written by benchmarks/agreement/fit_opposites.py.")
    seen: set[str] = set()
    for one, other in (pair.split() for pair in PAIRS.split(",")):
        if one not in seen and other not in seen:
            print(f"{one} {other} {(counts[one] + 1) / (counts[one] + counts[other] + 2):.3f}")
            seen |= {one, other}


if __name__ == "__main__":
    main()
