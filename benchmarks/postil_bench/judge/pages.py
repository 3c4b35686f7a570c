"""Templates and what they are made of; everything foreign in them is escaped."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from postil.reading.fences import fences
from postil.reports.markup import prose, text
from postil_bench.judge.rubric import Rubric
from postil_bench.judge.store import SKIP


class Pages:
    """The pages of a study under ``rubric``."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._environment = Environment(
            loader=PackageLoader("postil_bench.judge"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(written=written, lines=code_lines)
        self._environment.globals.update(rubric=rubric, label=self.label)

    def show(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """The page ``template`` filled with ``values``."""
        return HTMLResponse(self._environment.get_template(template).render(values), status)

    def label(self, choice: str) -> str:
        """What judges read for ``choice``."""
        known = self._rubric.choice(choice)
        return known.label if known else "Skipped" if choice == SKIP else "–"


def written(content: str) -> Markup:
    """Foreign Markdown as text, its fenced code set apart; hidden characters are drawn."""
    pieces, end = [], 0
    for block in fences(content):
        pieces += [_prose(content[end : block.start]), f"<pre><code>{text(block.text)}</code></pre>"]
        end = block.end
    return Markup("".join([*pieces, _prose(content[end:])]))  # noqa: S704 - every part is escaped by text


def _prose(content: str) -> str:
    return prose(content.strip(), "p") if content.strip() else ""


def code_lines(code: str) -> list[Markup]:
    """The lines of ``code``, escaped."""
    return [Markup(text(line)) for line in code.splitlines()]  # noqa: S704 - escaped by text
