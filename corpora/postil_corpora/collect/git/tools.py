"""Tools that a tree shows: continuous integration, bots, linters, formatters, editors."""

from __future__ import annotations

import re

from postil_corpora.collect.git.objects import Objects, Unread

_NAMED = """\
ci:travis .travis.yml
ci:appveyor appveyor.yml .appveyor.yml
ci:azure-pipelines azure-pipelines.yml
ci:gitlab .gitlab-ci.yml
ci:jenkins Jenkinsfile
ci:cirrus .cirrus.yml
ci:drone .drone.yml
ci:readthedocs .readthedocs.yml .readthedocs.yaml readthedocs.yml
coverage:codecov .codecov.yml codecov.yml codecov.yaml
coverage:coverage.py .coveragerc
coverage:coveralls .coveralls.yml
bot:pre-commit .pre-commit-config.yaml
bot:renovate renovate.json .renovaterc .renovaterc.json
bot:mergify .mergify.yml
bot:pyup .pyup.yml
bot:probot-stale .github/stale.yml
bot:dependabot .github/dependabot.yml .github/dependabot.yaml .dependabot/config.yml
lint:flake8 .flake8
lint:pylint .pylintrc pylintrc
lint:ruff ruff.toml .ruff.toml
lint:eslint .eslintrc .eslintrc.js .eslintrc.json .eslintrc.yml .eslintrc.cjs eslint.config.js eslint.config.mjs
lint:golangci .golangci.yml .golangci.yaml
lint:rubocop .rubocop.yml
lint:landscape .landscape.yml
types:mypy mypy.ini .mypy.ini
types:pyright pyrightconfig.json
format:isort .isort.cfg
format:prettier .prettierrc .prettierrc.json .prettierrc.yml .prettierrc.js
format:clang-format .clang-format
format:rustfmt rustfmt.toml .rustfmt.toml
test:tox tox.ini
test:nox noxfile.py
test:pytest pytest.ini
build:make Makefile makefile GNUmakefile
build:docker Dockerfile docker-compose.yml
editor:editorconfig .editorconfig
review:codeowners CODEOWNERS .github/CODEOWNERS
review:pull-request-template .github/PULL_REQUEST_TEMPLATE.md .github/pull_request_template.md
assistant:claude CLAUDE.md .claude
assistant:agents AGENTS.md
assistant:copilot .github/copilot-instructions.md
assistant:cursor .cursorrules .cursor
editor:vscode .vscode
editor:idea .idea
ci:circleci .circleci
"""
_TOOLS = {name: line.split()[0] for line in _NAMED.splitlines() for name in line.split()[1:]}
_FOLDERS = (".github", ".github/workflows", ".dependabot")
_WORKFLOWS = ".github/workflows/"
_ENTRY = re.compile(rb"(?P<mode>\d{5,6}) (?P<name>[^\0]+)\0", re.DOTALL)


class Tools:
    """Reads trees and keeps what it read: those of neighbouring commits share most of their folders."""

    def __init__(self, objects: Objects, id_bytes: int) -> None:
        self._objects = objects
        self._id_bytes = id_bytes
        self._folders: dict[str, dict[str, str]] = {}

    def of(self, tree: str) -> list[tuple[str, str]]:
        """Each tool that the tree with that id shows, as ``kind:name``, and the path that shows it; sorted."""
        root = self._entries(tree, keep=False)
        found = {tool: name for name, tool in _TOOLS.items() if name in root}
        known = {"": root}
        for folder in _FOLDERS:
            above, _, name = folder.rpartition("/")
            inside = known.get(above, {}).get(name)
            known[folder] = self._entries(inside, keep=True) if inside else {}
            for entry in known[folder]:
                path = f"{folder}/{entry}"
                if path in _TOOLS:
                    found[_TOOLS[path]] = path
                elif path.startswith(_WORKFLOWS) and path.endswith((".yml", ".yaml")):
                    found.setdefault("ci:github-actions", path)
        return sorted(found.items())

    def _entries(self, tree: str, *, keep: bool) -> dict[str, str]:
        """Names and ids in one folder; nothing if it cannot be read."""
        if tree in self._folders:
            return self._folders[tree]
        content = self._objects.trees([tree])[tree]
        found = {} if isinstance(content, Unread) else dict(self._parsed(content))
        if keep:
            self._folders[tree] = found
        return found

    def _parsed(self, content: bytes) -> list[tuple[str, str]]:
        found, position = [], 0
        while match := _ENTRY.match(content, position):
            position = match.end() + self._id_bytes
            found.append((match["name"].decode("utf-8", "replace"), content[match.end() : position].hex()))
        return found
