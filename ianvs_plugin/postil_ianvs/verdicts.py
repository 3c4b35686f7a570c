"""Verdicts of human judges on answers: who is right, how many were judged, how far the judges agree.

They travel as CSV with the columns ``item_id,answer_key,judge,verdict,rubric_version``; ``verdict`` is ``right``,
``wrong`` or ``skip``.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

from postil.errors import UsageError

Key: TypeAlias = tuple[str, str]
Verdicts: TypeAlias = Mapping[Key, Mapping[str, str]]
COLUMNS = ("item_id", "answer_key", "judge", "verdict", "rubric_version")
_KNOWN = ("right", "wrong", "skip")


class Accuracy(Struct, frozen=True):
    """How often judges found answers right.

    ``right`` of ``judged`` answers; ``answers`` is how many there were, ``tied`` how many have as many judges for
    as against them and therefore count as not judged. ``agreement`` is the share of pairs of judges who say the
    same of the same answer, ``alpha`` Krippendorff's alpha for nominal data (Krippendorff 2011); ``None`` where
    no answer has two judges, or, for ``alpha``, all verdicts are the same.
    """

    answers: int
    judged: int
    right: int
    tied: int
    agreement: float | None
    alpha: float | None

    @property
    def value(self) -> float | None:
        """Judged right / judged, in [0, 1]."""
        return self.right / self.judged if self.judged else None

    @property
    def coverage(self) -> float | None:
        """Judged / answers, in [0, 1]."""
        return self.judged / self.answers if self.answers else None


def read_verdicts(path: str | Path) -> Verdicts:
    """Verdict by judge, for each (item, answer); where a judge spoke twice, the later verdict.

    Raises:
        UsageError: the file cannot be read, a column is missing, or a verdict is none of the three.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {error}"
        raise UsageError(message) from error
    reader = csv.DictReader(StringIO(text, newline=""))
    missing = [name for name in COLUMNS[:4] if name not in (reader.fieldnames or ())]
    if missing:
        message = f"{path}:1: no column {', '.join(missing)}; expected {','.join(COLUMNS)}"
        raise UsageError(message)
    found: dict[Key, dict[str, str]] = {}
    for record in reader:
        verdict = (record["verdict"] or "").strip().lower()
        if verdict not in _KNOWN:
            message = f"{path}:{reader.line_num}: verdict {verdict!r} is none of {', '.join(_KNOWN)}"
            raise UsageError(message)
        found.setdefault((record["item_id"], record["answer_key"]), {})[record["judge"]] = verdict
    return found


def accuracy(verdicts: Verdicts, answers: Iterable[tuple[str, ...]]) -> Accuracy:
    """The accuracy over ``answers``, each ``(item id, key, other key, ...)``: the first key with verdicts counts."""
    counts = Counter[str]()
    opinions: list[list[str]] = []
    total = 0
    for item, *keys in answers:
        total += 1
        given = next((verdicts[item, key] for key in keys if (item, key) in verdicts), {})
        votes = [verdict for verdict in given.values() if verdict != "skip"]
        opinions.append(votes)
        lead = votes.count("right") * 2 - len(votes)
        counts["right" if lead > 0 else "wrong" if lead < 0 else "tied" if votes else "none"] += 1
    return Accuracy(
        answers=total,
        judged=counts["right"] + counts["wrong"],
        right=counts["right"],
        tied=counts["tied"],
        agreement=agreement(opinions),
        alpha=alpha(opinions),
    )


def agreement(opinions: Iterable[list[str]]) -> float | None:
    """Share of pairs of judges on the same answer that say the same."""
    same = pairs = 0
    for votes in opinions:
        counts = Counter(votes)
        pairs += len(votes) * (len(votes) - 1) // 2
        same += sum(count * (count - 1) // 2 for count in counts.values())
    return same / pairs if pairs else None


def alpha(opinions: Iterable[list[str]]) -> float | None:
    """Krippendorff's alpha, nominal, for any number of judges and missing verdicts."""
    doubled = [Counter(votes) for votes in opinions if len(votes) > 1]
    totals = sum(doubled, Counter[str]())
    number = totals.total()
    expected = number**2 - sum(count**2 for count in totals.values())
    if not expected:
        return None
    observed = sum((c.total() ** 2 - sum(v**2 for v in c.values())) / (c.total() - 1) for c in doubled)
    return 1.0 - (number - 1) * observed / expected
