"""CON04: the documented default is not the one in the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postil.claims.defaults import default_span, same_value
from postil.facts.model import Function, Parameter
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, function_at, judged, places, shortened

_BOUND_TO = regex(
    r"(?i)\b(?:if|when|for|unless|otherwise|while|after)\b|\bpass(?:es)?\b[^()]{0,60}\(|\b(?:cfg|config\w*|settings?|environment) (?:[\w`'.]+ )?values? \(|如果|当|若|时"
)
_END = regex(r"[.;](?=\s|$)|[。；]")
_NUMBER = regex(r"[0-9]{1,15}(?:\.[0-9]{0,9})?(?:[eE][-+]?[0-9]{1,2})?")
_ELEMENT = regex(r"[^\s,()\[\]{}:]+")
_SCALES = frozenset(
    {
        60,
        3600,
        86400,
        604800,
        1000,
        60000,
        3600000,
        86400000,
        1e6,
        1024,
        1048576,
        1073741824,
        1e9,
        1e-3,
        1e-6,
        1e-9,
    }
)
_ENDING = 2
"""So many letters may an ending have: the values are not the value."""
_EMPTY = frozenset({"()", "[]", "{}", "''", '""'})
# Where a program puts in more text: ``%s``, ``%(name)s``, ``{name}``, ``<name>``.
_PLACE = regex(r"%(?:\([^()]{1,60}\))?[a-z]|\{[^{}]{0,60}\}|<[^<>]{1,60}>")
_ESCAPED = regex(r"\\(?=[*_|`])")
_COLOUR = regex(r"(?i)colou?r")
_CODE = "def slugify(title, max_length=60, sep='-'):\n    return title[:max_length]"


class DefaultDiffers(Rule):
    """Such as "Defaults to 30" where the signature says 60, in a docstring entry or in a remark on the header."""

    code = "CON04"
    name = "contradiction/default-differs"
    tier = 2
    dimension = "accuracy"
    penalty = 0.4
    claim_kinds = ("default",)
    needs = ("docstring", "tree")
    title = "documented default differs from the signature"
    why = "The default is what most callers get."
    good = (
        Example(
            _CODE,
            docstring="Make a slug.\n\nArgs:\n    max_length: The greatest length, 60 by default.\n    sep: Defaults to '-'.",
        ),
        Example(
            _CODE,
            docstring="生成短标识。\n\n参数：\n    max_length：最大长度，默认为 60。\n    sep：连接符，默认为连字符。",
            language="zh",
        ),
        Example(_CODE, ((1, "Join with sep (a hyphen by default)."),)),
    )
    near_misses = (
        Example(
            "def key(kind='RSA_2048'):\n    return make(kind)",
            docstring="Make a key.\n\nArgs:\n    kind: Of which kind. Defaults to 2k RSA.",
        ),
        Example(
            "def save(table, name=''):\n    if name == '':\n        table.name = 'MASK'\n    else:\n        table.name = name",
            docstring="Save.\n\nArgs:\n    table: What.\n    name: Of it (default 'MASK').",
        ),
        Example(
            "def f(path='./*'):\n    return path",
            docstring="Do.\n\nArgs:\n    path: Of it, by default './\\*'. Default is './\\*'.",
        ),
        Example("def f(n=10000):\n    return n", docstring="Do.\n\nArgs:\n    n: Default is 10,000."),
        Example(
            "def f(share=0.95):\n    return share",
            docstring="Do.\n\nParameters\n----------\nshare : float\n    Default is 95% confidence.",
        ),
        Example(
            "def f(kind='low'):\n    return kind", docstring="Do.\n\nArgs:\n    kind: Default is 'lowpass'."
        ),
        Example(
            "def f(timeout=-1):\n    return timeout",
            docstring="Do.\n\n:param timeout: In seconds. -1 means the default of the pool (default 30).",
        ),
        Example("def f(n=LIMIT):\n    return n", docstring="Do.\n\nArgs:\n    n: Defaults to 3."),
        Example("def f(n=None):\n    return n or 3", docstring="Do.\n\nArgs:\n    n: Defaults to 3."),
        Example(
            "def f(title=''):\n    if not title:\n        title = 'Shop'\n    return title",
            docstring="Do.\n\nArgs:\n    title: Defaults to 'Shop'.",
        ),
        Example(
            "def f(title=''):\n    return title or 'Shop'",
            docstring="做。\n\n:param title: 名称，默认为'Shop'",
            language="zh",
        ),
        Example(
            "def f(fill_color='1.0'):\n    return fill_color",
            docstring="Do.\n\nArgs:\n    fill_color: Defaults to ``'white'``.",
        ),
        Example("def f(n=1.0):\n    return n", docstring="Do.\n\nArgs:\n    n: Defaults to 1."),
        Example("def f(n=()):\n    return n", docstring="Do.\n\nArgs:\n    n: Defaults to an empty tuple."),
        Example(
            "def f(keep=86400):\n    return keep", docstring="Do.\n\nArgs:\n    keep: Defaults to 1 day."
        ),
        Example(
            "def f(depth=1.0e4):\n    return depth",
            docstring="Do.\n\nArgs:\n    depth: Of it (m), default 10 km.",
        ),
        Example(
            "def f(key='view/%s'):\n    return key",
            docstring="Do.\n\nArgs:\n    key: Of it. Default 'view/%(request.path)s'.",
        ),
        Example(
            "def f(size=(400, 200)):\n    return size",
            docstring="Do.\n\nArgs:\n    size: Width defaults to 400, and height defaults to 200.",
        ),
        Example("def f(most='200M'):\n    return most", docstring="Do.\n\nArgs:\n    most: (default 200MB)"),
        Example(
            "def f(of='point'):\n    return of", docstring="Do.\n\nArgs:\n    of: Default is ``'Point'``."
        ),
        Example(
            "def stop(patience=50):\n    return patience",
            docstring="Stop.\n\nArgs:\n    patience: How long. The trainer passes its own value (100 by default).",
        ),
        Example("def f(flags=0x04):\n    return flags", docstring="Do.\n\nArgs:\n    flags: (default: 0x04)"),
        Example(
            "def between(start='-30y'):\n    return start",
            docstring="Do.\n\n:param start: A date. Defaults to 30 years ago",
        ),
        Example(
            "def between(start='-30y'):\n    return start",
            docstring="取日期。\n\n:param start: 起始日期，默认为30年前",
            language="zh",
        ),
    )
    bad = (
        Example(
            _CODE, docstring="Make a slug.\n\nArgs:\n    max_length: The greatest length, 80 by default."
        ),
        Example(_CODE, ((1, "Join with sep (a slash by default)."),)),
        Example(
            _CODE, docstring="生成短标识。\n\n参数：\n    max_length：最大长度，默认为 80。", language="zh"
        ),
    )
    paraphrases = (
        Example(
            "def stop(patience=50):\n    return patience",
            docstring="Stop.\n\nArgs:\n    patience: How long training goes on without gain (100 by default).",
        ),
        Example(
            "def f(title=''):\n    return title",
            docstring="Do.\n\nArgs:\n    title: Defaults to 'Shop'.",
        ),
        Example(
            "def f(fill_color='red'):\n    return fill_color",
            docstring="Do.\n\nArgs:\n    fill_color: Defaults to ``'white'``.",
        ),
        Example(
            "def f(axis=0):\n    return axis",
            docstring="Do.\n\nParameters\n----------\naxis : int, default 1\n    Which one, 0 for rows.",
        ),
        Example(
            "def f(of='value'):\n    return of",
            docstring="Do.\n\nArgs:\n    of: Which one (default 'values').",
        ),
        Example(_CODE, docstring="Make a slug.\n\n:param sep: what to join with (default: '_')"),
        Example(_CODE, docstring="生成短标识。\n\n:param sep: 连接符，默认为下划线", language="zh"),
        Example(
            "def f(flag=False):\n    return flag",
            docstring="Do.\n\nArgs:\n    flag: On or off. Defaults to True.",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each default that is said and differs."""
        for remark in documented(page):
            parameters = {parameter.name: parameter for parameter in remark.function.parameters}
            for item in page.docstring(remark.comment).parameters or ():
                parameter = parameters.get(item.name or "")
                if " .. " in item.text and default_span(item.text.partition(" .. ")[0]) is None:
                    continue
                if parameter is not None and item.default is not None:
                    yield from self._judge(
                        page, remark.comment, parameter, item.default, item.text, remark.function
                    )
        for line in judged(page):
            function = (
                function_at(page, line.statements[0]) if line.statements[0].kind == "function" else None
            )
            found = default_span(line.text) if function is not None else None
            if function is not None and found is not None:
                parameter = _meant(line.text, found[1], found[2], function)
                if parameter is not None:
                    yield from self._judge(page, line.comment, parameter, found[0], line.text, function)

    def _judge(
        self, page: Page, comment: int, parameter: Parameter, said: str, text: str, function: Function
    ) -> Iterator[Finding]:
        default = parameter.default
        if default is None or default in {"None", "..."} or same_value(said, default) is not False:
            return
        if _is_spelt_alike(said, default) or _is_short_for(said, default) or _stands_for(default, text):
            return
        if (said in {"True", "False"} and default not in {"True", "False"}) or _is_one_of(said, default):
            return  # the default of a switch, or of a part, that the text speaks of beside it
        plain = default.strip("'\"").lower()
        if plain == parameter.name or (len(plain) == 1 and said.strip("'\"").lower().startswith(plain)):
            return
        if _BOUND_TO.search(_sentence_of_default(text)) or _in_other_unit(said, default, text):
            return
        if _has_a_code(parameter, said, default) or (
            default in _EMPTY and (said == "None" or _is_replaced(page, function, parameter))
        ):
            return
        message = f"says that {parameter.name} defaults to {said}, {function.name} has {parameter.name}={shortened(default, 40)}"
        yield self.finding(
            page,
            comment,
            message,
            f"comment: {shortened(text)!r} | code: '{parameter.name}={shortened(default, 40)}'",
        )


