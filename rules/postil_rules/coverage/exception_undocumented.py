"""COV05: an exception that the docstring leaves out."""

from __future__ import annotations

import builtins
from collections.abc import Iterator

from postil.claims.model import DocSections
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules._tags import inherits
from postil_rules.contradiction._judged import without_examples
from postil_rules.coverage._body import is_waived
from postil_rules.coverage._faults import guards_against_a_fault

_TOLD = regex(
    r"(?i)\brais(?:es?|ed|ing)\b|\bthrow(?:s|n|ing)?\b|\berrors?\b|\bexceptions?\b|\bfails?\b|抛出|异常|引发|报错|错误"
)
_GOES_ON = regex(r"raise(?: [a-z_]\w*)?(?: from \w+)?(?: *#.*)?")
"""Another one's exception: ``raise``, ``raise error``."""
_FACTORIES = {"ctypes.WinError": "OSError", "WinError": "OSError"}
"""Functions that give what is raised, and of which class it is."""
_WAIVERS = ("missing-raises-doc", "DOC501")
_CODE = "def half(n):\n    if n % 2:\n        raise ValueError(n)\n    return n // 2"
_HEAD = "Halve a number.\n\nArgs:\n    n: An even number.\n\nReturns:\n    Its half."


class ExceptionUndocumented(Rule):
    """The function raises an exception that its docstring, which has sections, never names."""

    code = "COV05"
    name = "coverage/exception-undocumented"
    tier = 1
    dimension = "logic"
    penalty = 0.12
    comment_kinds = ("docstring", "summary")
    reads_prose = False
    needs = ("tree", "docstring", "flow")
    code_languages = ("python", "java")
    title = "raised exception not documented"
    why = "The caller cannot handle what it was not told of."
    source = "DOC501"
    good = (Example(_CODE, docstring=f"{_HEAD}\n\nRaises:\n    ValueError: If n is odd."),)
    near_misses = (
        Example(
            "class Odd(Fault):\n    pass\n\ndef half(n):\n    raise Odd(n)",
            docstring=f"{_HEAD}\n\nRaises:\n    Fault: If n is odd.",
        ),
        Example(
            "def read(text):\n    try:\n        raise KeyError(text)\n    except KeyError:\n        return None",
            docstring="Read.\n\nArgs:\n    text: Input.\n\nReturns:\n    Nothing.",
        ),
        Example(
            "def draw(pen):\n    raise NotImplementedError", docstring="Draw.\n\nArgs:\n    pen: With what."
        ),
        Example(_CODE, docstring="Halve a number."),
        Example(
            'def half(n):\n    """Halve.\n\n    Args:\n        n: Even.\n    """\n    # pylint: disable=missing-raises-doc\n'
            "    if n % 2:\n        raise ValueError(n)\n"
        ),
        Example(
            "def ask(n):\n    if not call(n):\n        raise ctypes.WinError(n)\n    return n",
            docstring="Ask.\n\nArgs:\n    n: Whom.\n\nRaises:\n    OSError: If the system refuses.",
        ),
        Example(
            "def half(n):\n    try:\n        return n / 2\n    except TypeError:\n        log(n)\n        raise",
            docstring=_HEAD,
        ),
        Example(
            "def half(n):\n    try:\n        return n / 2\n    except (TypeError, KeyError) as fault:\n        if n:\n            raise fault\n        return 0",
            docstring=_HEAD,
        ),
        Example(_CODE, docstring=f"{_HEAD} An odd number is an error."),
        Example(_CODE, docstring=f"{_HEAD}\n\nRaises:\n    Exception: If n is odd."),
        Example(
            "def _step(leaf):\n    if leaf.parent is None:\n        raise RuntimeError(leaf)\n    return leaf.parent",
            docstring="Step up.\n\nArgs:\n    leaf: From where.\n\nReturns:\n    The next one.",
        ),
        Example(
            "def step(leaf):\n    if leaf.parent is None:\n        raise ValueError('This should not happen')\n    return leaf.parent",
            docstring="Step up.\n\nArgs:\n    leaf: From where.\n\nReturns:\n    The next one.",
        ),
        Example(
            "def step(leaf):\n    if leaf.parent is None:\n        # this can never happen: roots are left out\n        raise ValueError(leaf)\n    return leaf.parent",
            docstring="Step up.\n\nArgs:\n    leaf: From where.\n\nReturns:\n    The next one.",
        ),
        Example(
            "def step(leaf):\n    if leaf.parent is None:\n        raise ValueError('内部错误')\n    return leaf.parent",
            docstring="上移一步。\n\n参数：\n    leaf: 起点。\n\n返回：\n    下一个。",
            language="zh",
        ),
    )
    bad = (Example(_CODE, docstring=_HEAD),)
    paraphrases = (
        Example(_CODE, docstring="Halve.\n\n:param n: Even.\n:returns: Half.\n:raises TypeError: Never."),
        Example(_CODE, docstring="取一半。\n\n参数：\n    n: 偶数。\n\n返回：\n    一半。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each kind of exception that escapes and is not named."""
        for index, comment in enumerate(page.comments):
            function = page.documented(index)
            if function is None or function.stub or not function.raises or inherits(page, index, function):
                continue
            doc = page.docstring(index)
            if not (doc.parameters or doc.returns or doc.yields or doc.raises):
                continue
            if _is_told_otherwise(comment.text, doc) or is_waived(page, function, *_WAIVERS):
                continue
            told: set[str] = set()
            for raised in function.raises:
                if raised.exception is None or raised.caught or "NotImplemented" in raised.exception:
                    continue
                if _GOES_ON.fullmatch(page.lines[raised.line - 1].strip()):
                    continue
                short = _FACTORIES.get(raised.exception, raised.exception.rpartition(".")[2])
                if guards_against_a_fault(page, function, raised):
                    continue
                if short not in comment.text and short not in told and not _base_is_told(page, short, doc):
                    told.add(short)
                    message = f"{function.name} raises {short}, which is not documented"
                    yield self.finding(
                        page, index, message, f"code, line {raised.line}: raise {raised.exception}"
                    )


def _is_told_otherwise(text: str, doc: DocSections) -> bool:
    """Whether a docstring without a section on exceptions has a word on errors."""
    return doc.raises is None and _TOLD.search(without_examples(text)) is not None


def _base_is_told(page: Page, name: str, doc: DocSections) -> bool:
    """Whether a documented exception is a base of the one called ``name``, or one whose bases are not known here."""
    documented = {(item.name or "").rpartition(".")[2].strip("`~:") for item in doc.raises or ()}
    raised = getattr(builtins, name, None)
    if isinstance(raised, type):
        return any(base.__name__ in documented for base in raised.__mro__)
    bases = {base.rpartition(".")[2] for c in page.facts.classes if c.name == name for base in c.bases}
    return bool(documented & bases) if bases else bool(documented)
