"""CON88: of two things that a remark names, it copies the wrong one, or lets the wrong one prevail."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import holds_any, regex
from postil_rules.contradiction._judged import documented, judged, shortened
from postil_rules.contradiction._roles import Names, Roles, copied, names_in, prevailing

_N = r"(?<![A-Za-z0-9_.])[`'\"]?[A-Za-z_][A-Za-z0-9_.]{0,60}[`'\"]?"
_COPIES = regex(
    r"(?i)\b(?:cop(?:y|ies|ied|ying)|mov(?:e|es|ed|ing)|renam(?:e|es|ed|ing)|transfer(?:s|red|ring)?)\b"
    r"(?P<one>[^.;:,\n]{1,80}?) (?:in|on)?to (?P<other>[^.;:,\n]{1,60})"
    r"|(?:将|把|从)(?P<han>[^，。；：\n]{1,40}?)(?:中的?|的)?(?:[\u4e00-\u9fff]{0,6})(?:复制|拷贝|移动|重命名|转移)(?:到|至|为|进|给)(?P<into>[^，。；：\n]{1,40})",
    hints=("cop", "mov", "renam", "transfer", "复制", "拷贝", "移动", "重命名", "转移"),
)
_OWN = r"(?:'s (?:own )?(?:values?|entries|keys|settings|options)?)?"
_OVER = rf"(?: (?:over|to) (?:the |any |those (?:of|in|from) |values? (?:of|in|from) )?(?P<lost>{_N}))?"
_HAN_OWN = r"\s?(?:中|里)?(?:的?)(?:值|选项|设置|配置|内容|条目|键)?"
_WINS = (
    regex(
        rf"(?i)(?=\b(?P<kept>{_N}){_OWN} (?:always |will |shall |should )?(?:wins?|prevails?|(?:takes?|has|have) (?:precedence|priority)|(?:is|are) preferred){_OVER}(?![\w]))",
        hints=(" win", "prevail", "precedence", "priority", "preferred"),
    ),
    regex(
        rf"(?i)(?=\b(?P<kept>{_N}){_OWN} (?:always |will |shall |should )?over(?:rides?|writes?|rules?) (?:the |any |those (?:of|in|from) |values? (?:of|in|from) )?(?P<lost>{_N}))",
        hints=("overrid", "overwrit", "overrul"),
    ),
    regex(
        rf"(?i)\bprefer(?:s|ring)? (?:the )?(?:values? (?:of|in|from) )?(?P<kept>{_N}){_OVER}",
        hints=("prefer",),
    ),
    regex(
        rf"以\s?(?P<kept>{_N}){_HAN_OWN}为准|优先(?:使用|采用|取|选用)\s?(?P<first>{_N})",
        hints=("为准", "优先"),
    ),
    regex(
        rf"(?P<kept>{_N}){_HAN_OWN}\s?(?:优先(?:于|级高于)|会?覆盖|胜过|压过)\s?(?P<lost>{_N})|(?P<first>{_N}){_HAN_OWN}\s?(?:优先(?![使采取选])|胜出)",
        hints=("优先", "覆盖", "胜", "压过"),
    ),
)
_PREVAILING = (
    " win",
    "prevail",
    "precedence",
    "priority",
    "prefer",
    "overr",
    "overwrit",
    "为准",
    "优先",
    "覆盖",
    "胜",
    "压过",
)
_DENIED = regex(r"(?i)\b(?:not|never|no|cannot|instead)\b|n't\b|[不未非勿]")
_NEAR = 16


class RolesSwapped(Rule):
    """Such as "copy target to source" on ``shutil.copy(source, target)``; "defaults win" on ``{**defaults, **given}``."""

    code = "CON88"
    name = "contradiction/roles-swapped"
    tier = 3
    dimension = "accuracy"
    penalty = 0.35
    needs = ("text", "tree")
    title = "two things have changed places"
    why = "Which one is overwritten is what the reader wants to know."
    hints = (
        "cop", "mov", "renam", "transfer", "win", "prevail", "precedence", "priority", "prefer", "overrid", "overwrit", "overrul",
        "复制", "拷贝", "移动", "重命名", "转移", "为准", "优先", "覆盖", "胜", "压过",
    )  # fmt: skip
    good = (
        Example("shutil.copy(source, target)", ((1, "Copy source to target."),)),
        Example("shutil.move(draft, final)", ((1, "将 draft 移动到 final。"),), language="zh"),
        Example(
            "def merged(defaults, given):\n    return {**defaults, **given}",
            docstring="Merge both; given takes precedence over defaults.",
        ),
    )
    near_misses = (
        Example("shutil.copy(source, target)", ((1, "Copy to target what source holds."),)),
        Example("swap(source, target)", ((1, "Copy target to source."),)),
        Example("shutil.copy(source, target)\nshutil.copy(target, source)", ((1, "Copy it to target."),)),
        Example(
            "def merged(defaults, given):\n    return {**defaults, **given}",
            docstring="Merge both; defaults never win over given.",
        ),
        Example(
            "def merged(defaults, given):\n    kept = dict(defaults)\n    for key in given:\n        if key not in kept:\n            kept[key] = given[key]\n    return kept",
            docstring="Merge both; defaults win.",
        ),
        Example(
            "def merged(defaults, given):\n    return {**defaults, **given}",
            docstring="合并两者，以 given 的值为准。",
            language="zh",
        ),
    )
    bad = (
        Example("shutil.copy(source, target)", ((1, "Copy target to source."),)),
        Example("shutil.move(draft, final)", ((1, "将 final 移动到 draft。"),), language="zh"),
        Example(
            "def merged(defaults, given):\n    return {**defaults, **given}",
            docstring="Merge both; defaults takes precedence over given.",
        ),
        Example(
            "def merged(defaults, given):\n    return {**defaults, **given}",
            docstring="合并两者，以 defaults 的值为准。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "for i in range(n):\n    target[i] = source[i]",
            ((2, "Copies an element of target into source."),),
        ),
        Example(
            "def saved(draft, final):\n    os.rename(draft, final)",
            docstring="Keep it: the file `final` is kept for good.\n\nRenames final to draft.",
        ),
        Example(
            "def merged(defaults, given):\n    kept = dict(defaults)\n    for key, value in given.items():\n        kept[key] = value\n    return kept",
            docstring="Merge both. Where both have a key, the value from defaults wins.",
        ),
        Example(
            "def merged(defaults, given):\n    kept = defaults.copy()\n    kept.update(given)\n    return kept",
            docstring="Merge both; `defaults` overrides `given`.",
        ),
        Example(
            "def merged(defaults, given):\n    return ChainMap(given, defaults)",
            docstring="合并两者，defaults 优先于 given。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each remark."""
        told = [(one.comment, one.text, one.statements[:1]) for one in judged(page)]
        told += [(whole.comment, whole.text, whole.body) for whole in documented(page)]
        for comment, text, statements in {one[0]: one for one in told}.values():
            found = _copied(text, statements) or _prevails(text, statements)
            if found is not None:
                said, statement = found
                message = f"says {said!r}, the code has the two the other way round"
                shown = f"comment: {said!r} | code: {shortened(statement.text)!r}"
                yield self.finding(page, comment, message, shown)


