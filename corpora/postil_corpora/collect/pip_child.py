"""The part of the package collector that runs inside pip: a process of its own that fetches and builds nothing.

``pip download`` asks the build system of a source package for its metadata, which runs the package's code. This
program takes pip's index, session and configuration (mirrors, proxies, certificates, credentials, find-links) and
leaves the rest of pip alone. Parts of pip that carry an underscore are used, as pip-tools has used them for years;
whoever imports this in the same process would tie Postil to them, so nobody does.

    python -m postil_corpora.collect.pip_child FOLDER NAME==VERSION=SHA256 ...
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pip._internal.commands import create_command

SUFFIXES = (".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz")
_BLOCK = 1 << 16
_MOST = 1 << 29
"""No source package is larger, in bytes."""


def main(arguments: Sequence[str]) -> int:
    """Fetch every package into the folder; the number of those that could not be had is the exit code."""
    folder, wanted = Path(arguments[0]), [_split(one) for one in arguments[1:]]
    command: Any = create_command("download")
    options, _ = command.parse_args(["--no-binary", ":all:", "--quiet", *(name for name, _, _ in wanted)])
    failed = 0
    with command.main_context():
        session = command.get_default_session(options)
        finder = command._build_package_finder(  # noqa: SLF001 - pip has no public way that builds nothing
            options=options, session=session, ignore_requires_python=True
        )
        for name, version, digest in wanted:
            reason = _fetch(session, finder.find_all_candidates(name), folder, version, digest)
            if reason:
                failed += 1
                print(f"{name}=={version}: {reason}", file=sys.stderr)
    return failed


def _split(wanted: str) -> tuple[str, str, str]:
    name, _, rest = wanted.partition("==")
    version, _, digest = rest.partition("=")
    return name, version, digest


def _fetch(session: Any, candidates: Iterable[Any], folder: Path, version: str, digest: str) -> str | None:
    """Why the package could not be had, or ``None`` when it stands in ``folder`` as ``DIGEST.SUFFIX``."""
    links = [one.link for one in candidates if str(one.version) == version]
    links = [link for link in links if link.filename.endswith(SUFFIXES)]
    if not links:
        return "the index has no source package of this version"
    links.sort(key=lambda link: (link.hash != digest, link.filename))
    suffix = next(suffix for suffix in SUFFIXES if links[0].filename.endswith(suffix))
    draft = folder / f".{digest}.tmp"
    try:
        found = _download(session, links[0].url_without_fragment, draft)
        if found != digest:
            return f"its sha256 is {found}, the recipe says {digest}"
        draft.replace(folder / f"{digest}{suffix}")
    except Exception as error:  # noqa: BLE001 - whatever the network or the index does is one line for this package
        return f"{type(error).__name__}: {error}"
    finally:
        draft.unlink(missing_ok=True)
    return None


def _download(session: Any, url: str, draft: Path) -> str:
    """Write what ``url`` holds and return its sha256."""
    reply = session.get(url, headers={"Accept-Encoding": "identity"}, stream=True)
    reply.raise_for_status()
    digest, size = hashlib.sha256(), 0
    with draft.open("wb") as out:
        for block in _blocks(reply.raw):
            size += len(block)
            if size > _MOST:
                message = f"it is larger than {_MOST >> 20} MiB"
                raise ValueError(message)
            digest.update(block)
            out.write(block)
    return digest.hexdigest()


def _blocks(raw: Any) -> Iterator[bytes]:
    """The bytes as they came over the wire, or from a file of ``find-links``."""
    stream = getattr(raw, "stream", None)
    if stream is None:
        return iter(lambda: raw.read(_BLOCK), b"")
    found: Iterator[bytes] = stream(_BLOCK, decode_content=False)
    return found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
