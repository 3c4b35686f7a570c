"""Rules: what a rule is, what cases it must carry, and how rules are found.

A rule is a class in a file of its own. Its examples are its tests and its page in the docs:

    class ParameterUnknown(Rule):
        code = "CON01"
        name = "contradiction/parameter-unknown"
        ...
        def check(self, page: Page) -> Iterator[Finding]:
            ...
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Literal, TypeAlias

from msgspec import Struct

from postil.errors import UsageError
from postil.page import Page
from postil.records import Finding, Fix, Severity

Need: TypeAlias = Literal["text", "tree", "docstring", "symbols", "flow", "git", "embedding"]
Tier: TypeAlias = Literal[1, 2, 3]
SEVERITIES: dict[Tier, Severity] = {1: "error", 2: "warning", 3: "info"}


class Example(Struct, frozen=True):
    """A case of a rule: code and its comments.

    ``lines`` maps claimed line numbers to comments (a list of pairs, so that a line may recur or be
    ``None``); ``docstring`` is a remark about the whole function, given apart from the code. With neither,
    the comments and docstrings that stand in ``code`` itself are the ones to judge. ``language`` is the
    natural language, of which a rule that reads prose must show both.
    """

    code: str
    lines: tuple[tuple[int | None, str], ...] = ()
    docstring: str | None = None
    language: Literal["en", "zh"] = "en"
    asked: Literal["en", "zh", "any"] = "any"


class Rule:
    """Judges the comments of one page.

    Class attributes every rule sets: ``code`` (``CON01``), ``name`` (``group/what-is-wrong``), ``tier``
    (1 provable, 2 low noise, 3 heuristic), ``languages`` of prose it reads, ``needs`` (what it costs),
    ``title`` (one line: the fault), ``why`` (why it matters), ``penalty`` (share of its dimension that one
    finding takes, in (0, 1)), ``dimension``, and its cases: ``good``, ``near_misses`` (what a naive pattern
    would flag; at least two), ``bad`` and ``paraphrases`` (the bad case in other words).

    ``options`` name the attributes that a profile may set, each annotated and with its default:

        options = ("width",)
        width: int = 100
    """

    code: ClassVar[str]
    name: ClassVar[str]
    tier: ClassVar[Tier]
    dimension: ClassVar[Literal["format", "accuracy", "logic"]]
    penalty: ClassVar[float]
    languages: ClassVar[tuple[str, ...]] = ("en", "zh")
    needs: ClassVar[tuple[Need, ...]] = ("text",)
    title: ClassVar[str]
    why: ClassVar[str]
    default: ClassVar[bool] = True
    reads_prose: ClassVar[bool] = True
    source: ClassVar[str] = ""
    options: ClassVar[tuple[str, ...]] = ()
    good: ClassVar[tuple[Example, ...]] = ()
    near_misses: ClassVar[tuple[Example, ...]] = ()
    bad: ClassVar[tuple[Example, ...]] = ()
    paraphrases: ClassVar[tuple[Example, ...]] = ()

    def configured(self, values: Mapping[str, Any]) -> Rule:
        """This rule with other values of its options, by their names in kebab case.

        Raises:
            UsageError: no such option, or a value of another type.
        """
        if not values:
            return self
        from copy import copy  # noqa: PLC0415 - only for a profile that sets options

        changed = copy(self)
        for key, value in values.items():
            name = key.replace("-", "_")
            if name not in self.options:
                known = ", ".join(option.replace("_", "-") for option in self.options) or "none"
                message = f"{self.code} has no option {key!r}; it has: {known}"
                raise UsageError(message)
            setattr(changed, name, _converted(self, name, value))
        return changed

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each fault of ``page``. Pure: no state, no input but the page."""
        raise NotImplementedError

    def finding(
        self,
        page: Page,
        comment: int | None,
        message: str,
        evidence: str,
        line: int | None = None,
        column: int = 1,
        end_line: int | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        """A finding of this rule; without ``line`` it stands where ``Page.line_of`` puts the comment."""
        at = line if line is not None else page.line_of(comment)
        return Finding(
            rule=self.name,
            code=self.code,
            severity=SEVERITIES[self.tier],
            line=at,
            column=column,
            end_line=end_line if end_line is not None else at,
            comment=comment,
            message=message,
            evidence=evidence,
            fix=fix,
        )


def _converted(rule: Rule, option: str, value: Any) -> Any:
    """``value`` as the type that the option is annotated with."""
    from typing import get_type_hints  # noqa: PLC0415 - only for a profile that sets options

    from msgspec import ValidationError, convert  # noqa: PLC0415 - same

    try:
        return convert(value, get_type_hints(type(rule))[option])
    except ValidationError as error:
        message = f"{rule.code}: option {option.replace('_', '-')!r}: {error}"
        raise UsageError(message) from error
