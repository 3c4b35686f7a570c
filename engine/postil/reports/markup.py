"""Small pieces of HTML, everything in them escaped.

>>> text("<b>")
'&lt;b&gt;'
"""

from __future__ import annotations

from html import escape

from postil.records import Finding
from postil.reports.visible import HIDDEN, visible
from postil.text.lazy import regex

_HAN = regex("[\u3400-\u4dbf\u4e00-\u9fff]")
_SIGN = {"error": "✕", "warning": "▲", "info": "●"}


def text(content: str) -> str:
    """``content`` escaped, with hidden characters drawn as their code points."""
    return HIDDEN.sub(lambda match: f'<span class="hidden">U+{ord(match[0]):04X}</span>', escape(content))


def name(content: str) -> str:
    """A foreign name: escaped, and unable to turn the text around it."""
    return f"<bdi>{text(content)}</bdi>"


def prose(content: str, tag: str = "span") -> str:
    """Foreign prose in an element of its own, marked with its language and direction."""
    language = "zh" if _HAN.search(content) else "en"
    return f'<{tag} lang="{language}" dir="auto">{text(content)}</{tag}>'


def grade(value: float | None) -> str:
    """A number of 0-100 with one decimal, or a dash."""
    return "–" if value is None else f"{value:.1f}"


def counted(count: int, noun: str) -> str:
    """``1 row``, ``2 rows``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def finding_item(finding: Finding) -> str:
    """One finding: severity in words, code, message and evidence."""
    evidence = f'<small class="evidence">{prose(finding.evidence)}</small>' if finding.evidence else ""
    return (
        f'<li class="finding {finding.severity}">{severity_tag(finding)} '
        f"{prose(finding.message)}{evidence}</li>"
    )


def severity_tag(finding: Finding) -> str:
    """The severity (sign and word) and the code of a finding."""
    return (
        f'<strong class="{finding.severity}"><span aria-hidden="true">{_SIGN[finding.severity]}</span> '
        f'{finding.severity}</strong> <span class="code-of-rule" title="{escape(visible(finding.rule))}">{text(finding.code)}</span>'
    )
