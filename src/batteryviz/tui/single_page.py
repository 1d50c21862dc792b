"""A page that is one long document: the timeline, the glossary."""

from textual.app import ComposeResult

from batteryviz.compiled.opening import Library
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.page import Page


class SinglePage(Page):
    """Shows one document from top to end."""

    def __init__(self, library: Library, name: str) -> None:
        """Show the document called ``name``."""
        super().__init__(library, name)
        self._key = name

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        yield DocumentView(self.library.page(self._key))

    def open(self, key: str) -> None:
        """Go to the row the key names: ``event:pac-1``, ``term:ecs``."""
        _, _, name = key.partition(":")
        if name:
            self.query_one(DocumentView).select_key(name)
