"""A document over the page: a claim's card, the help, a citation."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from batteryviz.tui.actions import actions_on
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.frame import Footer
from batteryviz.tui.over import Over
from batteryviz.views.document import Document


class Overlay(Over[str | None]):
    """Shows one document in a box; returns the key of a page the reader went to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace", "close", "Close", tooltip="Back to the page", id="close"),
        Binding("y", "app.copy", "Copy", tooltip="Copy, with its citation", id="copy"),
        Binding("Y", "app.copy_menu", "Copy…", show=False, id="copy-menu"),
        Binding(
            "o", "app.address", "Address", tooltip="Open the address, asked first", id="address"
        ),
        Binding("v", "app.spec", "Spec", tooltip="Show the claim in its spec file", id="spec"),
        Binding("P", "app.projector", "Projector", show=False, id="projector"),
        Binding("e", "app.export", "Export", show=False, id="export"),
        Binding("ctrl+p,colon", "app.commands", "All actions", show=False, id="commands"),
        Binding("question_mark,f1", "app.help", "Help", show=False, id="help"),
    ]

    def __init__(self) -> None:
        """Wait to be given a document."""
        super().__init__(id="overlay")
        self._document: Document | None = None

    def prepare(self, document: Document) -> None:
        """Show ``document`` next."""
        self._document = document
        if self.is_laid_out:
            self.query_one(DocumentView).show(document)
            self.call_after_refresh(self._show_keys)

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="overlay-box"):
            yield DocumentView(self._document, id="overlay-view")
            yield Footer(id="overlay-keys")

    def begin(self) -> None:
        """Read at once."""
        self.query_one(DocumentView).focus()
        self.call_after_refresh(self._show_keys)

    def on_resize(self) -> None:
        """Fit the keys to the new size."""
        self.call_after_refresh(self._show_keys)

    def _show_keys(self) -> None:
        if not self.is_laid_out:
            return
        document = self._document
        cites = document is not None and bool(document.claims or document.references)
        hints = [
            action
            for action in actions_on(self)
            # The help has no source to open and no spec file behind it.
            if action.hinted and (cites or action.id in {"close", "copy"})
        ]
        hints.sort(key=lambda action: action.id != "close")
        footer = self.query_one("#overlay-keys", Footer)
        footer.show(hints, (), footer.size.width)

    @on(DocumentView.Activated)
    def _activated(self, event: DocumentView.Activated) -> None:
        event.stop()
        if event.cell.target:
            self.dismiss(event.cell.target)

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)
