"""CON35: a method is said to be static, a class method or an instance method, and is another kind."""

from __future__ import annotations

from collections.abc import Iterator

from postil.facts.model import Function
from postil.page import Page
from postil.records import Finding
from postil.rule import Example, Rule
from postil.text.lazy import regex
from postil_rules.contradiction._judged import documented, shortened

_SAID = regex(
    r"(?i)(?:an? |this is an? |this |(?!调用|检查|判断|包装|装饰|获取|查找|注册)[^，。；：、\n]{2,30}?的(?=..{2,3}(?:[。，；]|$)))?(?:(?P<static>static\s?method|静态方法)|(?P<klass>class\s?method|类方法)|(?P<instance>instance method|实例方法))"
    r"(?! (?:decorator|object|descriptor|call|name))"
)
_CODE = "class Money:\n    @classmethod\n    def parse(cls, text):\n        return cls(float(text))"


class MethodKind(Rule):
    """The docstring begins with "Static method", the decorator says something else or is missing."""

    code = "CON35"
    name = "contradiction/method-kind"
    tier = 2
    dimension = "accuracy"
    penalty = 0.3
    comment_kinds = ("docstring", "summary")
    needs = ("docstring", "tree")
    title = "kind of method differs from the decorator"
    why = "It decides how the method is called."
    good = (
        Example(
            'class Money:\n    @classmethod\n    def parse(cls, text):\n        """Class method that reads text."""\n        return cls(text)'
        ),
        Example(
            'class Money:\n    @staticmethod\n    def half(n):\n        """静态方法：取一半。"""\n        return n / 2',
            language="zh",
        ),
    )
    near_misses = (
        Example(
            'class Money:\n    def wrap(self, f):\n        """Static method decorator for f."""\n        return f(self)'
        ),
        Example(
            'class Money:\n    def wrap(self, f):\n        """Call the static method f."""\n        return f(self)'
        ),
        Example(
            'class Money:\n    def wrap(self, f):\n        """调用f的静态方法。"""\n        return f(self)',
            language="zh",
        ),
        Example('def half(n):\n    """Class method of old, now a function."""\n    return n / 2'),
    )
    bad = (
        Example(
            'class Money:\n    @classmethod\n    def parse(cls, text):\n        """Static method that reads text."""\n        return cls(text)'
        ),
        Example(
            'class Money:\n    def half(self):\n        """静态方法：取一半。"""\n        return self.n / 2',
            language="zh",
        ),
    )
    paraphrases = (
        Example(
            'class Money:\n    @staticmethod\n    def half(n):\n        """This is a class method; halves n."""\n        return n / 2'
        ),
        Example(
            'class Money:\n    @staticmethod\n    def half(n):\n        """实例方法：取一半。"""\n        return n / 2',
            language="zh",
        ),
        Example(
            'class Money:\n    def half(self):\n        """返回一半的静态方法。"""\n        return self.n / 2',
            language="zh",
        ),
    )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield at most one finding for each docstring of a method."""
        if not page.holding("method", "方法"):
            return
        for remark in documented(page):
            said = _SAID.match(remark.text) if remark.function.is_method else None
            kind = _kind(remark.function) if said else None
            if said and kind and said.lastgroup != kind:
                shown = {
                    "static": "a static method",
                    "klass": "a class method",
                    "instance": "an instance method",
                }
                message = f"says {said.group()!r}, {remark.function.name} is {shown[kind]}"
                code = ", ".join(f"@{name}" for name in remark.function.decorators) or "no decorator"
                text = f"comment: {shortened(remark.text)!r} | code: {code!r}"
                yield self.finding(page, remark.comment, message, text)


def _kind(function: Function) -> str | None:
    names = {decorator.rpartition(".")[2] for decorator in function.decorators}
    if names & {"staticmethod", "classmethod"}:
        return "static" if "staticmethod" in names else "klass"
    return (
        None
        if names or function.name in {"__new__", "__init_subclass__", "__class_getitem__"}
        else "instance"
    )
