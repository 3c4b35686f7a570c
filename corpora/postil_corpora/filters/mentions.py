"""Mentions of people (``@login``), told from all that code and its tools write with the same sign.

Decorators, annotations, documentation tags, scopes of packages, variables of style sheets, operators: a login is none
of them, so the words around a candidate decide.
"""

from __future__ import annotations

import re

from postil_corpora.filters.patterns import Pattern
from postil_corpora.people import is_pseudonym, pseudonym

_MENTION = re.compile(
    r"(?<![A-Za-z0-9_@`/.\\$%&={|-])@(?P<value>[A-Za-z0-9_-]{1,40}(?![A-Za-z0-9_(\[{@=\\-])|[一-鿿]{2,4}(?=[\s，。、：:！？]|$))"
)
_TAGS = frozenset(
    """
    abstract access after afterall aftereach alias all annotation api apinote arg args argument async attr attribute attributes augments
    author authors autowired babel bean before beforeall beforeeach borrows brief bug cache cached cached_property call callback
    cfg charset class classmethod click code compile component configuration const constant constructs contextmanager controller
    copyright coroutine cython data date dataclass decorator def default defaultvalue define defgroup deprecated deps desc describe
    description detail details dev dict docs document echo else elseif emits end endcode endif enum enumerator error event
    eventhandler example examples exception export exports extend extends external febug file fileoverview final fires fixture flow font-face
    for force foreach forwardref fn func function functools generated generator get getter given global group h handler head header hidden hideconstructor
    id if ignore implementation implements implnote import imports in include index ingroup inherit inheritdoc init inject inline inner
    instance interface internal it json jsonproperty junit keyframes kind lazy lends license licence link linkcode linkplain list
    listens local main mainpage manytoone mark master media member memberof method methodof mixes mixin mock model module mono moduledoc
    monkeypatch name namespace nested next no noinspection nonnull note notnull nullable observable ok onlyif only opt option
    optional overload override overrides package page par parallel param parameter parameters params parametrize patch path
    pattern post preserve pre primarykey private process prop properties property protected provides public pure py pytest python
    raise raises react readonly ref register remark remarks repository request requires rest result retry return returns retval root route
    rtype runtime safe sealed section see seealso selector self serializable service set setter share shared since singleton size skip slf4j
    slot slow source spec specialize src staticmethod static stable state step story struct style subsection summary supports
    suppress suppresswarnings switch symbol synchronized table tag tailwind template test tests testset then this throw throws timer title to
    todo torch tparam transactional transient ts-check ts-expect-error ts-ignore ts-nocheck tutorial type typechecked typedef types
    typing unittest until unused use user username v val value values var variable variation version view virtual visible volatile vue warning wraps when where
    while with wrapper writeonly yield yields
    """.split()
)
_PROSE_BEFORE = re.compile(
    r"(?i)(?:\b(?:by|cc|thanks?|thank you|thx|ping|hi|hello|hey|from|and|with|to|as|for|ask|see|per|credits?|kudos|props|fixed|reported|suggested|via|assign(?:ed)?|poke|review(?:er)?s?|"
    r"like|what|than|but|or|if|maybe|did|is|so|sorry|yes|no|todo|fixme|note)|[一-鿿，。：；！？、）]|[,:;!?.)(\]•-])[ ]?[(\[]?$"
)
_CODE_BEFORE = re.compile(
    r"[\w)\]\"'][ ]{0,2}=[ ]|\b(?:return|import|def|class|uses?|npm|yarn|pip|pnpm|install|from)\b[^.!?]{0,40}$|[+*/%&|^<>={]\s*$|[\"']$|\w\($"
)
_CODE_BEHIND = re.compile(r"[/.:]\w|\.\.|::|[ ]?[=({\[]|[ \t]*;[ \t]*$|[ ]?:[ ]?[\w#$-]+;|[\"']")
_NOT_PEOPLE = re.compile(
    r"(?i)[ ](?:and @\w+ )?(?:decorat|annotat|tags?\b|attribute|directive|fixture|rules?\b|marker|macro|mixin|block|syntax|keyword|provides|method|sign|symbol)|[ ]?(?:装饰|注解|标签|指令|符号)"
)
_DEFINITION = re.compile(
    r"\s*(?:@\w|(?:async )?def |class |public |private |protected |static |final |void |abstract |export |function |interface |enum |func |fn |const |let |var |import |package |"
    r"internal |override |fun |data |suspend |open |[A-Z]\w*[ <]\w+\s*[(;=]|\w+\s*\([^)]{0,80}\)\s*[{:]|\w+[!?]?:\s|#\[|template\b)"
)
_COMMENT = re.compile(r"#|//|/\*|^\s*\*|--|;|\"\"\"|'''|<!--|^\s*>")
_LONGEST_LINE = 2000


def _mention(match: re.Match[str], key: bytes) -> str | None:
    """The pseudonym of a login that is spoken to or of."""
    login = match["value"]
    if is_pseudonym(login) or login.lower() in _TAGS or not _is_login(login):
        return None
    text, start, end = match.string, *match.span()
    line = max(text.rfind("\n", max(0, start - _LONGEST_LINE), start) + 1, start - _LONGEST_LINE)
    stop = text.find("\n", end, end + _LONGEST_LINE)
    ahead, rest = text[line:start], text[end : stop if stop >= 0 else end + _LONGEST_LINE]
    following = text[end + len(rest) + 1 : end + len(rest) + 200]
    return pseudonym(login, key=key) if _is_spoken(login, ahead, rest, following) else None


def _is_login(name: str) -> bool:
    """Whether a host of repositories would let somebody have that name."""
    return (
        not name.startswith(("-", "_"))
        and not name.endswith(("-", "_"))
        and not name.isdigit()
        and len(name) > 1
    )


def _is_spoken(login: str, ahead: str, rest: str, following: str) -> bool:
    """Whether the line around ``@login``, and the text of the line below, is prose about a person."""
    if _CODE_BEHIND.match(rest) or _NOT_PEOPLE.match(rest) or ahead.count("`") % 2 or ahead.endswith("/*"):
        return False
    lead = ahead.strip(" \t>*#/+-|•1234567890.)[]x!;")
    if not lead:
        return _opens_prose(login, rest, following, commented=bool(_COMMENT.search(ahead)))
    if _CODE_BEFORE.search(ahead) and not _COMMENT.search(ahead):
        return False
    if _PROSE_BEFORE.search(ahead):
        return True
    return "_" not in login and (_COMMENT.search(ahead) is not None or _reads(lead))


def _opens_prose(login: str, rest: str, following: str, *, commented: bool) -> bool:
    """Whether ``@login`` at the head of a line is spoken to, not a decorator or a tag above a definition."""
    words = rest.strip()
    if not words:
        return (
            not commented and not _DEFINITION.match(following) and not login[0].isupper() and "_" not in login
        )
    if words.startswith(("@", ",", "，", "：", ":", "-", "?", "!", "？")) or re.match(r"[一-鿿]", words):
        return True
    return not _DEFINITION.match(rest) and not commented and _reads(words)


def _reads(text: str) -> bool:
    """Whether ``text`` is made of words rather than of code."""
    signs = sum(text.count(sign) for sign in "(){}[]=;<>|&$\\")
    return signs <= len(text) / 12


MENTIONS = (Pattern("mention", _MENTION, ("@",), _mention),)
