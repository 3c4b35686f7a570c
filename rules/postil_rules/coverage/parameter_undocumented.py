"""COV02: a parameter that the docstring leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from postil.claims.model import DocSections
from postil.facts.model import Function, Parameter
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules._tags import documents_another, inherits, is_misread
from postil_rules.coverage._body import is_waived
from postil_rules.coverage._entries import meant_by, names_in, renamed, under_old_names

# Words that send the reader elsewhere for the rest, and marks where a program puts in more text.
_ELSEWHERE = regex(
    r"(?i)\b(?:rest of|other|remaining|further|additional|all|same)\s+(?:of\s+)?(?:the\s+|its\s+)?(?:\w+\s+)?"
    r"(?:parameters?|arguments?|options|params|args|keywords?)\b|\b(?:parameters?|arguments?|options)\s+(?:(?:that|which)\s+are\s+)?not\s+(?:\w+\s+)?(?:documented|listed|described|explained)\b|\bparameters? differs?\b|\bsame as\b|\bas (?:for|in) [`:]|其余参数|其他参数|其它参数|同上|参见",
    hints=(
        "rest",
        "other",
        "remain",
        "further",
        "additional",
        "all",
        "differ",
        "same",
        "not",
        "as for",
        "as in",
        "参",
        "同",
    ),
)
_SEE = regex(r"(?i)\bsee (?:also )?(?::[\w:]+:)?[`~]*([\w.]+)")
_OPEN = regex(r"(?i)other|additional|further")  # where any are taken, those may be meant that have no name
_TRANSPARENT = ("method", "property", "override", "overload", "cache", "setter", "final")
_SENTENCE = 4
_NO_NAME = regex(r"[$%{}<>]|--|==|(?:\b\w+ ){4}")  # nor is a sentence
_WAIVERS = ("D417", "missing-param-doc")
# What these are given a function for gives its first arguments, and shows a signature without them.
_STANDS_IN = regex(r"(?i)partial|signature|wrap")
_CODE = "def scale(value, factor, *, _cache=None):\n    return value * factor"


class ParameterUndocumented(Rule):
    """The docstring documents parameters, but not all of them."""

    code = "COV02"
    name = "coverage/parameter-undocumented"
    tier = 2
    dimension = "logic"
    penalty = 0.12
    comment_kinds = ("docstring", "summary")
    reads_prose = False
    needs = ("tree", "docstring")
    title = "parameter not documented"
    why = "A list that leaves one out reads as if that one did not exist."
    source = "D417, DOC101, DAR101"
    good = (
        Example(_CODE, docstring="Scale it.\n\nArgs:\n    value: What to scale.\n    factor: By how much."),
    )
    near_misses = (
        Example(
            "def save(state, old_id=None, old_name=None):\n    return state",
            docstring="Save.\n\nArgs:\n    state: What.\n    old_id / old_name: No longer used.",
        ),
        Example(_CODE, docstring="Scale a value by a factor."),
        Example(
            "class Box:\n    def fill(self, item, *rest, **options):\n        self.item = item",
            docstring="Fill it.\n\nArgs:\n    item: What goes in.",
        ),
        Example(
            _CODE, docstring="Scale.\n\nArgs:\n    value: What.\n\nSee draw for the rest of the parameters."
        ),
        Example(
            _CODE,
            docstring="Scale.\n\nFor arguments not explicitly documented here, see those of the\ncommand line.\n\n"
            "Args:\n    value: What.",
        ),
        Example(
            "def plot(grid, colour=1, width=2):\n    return draw(grid, colour, width=width)",
            docstring="Plot.\n\nFor most, see `shop.grid.draw`.\n\n:param colour: Of which.",
        ),
        Example(
            "def between(start, end):\n    return end - start",
            docstring="Days from start to end.\n\n:type start: date\n:type end: date\n:param end: Not counted.",
        ),
        Example(
            "def attend(ids, past=None):\n    return ids, past",
            docstring="Attend.\n\nArgs:\n    ids: Of what.\n    past(optional, two lists: keys and values,\n        each of one size):\n        What was.",
        ),
        Example(
            "def load(channel=None, module=None, output=None, most=3):\n    return channel, module, output, most",
            docstring="Load.\n\nParameters\n----------\nchannel or (module and output) : int\n    Which.\n\n:most:\n    How many.",
        ),
        Example(
            "def kron(a, b):\n    return a * b",
            docstring="Product.\n\nParameters\n----------\na, b : array_like\n    Both factors.",
        ),
        Example(
            "def read(handle, buffer):\n    return handle",
            docstring="Read.\n\nArgs:\n    handle object: From where.\n    buffer Optional[bytes]: To where.",
        ),
        Example(
            "@pass_context\ndef show(context, value):\n    return value",
            docstring="Show.\n\n:param value: It.",
        ),
        Example(
            "def pad(text, width=9):\n    return text",
            docstring="Pad.\n\n:param text: It.\n:param width=9: Of it.",
        ),
        Example(
            "def run(task, when):\n    return task(when)",
            docstring="Run it.\n\nWhat *task* raises is raised.\n\nArgs:\n    when: At what time.",
        ),
        Example(
            "def render(name, fmt):\n    return name",
            docstring="Render.\n\nOnly where ``self.output == fmt``.\n\n:param name: Of what.",
        ),
        Example(
            "def restore(name, at_match=None):\n    return name, at_match",
            docstring="Restore.\n\n:type name: str\n:param name: Of what.\n\nat_match (Optional[int]):\n    Only there.",
        ),
        Example(
            "def handle(error, *, socket=None):\n    return socket",
            docstring="Handle it.\n\nArgs:\n    error: What happened.\n\nKeyword Args:\n    socket: Where.",
        ),
        Example(
            "def check(field, /, *fields):\n    return (field, *fields)",
            docstring="Check.\n\nArgs:\n    *fields: The names of all.",
        ),
        Example(
            "def parse(text, pattern):\n    return text",
            docstring="Parse.\n\nArgs:\n    text: It.\n    pattern_string: Of which form.",
        ),
        Example(
            "def prepare(state, ampl_cutoff, mode=None):\n    return state",
            docstring="Prepare it in `mode`.\n\nArgs:\n    state: Of what.\n    amplcutoff: How far.",
        ),
        Example(
            "def kernel(size, step_qd, step_kd):\n    return size",
            docstring="Do.\n\nArgs:\n    size: Of it.\n    step_d: From one row on.",
        ),
        Example(
            "def sign_in(scopes=None, request=None):\n    return default(scopes, request)",
            docstring="Sign in.\n\nParameters\n----------\nParameters are passed to `auth.default()`",
        ),
        Example(
            "def module_of(name, path=None):\n    return find(name, path)",
            docstring="Find it.\n\n:type name: str\n:param name: Of what.\n\n:type Optional[str] path:\n  Where to look.",
        ),
        Example(
            'def scale(value, factor):  # noqa: D417\n    """Scale.\n\n    Args:\n        value: What.\n    """\n    return value\n'
        ),
        Example(
            'def check(bar, level=0):\n    """Check it.\n\n    Args:\n        level: How far.\n    """\n    return bar\n\n\n'
            "def made(bar):\n    return functools.partial(check, bar)\n"
        ),
        Example(
            "def slope(y_true, raw_prediction, weight=None):\n    return y_true",
            docstring="Slope of `weight`.\n\nArgs:\n    y: What is.\n    y_pred: What was said.",
        ),
        Example("def size(a, b):\n    return a", docstring="Size.\n\n:param a: First.\n:param b: Second."),
        Example(
            "def draw(path, width=2, **options):\n    return path",
            docstring="Draw.\n\n:param path: It.\n:param options: Further keyword arguments.",
        ),
    )
    bad = (Example(_CODE, docstring="Scale it.\n\nArgs:\n    value: What to scale."),)
    paraphrases = (
        Example(
            "def prepare(state, ampl_cutoff, mode=None):\n    return state",
            docstring="Prepare it.\n\nArgs:\n    state: Of what.\n    amplcutoff: How far.",
        ),
        Example(
            'def check(bar, level=0):\n    """Check it.\n\n    Args:\n        bar: What.\n    """\n    return bar\n\n\n'
            "def made(bar):\n    return functools.partial(check, bar)\n"
        ),
        Example(
            "def plot(grid, colour=1, width=2):\n    return draw(grid, colour, width=width)",
            docstring="Plot.\n\n:param grid: What.\n:param colour: Of which, see `draw`.",
        ),
        Example(
            "def rows_of(name, start):\n    return name[start:]",
            docstring="Rows.\n\n:param request: Of whom.",
        ),
        Example(
            "def parse(text, pattern, flags):\n    return text",
            docstring="Parse.\n\nArgs:\n    text: It.\n    pattern_string: Of which form.",
        ),
        Example(
            "def draw(path, width, **options):\n    return path",
            docstring="Draw.\n\n:param path: It.\n:param options: Further keyword arguments.",
        ),
        Example(_CODE, docstring="Scale it.\n\n:param factor: By how much to stretch."),
        Example(_CODE, docstring="缩放。\n\n参数：\n    value: 要缩放的值。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each parameter that a parameter section leaves out."""
        for index in range(len(page.comments)):
            function = page.documented(index)
            if function is None:
                continue
            doc = page.docstring(index)
            missing = list(self._missing(page, function, doc)) if doc.parameters else []
            if not missing or _is_exempt(page, index, function, len(missing)):
                continue
            elsewhere = [found[0] for found in _ELSEWHERE.finditer(page.comments[index].text)]
            starred = any(p.kind in ("star", "double_star") for p in function.parameters)
            if elsewhere and not (starred and all(_OPEN.match(words) for words in elsewhere)):
                continue
            given = _given_first(page, function, missing) | renamed(function, doc, missing)
            for parameter in missing:
                if (elsewhere and parameter.default is not None) or parameter.name in given:
                    continue
                if _is_told(page, index, function, parameter.name):
                    continue
                message = f"parameter {parameter.name!r} of {function.name} is not documented"
                named = ", ".join(item.name or "?" for item in doc.parameters or ())
                yield self.finding(page, index, message, f"documented: {named} | code: {parameter.name}")

    def _missing(self, page: Page, function: Function, doc: DocSections) -> Iterator[Parameter]:
        items = doc.parameters or ()
        if any(not item.name or _NO_NAME.search(item.name) for item in items):
            return
        taken = {parameter.name for parameter in function.parameters}
        named = {name for item in items for name in names_in(item.name or "")}
        named = named.union(*(meant_by(name, taken) for name in named - taken))
        bound = function.is_method and page.facts.language == "python"
        for position, parameter in enumerate(function.parameters):
            given = position == (1 if bound else 0) and _is_given(function)
            receiver = given or (position == 0 and (bound or parameter.name in ("self", "cls")))
            starred = parameter.kind in ("star", "double_star")
            if (
                not receiver
                and not starred
                and not parameter.name.startswith("_")
                and named.isdisjoint((parameter.name, f"{parameter.name}s"))
                and not _without_prefix(parameter.name, named)
            ):
                yield parameter


