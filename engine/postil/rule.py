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

import sys
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, ClassVar, Literal, TypeAlias

from msgspec import Struct

from postil.claims.model import ClaimKind
from postil.errors import UsageError
from postil.facts.registry import language_named
from postil.page import Page
from postil.project.model import Module
from postil.project.view import Project
from postil.records import Comment, CommentKind, Finding, Fix, Severity, Snippet

Need: TypeAlias = Literal["text", "tree", "docstring", "symbols", "flow", "git", "embedding"]
Tier: TypeAlias = Literal[1, 2, 3]
SEVERITIES: dict[Tier, Severity] = {1: "error", 2: "warning", 3: "info"}


class Example(Struct, frozen=True):
    """A case of a rule: code and its comments.

    ``lines`` maps claimed line numbers to comments (a list of pairs, so that a line may recur or be
    ``None``); ``docstring`` is a remark about the whole function, given apart from the code. With neither,
    the comments and docstrings that stand in ``code`` itself are the ones to judge. ``language`` is the
    natural language, of which a rule that reads prose must show both. ``path`` is the file that the code is,
    ``others`` the other files of its project (path and code), ``earlier`` the code at the revision that it is
    compared with. ``written_in`` is the programming language of ``code``.
    """

    code: str
    lines: tuple[tuple[int | None, str], ...] = ()
    docstring: str | None = None
    language: Literal["en", "zh"] = "en"
    asked: Literal["en", "zh", "any"] = "any"
    path: str | None = None
    others: tuple[tuple[str, str], ...] = ()
    earlier: str | None = None
    written_in: str = "python"

    def page(self) -> Page:
        """The case as rules see it."""
        project = None
        if self.others:
            files = ((self.path or "", self.code), *self.others)
            pages = [Page.read(Snippet(code, path=path), _own(code)) for path, code in files]
            project = Project([page.module for page in pages], _Listed(tuple(path for path, _ in files)))
        from postil.history.view import Earlier  # noqa: PLC0415 - only for the cases of rules

        earlier = None if self.earlier is None else Earlier.read(self.earlier, self.code, "python")
        snippet = Snippet(self.code, self.written_in, self.path)
        return Page.read(snippet, self._comments(), self.asked, project, earlier)

    def _comments(self) -> tuple[Comment, ...]:
        if self.docstring is not None:
            return (Comment(self.docstring, kind="docstring"),)
        if self.lines:
            return tuple(Comment(text, line_number=line) for line, text in self.lines)
        return _own(self.code)


class _Listed(Struct, frozen=True):
    """The files of a case: a tree in which nothing else lies."""

    paths: tuple[str, ...]

    def says(self, _name: str) -> bool:
        return False

    def lacks_file(self, path: str, _beside: str) -> bool:
        wanted = PurePosixPath(path)
        kin = [
            one for one in self.paths if PurePosixPath(one).match(str(wanted.with_name(f"*{wanted.suffix}")))
        ]
        return bool(kin) and path not in kin


def _own(code: str) -> tuple[Comment, ...]:
    return language_named("python").comments(code)


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

    ``fixable`` says that findings carry a ``Fix``, at least for the bad cases that stand in source.

    ``comment_kinds`` and ``claim_kinds``, if given, say that the rule finds nothing on a page without a comment
    of one of these kinds, or on which no comment makes a claim of one of these kinds: it is not asked then.
    ``in_source`` says that it judges only comments that stand in the snippet itself; a rule that needs ``git`` finds
    nothing in a snippet alone, without an earlier revision. ``code_languages`` are the programming languages whose conventions it knows, none: all. ``hints``, if given, are
    lower-case strings of which some remark must hold one, in any case, for the rule to find anything.

    A rule about what a project may choose counts in :meth:`custom` how often it does; where more than ``custom_share`` of
    the places do otherwise, that is the project's custom, and the linter drops what the rule found.
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
    custom_share: ClassVar[float] = 0.25
    reads_prose: ClassVar[bool] = True
    comment_kinds: ClassVar[tuple[CommentKind, ...]] = ()
    claim_kinds: ClassVar[tuple[ClaimKind, ...]] = ()
    in_source: ClassVar[bool] = False
    code_languages: ClassVar[tuple[str, ...]] = ()
    hints: ClassVar[tuple[str, ...]] = ()
    source: ClassVar[str] = ""
    options: ClassVar[tuple[str, ...]] = ()
    fixable: ClassVar[bool] = False
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

    def concerns(self, page: Page) -> bool:
        """Whether ``check`` can find anything on ``page``, as far as its languages and kinds of remarks tell."""
        return self.reads(page.facts.language, page.comment_kinds) and not (
            (self.in_source and not page.is_source)
            or ("git" in self.needs and page.earlier is None and page.project is None)
            or (self.claim_kinds and page.claim_kinds.isdisjoint(self.claim_kinds))
        )

    def reads(self, language: str, comments: frozenset[CommentKind]) -> bool:
        """Whether it can find anything where there are these kinds of comments, in code of ``language``."""
        return not (
            (self.code_languages and language not in self.code_languages)
            or (self.comment_kinds and comments.isdisjoint(self.comment_kinds))
        )

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each fault of ``page``. Pure: no state, no input but the page."""
        raise NotImplementedError

    def custom(self, _page: Page) -> tuple[int, int]:
        """How many places of a page are as the rule asks, and how many are not, where a project may choose."""
        return 0, 0

    def finding(
        self,
        page: Page | Module,
        comment: int | None,
        message: str,
        evidence: str,
        line: int | None = None,
        column: int = 1,
        end_line: int | None = None,
        fix: Fix | None = None,
    ) -> Finding:
        """A finding of this rule; without ``line`` it stands where ``page.line_of`` puts the comment."""
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


class ProjectRule(Rule):
    """A rule that looks across files: it judges one symbol table among all those of the tree.

    The linter calls :meth:`judge` when it has read every file; alone, a file is a tree of one.
    """

    needs: ClassVar[tuple[Need, ...]] = ("symbols",)

    def judge(self, module: Module, project: Project) -> Iterator[Finding]:
        """Yield a finding for each fault of ``module``. Pure, and fast: it runs even when nothing has changed."""
        raise NotImplementedError

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each fault of the page's symbol table, among those of its project if there is one."""
        module, project = page.module, page.project
        if project is None or module.path not in project.modules:
            project = Project([module], renames=page.earlier.renames if page.earlier is not None else None)
        return self.judge(module, project)


class ReferenceRule(ProjectRule):
    """A rule on what remarks name across files: not asked where they name nothing but what the file has."""

    def check(self, page: Page) -> Iterator[Finding]:
        """Yield a finding for each fault in what the remarks of the page name."""
        return super().check(page) if page.references else iter(())


def _converted(rule: Rule, option: str, value: Any) -> Any:
    """``value`` as the type that the option is annotated with."""
    from types import SimpleNamespace  # noqa: PLC0415 - only for a profile that sets options
    from typing import get_type_hints  # noqa: PLC0415 - same

    from msgspec import ValidationError, convert  # noqa: PLC0415 - same

    owner = next(kind for kind in type(rule).__mro__ if option in vars(kind).get("__annotations__", ()))
    alone = SimpleNamespace(__annotations__={option: owner.__annotations__[option]})  # the others cost 2 ms
    hints = get_type_hints(alone, vars(sys.modules[owner.__module__]))
    try:
        return convert(value, hints[option])
    except ValidationError as error:
        message = f"{rule.code}: option {option.replace('_', '-')!r}: {error}"
        raise UsageError(message) from error
