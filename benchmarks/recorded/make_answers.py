"""Writes the recorded answers of the demonstration; see README.md."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec

from postil_bench.runs.config import read_config
from postil_bench.runs.plan import Plan
from postil_bench.tasks import Item, Task
from postil_bench.tasks.renaming import renamed

OUTPUT = Path(__file__).parents[1] / "postil_bench" / "runs" / "demo_answers.jsonl"
REFUSAL = {"en": "I am sorry, but I cannot help with that.", "zh": "抱歉，我无法回答这个问题。"}
VAGUE = {
    "en": "This is a common problem. Please check your code carefully and try again with a newer version.",
    "zh": "这是常见问题，请仔细检查代码，并换用新版本再试。",
}
TALK = {"en": "Sure, here is the result:\n\n", "zh": "好的，结果如下：\n\n"}


def chance(*key: str) -> int:
    """A number from 0 to 99 that belongs to ``key``."""
    return int.from_bytes(sha256("/".join(key).encode()).digest()[:4], "big") % 100


def lines(task: Task, item: Item, flawed: bool) -> str:  # noqa: ARG001 - all writers are called alike
    """Remarks by line, in one of four shapes; a flaw puts two of them on each other's line."""
    remarks = [(n, text) for n, text in enumerate(item.wanted.lines, 1) if text]
    if flawed:
        (a, first), (b, second) = remarks[1], remarks[-1]
        remarks[1], remarks[-1] = (a, second), (b, first)
    shape = chance("shape", item.id) % 4
    if shape == 0:
        entries = [{"line": n, "comment": text} for n, text in remarks]
        return f"```json\n{json.dumps(entries, ensure_ascii=False, indent=1)}\n```"
    if shape == 1:
        return "| line | comment |\n|---|---|\n" + "\n".join(f"| {n} | {text} |" for n, text in remarks)
    if shape == 2:
        said = dict(remarks)
        code = item.given["code"].split("\n")
        shown = [f"{line}  # {said[n]}" if n in said else line for n, line in enumerate(code, 1)]
        return "```python\n" + "\n".join(shown) + "\n```"
    form = "第{}行：{}" if item.language == "zh" else "Line {}: {}"
    return TALK[item.language] + "\n".join(form.format(n, text) for n, text in remarks)


def docstring(task: Task, item: Item, flawed: bool) -> str:  # noqa: ARG001 - same
    """A docstring, bare or in the function; a flaw leaves out what stands behind the first section."""
    text = item.wanted.docstring
    if flawed:
        text = "\n\n".join(text.split("\n\n")[: 1 + chance("cut", item.id) % 2])
    if chance("shape", item.id) % 2:
        return f'"""{text}\n"""'
    header, _, body = item.given["code"].partition("\n")
    inside = "\n".join(f"    {line}" if line else "" for line in f'"""{text}\n"""'.split("\n"))
    return f"```python\n{header}\n{inside}\n{body}\n```"


def issue(task: Task, item: Item, flawed: bool) -> str:
    """The right answer, or a vague one."""
    return VAGUE[item.language] if flawed else task.right_answer(item)


def program(task: Task, item: Item, flawed: bool) -> str:  # noqa: ARG001 - same
    """The solution with or without talk; a flaw is the fault that the pool has for it."""
    from postil_bench.tasks.pool import functions  # noqa: PLC0415 - one of six needs it

    one = next(one for one in functions() if one.name == item.source)
    code = one.with_line(one.fault.line, one.fault.text) if flawed else one.text
    return f"{TALK[item.language]}```python\n{code}\n```" if chance("shape", item.id) % 2 else code


def line(task: Task, item: Item, flawed: bool) -> str:
    """A list of two suggestions; a flaw puts the wrong one first, or leaves the right one out."""
    right, other = task.right_answer(item), "pass"
    if not flawed:
        return f"1. `{right}`\n2. `{other}`"
    return f"{other}\n{right}" if chance("rank", item.id) % 2 else f"```python\n{other}\n```"


def verdict(task: Task, item: Item, flawed: bool) -> str:
    """The verdict as text or JSON; a flaw is the opposite one."""
    if flawed:
        clean = {"en": "Looks good to me, no bugs.", "zh": "代码正确无误。"}[item.language]
        return (
            clean
            if item.wanted.line
            else {"en": "Line 2: this is off by one.", "zh": "第2行：差了一位。"}[item.language]
        )
    if item.wanted.line and chance("shape", item.id) % 2:
        wanted = msgspec.to_builtins(item.wanted)
        return f"```json\n{json.dumps(wanted, ensure_ascii=False)}\n```"
    return task.right_answer(item)


WRITERS: dict[str, Callable[[Task, Item, bool], str]] = {
    "comment_lines": lines,
    "comment_function": docstring,
    "issue_answer": issue,
    "code_generation": program,
    "recommendation": line,
    "review": verdict,
}


def main() -> None:
    """Write an answer for every question of the demonstration."""
    plan = Plan(read_config(None), ("rules",))
    with OUTPUT.open("w", encoding="utf-8") as out:
        for name, one in plan.tasks.items():
            by_id = {item.id: item for item in one.task.items}
            for question in one.questions:
                item = question.item
                drawn = chance(name, item.id)
                other = item.variant != "" and chance(name, item.id, item.variant) < 25
                flawed = (drawn < 34) != other
                text = (
                    REFUSAL[item.language] if drawn > 92 else WRITERS[name](one.task, by_id[item.id], flawed)
                )
                new = {old: fresh for fresh, old in item.names.items()}
                text = renamed(f"```\n{text}\n```", new, prose=True)[4:-4] if new else text
                out.write(
                    json.dumps({"id": question.prompt.id, "prediction": text}, ensure_ascii=False) + "\n"
                )


if __name__ == "__main__":
    main()
