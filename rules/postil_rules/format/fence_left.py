"""FMT26: markup of the model's answer left in a remark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import hints_of, regex

_LEFT = regex(
    r"```|~~~|<\|[a-z_]+\|>|\[/?INST\]|</?s>|</?think>|<br\s*/?>|^\s*\*\*(?:Line|第)|^\s*#{2,}\s|\*\*:",
    re.IGNORECASE,
    hints=("```", "~~~", "<|", "inst]", "<s>", "</s>", "think>", "<br", "**", "##"),
)
# In real source only what no person writes: control tokens of a model, and those where a remark speaks of none.
_TOKEN = regex(r"<\|[a-z_]+\|>|\[/INST\]|</think>", re.IGNORECASE, hints=("<|", "[/inst]", "</think>"))
# Such tokens at an edge of a remark and beside its words: names of tokens are followed by what is said of them.
_EDGE = regex(
    r"\A(?:<\|[a-z_]+\|>|\[/INST\]|</think>)+(?=\s*(?-i:[A-Z])|[ ]?\n|[\u4e00-\u9fff])"
    r"|(?:(?<=[\w.!?)`。！？])|(?<=[.!?。！？]\s))(?:<\|[a-z_]+\|>|\[/INST\]|</think>)+\Z",
    re.IGNORECASE,
    hints=("<|", "[/inst]", "</think>"),
)
# A fence that a docstring begins with was put around it; there is no summary before it.
_WRAPPED = regex(r"\s*(```|~~~)\w*\n")
_FENCE = regex(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_TITLED = regex(r"(?m)^[ \t]*\*\*[A-Z][\w ]{1,20}\*\*:[ \t]*$", hints=("**",))
_CODE = "names = sorted(set(names))"


class FenceLeft(Rule):
    """The remark holds a code fence, a model's control token or Markdown of the answer around it."""

    code = "FMT26"
    name = "format/fence-left"
    tier = 2
    dimension = "format"
    penalty = 0.2
    hints = hints_of(_LEFT, _TOKEN)
    reads_prose = False
    title = "code fence or markup left over from the model's answer"
    why = "Behind a comment sign it is noise, and tools that read comments stumble over it."
    good = (Example(_CODE, ((1, "Drop repeated names and sort the rest."),)),)
    near_misses = (
        Example(_CODE, ((1, "Drop repeated `names`, then sort them."),)),
        Example(_CODE, docstring="Sort names.\n\n```python\nnames = sorted(names)\n```\n"),
        Example(
            "# ### Parts ###\n# The tag <br> is a space, ~~~ a rule, '<|end|>' a token.\nparts = read()\n"
        ),
        Example("# <|view|>, <|tile|>\nview = make(2)\n"),
        Example("stop = 7  # <|im_end|>\n"),
        Example(
            'def read(text):\n    """Read what is said (<think>...</think>)."""\n    return split(text)\n'
        ),
        Example("# The prefix of <|start|><|plugin|>\n# comes in two parts.\npart = read()\n"),
        Example("# Text goes on until the closing tag </think>\npart = read()\n"),
        Example("# Put the end behind it.<|end|>\nsaid = text + '<|end|>'\n"),
        Example(
            'def name(text):\n    """The name of it.\n\n    Cuts ``run<|channel|>notes`` short.\n    """\n    return cut(text)\n'
        ),
        Example("ratio = a ** b", ((1, "Raise a to the power b (a ** b)."),)),
    )
    bad = (Example(_CODE, ((1, "```python Drop repeated names and sort the rest."),)),)
    paraphrases = (
        Example(_CODE, docstring="```python\nDrop repeated names and sort the rest.\n```"),
        Example(_CODE, ((1, "Drop repeated names and sort the rest.<|im_end|>"),)),
        Example("# Drop repeated names.<|im_end|>\n" + _CODE + "\n"),
        Example(_CODE, ((1, "**Line 1**: drop repeated names."),)),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each remark with left-over markup; closed fences of a docstring are its own."""
        told = page.is_source and page.once(_speaks_of_tokens)
        for index, comment in enumerate(page.comments):
            in_source = comment.at_line is not None
            match = (
                None if in_source and told else (_EDGE if in_source else _LEFT).search(comment.text.strip())
            )
            shows = comment.kind != "docstring" or (in_source and page.facts.language == "rust")
            wrapped = None if shows else _WRAPPED.match(comment.text)  # rustdoc runs what is shown, alone too
            if wrapped is not None:
                said = wrapped[1]
                yield self.finding(page, index, f"the docstring begins with {said!r}", f"comment: {said!r}")
                continue
            if match is None or (comment.kind != "line" and self._is_example(comment.text)):
                continue
            if (
                comment.kind == "docstring"
                and page.facts.language != "python"
                and _TITLED.search(comment.text)
            ):
                continue  # rustdoc and Doxygen read Markdown
            said = match[0].strip()
            yield self.finding(page, index, f"left-over markup {said!r}", f"comment: {said!r}")

    def _is_example(self, text: str) -> bool:
        fences = len(_FENCE.findall(text))
        return fences > 0 and fences % 2 == 0 and "<|" not in text


def _speaks_of_tokens(page: Page) -> bool:
    """Whether a source has such tokens elsewhere than at the edges of remarks: then its code deals with them."""
    edges = [_EDGE.search(comment.text.strip()) for comment in page.comments]
    left = sum(len(_TOKEN.findall(edge[0])) for edge in edges if edge is not None)
    return len(_TOKEN.findall(page.snippet.code)) > left