def _is_exempt(page: Page, index: int, function: Function, missing: int) -> bool:
    """Whether the docstring is of another function, inherited, waived, or told under old names, which are CON01's."""
    doc = page.docstring(index)
    return (
        is_misread(function)
        or under_old_names(function, doc) >= missing
        or documents_another(page.comments[index].text, doc.parameters or (), function)
        or inherits(page, index, function)
        or is_waived(page, function, *_WAIVERS)
    )


def _is_told(page: Page, index: int, function: Function, name: str) -> bool:
    """Whether a parameter is told of in prose, under a wrong name or by what it is handed on to."""
    return (
        _told_in_prose(page, index, name)
        or _is_told_misnamed(function, page.docstring(index), name)
        or _is_told_by_callee(page, index, function, name)
    )


def _without_prefix(name: str, named: set[str]) -> bool:
    """Whether an entry has the name without the letter that tells its type: ``logpath`` for ``sLogpath``."""
    return (
        len(name) > 3
        and name[0].islower()
        and name[1].isupper()
        and name[1:].lower() in map(str.lower, named)
    )


def _is_told_by_callee(page: Page, index: int, function: Function, name: str) -> bool:
    """Whether the docstring sends to a function (``see grid.draw``) that the body hands the parameter on to.

    What one of its entries sends to is told of that one.
    """
    first = min(item.line for item in page.docstring(index).parameters or ())
    text = "\n".join(page.comments[index].text.split("\n")[:first])
    seen = {found[1].rstrip(".").rpartition(".")[2] for found in _SEE.finditer(text)}
    return bool(seen) and any(
        call.name.rpartition(".")[2] in seen
        and (name in call.arguments or name in dict(call.keywords).values())
        for statement in page.facts.inside(function)
        for call in statement.calls
    )