def _copied(text: str, statements: tuple[Statement, ...]) -> tuple[str, Statement] | None:
    """The words that copy one thing into the other, where the code does the reverse, and the statement that does."""
    known: tuple[Roles, ...] | None = None
    for said in _COPIES.finditer(text):
        one, other = names_in(said["one"] or said["han"]), names_in(said["other"] or said["into"])
        if not one or not other or _DENIED.search(text, max(0, said.start() - _NEAR), said.start()):
            continue
        known = tuple(copied(statements)) if known is None else known
        found = _reversed(known, one, other)
        if found is not None:
            return " ".join(said.group().split()), found
    return None


def _prevails(text: str, statements: tuple[Statement, ...]) -> tuple[str, Statement] | None:
    """The words that let one thing prevail, where the code takes the other, and the statement that does."""
    known: tuple[Roles, ...] | None = None
    for pattern in _WINS if holds_any(text, _PREVAILING) else ():
        for said in pattern.finditer(text):
            groups = said.groupdict()
            kept, lost = (
                names_in(groups["kept"] or groups.get("first") or ""),
                names_in(groups.get("lost") or ""),
            )
            end = max(said.end(name) for name in groups)
            if _DENIED.search(text, said.start(), end):
                continue
            known = tuple(prevailing(statements)) if known is None else known
            found = _reversed(known, kept, lost or frozenset().union(*(one.one for one in known)))
            if found is not None:
                return " ".join(text[said.start() : max(end, said.end())].split()), found
    return None


def _reversed(known: tuple[Roles, ...], one: Names, other: Names) -> Statement | None:
    """The statement in which ``one`` has the part of ``other`` and the reverse, when none bears it out."""
    refuting = None
    for roles in known:
        if not one.isdisjoint(roles.one):
            return None
        if (
            not one.isdisjoint(roles.other)
            and not other.isdisjoint(roles.one)
            and other.isdisjoint(roles.other)
        ):
            refuting = roles.statement
    return refuting
