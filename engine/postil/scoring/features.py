"""Features: numbers in [0, 1] that say how well a set of comments covers and fits its snippet.

``None`` is *not measured*. Each is defined in docs/scoring.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from postil.embedders.base import Embedder
from postil.evidence import contract_told, named_symbols
from postil.facts.model import Class, Function, Statement
from postil.names import is_public
from postil.page import Page
from postil.records import Comment, Features, ReferenceMode
from postil.scoring.scales import Calibration, measure_scales
from postil.text.model import Mention
from postil.text.telling import telling_words

_WEIGHTS = {
    "function": 1.0, "class": 1.0, "return": 1.0, "yield": 1.0, "raise": 1.0, "if": 1.0, "elif": 1.0,
    "for": 1.0, "while": 1.0, "with": 1.0, "match": 0.8, "case": 0.8, "except": 0.8, "assert": 0.8,
    "assign": 0.8, "augassign": 0.8, "expression": 0.8, "delete": 0.6, "decorator": 0.3, "import": 0.3,
    "type": 0.3, "break": 0.3, "continue": 0.3, "global": 0.2, "error": 0.3, "magic": 0.3, "pass": 0.1,
    "else": 0.1, "try": 0.1, "finally": 0.2, "docstring": 0.0,
}  # fmt: skip
ENOUGH_WORDS = 3.0
_LARGEST_SCOPE = 3.0
_STRICT_KINDS = ("code", "call", "snake", "camel", "constant")


def measure(
    page: Page,
    references: Sequence[Comment],
    embedder: Embedder,
    by: Calibration | None = None,
    mode: ReferenceMode = "best",
) -> Features:
    """All features of ``page``, rounded to four digits.

    The calibrated scales are measured ``by`` a calibration, if any; ``mode`` says how several references count.
    """
    values: dict[str, float | None] = {
        "identifier_recall": identifier_recall(page),
        "identifier_precision": identifier_precision(page),
        "statement_coverage": statement_coverage(page),
        "specificity": specificity(page),
        "alignment": alignment(page),
        "semantic_similarity": semantic_similarity(page, embedder),
        "reference_similarity": reference_similarity(page, references, embedder, mode),
    }
    if by is not None:
        values |= measure_scales(page, embedder, by)
    return Features(**{name: value if value is None else round(value, 4) for name, value in values.items()})


def identifier_recall(page: Page) -> float | None:
    """Share of the snippet's salient names that some comment names or splits to."""
    salient = page.salient_names
    if not salient:
        return None
    silent = salient
    for index in range(len(page.comments)):
        silent -= named_symbols(page, index, silent)
    return (len(salient) - len(silent)) / len(salient)


def identifier_precision(page: Page) -> float | None:
    """Share of the code elements that comments name which exist in the snippet or the language."""
    known = page.known_names
    mentions = [m for index in range(len(page.comments)) for m in page.mentions(index) if _is_strict(m)]
    if not mentions:
        return None
    return sum(mention.text in known for mention in mentions) / len(mentions)


def statement_coverage(page: Page) -> float | None:
    """Weighted share of the statements that some comment is about.

    A remark on a whole function covers the parts of its contract (parameters, result, exceptions) that it
    tells. For a source file with its own comments: the share of its public functions and classes that have
    a docstring.
    """
    if _is_source(page):
        return _documented_share(page)
    told = [contract_told(page, index) for index in range(len(page.comments))]
    whole = [share for share in told if share is not None]
    if all(comment.kind in ("docstring", "summary") for comment in page.comments):
        return max(whole, default=None)
    total = _weight(page.facts.statements)
    if not total:
        return None
    covered: set[int] = set()
    for index in range(len(page.comments)):
        covered.update(page.alignments[index].statements)
    return _weight(page.facts.statements[i] for i in sorted(covered)) / total


def specificity(page: Page) -> float | None:
    """Distinct telling words for each weighted statement they are about, over ``ENOUGH_WORDS``, at most 1.

    Neither padding nor repetition raises it.
    """
    words: set[str] = set()
    for comment in page.comments:
        words |= telling_words(comment.text)
    if _is_source(page):
        scope = sum(
            max(1.0, min(_LARGEST_SCOPE, _weight(page.aligned(i)))) for i in range(len(page.comments))
        )
    else:
        scope = _weight(page.facts.statements)
    return min(1.0, len(words) / (ENOUGH_WORDS * scope)) if scope else None


def _is_source(page: Page) -> bool:
    return bool(page.comments) and all(comment.at_line is not None for comment in page.comments)


def _documented_share(page: Page) -> float | None:
    definitions: list[Function | Class] = [*page.facts.functions, *page.facts.classes]
    public = [one.docstring is not None for one in definitions if is_public(page.facts, one)]
    return sum(public) / len(public) if public else None


def _weight(statements: Iterable[Statement]) -> float:
    return sum([_WEIGHTS.get(statement.kind, 0.5) for statement in statements])


def alignment(page: Page) -> float | None:
    """Mean fit of the line comments to the lines they claim.

    Where no line is claimed, the confidence of the line that was found. Comments that stand in the source
    themselves claim nothing: the conventions of the language place them.
    """
    fits = [
        found.confidence if found.claimed_fit is None else found.claimed_fit
        for found, comment in zip(page.alignments, page.comments, strict=True)
        if comment.kind in ("line", "block") and comment.at_line is None
    ]
    return sum(fits) / len(fits) if fits else None


def semantic_similarity(page: Page, embedder: Embedder) -> float | None:
    """Mean over the comments of the similarity to the code each is about."""
    values = [
        embedder.similarity(comment.text, code_of(page, index)) for index, comment in enumerate(page.comments)
    ]
    return sum(values) / len(values) if values else None


def reference_similarity(
    page: Page, references: Sequence[Comment], embedder: Embedder, mode: ReferenceMode = "best"
) -> float | None:
    """Mean over the comments of the similarity to the references: the nearest one, or their mean."""
    found = [likeness_to(comment.text, references, embedder, mode) for comment in page.comments]
    known = [value for value in found if value is not None]
    return sum(known) / len(known) if known else None


def likeness_to(
    text: str, references: Sequence[Comment], embedder: Embedder, mode: ReferenceMode
) -> float | None:
    """The similarity of a text to the nearest reference or to all in the mean; ``None`` without one."""
    if not references or mode == "none":
        return None
    values = [embedder.similarity(text, reference.text) for reference in references]
    return max(values) if mode == "best" else sum(values) / len(values)


def code_of(page: Page, comment: int) -> str:
    """The text of the code that a comment is about: its statements, or the whole documented snippet."""
    if page.comments[comment].kind in ("docstring", "summary"):
        function = page.documented(comment)
        if function is None:
            return page.snippet.code
        return "\n".join(page.lines[function.line - 1 : function.end_line])
    return "\n".join(statement.text for statement in page.aligned(comment))


def _is_strict(mention: Mention) -> bool:
    return mention.kind in _STRICT_KINDS and mention.text.isidentifier()
