"""A document over the page: a claim's card, the help, a citation."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from batteryviz.tui.document_view import DocumentView
from batteryviz.views.document import Document


class Overlay(ModalScreen[str | None]):
    """Shows one document in a box; returns the key of a page the reader went to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace", "close", "Close"),
        Binding("y", "app.copy", "Copy"),
        Binding("o", "open_address", "Open address"),
    ]

    @dataclass
    class AddressWanted(Message):
        """The reader wants to open an address."""

        address: str

    def __init__(self) -> None:
        """Wait to be given a document."""
        super().__init__(id="overlay")
        self._document: Document | None = None

    def prepare(self, document: Document) -> None:
        """Show ``document`` next."""
        self._document = document
        if self.is_mounted:
            self.query_one(DocumentView).show(document)

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="overlay-box"):
            yield DocumentView(self._document, id="overlay-view")
            yield Static("Esc close   Enter source   o address   y copy", id="overlay-keys")

    def on_mount(self) -> None:
        """Read at once."""
        self.query_one(DocumentView).focus()

    @on(DocumentView.Activated)
    def _activated(self, event: DocumentView.Activated) -> None:
        event.stop()
        if event.cell.target:
            self.dismiss(event.cell.target)

    @on(DocumentView.Moved)
    def _moved(self, event: DocumentView.Moved) -> None:
        event.stop()

    def action_open_address(self) -> None:
        """Ask for the address behind the selected row."""
        view = self.query_one(DocumentView)
        source = view.selected_key
        voices = self._document.voices.values() if self._document else ()
        urls = [line.url for voice in voices for line in voice.citations if line.source == source]
        self.post_message(self.AddressWanted(urls[0] if urls else ""))

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)
