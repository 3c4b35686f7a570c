"""COV16: parameters have a section and the result has none, where its neighbours have both."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Function, Return
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules._expressions import is_call, outline
from postil_rules.coverage.return_undocumented import hands_out_its_own, untold_values

_TOLD = regex(r"(?i)\breturn(?:s|ed|ing)?\b|\byields?\b|:rtype:|返回|回傳|得到")
_FEW = 2
_NOT_CALLED = ("property", "contextmanager", "fixture", "validator", "overload")
_ARGS = "Args:\n    value: What to scale.\n    factor: By how much."
_CODE = "def scale(value, factor):\n    return value * factor"
_TWO = (
    'def half(value):\n    """Halve it.\n\n    Args:\n        value: What.\n\n    Returns:\n        Its half.\n    """\n'
    '    return value / 2\n\n\ndef scale(value, factor):\n    """{summary}\n\n    Args:\n        value: What.\n        factor: How much.\n'
    '{returns}    """\n    return value * factor\n'
)


class ReturnSectionMissing(Rule):
    """The docstring lists the parameters; what comes back has no section, as it has elsewhere in the file."""

    code = "COV16"
    name = "coverage/return-section-missing"
    tier = 3
    dimension = "logic"
    penalty = 0.04
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("tree", "docstring")
    code_languages = ("python",)
    title = "the result has no section of its own, the parameters have"
    why = "Who reads the sections finds what goes in and not what comes out: of which type, and what when there is none."
    source = "DOC201; where the file keeps to such sections, or shows no other habit"
    good = (
        Example(_CODE, docstring=f"Compute the scaled value.\n\n{_ARGS}\n\nReturns:\n    The scaled value."),
        Example(
            _TWO.format(summary="Get it scaled.", returns="\n    Returns:\n        The scaled value.\n"),
        ),
    )
    near_misses = (
        Example(_CODE, docstring="Compute the scaled value."),
        Example(_CODE, docstring=f"Return the scaled value.\n\n{_ARGS}"),
        Example(_CODE, docstring="The value, scaled.\n\n:param value: Start.\n:param factor: How much."),
        Example(
            "def save(path) -> None:\n    return path",
            docstring="Create the file.\n\nArgs:\n    path: Where to.",
        ),
        Example(
            "def save(path):\n    return write(path)", docstring="Create the file.\n\n:param path: Where to."
        ),
        Example(
            "\n\n".join(
                f'def {name}(value):\n    """Get it.\n\n    Args:\n        value: What.\n    """\n    return value + 1'
                for name in ("first", "second", "third", "fourth")
            )
        ),
        Example(
            "@property\ndef size(self):\n    return self._size",
            docstring="The size of it.\n\n:param unit: Of what.",
        ),
    )
    bad = (
        Example(_CODE, docstring=f"Compute the scaled value.\n\n{_ARGS}"),
        Example(_TWO.format(summary="Get it scaled.", returns="")),
    )
    paraphrases = (
        Example(
            _CODE, docstring="The value, scaled.\n\nParameters\n----------\nvalue : float\nfactor : float"
        ),
        Example(_CODE, docstring=f"计算缩放后的值。\n\n{_ARGS}", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring without the section, unless the file does without it as a rule."""
        told = 0
        untold: list[tuple[int, Function, Return]] = []
        for index in page.docstrings:
            function = page.documented(index)
            doc = page.docstring(index)
            told += bool(doc.returns)
            if function is None or not doc.parameters or doc.returns is not None:
                continue
            given = _result(page, function)
            if given is not None and not _TOLD.search(page.comments[index].text):
                untold.append((index, function, given))
        usual = len(untold) <= max(told, _FEW if _named_by_style(page, untold) else 0)
        for index, function, given in untold:
            if untold_values(page, index, function):
                continue  # COV03 says so
            if usual or page.docstring(index).raises:
                message = f"parameters have a section, what {function.name} returns has none"
                yield self.finding(page, index, message, f"code, line {given.line}: return {given.value}")


def _named_by_style(page: Page, untold: list[tuple[int, Function, Return]]) -> bool:
    """Whether they are of a style that names the sections to be written, where a few do not show another habit."""
    return all(page.docstring(index).style in ("google", "numpy") for index, _, _ in untold)


def _result(page: Page, function: Function) -> Return | None:
    """The first value that is given back and meant to be one."""
    if function.stub or function.yields or function.name.startswith("__"):
        return None
    if any(word in decorator for decorator in function.decorators for word in _NOT_CALLED):
        return None
    given = [r for r in function.returns if r.value not in (None, "None", "self", "cls", "*this")]
    if not given or hands_out_its_own(page, function, given):
        return None
    if function.return_annotation is not None:
        meant = function.return_annotation.strip("'\"") not in ("None", "NoReturn", "Never", "void")
    else:
        meant = any(not is_call(outline(r.value or "")) for r in given)
    return given[0] if meant else None
