"""Scores recorded answers to the questions of this job without Ianvs.

python op_eval.py ANSWERS.jsonl        # each line {"id": ..., "prediction": ...}
"""

import sys
from pathlib import Path

from postil_ianvs.offline import main

DATA = Path(__file__).resolve().parents[2] / "data" / "test_data" / "metadata.json"

if __name__ == "__main__":
    raise SystemExit(main([str(DATA), *sys.argv[1:]]))
