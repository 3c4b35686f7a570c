"""Answers on disk, so that a run that was stopped goes on where it was, and the same run costs nothing twice."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from postil.cli.output import open_output


class AnswerCache:
    """One small file for each request, named by the hash of everything that shapes the answer.

    ``None`` as the folder is a cache that keeps nothing. Several processes may share a folder.
    """

    def __init__(self, folder: str | Path | None) -> None:
        self._folder = None if folder is None else Path(folder)

    def get(self, request: dict[str, Any]) -> dict[str, Any] | None:
        """What was kept for ``request``; a damaged file is as good as none."""
        path = self._path(request)
        if path is None or not path.is_file():
            return None
        try:
            kept = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        reply: dict[str, Any] | None = kept.get("reply")
        return reply

    def put(self, request: dict[str, Any], reply: dict[str, Any]) -> None:
        """Keep ``reply`` for ``request``, both in the file, whole or not at all."""
        path = self._path(request)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open_output(str(path)) as out:
                out.write(msgspec.json.encode({"request": request, "reply": reply}))

    def _path(self, request: dict[str, Any]) -> Path | None:
        if self._folder is None:
            return None
        key = hashlib.sha256(msgspec.json.encode(request, order="sorted")).hexdigest()
        return self._folder / key[:2] / f"{key}.json"
