"""Grammars are loaded when their language is first read, and real sources are read without a fault."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from postil.facts.registry import language_for_path


def loaded_by(code: str, language: str) -> set[str]:
    program = (
        "import sys\nfrom postil import Scorer, Snippet\n"
        f"Scorer().score(Snippet({code!r}, {language!r}), 'Line 1: Set x.')\n"
        "print(*[name for name in sys.modules if name.startswith('tree_sitter_') and '.' not in name])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(run.stdout.split()) - {"tree_sitter_python"}


def test_python_loads_no_other_grammar() -> None:
    assert loaded_by("x = 1", "python") == set()


def test_a_language_loads_its_own_grammar_only() -> None:
    assert loaded_by("int x = 1;", "java") == {"tree_sitter_java"}


@pytest.mark.network
@pytest.mark.slow
def test_real_sources_of_c_and_rust_are_read(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--no-binary",
        ":all:",
        "zstandard==0.25.0",
    ]
    subprocess.run([*command, "-d", str(tmp_path)], check=True, capture_output=True)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        files.extractall(tmp_path, filter="data")
    sources = [
        path for path in (*tmp_path.rglob("rust-ext/**/*.rs"), *tmp_path.rglob("c-ext/*.c")) if path.is_file()
    ]
    assert len(sources) >= 25
    statements = unread = 0
    for path in sources:
        language = language_for_path(str(path))
        assert language is not None
        facts = language.facts(path.read_text("utf-8"))
        assert language.name != "rust" or facts.problems == ()
        statements += len(facts.statements)
        unread += sum(
            statement.kind == "error" for statement in facts.statements
        )  # macros of Python's C interface
        assert all(comment.text for comment in language.comments(path.read_text("utf-8")))
    assert unread <= statements // 100
