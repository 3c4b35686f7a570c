"""The language server: diagnostics as you type, the rule's page on hover, fixes at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from postil._version import __version__
from postil.check.records import Located
from postil.check.session import Session
from postil.cli.rules import page_of
from postil.errors import PostilError
from postil.records import Finding, Fix
from postil.rules import load_rules

_SEVERITY = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "info": lsp.DiagnosticSeverity.Information,
}
_NAME = "postil"


class Server(LanguageServer):
    """A server with what it found in each open document."""

    def __init__(self) -> None:
        super().__init__(_NAME, __version__)
        self._session: Session | None = None
        self._found: dict[str, Sequence[Located]] = {}

    def look(self, uri: str) -> None:
        """Judge the document as it stands, and tell the editor."""
        document = self.workspace.get_text_document(uri)
        try:
            found = self._open_session().findings(document.path, document.source)
        except PostilError as error:
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Error, f"postil: {error}"))
            return
        self._found[uri] = found
        diagnostics = [_diagnostic(one.finding, document) for one in found]
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, diagnostics, version=document.version)
        )

    def forget(self, uri: str) -> None:
        """The document was closed: take its diagnostics away."""
        self._found.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def renew(self) -> None:
        """Settings changed: read them again when next asked."""
        self._session = None

    def at(self, uri: str, first: int, last: int) -> list[Finding]:
        """The findings whose first line (from 0) lies between two lines."""
        return [one.finding for one in self._found.get(uri, ()) if first <= one.finding.line - 1 <= last]

    def _open_session(self) -> Session:
        if self._session is None:
            root = self.workspace.root_uri and to_fs_path(self.workspace.root_uri)
            self._session = Session(Path(root) if root else Path.cwd())
        return self._session


def make_server() -> Server:
    """A server with all its answers."""
    server = Server()

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
        ls.look(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
        ls.look(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Server, params: lsp.DidSaveTextDocumentParams) -> None:
        if params.text_document.uri.endswith(".toml"):
            ls.renew()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
        ls.forget(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(ls: Server, params: lsp.HoverParams) -> lsp.Hover | None:
        line = params.position.line
        codes = dict.fromkeys(finding.code for finding in ls.at(params.text_document.uri, line, line))
        pages = [page_of(rule) for rule in load_rules() if rule.code in codes]
        if not pages:
            return None
        text = "\n\n".join(f"```text\n{page}\n```" for page in pages)
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text))

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    def actions(ls: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        document = ls.workspace.get_text_document(uri)
        findings = ls.at(uri, params.range.start.line, params.range.end.line)
        return [_action(finding, finding.fix, document) for finding in findings if finding.fix is not None]

    return server


def serve() -> None:
    """Speak on the standard streams until the editor hangs up."""
    make_server().start_io()


def _diagnostic(finding: Finding, document: TextDocument) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=_line_range(finding, document),
        message=f"{finding.message}\n{finding.evidence}",
        severity=_SEVERITY[finding.severity],
        code=finding.code,
        source=_NAME,
    )


def _line_range(finding: Finding, document: TextDocument) -> lsp.Range:
    """From the place of a finding to the end of its first line."""
    lines = document.lines
    line = min(finding.line - 1, max(0, len(lines) - 1))
    text = lines[line].rstrip("\r\n") if lines else ""
    column = finding.column - 1 if finding.column > 1 else len(text) - len(text.lstrip())
    return _range(document, (line, min(column, len(text))), (line, len(text)))


def _range(document: TextDocument, start: tuple[int, int], end: tuple[int, int]) -> lsp.Range:
    """Two places in characters as the editor counts them."""
    places = lsp.Range(lsp.Position(*start), lsp.Position(*end))
    return document.position_codec.range_to_client_units(document.lines, places)


def _action(finding: Finding, fix: Fix, document: TextDocument) -> lsp.CodeAction:
    start, end = (fix.line - 1, fix.column - 1), (fix.end_line - 1, fix.end_column - 1)
    edit = lsp.TextEdit(_range(document, start, end), fix.text)
    return lsp.CodeAction(
        title=f"Postil: mend {finding.code} ({finding.message})",
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(finding, document)],
        is_preferred=True,
        edit=lsp.WorkspaceEdit(changes={document.uri: [edit]}),
    )
