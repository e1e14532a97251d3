"""The language server on pygls: what an editor sends, what it is answered."""

from __future__ import annotations

import asyncio
from typing import Any, Final
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from attrib import __version__
from attrib.editor import hover, waive
from attrib.editor.open_draft import OpenDraft, Settings, kind_of, look
from attrib.editor.units import characters_in, units_of
from attrib.errors import AttribError
from attrib.model import Finding
from attrib.reports.shape import visible
from attrib.settings.keys import LANGS

PAUSE: Final = 0.2
"""Seconds without a keystroke after which a draft is checked."""
SEVERITIES: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


class Server(LanguageServer):
    """A language server that checks the drafts that are open, each version once."""

    def __init__(self, settings: Settings) -> None:
        # With the whole text at every change nobody has to agree on what a line is.
        super().__init__("attrib", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.settings = settings
        self.seen: dict[str, OpenDraft] = {}
        self.complained: set[str] = set()

    def document(self, uri: str) -> TextDocument | None:
        """Return an open document, never one that is only on disk."""
        found: TextDocument | None = self.workspace.text_documents.get(unquote(uri))
        return found

    def look(self, uri: str) -> OpenDraft | None:
        """Return an open document checked in its present version, None if it is not open or not for attrib."""
        document = self.document(uri)
        kind = kind_of(uri, document.language_id) if document else None
        if document is None or kind is None:
            return None
        seen = self.seen.get(uri)
        if seen is None or seen.version != document.version or seen.draft.text != document.source:
            seen = self._looked(document, kind)
        return seen

    def _looked(self, document: TextDocument, kind: str) -> OpenDraft | None:
        try:
            seen = look(document.uri, kind, document.source, document.version, self.settings)
        except AttribError as error:
            self.tell(str(error))
            return None
        self.seen[document.uri] = seen
        return seen

    def tell(self, message: str) -> None:
        """Show the editor's user a message, the same one only once."""
        if message not in self.complained:
            self.complained.add(message)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, visible(message)))

    def publish(self, uri: str) -> None:
        """Send the diagnostics of an open document."""
        seen = self.look(uri)
        if seen is not None:
            for fault in seen.analysis.faults:
                self.tell(fault)
            found = [self.diagnostic(seen, finding) for finding in seen.analysis.findings]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, seen.version))

    @property
    def encoding(self) -> str:
        """The units that the client counts in."""
        return str(types.PositionEncodingKind(self.workspace.position_encoding).value)

    def position(self, seen: OpenDraft, offset: int) -> types.Position:
        """Return a position in the client's units."""
        line, character = seen.position(offset)
        return types.Position(line, units_of(seen.lines[line][:character], self.encoding))

    def range(self, seen: OpenDraft, start: int, end: int) -> types.Range:
        """Return a stretch in the client's units."""
        return types.Range(self.position(seen, start), self.position(seen, end))

    def offset(self, seen: OpenDraft, position: types.Position) -> int:
        """Return the offset of a position, which a client may well give past a line's end."""
        if position.line >= len(seen.lines):
            return len(seen.draft.text)
        character = characters_in(seen.lines[position.line], position.character, self.encoding)
        return seen.offset(position.line, character)

    def diagnostic(self, seen: OpenDraft, finding: Finding) -> types.Diagnostic:
        """Return a finding as an editor shows it."""
        advice = f"\n→ {visible(finding.advice)}" if finding.advice else ""
        return types.Diagnostic(
            range=self.range(seen, finding.start, finding.end),
            message=visible(finding.message) + advice,
            severity=SEVERITIES[finding.severity],
            code=finding.code,
            source="attrib",
            data=finding.fingerprint,
        )


def serve(settings: Settings) -> None:
    """Serve an editor over standard input and output until it hangs up."""
    make(settings).start_io()


def make(settings: Settings) -> Server:
    """Return a server that knows what to do with what an editor sends."""
    server = Server(settings)

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.settings = _settings(params.initialization_options, server.settings)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await asyncio.sleep(PAUSE)
        document = server.document(params.text_document.uri)
        if document is not None and document.version == params.text_document.version:
            server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if server.seen.pop(uri, None) is not None:
            server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        return _hover(server, params)

    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)
    def acted(params: types.CodeActionParams) -> list[types.CodeAction]:
        return _actions(server, params)

    return server


def _settings(given: Any, settings: Settings) -> Settings:
    """Return the settings that a client sends, as far as they are some; the command line's stand for the rest."""
    if not isinstance(given, dict):
        return settings
    lang, section, rules, config, isolated = (given.get(name) for name in Settings._fields)
    return Settings(
        lang if lang in LANGS else settings.lang,
        section if isinstance(section, str) else settings.section,
        tuple(map(str, rules)) if isinstance(rules, list) else settings.rules,
        config if isinstance(config, str) else settings.config,
        isolated if isinstance(isolated, bool) else settings.isolated,
    )


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    seen = server.look(params.text_document.uri)
    statement = seen and seen.statement(server.offset(seen, params.position))
    if seen is None or statement is None:
        return None
    words = hover.text(seen.analysis, statement, seen.lang)
    content = types.MarkupContent(types.MarkupKind.PlainText, words)
    return types.Hover(content, server.range(seen, statement.start, statement.end))


def _actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return a waiver for every check that has a finding in the range; one that is wrong cannot be waived itself."""
    seen, wanted = server.look(params.text_document.uri), params.context.only
    if seen is None or (wanted and types.CodeActionKind.QuickFix not in wanted):
        return []
    stretch = (server.offset(seen, params.range.start), server.offset(seen, params.range.end))
    found = {f.code: f for f in seen.findings(*stretch) if f.code not in seen.unwaivable}
    return [_action(server, params.text_document.uri, seen, finding) for finding in found.values()]


def _action(server: Server, uri: str, seen: OpenDraft, finding: Finding) -> types.CodeAction:
    comment = waive.waiver(seen, finding, seen.lang, seen.draft.path.endswith(".md"))
    at = types.Position(comment.line, 0)
    edit = types.WorkspaceEdit({uri: [types.TextEdit(types.Range(at, at), comment.text)]})
    about = [server.diagnostic(seen, finding)]
    return types.CodeAction(comment.title, types.CodeActionKind.QuickFix, about, edit=edit)
