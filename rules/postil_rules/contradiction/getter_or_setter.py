"""CON36: a getter says that it sets, or a setter that it gets."""

from __future__ import annotations

from collections.abc import Iterator

from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import Documented, documented, shortened

_SETS = regex(r"Sets? (?:the|an?|its|this)\b|(?:设置|设定|修改)(?!的)")
_GETS = regex(r"(?:Gets?|Returns?) (?:the|an?|its|this)\b(?!.{0,60}\b(?:and|or) set)|(?:获取|返回|取得)")
_BOTH = regex(r"(?i)\b(?:or|and) (?:set|get|return)|[和或并]|/")
_CHANGES = frozenset({"store", "mutate", "delete"})
_GETTER = 'class Tank:\n    @property\n    def level(self):\n        """{}"""\n        return self._level'
_SETTER = 'class Tank:\n    @level.setter\n    def level(self, value):\n        """{}"""\n        self._level = value'


class GetterOrSetter(Rule):
    """A property, or a ``get_`` function that changes nothing, begins with Set; a setter with Get or Return."""

    code = "CON36"
    name = "contradiction/getter-or-setter"
    tier = 3
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "getter says set, or setter says get"
    why = "It was copied from its twin, and the reader expects the other effect."
    source = "StyleCop SA1623"
    good = (
        Example(_GETTER.format("Get the level in litres.")),
        Example(_SETTER.format("设置液位，单位为升。"), language="zh"),
    )
    near_misses = (
        Example(
            "class Axis:\n    @property\n    def mode(self):\n"
            '        """Set the mode, one of two."""\n        return self._mode\n\n'
            "    @mode.setter\n    def mode(self, mode):\n        self._mode = mode"
        ),
        Example(_SETTER.format("Get or set the level.")),
        Example(
            "def get_places(shape):\n    places = empty(shape)\n    fill(places)\n    return places",
            docstring="Set up an array that gives the place of each cell.",
        ),
        Example(_GETTER.format("Settings of the level.")),
        Example(
            "def get_level(self):\n    self.calls += 1\n    return self.level",
            docstring="Set the count and get the level.",
        ),
        Example(
            "def set_level(self, n):\n    old, self.level = self.level, n\n    return old",
            docstring="Return the old level and set the new one.",
        ),
    )
    bad = (
        Example(_GETTER.format("Set the level in litres.")),
        Example(_SETTER.format("获取液位，单位为升。"), language="zh"),
    )
    paraphrases = (
        Example(_SETTER.format("Returns the level in litres.")),
        Example("def get_level(tank):\n    return tank.level", docstring="Sets the level of a tank."),
        Example("def set_level(tank, n):\n    tank.level = n", docstring="返回液位。", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring."""
        for remark in documented(page):
            role = _role(page, remark)
            pattern = {"get": _SETS, "set": _GETS}.get(role or "")
            said = pattern.match(remark.text) if pattern else None
            if said and not _BOTH.search(remark.text.split("\n")[0]):
                message = f"begins with {said.group()!r}, {remark.function.name} only {role}s"
                code = shortened(remark.body[-1].text) if remark.body else ""
                yield self.finding(
                    page, remark.comment, message, f"comment: {shortened(remark.text)!r} | code: {code!r}"
                )


def _role(page: Page, remark: Documented) -> str | None:
    """``get`` or ``set`` when name, decorator and body agree on one, else ``None``."""
    function = remark.function
    changes = any(effect.kind in _CHANGES for s in remark.body for effect in s.effects)
    results = any(found.value not in {None, "None"} for found in function.returns)
    decorators = {decorator.rpartition(".")[2] for decorator in function.decorators}
    pair = [f for f in page.facts.functions if f.qualname == function.qualname]
    if (
        results
        and not changes
        and len(pair) == 1  # the docstring of a property that can be set too stands for both
        and (decorators & {"property", "cached_property"} or function.name.startswith("get_"))
    ):
        return "get"
    if changes and not results and ("setter" in decorators or function.name.startswith("set_")):
        return "set"
    return None
