"""What the rules on markup share: which docstrings are reStructuredText, and their lines without examples."""

from __future__ import annotations

from collections.abc import Iterator

from postil.text.lazy import regex

DIRECTIVES = frozenset(
    "admonition attention autoclass autofunction automethod automodule autosummary caution centered class code code-block "
    "codeauthor container contents csv-table currentmodule cssclass danger deprecated deprecated-removed doctest "
    "epigraph error figure footer function glossary graphviz header highlight hint hlist image important include index "
    "inheritance-diagram ipython jupyter-execute list-table literalinclude math maxima meta method module moduleauthor "
    "note only option parsed-literal plot productionlist pull-quote py:class py:data py:function py:method raw replace "
    "role rst-class rubric seealso sectionauthor sidebar sourcecode tab-set tabularcolumns table tabs target-notes "
    "testcleanup testcode testoutput testsetup tip title toctree todo topic unicode versionadded versionchanged "
    "versionremoved warning data attribute exception describe object envvar confval program cmdoption highlights "
    "compound default-role date sectnum qnum mermaid tikz card grid dropdown tab-item".split()
)
ROLES = frozenset(
    "any attr abbr c:func c:macro c:type class cite code command const cpp:class data dfn doc download emphasis enum env "
    "envvar eq equation event exc file func function footcite guilabel index issue kbd keyword literal mailheader makevar "
    "manpage math menuselection meth method mimetype mod module newsgroup numref obj octicon option pep program property "
    "py:attr py:class py:const py:data py:exc py:func py:meth py:mod py:obj ref regexp rfc rst:dir rst:role samp "
    "std:doc std:ref strong sub subscript sup superscript term title title-reference token type user ghuser gh pr "
    "setting djadmin sample".split()
)
_REST = regex(
    r"::[ \t]*$|:[a-z:]{2,12}:`|``[^`]+``|`[^`]+`_|^[ \t]*\.\. |^[ \t]*:(?:param|return|raise|type)|^[-=~^]{4,}[ \t]*$|\]_",
    16 | 8,
)
_DIRECTIVE = regex(r"\.\. ([a-z][\w:-]*)::")
_OF_TEXT = frozenset(
    "admonition attention caution danger deprecated error hint important note seealso sidebar tip todo topic "
    "versionadded versionchanged versionremoved warning rubric".split()
)
_MARKDOWN = ("```", "](http", "](#", "](..", "\n# ", "\n## ", "**Note**", "!!! ", "??? ")


def is_rest(text: str) -> bool:
    """Whether a docstring has marks of reStructuredText and none of Markdown."""
    return _REST.search(text[:20_000]) is not None and not any(mark in text for mark in _MARKDOWN)


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a docstring with their numbers from 0, those of doctests, literal blocks and fences left out."""
    literal: int | None = None
    fenced = in_doctest = False
    for number, line in enumerate(text.split("\n")):
        bare = line.strip()
        indent = len(line) - len(line.lstrip())
        in_doctest = bool(bare) and (in_doctest or bare.startswith(">>>"))
        if bare.startswith("```"):
            fenced = not fenced
            continue
        if literal is not None and bare and indent <= literal:
            literal = None
        if not bare or fenced or in_doctest or literal is not None:
            continue
        yield number, line
        directive = _DIRECTIVE.match(bare)
        if bare.endswith("::") if directive is None else directive[1] not in _OF_TEXT:
            literal = indent
