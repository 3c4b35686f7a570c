"""The object that holds what an edge box needs, each part made when first used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.edge.deciding import THRESHOLD, Decision, decide
from postil.edge.generation import Generated, Generator
from postil.embedders import DEFAULT
from postil.reading.candidates import Remarks, as_row
from postil.records import Damage, Row, Score, Snippet
from postil.scoring.scorer import Scorer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 256


class Edge:
    """Scoring, embedding and generation on one machine without a network.

    Args:
        profile: what is asked of comments, as in ``Scorer``.
        embedder: the name of the embedder (``postil doctor`` lists them).
        model: a ``.gguf`` file, or a name that ``Generator`` knows; loaded when the first text is asked for.
        threads: threads for generation; scoring uses one.
        threshold: the least confidence, in [0, 1], with which ``decide`` keeps an answer.

    Raises:
        UsageError: an unknown profile or embedder.
    """

    def __init__(
        self,
        profile: str = "default",
        embedder: str = DEFAULT,
        model: str | Path | None = None,
        threads: int = 1,
        threshold: float = THRESHOLD,
    ) -> None:
        self.scorer = Scorer(profile, embedder)
        self.threshold = threshold
        self._model, self._threads = model, threads

    def score(self, row: Row | Snippet | str | dict[str, Any], comments: Remarks = None) -> Score:
        """The score of one row, or of code with its comments."""
        return self.scorer.score(row, comments)

    def score_stream(self, rows: Iterable[Row | Damage]) -> Iterator[Score]:
        """The scores of ``rows``, in order; at most 64 rows are held at a time."""
        return self.scorer.score_stream(rows)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 for each text, shape ``(len(texts), d)``; 256 texts are worked on at a time."""
        import numpy as np  # noqa: PLC0415 - only where vectors are asked for

        embedder = self.scorer.embedder
        parts = [embedder.encode(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)]
        return np.concatenate(parts) if parts else embedder.encode([])

    def generate(self, prompt: str, tokens: int = 128, stop: Sequence[str] = ()) -> Generated:
        """What the language model says after ``prompt``; greedy, so that the same prompt gives the same text.

        Raises:
            UsageError: the model or its library is not there.
        """
        return self.generator.generate(prompt, tokens, stop)

    @cached_property
    def generator(self) -> Generator:
        """The language model, loaded once."""
        return Generator(self._model, threads=self._threads)

    def decide(self, row: Row | Snippet | str | dict[str, Any], comments: Remarks = None) -> Decision:
        """Whether the comments of ``row`` are good enough, or the cloud should be asked."""
        judged = as_row(row, comments)
        return decide(judged, self.scorer.score_row(judged), self.threshold)