def _is_spelt_alike(said: str, default: str) -> bool:
    """Whether both are one text but for quotes, capitals, and what is written where more text is put in."""
    one = _ESCAPED.sub("", said.strip("'\"").lower().replace("\\\\", "\\"))
    other = _ESCAPED.sub("", default.strip("'\"").lower().replace("\\\\", "\\"))
    if default[:1] in {"'", '"'}:
        one, other = (_PLACE.sub("%s", text) for text in (one, other))
    return one.replace('"', "'") == other.replace('"', "'")


def _is_short_for(said: str, default: str) -> bool:
    """Whether a word is another one cut short, by more than an ending: ``'low'`` and ``'lowpass'`` may mean the same."""
    one, other = sorted((said.strip("'\"").lower(), default.strip("'\"").lower()), key=len)
    cut = len(other) - len(one) > _ENDING and other.startswith(one)
    return cut and len(one) > _ENDING and one.isalpha() and other.isalpha()


def _has_a_code(parameter: Parameter, said: str, default: str) -> bool:
    """Whether the parameter is a colour, and one of both is no name of one: white is ``'1.0'`` too."""
    coloured = _COLOUR.search(parameter.name) is not None
    return coloured and not (said[1:-1].isalpha() and default[1:-1].isalpha())


def _is_replaced(page: Page, function: Function, parameter: Parameter) -> bool:
    """Whether the body puts another value in the place of an empty one: ``x = ...``, ``x or ...`` or ``if x == ''``."""
    name = parameter.name
    instead = re.compile(rf"(?<![\w.]){re.escape(name)} (?:or |== ?(?:''|\"\"))")
    for statement in page.facts.statements[function.statement + 1 :]:
        if statement.line > function.end_line:
            break
        if name in statement.targets or instead.search(statement.text):
            return True
    return False