def _is_told_misnamed(function: Function, doc: DocSections, name: str) -> bool:
    """Whether an entry of no parameter's name speaks of ``name``: ``@param {object} vue directive binding``."""
    taken = {parameter.name for parameter in function.parameters}
    texts = [item.text for item in doc.parameters or () if item.name not in taken]
    return any(name in text.split() for text in texts if len(text.split()) < _SENTENCE)


def _given_first(page: Page, function: Function, missing: list[Parameter]) -> set[str]:
    """The first parameters, all missing, of a function of which the file makes one that takes fewer."""
    places = takewhile(lambda one: one in missing, function.parameters)
    handed_on = any(
        function.name in call.arguments and _STANDS_IN.search(call.name)
        for statement in page.facts.statements
        for call in statement.calls
    )
    return {one.name for one in places} if handed_on else set()


def _told_in_prose(page: Page, index: int, name: str) -> bool:
    """Whether the docstring tells of the name in marks or in code, with a value, or in an entry of no style.

    Doxygen and its kin need no marks: there a name that is no plain word (``bDirty``, ``max_size``) is enough.
    """
    text = page.comments[index].text
    if name not in text:
        return False
    if page.facts.language != "python" and not (name.isalpha() and name.islower()):
        return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text) is not None
    written = rf"[`*]{re.escape(name)}(?:[`*]|=\S)|`[^`\n]{{1,60}}[ (]{re.escape(name)}[`),]|[:@]type[ \t]+(?:[^\n:]*[ \t])?{re.escape(name)}:|^[ \t]*:?{re.escape(name)} ?(?:\([^()\n]*\))? ?:"
    return re.search(written, text, re.MULTILINE) is not None


def _is_given(function: Function) -> bool:
    """Whether a decorator may give the first argument, as ``pass_context`` does."""
    return any(not decorator.endswith(_TRANSPARENT) for decorator in function.decorators)
