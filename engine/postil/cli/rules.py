"""``postil rules`` lists the rules, ``postil rule CODE`` explains one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

from postil.cli.command import Command
from postil.cli.listing import add_format, print_json, print_table
from postil.cli.parser import did_you_mean
from postil.errors import UsageError
from postil.text.lazy import regex

if TYPE_CHECKING:
    from postil.rule import Example, Rule

_PAGE = regex(r"[A-Z]{2,4}\d{2,3}\.md")
EPILOG = """\
examples:
  postil rules
  postil rules -o docs/rules    a page for each, in Markdown, and an index
"""


def list_rules(args: Namespace) -> int:
    """Print all rules that are installed, or write their pages."""
    from postil.reports.rule_pages import TIERS  # noqa: PLC0415 - heavy, not needed for --help
    from postil.rules import load_rules  # noqa: PLC0415 - same

    rules = load_rules()
    if args.output:
        write_pages(rules, Path(args.output))
        return 0
    if args.format == "json":
        print_json([_entry(rule) for rule in rules])
        return 0
    headings = ("code", "tier", "dimension", "name", "what it finds")
    lines = [(rule.code, str(rule.tier), rule.dimension, rule.name, rule.title) for rule in rules]
    print_table(headings, lines)
    print(f"{len(rules)} rules. Tiers: " + ", ".join(f"{tier} {text}" for tier, text in TIERS.items()))
    return 0


def write_pages(rules: Sequence[Rule], folder: Path) -> None:
    """Write a page for each rule and the index to ``folder``, and delete the pages of rules that are gone."""
    from postil.reports.rule_pages import pages  # noqa: PLC0415 - heavy, not needed for --help

    folder.mkdir(parents=True, exist_ok=True)
    written = pages(rules)
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for file in folder.glob("*.md"):
        if file.name not in written and _PAGE.fullmatch(file.name):
            file.unlink()


def explain_rule(args: Namespace) -> int:
    """Print the page of the rule with that code or name."""
    rule = find_rule(args.rule)
    if args.format == "json":
        cases = {"good": rule.good, "bad": rule.bad, "near_misses": rule.near_misses}
        print_json({**_entry(rule), "why": rule.why, "source": rule.source, **cases})
    else:
        print(page_of(rule))
    return 0


def find_rule(word: str) -> Rule:
    """The rule with that code or name, in any case.

    Raises:
        UsageError: there is none; names the nearest.
    """
    from postil.rules import load_rules  # noqa: PLC0415 - heavy, not needed for --help

    names = {key: rule for rule in load_rules() for key in (rule.code, rule.name)}
    found = {key.casefold(): rule for key, rule in names.items()}.get(word.casefold())
    if found is None:
        hint = did_you_mean(word, names) or " ('postil rules' lists them)"
        message = f"no rule {word!r}{hint}"
        raise UsageError(message)
    return found


def page_of(rule: Rule) -> str:
    """What ``rule`` finds, why that matters, what it needs, and its examples, as plain text."""
    from postil.reports.rule_pages import TIERS  # noqa: PLC0415 - heavy, not needed for --help

    facts = {
        "tier": f"{rule.tier} ({TIERS[rule.tier]})",
        "dimension": f"{rule.dimension}, one finding takes {rule.penalty:.0%} of it",
        "reads": ", ".join(rule.languages) if rule.reads_prose else "no prose",
        "needs": ", ".join(rule.needs),
        "default": "on" if rule.default else "off; a profile's select turns it on",
        "source": rule.source or "new",
    }
    parts = [f"{rule.code}  {rule.name}", f"{rule.title[:1].upper()}{rule.title[1:]}.", f"Why: {rule.why}"]
    parts.append("\n".join(f"{key + ':':<11}{value}" for key, value in facts.items()))
    for heading, examples in (("Bad", rule.bad), ("Good", rule.good)):
        parts.extend(
            f"{heading} ({example.language}):\n\n{indent(_shown(example), '    ')}" for example in examples
        )
    return "\n\n".join(parts)


def _shown(example: Example) -> str:
    code = example.code.splitlines()
    width = len(str(len(code)))
    shown = [f"{number:>{width}} | {line}" for number, line in enumerate(code, 1)]
    if example.docstring is not None:
        shown += ["", "the comment on all of it:", *example.docstring.splitlines()]
    if example.lines:
        shown += ["", *(f"line {'?' if line is None else line}: {text}" for line, text in example.lines)]
    return "\n".join(shown)


def _entry(rule: Rule) -> dict[str, Any]:
    names = ("code", "name", "tier", "dimension", "penalty", "languages", "needs", "title", "default")
    return {name: getattr(rule, name) for name in names}


def _configure_rule(parser: ArgumentParser) -> None:
    parser.add_argument("rule", metavar="CODE", help="code or name, such as CON04")
    add_format(parser)


def _configure_rules(parser: ArgumentParser) -> None:
    add_format(parser)
    parser.add_argument("-o", "--output", metavar="DIR", help="write a page for each rule there, in Markdown")


RULES = Command("rules", "list the rules", _configure_rules, list_rules, EPILOG)
RULE = Command(
    "rule", "explain one rule, with examples", _configure_rule, explain_rule, "example: postil rule CON04"
)
