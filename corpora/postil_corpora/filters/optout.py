"""People and projects that do not want to be in a data set: one line each in a file, ``#`` begins a remark.

owner/name               a repository; owner/* all of an owner's
owner/name:docs/*.py     files of it, by a pattern of the shell
@login                   whatever a person wrote (found by pseudonym, or by name where rows still hold it)
name@example.org         the same by the address that signs commits; @login finds only those signed with a host's own one
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from postil.errors import UsageError
from postil_corpora.filters.view import Judge, View
from postil_corpora.people import pseudonym


def opt_out(file: str, key: str | bytes | None = None) -> Judge:
    """Drops what the list in ``file`` names.

    Raises:
        UsageError: the list cannot be read, or a line names nothing.
    """
    people, projects, files = _read(Path(file), key)

    def judge(seen: View) -> str | None:
        repository = seen.repository.lower()
        if any(fnmatchcase(repository, project) for project in projects):
            return "the repository opted out"
        if any(
            fnmatchcase(repository, where)
            and any(fnmatchcase(path, pattern) for path in (*seen.paths, *seen.old_paths))
            for where, pattern in files
        ):
            return "the file opted out"
        return "a person opted out" if people.intersection(name.lower() for name in seen.people) else None

    return judge


def _read(path: Path, key: str | bytes | None) -> tuple[frozenset[str], list[str], list[tuple[str, str]]]:
    people, projects, files = set[str](), list[str](), list[tuple[str, str]]()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"filter 'opt-out': {path} cannot be read: {error}"
        raise UsageError(message) from error
    for number, line in enumerate(lines, 1):
        entry = line.partition("#")[0].strip()
        repository, colon, pattern = entry.partition(":")
        if "@" in entry and "/" not in entry and len(entry) > 1:
            people |= {entry.removeprefix("@").lower(), pseudonym(entry, key=key)}
        elif "/" in repository and (pattern or not colon):
            if colon:
                files.append((repository.lower(), pattern))
            else:
                projects.append(repository.lower())
        elif entry:
            message = f"{path}:{number}: {entry!r} is no owner/name, owner/name:pattern, @login or address"
            raise UsageError(message)
    return frozenset(people), projects, files
