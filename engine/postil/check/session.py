"""A project that is open in an editor: one file is judged again, the others are remembered."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from postil.check.cache import Cache, judges_of
from postil.check.files import find_files
from postil.check.judge import Job
from postil.check.records import FileReport, Located
from postil.check.run import assemble, judge_or_recall
from postil.check.settings import Asked, load_settings
from postil.facts.registry import language_for_path
from postil.rules import load_rules


class Session:
    """The project below ``root``, as its settings ask for it.

    Raises:
        UsageError: settings that cannot be read.
    """

    def __init__(self, root: Path) -> None:
        self.asked: Asked = load_settings(root)
        self.rules = self.asked.rules(load_rules())
        self._language = self.asked.profile.comment_language
        judges = judges_of(self.rules, self.asked.profile)
        self._cache = Cache(self.asked.root / self.asked.settings.cache_dir, judges)
        self._reports: dict[str, FileReport] | None = None

    def findings(self, path: str, text: str) -> Sequence[Located]:
        """What is found in the file at ``path`` if ``text`` is what stands in it; nothing in other languages."""
        if language_for_path(path) is None:
            return ()
        reports = self._all() if self.asked.known else {}
        reports[os.path.abspath(path)] = report = judge_or_recall(  # noqa: PTH100 - the key of _all
            Job(path, text.encode("utf-8", "surrogatepass")), self.rules, self._language, None
        )
        return assemble([report], list(reports.values()), self.rules, self.asked).findings

    def _all(self) -> dict[str, FileReport]:
        """The reports of all files, out of the cache where they are in it."""
        if self._reports is None:
            self._reports = {}
            for file in find_files(
                [str(self.asked.root)], self.asked.root, self.asked.settings.exclude, _overlook
            ):
                try:
                    job = Job(str(file), file.read_bytes())
                except OSError:
                    continue
                self._reports[str(file.absolute())] = judge_or_recall(
                    job, self.rules, self._language, self._cache
                )
        return self._reports


def _overlook(_message: str) -> None:
    """A folder that cannot be read is none of an editor's business."""
