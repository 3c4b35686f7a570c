"""The pages of ``docs/rules``: what each rule finds, why, its options and its cases, as Markdown.

Everything on a page comes from the class of the rule, so that nothing can be documented otherwise than it works.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from inspect import cleandoc, get_annotations
from itertools import groupby

from postil.rule import Example, Rule

TIERS = {1: "provable", 2: "low noise", 3: "heuristic: moves the score only"}
INDEX = "index.md"


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Name and text of each page: one for every rule, and the index."""
    found = {f"{rule.code}.md": page(rule) for rule in rules}
    return {INDEX: index(rules), **found}


def index(rules: Sequence[Rule]) -> str:
    """All rules by group, with their tiers and what they find."""
    parts = [
        "# Rules",
        "Made by `make docs` from the rules themselves.",
        "Tiers: " + "; ".join(f"{tier} {text}" for tier, text in TIERS.items()) + ".",
        "*off*: a profile's `select` turns it on. *fix*: its findings carry the change that removes them.",
    ]
    for group, members in groupby(sorted(rules, key=_place), key=lambda rule: rule.name.partition("/")[0]):
        rows = [f"| [{r.code}]({r.code}.md) | {r.tier} | {_cell(r.title)} | {_marks(r)} |" for r in members]
        parts.append(
            "\n".join([f"## {group}\n", "| code | tier | what it finds | |", "|---|---|---|---|", *rows])
        )
    return "\n\n".join(parts) + "\n"


def page(rule: Rule) -> str:
    """The page of one rule."""
    parts = [
        f"# {rule.code} {rule.name}",
        f"{rule.title[:1].upper()}{rule.title[1:]}.",
        cleandoc(type(rule).__doc__ or ""),
        f"**Why:** {rule.why}",
        _facts(rule),
        *_options(rule),
        *_cases("Bad", rule.bad),
        *_cases("Bad in other words", rule.paraphrases),
        *_cases("Good", rule.good),
        *_cases("Near misses, which are good too", rule.near_misses),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(rule: Rule) -> str:
    facts = {
        "tier": f"{rule.tier} ({TIERS[rule.tier]})",
        "dimension": f"{rule.dimension}; one finding takes {rule.penalty:.0%} of it",
        "reads": ", ".join(rule.languages) if rule.reads_prose else "no prose",
        "needs": ", ".join(rule.needs),
        "default": "on" if rule.default else "off; a profile's `select` turns it on",
        "fix": "yes" if rule.fixable else "no",
        "source": rule.source or "new",
    }
    return "\n".join(["| | |", "|---|---|", *(f"| {key} | {_cell(value)} |" for key, value in facts.items())])


def _options(rule: Rule) -> Iterator[str]:
    if rule.options:
        types = get_annotations(type(rule))
        rows = [
            f"| `{name.replace('_', '-')}` | `{_cell(str(types[name]))}` | `{getattr(rule, name)!r}` |"
            for name in rule.options
        ]
        yield f"## Options\n\nSet in `[tool.postil.options.{rule.code}]`."
        yield "\n".join(["| name | type | default |", "|---|---|---|", *rows])


def _cases(heading: str, examples: Sequence[Example]) -> Iterator[str]:
    if examples:
        yield f"## {heading}"
        yield from (_case(example) for example in examples)


def _case(example: Example) -> str:
    parts = [_fenced(example.code.rstrip("\n"), example.written_in)]
    if example.docstring is not None:
        parts += ["with the docstring", _fenced(example.docstring, "text")]
    if example.lines:
        said = "\n".join(f"line {'?' if line is None else line}: {text}" for line, text in example.lines)
        parts += ["with the comments", _fenced(said, "text")]
    return "\n\n".join(parts)


def _fenced(text: str, language: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text}\n{fence}"


def _marks(rule: Rule) -> str:
    return ", ".join(word for word, there in (("off", not rule.default), ("fix", rule.fixable)) if there)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _place(rule: Rule) -> tuple[str, str]:
    return rule.name.partition("/")[0], rule.code