def _stands_for(default: str, text: str) -> bool:
    """Whether the text tells what the value of the signature stands for: ``-1 means the default of the pool``."""
    meant = rf"(?<![\w.]){re.escape(default)}[`'\"]* (?:means|stands for)\b[^.]{{0,30}}\bdefault"
    return re.search(meant, text) is not None


def _is_one_of(said: str, default: str) -> bool:
    """Whether what is said is an element of the default, which may have a name of its own: a width, a height."""
    return default[:1] in {"(", "[", "{"} and said in _ELEMENT.findall(default)


def _in_other_unit(said: str, default: str, text: str) -> bool:
    """Whether the text has a unit behind its number that makes it that of the signature: ``1 day``, 86400 or ``'1D'``."""
    if _NUMBER.fullmatch(said) and re.search(rf"(?<![\w.]){re.escape(said)}[kKMG]\b", text):
        return True  # so many thousands: "2k"
    if default[:1] in {"'", '"'} and _NUMBER.fullmatch(said):
        return re.fullmatch(rf"[-+]?{re.escape(said)} ?[A-Za-z]{{1,3}}", default[1:-1]) is not None
    if not (_NUMBER.fullmatch(said) and _NUMBER.fullmatch(default) and float(said)):
        return False
    unit = re.search(rf"(?<![\w.]){re.escape(said)}[ -]?`*[A-Za-z\u4e00-\u9fff]", text)
    return unit is not None and float(default) / float(said) in _SCALES


def _sentence_of_default(text: str) -> str:
    """The sentence that gives the default; one that binds it to a condition speaks of more than the signature."""
    place = max(text.lower().find("default"), text.find("默认"))
    if place < 0:
        return ""  # it stands beside the type
    start = max((m.end() for m in _END.finditer(text, 0, place)), default=0)
    end = _END.search(text, place)
    return text[start : end.start() if end else len(text)]


def _meant(text: str, start: int, end: int, function: Function) -> Parameter | None:
    """The parameter named nearest to the statement of a default, in the same sentence."""
    best: tuple[int, Parameter] | None = None
    for parameter in function.parameters:
        for place in places(text, parameter.name):
            behind = place + len(parameter.name)
            between = text[behind:start] if behind <= start else text[end:place]
            distance = len(between)
            if not re.search(r"[.;。；]", between) and distance < 40 and (best is None or distance < best[0]):
                best = distance, parameter
    return best[1] if best else None
