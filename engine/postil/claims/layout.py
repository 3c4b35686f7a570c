r"""How a docstring is laid out: its sections and fields in order, as they are written.

Where ``read_docstring`` says what the sections mean, this says where they stand, empty, doubled or misplaced ones
too:

>>> [s.name for s in read_layout("Halve.\n\nReturns:\n    Half.\n\nArgs:\n    n: Any.").sections]
['Returns', 'Args']
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from postil.claims.docstring import section_named
from postil.claims.model import DocStyle
from postil.text.lazy import regex

_LIMIT = 100_000
_MOST_SECTIONS = 200
# Titles that Google's guide, numpydoc or Sphinx's napoleon know besides those that ``read_docstring`` reads.
_OTHER_TITLES = frozenset(
    (
        "attention|caution|danger|error|hint|important|tip|example|keyword args|keyword arguments|keyword params|"
        "keyword parameters|other parameters|other params|other arguments|methods|receives|warns|warn|warning|usage|"
        "side effects|see also|short summary|extended summary|properties|functions|classes|signals|throws|"
        "exceptions|requires|ensures|invariants|environment|options|input|inputs|output|outputs|result|results|"
        "kwargs|call args|call arguments|shape|references|background|details|description|caveats|limitations|"
        "deprecated|since|version|versions|author|authors|license|copyright|contents|overview|summary|syntax"
    ).split("|")
)
_FIELD = regex(r"([ \t]*)([:@])([a-z]{2,12})\b(?!:`)[ \t]*([^:\n：]{0,200})(?:([:：])(.*))?")
_RULE = regex(r"[ \t]*(-{3,}|={3,})[ \t]*")
_SPHINX_KEYS = frozenset(
    "param parameter arg argument key keyword type return returns rtype raise raises except exception yield yields "
    "ytype var ivar cvar vartype".split()
)
_EPYTEXT_KEYS = frozenset(
    "param type return returns rtype raise raises except exception throws yield yields keyword ivar cvar".split()
)
_CORE = ("Args", "Returns", "Yields", "Raises", "Attributes")


class Section(Struct, frozen=True, gc=False):
    """A section with a header of its own line.

    ``name`` is its name in English (``Args``, ``Returns``, ``Yields``, ``Raises``, ``Attributes``, ``Examples``,
    ``Note``), else its title in lower case; ``title`` is as written, without its colon. ``line`` is that of the
    header, ``first`` and ``end`` bound the lines of its body (from 0, ``end`` not included). ``known``: a title
    that some style knows. ``underlined``: the header stands above a rule, as in NumPy's style.
    """

    name: str
    title: str
    line: int
    first: int
    end: int
    known: bool
    underlined: bool


class Field(Struct, frozen=True, gc=False):
    """A field such as ``:param x: text`` or ``@return: text``.

    ``mark`` is ``:`` or ``@``; ``argument`` what stands between the key and the closing colon (``int x``);
    ``text`` what follows, the deeper lines below it included; ``closed``: it has its closing colon.
    """

    mark: str
    key: str
    argument: str
    text: str
    line: int
    closed: bool


class Layout(Struct, frozen=True, gc=False):
    """The sections and fields of a docstring, in order, and its ``lines``."""

    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]

    def body(self, section: Section) -> tuple[str, ...]:
        """The lines of a section below its header."""
        return self.lines[section.first : section.end]


@lru_cache(maxsize=512)
def read_layout(text: str) -> Layout:
    """The layout of a docstring whose indentation was removed: of its first 100,000 characters and 200 sections."""
    lines = text[:_LIMIT].split("\n")
    return Layout(tuple(lines), tuple(_sections(lines)), tuple(_fields(lines)))


def styles_in(layout: Layout) -> dict[DocStyle, int]:
    """How many sections or fields of each style a docstring has; only those that tell one style from another."""
    core = [section for section in layout.sections if section.name in _CORE]
    counts: dict[DocStyle, int] = {
        "google": sum(not section.underlined and _is_indented(layout, section) for section in core),
        "numpy": sum(section.underlined for section in core),
        "sphinx": sum(
            field.mark == ":" and (field.argument or field.key) != "type" for field in layout.fields
        ),
        "epytext": sum(field.mark == "@" for field in layout.fields),
    }
    return {style: count for style, count in counts.items() if count}


def indent(line: str) -> int:
    """How many characters of white space a line begins with."""
    return len(line) - len(line.lstrip())


def _is_indented(layout: Layout, section: Section) -> bool:
    first = next((line for line in layout.body(section) if line.strip()), "")
    return first.startswith((" ", "\t"))


def _sections(lines: list[str]) -> list[Section]:
    headers = [header for number in range(len(lines)) if (header := _header(lines, number)) is not None]
    if any(underlined for *_, underlined in headers):
        headers = [header for header in headers if header[2] or section_named(header[1]) in _CORE]
    found = []
    del headers[_MOST_SECTIONS:]
    for index, (line, title, underlined) in enumerate(headers):
        end = headers[index + 1][0] if index + 1 < len(headers) else len(lines)
        name = section_named(title)
        known = name is not None or title.lower() in _OTHER_TITLES
        first = line + 1 + underlined
        found.append(Section(name or title.lower(), title, line, min(first, end), end, known, underlined))
    return found


def _header(lines: list[str], number: int) -> tuple[int, str, bool] | None:
    """Line, title and whether it is underlined, if a header stands on line ``number``."""
    line = lines[number]
    if not line or line[0] in " \t" or len(line) > 80:
        return None
    title = line.rstrip()
    if number + 1 < len(lines) and _RULE.fullmatch(lines[number + 1][:100]):
        return (number, title.rstrip(":： "), True) if title[0].isalpha() else None
    if title[-1] not in ":：" or not number:
        return None
    bare = title[:-1].rstrip()
    if section_named(bare) is None and bare.lower() not in _OTHER_TITLES:
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if len(bare.split()) > 2 or not bare.isalpha() or not below.startswith((" ", "\t")):
            return None
    return number, bare, False


def _fields(lines: list[str]) -> list[Field]:
    found = []
    in_doctest = False
    for number, line in enumerate(lines):
        start = line.lstrip(" \t")[:1]
        in_doctest = bool(start) and (in_doctest or line.lstrip().startswith(">>>"))
        if start not in (":", "@") or not start or in_doctest:
            continue
        match = _FIELD.match(line)
        if match is None or match[3] not in (_SPHINX_KEYS if match[2] == ":" else _EPYTEXT_KEYS):
            continue
        # A colon further on in a line with a tag is one of its text, or of its type.
        named = match[2] == ":" or (len(match[4].split()) < 2 and "{" not in match[4])
        closed = match[5] is not None and named
        text = (match[6] or "") if closed else ""
        text = "\n".join([text, *_below(lines, number)]).strip()
        found.append(Field(match[2], match[3], match[4].strip(), text, number, closed))
    return found


def _below(lines: list[str], number: int) -> list[str]:
    """The lines below line ``number`` that are indented deeper, up to a hundred."""
    found = []
    for line in lines[number + 1 : number + 100]:
        if line.strip() and indent(line) <= indent(lines[number]):
            break
        found.append(line)
    return found
