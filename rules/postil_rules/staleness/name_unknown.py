"""STA01: a remark that names a code element which does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from postil.project.model import Module
from postil.project.view import Project
from postil.records import Finding
from postil.rule import Example, ReferenceRule

_CODE = (
    "def average(readings, skip_empty=True):\n"
    "    kept = [r for r in readings if r or not skip_empty]\n"
    "    return sum(kept) / len(kept)"
)
_IF_NEAR = ("camel", "dotted")
_NEAR = 0.8


class NameUnknown(ReferenceRule):
    """The remark writes a name as code writes names, and neither the project nor the language has it."""

    code = "STA01"
    name = "staleness/name-unknown"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    needs = ("text", "tree", "symbols")
    title = "comment names a code element that does not exist"
    why = "The name was invented, or the code has moved on and the remark stayed behind."
    good = (
        Example(_CODE, ((2, "Leave out empty readings when `skip_empty` is set."),)),
        Example(_CODE, ((2, "skip_empty为真时去掉空的readings。"),), language="zh"),
    )
    near_misses = (
        Example("data = json.loads(text)", ((1, "Parse it; see `json.JSONDecodeError` for damaged text."),)),
        Example("row['user_id'] = 7", ((1, "Fill in the user_id, as the API (v2) wants it in UTF-8."),)),
        Example("client = make()", ((1, "A GitHub client; works with JavaScript's OpenAPI too."),)),
        Example("save(path)", ((1, "Writes config.json next to /etc/app_settings."),)),
        Example(
            "# Set up by `load_settings`.\nSETTINGS = {}\n",
            path="settings.py",
            others=(("setup.py", "def load_settings():\n    return {}\n"),),
        ),
        Example("x = first()", ((1, "Ask the `first()` helper, i.e. not the e.g. or etc. one."),)),
    )
    bad = (
        Example(_CODE, ((2, "Leave out empty readings when `skip_missing` is set."),)),
        Example(_CODE, ((2, "skip_blank为真时去掉空的readings。"),), language="zh"),
    )
    paraphrases = (
        Example(_CODE, ((3, "Call compute_mean() on what was kept."),)),
        Example(_CODE, ((2, "Filter by SKIP_EMPTY_VALUES first."),)),
        Example(
            "# Set up by `read_settings`.\nSETTINGS = {}\n",
            path="settings.py",
            others=(("setup.py", "def load_settings():\n    return {}\n"),),
        ),
    )

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each invented name, once a remark."""
        for found in module.references:
            name = found.text
            if found.kind == "path" or name in project.renames or project.knows(name):
                continue
            near = _nearest(name, module)
            if (found.kind in _IF_NEAR and not near) or not project.has_nowhere(name):
                continue
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message = f"names {name!r}, which the code does not have{hint}"
            yield self.finding(module, found.comment, message, f"comment: {name!r} | code: no such name")


def _nearest(name: str, module: Module) -> list[str]:
    """The name of the module that is most like ``name``, among those that begin or end as it does."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for an unknown name

    first, last, length = name.strip("_")[:1].lower(), name[-3:].lower(), len(name)
    kin = [
        one
        for one in module.names
        if 2 * length < 3 * len(one) < 5 * length
        and (one.strip("_")[:1].lower() == first or one[-3:].lower() == last)
    ]
    return get_close_matches(name, sorted(kin), 1, _NEAR)
