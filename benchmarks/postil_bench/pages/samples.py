"""Every sample with its code, comments beside lines, findings, points, answer and prompt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from postil.records import Comment, CommentResult, Contribution, Finding, Row, Score, Snippet
from postil.reports.ledger import points_table
from postil.reports.margin import code_with_notes
from postil.reports.markup import counted, finding_item, name, text
from postil.text.lazy import regex
from postil_bench.boards.values import Table
from postil_bench.boards.writing import figure
from postil_bench.pages.maps import anchor
from postil_bench.records import Metric, Sample

MOST_SAMPLES = 2_000
_LONGEST = 20_000
_FENCE = regex(r"(?m)^```\w*\n((?:.*\n)*?)```")
_SHOWN = frozenset({"comments", "contributions", "findings", "signature", "code", "text"})
T = TypeVar("T")


def samples_section(table: Table, most: int = MOST_SAMPLES) -> Iterator[str]:
    """The samples by task and model, the worst first.

    Of more than ``most`` samples each model of each task shows its worst, as many as the others, and the page says so.
    """
    groups = [(task, model) for task in table.tasks for model in table.models if table.samples(task, model)]
    total = sum(len(table.samples(task, model)) for task, model in groups)
    share = total if total <= most else max(1, most // len(groups))
    note = (
        ""
        if total <= most
        else f" Of {total:,} samples the worst {share:,} of each model in each task are here."
    )
    yield f'<section id="samples"><h2>Samples</h2><p class="aside">The worst first. Open one to see all that is known of it.{note}</p><p class="tools" hidden></p>'
    for task in table.tasks:
        yield f"<h3>{text(task)}</h3>"
        for model in table.models:
            if table.samples(task, model):
                yield _group(table, task, model, share)
    yield "</section>\n"


def _group(table: Table, task: str, model: str, most: int) -> str:
    found, primary = table.samples(task, model), table.primary(task) or ""
    metric = table.metrics[task].get(primary)
    worst = sorted(found, key=lambda sample: _badness(sample, primary, metric))[:most]
    items = "".join(_sample(sample, table.metrics[task], primary) for sample in worst)
    return (
        f'<section class="group" id="{anchor(table, task, model)}"><h4>{text(task)}: {name(model)} '
        f"<small>{counted(len(found), 'sample')}</small></h4>{items}</section>"
    )


def _badness(sample: Sample, primary: str, metric: Metric | None) -> tuple[bool, bool, float]:
    value = sample.metrics.get(primary)
    sign = 1 if metric is None or metric.higher_is_better else -1
    return bool(sample.variant), value is None, sign * (value or 0.0)


def _sample(sample: Sample, metrics: Mapping[str, Metric], primary: str) -> str:
    label = " · ".join(filter(None, (sample.item, sample.variant, f"seed {sample.seed}")))
    shown = primary if sample.metrics.get(primary) is not None else next(iter(sorted(sample.metrics)), "")
    value = sample.metrics.get(shown)
    scale = metrics[shown].scale if shown in metrics else 1
    mark = f"{text(shown)} {figure(value, scale)}" if shown else ""
    status = (
        ""
        if sample.status == "scored"
        else f' <strong class="warning">unscored: {text(sample.cause or "")}</strong>'
    )
    return (
        f'<details class="sample"><summary><span>{name(label)}</span>{status} <span class="value">{mark}</span></summary>'
        f'<div class="detail">{_detail(sample, metrics)}</div></details>'
    )


def _detail(sample: Sample, metrics: Mapping[str, Metric]) -> str:
    parts = [
        f'<p class="reason"><strong>{sample.status}</strong>: {name(sample.reason)}</p>'
        if sample.reason
        else "",
        _metrics(sample, metrics),
        _judged(sample),
        _block("Answer", sample.answer if sample.answer is not None else "(none)"),
        _more(sample.details),
        f"<details><summary>Prompt</summary>{_block('', sample.prompt)}</details>",
    ]
    return "".join(parts)


def _metrics(sample: Sample, metrics: Mapping[str, Metric]) -> str:
    items = "".join(
        f"<div><dt>{text(label)}</dt><dd>{figure(value, metrics[label].scale if label in metrics else 1)}</dd></div>"
        for label, value in sorted(sample.metrics.items())
    )
    return f'<dl class="measures">{items}</dl>' if items else ""


def _judged(sample: Sample) -> str:
    """The code with what was said and found beside its lines, and where the points went."""
    details = sample.details
    comments = tuple(_read(details.get("comments"), list[CommentResult], []))
    findings = tuple(_read(details.get("findings"), list[Finding], []))
    points = tuple(_read(details.get("contributions"), list[Contribution], []))
    overall = sample.metrics.get("overall")
    score = Score(
        sample.item, "scored", overall=overall, comments=comments, findings=findings, contributions=points
    )
    code = _code_of(sample)
    said = tuple(Comment(one.text, one.kind, one.line_number) for one in comments)
    shown = code_with_notes(Row(sample.item, Snippet(code), said), score) if code else ""
    listed = (
        "" if code else f'<ul class="findings">{"".join(map(finding_item, findings))}</ul>' * bool(findings)
    )
    return f"{shown}{listed}{points_table(score)}"


def _code_of(sample: Sample) -> str:
    """What was judged: the code that the judge kept, else the last block of code in the prompt."""
    kept = sample.details.get("code")
    if isinstance(kept, str):
        return kept
    blocks = [found[1] for found in _FENCE.finditer(sample.prompt[-_LONGEST:])]
    return blocks[-1] if blocks else ""


def _more(details: Mapping[str, Any]) -> str:
    items = "".join(
        f"<div><dt>{text(str(key).replace('_', ' '))}</dt><dd><code>{text(_cut(_json(value)))}</code></dd></div>"
        for key, value in sorted(details.items())
        if key not in _SHOWN
    )
    return f'<dl class="known">{items}</dl>' if items else ""


def _block(title: str, content: str) -> str:
    heading = f"<h5>{title}</h5>" if title else ""
    return f'{heading}<pre class="said" dir="auto" tabindex="0">{text(_cut(content))}</pre>'


def _cut(content: str) -> str:
    rest = len(content) - _LONGEST
    return content if rest <= 0 else f"{content[:_LONGEST]} … {rest:,} more characters"


def _json(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _read(value: Any, kind: type[T], default: T) -> T:
    """``value`` as a ``kind``; ``default`` for what a judge of another making left there."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return default
