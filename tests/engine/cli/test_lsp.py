"""``postil lsp`` over its standard streams, as an editor speaks to it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest

lsp = pytest.importorskip("lsprotocol.types", reason="the extra lsp is not installed")
from pygls.lsp.client import LanguageClient  # noqa: E402 - behind the check that it is there

WRONG = 'def cut(text, limit=60):\n    """Cut a text.\n\n    Args:\n        text: What.\n        limit: Length; defaults to 80.\n\n    Returns:\n        The beginning.\n    """\n    return text[:limit]\n'


class Editor(LanguageClient):
    """Remembers what it is told of each document."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.told: asyncio.Queue[Any] = asyncio.Queue()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _publish(params: Any) -> None:
            self.told.put_nowait(params)

    async def next(self) -> Any:
        return await asyncio.wait_for(self.told.get(), 30)


async def session(folder: Path) -> dict[str, Any]:
    """One session: open, hover, fix, change, close."""
    seen: dict[str, Any] = {}
    editor = Editor()
    await editor.start_io(sys.executable, "-m", "postil", "lsp", cwd=folder)
    await editor.initialize_async(
        lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=folder.as_uri())
    )
    editor.initialized(lsp.InitializedParams())
    uri = (folder / "wrong.py").as_uri()
    text = WRONG + 'y = "𝄞"  # postil: ignore[CON04] old\n'
    editor.text_document_did_open(
        lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, lsp.LanguageKind.Python, 1, text))
    )
    seen["first"] = await editor.next()
    document = lsp.TextDocumentIdentifier(uri)
    seen["hover"] = await editor.text_document_hover_async(lsp.HoverParams(document, lsp.Position(1, 6)))
    seen["nothing"] = await editor.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 0)))
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(20, 0))
    seen["actions"] = await editor.text_document_code_action_async(
        lsp.CodeActionParams(document, whole, lsp.CodeActionContext([]))
    )
    change = lsp.TextDocumentContentChangeWholeDocument(text=WRONG.replace("80", "60"))
    editor.text_document_did_change(
        lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(2, uri), [change])
    )
    seen["changed"] = await editor.next()
    editor.text_document_did_close(lsp.DidCloseTextDocumentParams(document))
    seen["closed"] = await editor.next()
    await editor.shutdown_async(None)
    editor.exit(None)
    await editor.stop()
    return seen


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_an_editor_is_told_what_is_wrong_why_and_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "other.py").write_text("x = 1\n", "utf-8")
    seen = asyncio.run(session(tmp_path))
    found = {one.code: one for one in seen["first"].diagnostics}
    assert set(found) == {"CON04", "CHK01"}
    assert found["CON04"].severity == lsp.DiagnosticSeverity.Warning
    assert (found["CON04"].range.start.line, found["CON04"].range.start.character) == (1, 4)
    assert "CON04" in seen["hover"].contents.value
    assert "Why:" in seen["hover"].contents.value
    assert seen["nothing"] is None
    (action,) = seen["actions"]
    ((edit,),) = action.edit.changes.values()
    assert (edit.new_text, edit.range.start.line, edit.range.start.character) == ("", 11, 8)
    assert list(seen["changed"].diagnostics) == []
    assert list(seen["closed"].diagnostics) == []


def test_without_the_extra_the_install_line_is_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from postil.cli.main import run

    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    monkeypatch.delitem(sys.modules, "postil.cli.language_server", raising=False)
    assert run(["lsp"]) == 2
    assert "pip install 'postil[lsp]'" in capsys.readouterr().err
