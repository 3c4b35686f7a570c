"""Lines of code told apart by their content, whatever their layout."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from postil.text.lazy import regex

_COMMENT = regex(r"(?:^|(?<=[ \t]))#.*$", re.MULTILINE)
_SLASHES = regex(r"(?:^|(?<=[ \t;{}(),]))(?://.*$|/\*.*?\*/)", re.MULTILINE)
_LAST_COMMA = regex(r",(?=[)\]}])")


def matched_lines(
    returned: Iterable[tuple[int, str]], given: Iterable[tuple[int, str]], language: str = "python"
) -> dict[int, int]:
    """Line by line number: the n-th occurrence of a text is the n-th occurrence of that text."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for line, text in given:
        places[line_key(text, language)].append(line)
    seen: Counter[str] = Counter()
    matched: dict[int, int] = {}
    for line, text in returned:
        key = line_key(text, language)
        if key and seen[key] < len(places.get(key, ())):
            matched.setdefault(line, places[key][seen[key]])
            seen[key] += 1
    return matched


def line_key(code: str, language: str = "python") -> str:
    """``code`` without white space, comments, kind of quotes and last commas: what reformatting keeps."""
    if language == "python":
        bare = _COMMENT.sub("", code) if "#" in code else code
    else:
        bare = _SLASHES.sub("", code) if "/*" in code or "//" in code else code
    return _LAST_COMMA.sub("", "".join(bare.split()).replace("'", '"')).rstrip(",;")
