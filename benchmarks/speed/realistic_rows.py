"""Annotated rows that are like real ones and all different: ten lines of code, five comments.

Templates are filled with names and numbers that vary from row to row, so that no line of code with a name
in it and no comment occurs twice, and no cache of them can be what is measured:

>>> row(1)["code_snippet"] != row(2)["code_snippet"]
True
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

_VERB_LIST = "collect merge split filter count find update parse group rank scale trim pack scan join"
_NOUN_LIST = """
price order user token frame node edge block field label record sample window vector bucket packet signal
column segment ticket invoice sensor batch route shelf reader worker message region account
"""
_VERBS = _VERB_LIST.split()
_NOUNS = _NOUN_LIST.split()
_ERRORS = ["ValueError", "TypeError", "KeyError", "RuntimeError", "LookupError"]

# Each template: code of ten lines, then (line, English, Chinese) for its five comments.
_Template = tuple[str, tuple[tuple[int, str, str], ...]]
_TEMPLATES: tuple[_Template, ...] = (
    (
        """def {verb}_{a}s({a}s, limit={n}):
    if limit <= {m}:
        raise {error}("limit is too small")
    total_{b} = 0
    kept_{a}s = []
    for {a} in {a}s:
        if {a}.{c} > limit:
            kept_{a}s.append({a})
            total_{b} += {a}.{c} * {k}
    return kept_{a}s, total_{b}""",
        (
            (2, "For {a}s a limit of {m} or less is refused with {error}.", "{a} 的 limit 不大于 {m} 时抛出 {error}。"),
            (4, "Start total_{b} at zero.", "total_{b} 从零开始。"),
            (6, "Visit each {a} in turn.", "依次遍历每个 {a}。"),
            (7, "Only keep a {a} whose {c} is above the limit.", "只保留 {c} 大于 limit 的 {a}。"),
            (10, "Return the kept {a}s and total_{b}.", "返回 kept_{a}s 和 total_{b}。"),
        ),
    ),
    (
        """def {verb}_{a}_by_{b}(path, {b}="{c}", retries={n}):
    {a}s = {{}}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, {m}):
            {a} = json.loads(line)
            if {b} not in {a}:
                continue
            key = {a}[{b}].strip().lower()
            {a}s.setdefault(key, []).append((number, {a}))
    return {{key: {c}s[:{k}] for key, {c}s in {a}s.items()}}""",
        (
            (2, "Maps each key to its {a}s.", "从键到 {a} 列表的映射。"),
            (4, "Number the lines of {a}s from {m}.", "{a} 的行号从 {m} 开始。"),
            (6, "Skip a {a} that has no {b}.", "跳过没有 {b} 的 {a}。"),
            (8, "The key is the {b} in lower case without spaces around it.", "键是去掉首尾空格的小写 {b}。"),
            (10, "Return the first {k} {c}s of every key.", "返回每个键的前 {k} 个 {c}。"),
        ),
    ),
    (
        """class {A}{B}:
    def __init__(self, {c}, size={n}):
        self.{c} = {c}
        self.size = size
        self._{b}s = deque(maxlen=size)
    def {verb}(self, {b}):
        while len(self._{b}s) >= self.size - {m}:
            self._{b}s.popleft()
        self._{b}s.append({b} + {k})
        return self.{c} in self._{b}s""",
        (
            (2, "Hold at most size {b}s, {n} by default.", "最多保存 size 个 {b}，默认 {n}。"),
            (5, "A queue that forgets its oldest {b}.", "会丢弃最旧 {b} 的队列。"),
            (7, "While there is no room for another {b}, make some.", "放不下新的 {b} 时腾出空间。"),
            (9, "Append the {b} plus {k}.", "追加 {b} 加 {k}。"),
            (10, "Whether {c} is among the {b}s.", "判断 {c} 是否在 {b} 中。"),
        ),
    ),
    (
        """def {verb}_{a}({a}, {b}=None, *, step={n}):
    {b} = {b} or {{}}
    result = []
    for index in range(0, len({a}), step):
        {c} = {a}[index:index + step]
        try:
            result.append(sum({c}) / len({c}))
        except {error}:
            result.append({b}.get(index, {m}))
    return max(result, default={k})""",
        (
            (4, "Walk over {a} in steps of step.", "以 step 为步长遍历 {a}。"),
            (5, "Cut out the next {c}.", "取出下一个 {c}。"),
            (7, "Append the mean of the {c}.", "追加 {c} 的平均值。"),
            (8, "On {error} fall back on {b}.", "出现 {error} 时使用 {b}。"),
            (10, "Return the largest result of {a}, or {k} if there is none.", "返回 {a} 中最大的结果，没有时返回 {k}。"),
        ),
    ),
)  # fmt: skip


def row(number: int) -> dict[str, Any]:
    """Row ``number``: the same each time, different from every other; every third is Chinese."""
    draw = random.Random(number)  # noqa: S311 - test data, the same each time
    a, b, c = draw.sample(_NOUNS, 3)
    suffix = f"{draw.choice(_NOUNS)}_{number:x}"
    names = {
        "a": f"{a}_{suffix}",
        "b": f"{b}_{number:x}",
        "c": f"{c}_{number:x}",
        "A": a.title(),
        "B": f"{b.title()}{number}",
    }
    numbers = {"n": draw.randint(10, 9999), "m": draw.randint(1, 9), "k": draw.randint(2, 999)}
    words = {"verb": draw.choice(_VERBS), "error": draw.choice(_ERRORS), **names, **numbers}
    code, comments = _TEMPLATES[number % len(_TEMPLATES)]
    language = 2 if number % 3 == 0 else 1
    annotations = [
        {"line_number": entry[0], "annotation": str(entry[language]).format_map(words)} for entry in comments
    ]
    return {"id": f"r{number}", "code_snippet": code.format_map(words), "annotations": annotations}


def lines(start: int, stop: int) -> Iterator[bytes]:
    """Rows ``start`` to ``stop`` (not included) as lines of JSON."""
    return (json.dumps(row(number), ensure_ascii=False).encode() + b"\n" for number in range(start, stop))
