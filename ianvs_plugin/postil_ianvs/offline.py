"""Scores recorded answers without Ianvs, with the same metrics and the same report.

python -m postil_ianvs.offline DATA ANSWERS.jsonl
"""

from __future__ import annotations

import sys
from pathlib import Path

from postil.errors import PostilError
from postil_bench.models.base import Prompt
from postil_bench.models.replay import ReplayModel
from postil_ianvs.algorithms import record
from postil_ianvs.case import Case
from postil_ianvs.datarows import question_of, read_data, reference_of


def evaluate(data: str | Path, answers: str | Path) -> Case:
    """The case of the answers in a file (``{"id": ..., "prediction": ...}``) to the rows of a data set.

    Raises:
        UsageError: a file cannot be read.
    """
    rows = read_data(data)
    model = ReplayModel(answers)
    prompts = [Prompt(str(row.get("id", number)), question_of(row)) for number, row in enumerate(rows, 1)]
    records = [
        record(model.name, prompt.text, row, answer)
        for row, prompt, answer in zip(rows, prompts, model.answer(prompts), strict=True)
    ]
    return Case([reference_of(row) for row in rows], records)


def main(arguments: list[str]) -> int:
    """Print every metric that has a value."""
    if len(arguments) != 2:
        print("usage: python -m postil_ianvs.offline DATA ANSWERS", file=sys.stderr)
        return 2
    try:
        case = evaluate(*arguments)
    except PostilError as error:
        print(f"postil: error: {error}", file=sys.stderr)
        return 2
    for name, value in case.summary.metrics.items():
        if value is not None:
            print(f"{name:<28}{value:10.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
