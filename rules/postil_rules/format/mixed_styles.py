"""FMT03: two docstring styles in one docstring or one file."""

from __future__ import annotations

from collections.abc import Iterator

from postil.claims.layout import Layout, styles_in
from postil.claims.styles import style_of
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule

_CODE = "def scale(value, factor):\n    return value * factor"
_GOOGLE = '    """Scale it.\n\n    Args:\n        n: What to scale.\n    """\n    return n\n'
_FILE = "".join(f"def scale{number}(n):\n{_GOOGLE}\n" for number in range(4))
_FEWEST, _SHARE = 4, 0.75
_CORE = ("Args", "Returns", "Yields", "Raises", "Attributes")


class MixedStyles(Rule):
    """One docstring mixes styles, or keeps another style than three in four of at least four in its file."""

    code = "FMT03"
    name = "format/mixed-styles"
    tier = 2
    dimension = "format"
    penalty = 0.08
    comment_kinds = ("docstring",)
    reads_prose = False
    needs = ("docstring",)
    title = "mixed docstring styles"
    why = "A tool that reads one of them loses what is written in the other."
    source = "ruff issue 6606"
    good = (Example(_CODE, docstring="Scale it.\n\n:param value: What to scale.\n:returns: The product."),)
    near_misses = (
        Example(_CODE, docstring="Scale it.\n\nNote:\n    It is slow.\n\n:param value: What to scale."),
        Example(_CODE, docstring="Scale it.\n\nSee :func:`half`.\n\nArgs:\n    value: What to scale."),
        Example(_CODE, docstring="Scale it by\n:keyword:`and`.\n\nArgs:\n    value: What to scale."),
        Example(
            _CODE, docstring="如何缩放\n--------\n返回值\n------\n乘积。\n\n:param value: 值。", language="zh"
        ),
        Example(_FILE + 'def half(n):\n    """Half of n.\n\n    :type: float\n    """\n    return n / 2\n'),
        Example(_FILE + 'def half(n):\n    """Halve n."""\n    return n / 2\n'),
        Example(
            _FILE
            + "".join(
                f'def half{number}(n):\n    """Halve n.\n\n    :param n: Any.\n    """\n    return n / 2\n'
                for number in range(2)
            )
        ),
        Example(
            _FILE.replace("Args:\n        n:", ":param n:")
            + 'class Box:\n    """A box.\n\n    Attributes:\n        - width: One.\n    """\n'
        ),
    )
    bad = (
        Example(_CODE, docstring="Scale it.\n\nArgs:\n    value: What to scale.\n\n:returns: The product."),
    )
    paraphrases = (
        Example(_FILE + 'def half(n):\n    """Halve n.\n\n    :param n: Any.\n    """\n    return n / 2\n'),
        Example(_CODE, docstring="缩放。\n\n参数：\n    value: 值。\n\n@return: 结果", language="zh"),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each docstring with two styles, and each that stands out in its file."""
        for index in page.docstrings:
            styles = sorted(styles_in(page.layout(index)))
            titles = any(part.underlined and not part.known for part in page.layout(index).sections)
            if len(styles) > 1 and not titles:
                message = f"mixes the styles {' and '.join(styles)}"
                yield self.finding(page, index, message, f"docstring: parts in {', '.join(styles)} style")
        if len(page.docstrings) >= _FEWEST:
            yield from self._outliers(page)

    def custom(self, page: Page) -> tuple[int, int]:
        """How many docstrings with sections tell what comes back in one of them, how many in ``:rtype:`` alone."""
        layouts = [page.layout(index) for index in page.docstrings]
        sections = [{section.name for section in layout.sections} for layout in layouts]
        fields = [{field.key for field in layout.fields} for layout in layouts]
        mixed = sum(
            "Args" in names and keys == {"rtype"} for names, keys in zip(sections, fields, strict=True)
        )
        return sum("Returns" in names for names in sections), mixed

    def _outliers(self, page: Page) -> Iterator[Finding]:
        found = {index: style_of(page.comments[index].text) for index in page.docstrings}
        told = sum(style is not None for style in found.values())
        usual = page.docstring_style
        keeping = sum(style == usual for style in found.values())
        if usual is None or told < _FEWEST or keeping < _SHARE * told:
            return
        for index, style in found.items():
            layout = page.layout(index)
            if style not in (None, usual) and usual not in styles_in(layout) and not _only_lists(layout):
                message = f"written in the {style} style, most of the file in {usual}"
                yield self.finding(
                    page, index, message, f"file: {told} docstrings with a style, mostly {usual}"
                )


def _only_lists(layout: Layout) -> bool:
    """Whether there are no fields, and lists stand below all headers, which any style may have so."""
    core = [section for section in layout.sections if section.name in _CORE]
    lists = [section for section in core if "".join(layout.body(section)).lstrip().startswith(("- ", "* "))]
    return not layout.fields and bool(core) and lists == core
