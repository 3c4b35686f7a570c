"""CON71: of several with the same key, a remark keeps the first where the code keeps the last, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Statement
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, shortened

_KEEPS = r"(?:keep(?:s|ing|ed)?|kept|retain(?:s|ing|ed)?|preserv(?:e|es|ing))"
_FIRST = regex(
    rf"(?i)\b{_KEEPS}(?: \w+){{0,2}} the (?:first|earliest)\b|\bthe first (?:one |occurrence |of them )?(?:wins|is kept|survives)\b|(?:保留|只留|留下)[^，。；]{{0,6}}(?:第一个|首个|第一次|首次|最早|最先)|以(?:第一个|首次|第一次)[^，。；]{{0,6}}为准",
    hints=("first", "earliest", "第一", "首", "最早", "最先"),
)
_LAST = regex(
    rf"(?i)\b{_KEEPS}(?: \w+){{0,2}} the (?:last|latest)\b|\bthe last (?:one |occurrence |of them )?(?:wins|is kept|survives)\b|(?:保留|只留|留下)[^，。；]{{0,6}}(?:最后|末次|最晚|最新)|以(?:最后|末次)[^，。；]{{0,6}}为准",
    hints=("last", "latest", "最后", "末次", "最晚", "最新"),
)
_BACKWARDS = regex(r"\breversed\(|\[::-1\]", hints=("reversed(", "[::-1]"))
_SEEN = regex(
    r"(?:^|\s)\S+ (?P<not>not )?in (?:seen|known|done|visited|found|result|kept|unique|by_\w+)\b",
    hints=(" in ",),
)
_STORES = regex(
    r"[\w.]{1,40}(?:\[[^=]{1,60}\] = (?P<stored>[A-Za-z_]\w*)|\.(?:setdefault|set|put|putIfAbsent|insert)\(.{1,80}, (?P<put>[A-Za-z_]\w*)\))"
)
_ONLY_NEW = regex(r"\.setdefault\(|\.putIfAbsent\(")


class OccurrenceKept(Rule):
    """The docstring keeps the first of the duplicates, the loop walks backwards and so keeps the last."""

    code = "CON71"
    name = "contradiction/occurrence-kept"
    tier = 2
    dimension = "accuracy"
    penalty = 0.35
    comment_kinds = ("docstring", "summary")
    needs = ("text", "tree")
    title = "another one of the duplicates is kept"
    why = "Which of two equals survives decides what data is lost."
    good = (
        Example(
            "def unique(xs):\n    seen = set()\n    out = []\n    for x in xs:\n        if x in seen:\n            continue\n        seen.add(x)\n        out.append(x)\n    return out",
            docstring="Drop duplicates, keeping the first of each.",
        ),
        Example(
            "def unique(xs):\n    seen = set()\n    out = []\n    for x in reversed(xs):\n        if x not in seen:\n            seen.add(x)\n            out.append(x)\n    return out",
            docstring="去重，只保留最后一次出现的。",
            language="zh",
        ),
    )
    near_misses = (
        Example(
            "def unique(xs):\n    seen = {}\n    for x in xs:\n        seen[x.id] = count(x)\n    return seen",
            docstring="Drop duplicates, keeping the first of each.",
        ),
        Example(
            "def unique(xs):\n    seen = {}\n    for x in xs:\n        if x.fit:\n            seen[x.id] = x\n    return seen",
            docstring="Keep the first of each.",
        ),
        Example(
            "def tail(xs):\n    seen = set()\n    for x in xs:\n        if x in seen:\n            continue\n        seen.add(x)\n    return xs[-3:]",
            docstring="Say which are doubled: keep the first and the last of each.",
        ),
    )
    bad = (
        Example(
            "def unique(xs):\n    seen = set()\n    out = []\n    for x in reversed(xs):\n        if x in seen:\n            continue\n        seen.add(x)\n        out.append(x)\n    return out",
            docstring="Drop duplicates, keeping only the first of each.",
        ),
        Example(
            "def unique(xs):\n    seen = set()\n    out = []\n    for x in xs:\n        if x not in seen:\n            seen.add(x)\n            out.append(x)\n    return out",
            docstring="去重，只保留最后一次出现的。",
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            "def unique(xs):\n    seen = {}\n    for x in xs:\n        seen[x.id] = x\n    return seen",
            docstring="Drop duplicates, keeping the first of each.",
        ),
        Example(
            "def unique(xs):\n    seen = {}\n    for x in xs:\n        seen.setdefault(x.id, x)\n    return seen",
            docstring="去重，每个键保留最后一次出现的元素。",
            language="zh",
        ),
        Example(
            "def unique(xs):\n    seen = set()\n    out = []\n    for x in xs:\n        if x in seen:\n            continue\n        seen.add(x)\n        out.append(x)\n    return out",
            docstring="Drop duplicates; the last one wins.",
        ),
        Example(
            "def unique(xs):\n    seen = set()\n    out = []\n    for x in xs[::-1]:\n        if x in seen:\n            continue\n        seen.add(x)\n        out.append(x)\n    return out",
            docstring="按键去重，以第一次出现的为准。",
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            first, last = _FIRST.search(remark.text), _LAST.search(remark.text)
            said = first or last
            if said is None or (first and last):
                continue
            loop = _kept(remark.body)
            if loop is None:
                continue
            keeps_last = (_BACKWARDS.search(loop[0].text) is not None) is not loop[1]
            if keeps_last is (first is not None):
                kept = "last" if keeps_last else "first"
                evidence = f"comment: {said.group()!r} | code: {shortened(loop[0].text)!r}"
                yield self.finding(
                    page, remark.comment, f"says {said.group()!r}, the loop keeps the {kept}", evidence
                )


def _kept(body: tuple[Statement, ...]) -> tuple[Statement, bool] | None:
    """The only loop of the body and whether it keeps the one that it meets last; ``None`` if it cannot be told."""
    loops = [s for s in body if s.kind == "for"]
    if len(loops) != 1:
        return None
    inside = [s for s in body if loops[0].line < s.line <= loops[0].body_end]
    stored = [_STORES.fullmatch(s.text) for s in inside]
    puts = [found for found in stored if found and (found["stored"] or found["put"]) in loops[0].targets]
    if len(puts) == 1 and not any(s.kind in {"if", "elif", "try"} for s in inside):
        return loops[0], _ONLY_NEW.search(puts[0].string) is None
    return (loops[0], False) if _leaves_out_seen(body, loops[0]) else None


def _leaves_out_seen(body: tuple[Statement, ...], loop: Statement) -> bool:
    """Whether the loop leaves out what it has seen before."""
    for statement in body:
        if statement.kind == "if" and statement.parent == loop.index:
            seen = _SEEN.search(statement.text)
            behind = next((s for s in body if s.index == statement.index + 1), None)
            leaves = behind is not None and behind.kind == "continue"
            if seen is not None and (seen.group("not") is None) is leaves:
                return True
    return False
