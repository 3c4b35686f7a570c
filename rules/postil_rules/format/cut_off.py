"""FMT27: a remark that stops in the middle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Comment, Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex

_HANGING = regex(
    r"(?:[,，、;；(（\[{【「:：]|(?<![\w./-])(?:and|or|the|an?|of|to|in|with|for|by|from|that|which|if|when|then|than|as|its"
    r"|because|unless|whereas|whose|although|every|their|our|your|my|nor)"
    r"|[和与或将把被对从由向以及且])\s*$",
    re.IGNORECASE,
)
_VERB = regex(
    r"(?i)\b(?:is|are|was|were|been|being|has|have|must|will|shall|would|should|may|might|can|could)\s*$"
)
_CLAUSE = regex(
    r"(?i)\b(?:where|what|how|which|who|whose|as|than|it|they|we|you|everything|all|whatever|wherever|so|if)\b[^.;]*$"
)
_LED_BY_VERB = regex(
    r"(?i)\b(?:to(?: be)? [a-z]+(?: \w+){0,4}|\w+ed|\w+ing|sent|made|put|set|built|kept|left|read|given|found|taken|written|known|told|held|run|come|go|belongs?|resolves?|refers?|points?|applies|corresponds?|back|zoom|lead"
    r"|depends?|works?|looks?|waits?|based|logged|signed|plugged|opt(?:ed)?|log|fill(?:s|ed)?|pass(?:es)?) (?:of|to|in|with|for|by|from|as)$"
)
_RELATIVE = regex(
    r"(?i)\b(?:that|which|what|whose|where|who|whom|how|it|they|we|you|this|these|nothing|something|anything|one|ones|those)\b[^.;:]*\b(?:of|to|in|with|for|by|from|as)$"
)
_THAT_ONE = regex(
    r"(?i)\b(?:has|have|had|do|does|did|is|was|not|n't|uses?|used|take|want|need|by|to|of|for|with|than|like|as|all|about) (?:do |have |be )?that$"
)
_INTERVAL = regex(r"[\[(]-?[\w.]+, ?-?[\w.]+[\])]")
_ENDED = regex(
    r"[a-z0-9)`][.!?]\s+[A-Z]|。|\n[ \t]*\n"
)  # a sentence: what is open before it was forgotten, not cut
_ESCAPED = regex(r"\\(?:x1b|033|e)\[[\d;?]*[a-zA-Z]?|\x1b\[[\d;?]*[a-zA-Z]?")
_TITLE = regex(
    r"\n[ \t]*\n[ \t]*(?:Parameters|Returns|Yields|Raises|Attributes|Examples|Notes|References|See Also)\s*$"
)
_CLOSED = frozenset("`'\".。!！?？")
_PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】", "「": "」"}
_CODE = "limit = max(1, size // 2)"


class CutOff(Rule):
    """The remark ends on a word that calls for another one, or with an open bracket."""

    code = "FMT27"
    name = "format/cut-off"
    tier = 3
    dimension = "format"
    penalty = 0.15
    title = "comment cut off in the middle"
    why = "The model ran out of tokens; what the reader needs may be in the missing half."
    good = (
        Example(_CODE, ((1, "Half of the size, but at least one."),)),
        Example(_CODE, ((1, "取一半大小，但至少为一。"),), language="zh"),
    )
    near_misses = (
        Example(_CODE, ((1, "It is not said what the size is; let us ignore those"),)),
        Example(_CODE, ((1, "x is no size, but y is"),)),
        Example(
            "n = 0  # Newer ones have that\n\nm = 1  # the file to read host keys from\n\nk = 2  # keys, else n/a\n"
        ),
        Example(
            'def f():\n    """Do it (that is, all of it. Then do it\n    again by `Way`_ of\n    ours"""\n    g()\n'
        ),
        Example("# It is not always there, so use it only if\nif there():\n    use()\n"),
        Example("# The rows to be filled in\nrows = []\n\nrun()  # nothing to search for\n"),
        Example('def f(pid):\n    """Set the pid that signals should be sent to"""\n    g.pid = pid\n'),
        Example("n = 0  # \\x1b[m is the same as \\x1b[0m\n"),
        Example(_CODE, ((1, "Half of the size, as small as it can be"),)),
        Example(_CODE, ((1, "Half of it, as it should."),)),
        Example(_CODE, ((1, "half of the size"),)),
        Example("# These are left out, and\n\n# these are kept:\nkeep(names)\n"),
        Example("# names = [name for name in\ntotal = 0  # none,\n# as nothing was read\n"),
        Example("def f():\n    return 1", docstring="One.\n\n**Example**\n\n    int one = f();"),
        Example("match = text.find(':')", ((1, "Where the colon is"),)),
        Example("start = text.index('(')", ((1, "Find the first `(`"),)),
        Example(_CODE, ((1, "大小的一半"),), language="zh"),
    )
    bad = (
        Example(_CODE, ((1, "Half of the size, but at least one, because the"),)),
        Example(_CODE, ((1, "取大小的一半，并且将"),), language="zh"),
    )
    paraphrases = (
        Example(
            _CODE,
            docstring="Half of the size.\n\nParameters\n----------\nsize : int\n    The whole.\n\nReturns",
        ),
        Example('def half(n):\n    """Half of it. We assume that"""\n    # No more.\n    return n / 2\n'),
        Example(_CODE, docstring="Half of the size, and the smallest one must"),
        Example(_CODE, ((1, "Divide the size by two (rounding down"),)),
        Example(_CODE, ((1, "将大小除以二（向下取整"),), language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark with a hanging end."""
        for index, comment in enumerate(page.comments):
            text = comment.text.rstrip()
            if (
                not text
                or text[-1] in _CLOSED
                or (comment.kind == "docstring" and _ends_with_statement(text))
                or (
                    comment.at_line is not None and (_leads_on(page, comment, text) or _is_whole(text[-120:]))
                )
            ):
                continue
            if (
                _HANGING.search(text[-40:])
                or (comment.kind == "docstring" and _ends_open(text[-80:]))
                or self._open_bracket(text)
            ):
                yield self.finding(
                    page, index, f"ends in the middle: {text[-20:]!r}", f"comment ends: {text[-20:]!r}"
                )

    def _open_bracket(self, text: str) -> bool:
        bare = _INTERVAL.sub("", _ESCAPED.sub("", text[:2000]))
        return len(text) <= 2000 and any(
            bare.count(left) > bare.count(right) and not _ENDED.search(bare, bare.rfind(left))
            for left, right in _PAIRS.items()
        )


def _ends_with_statement(text: str) -> bool:
    """Whether the last line is one of an example, in a language that ends statements so."""
    return text[-1] == ";" and text.rpartition("\n")[2].startswith(("  ", "\t"))


def _is_whole(text: str) -> bool:
    """Whether a remark in a source ends with the preposition of its verb or of a relative clause, or with a bare "that"."""
    last = text.rpartition("\n\n")[2]
    return (
        _THAT_ONE.search(last) is not None
        or _LED_BY_VERB.search(last) is not None
        or _RELATIVE.search(last) is not None
    )


def _ends_open(text: str) -> bool:
    """Whether a docstring ends with the title of a section, or a verb that needs another with which no clause ends."""
    if _TITLE.search(text):
        return True
    verb = _VERB.search(text)
    return verb is not None and _CLAUSE.search(text[: verb.start()]) is None


def _leads_on(page: Page, comment: Comment, text: str) -> bool:
    """Whether a remark in a source may end so: before the code it leads over to, or another comment, or as code."""
    last = text.rpartition("\n")[2]
    if text[-1] in ":：,，;；" or "(" in last or "=" in last or last.startswith((" ", ":", "@", ">")):
        return True
    if comment.kind == "docstring":
        return False
    below = (comment.at_line or 0) + text.count("\n")
    rows = page.lines[below : below + 2]
    word = text.rpartition(" ")[2]
    return any("#" in row for row in rows) or (
        len(word) > 1 and any(row.split()[:1] == [word] for row in rows)
    )
