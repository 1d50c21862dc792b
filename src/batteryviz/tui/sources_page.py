"""Sources: every publication on the left, what rests on it on the right."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from batteryviz.compiled.opening import Library
from batteryviz.tui.choice_list import Choice, ChoiceList
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.page import Page
from batteryviz.views.document import Table


class SourcesPage(Page):
    """A list of sources and the claims that rest on the highlighted one."""

    HINTS: ClassVar[tuple[str, ...]] = ("Tab list/claims", "o open address")
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Tab", "move between the list and the claims"),
        ("Enter", "on a subject: its sheet; on a value: who says so"),
        ("o", "open the address of the source, after a question"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [("o", "open_address", "Open address")]

    def __init__(self, library: Library, name: str) -> None:
        """Show the sources of ``library``."""
        super().__init__(library, name)
        self._key = ""

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Horizontal():
            yield ChoiceList(self._choices(), id="source-list")
            yield DocumentView(id="source-sheet")

    def _choices(self) -> list[Choice]:
        document = self.library.page("sources")
        table = next(block for block in document.blocks if isinstance(block, Table))
        return [
            Choice(f"source:{row.key}", row.cells[1].text, row.cells[-1].text) for row in table.rows
        ]

    def on_mount(self) -> None:
        """Begin with the first source."""
        choices = self.query_one("#source-list", ChoiceList).choices
        if not self._key and choices:
            self.open(choices[0].key)

    def open(self, key: str) -> None:
        """Show the source ``key``."""
        if key.partition(":")[2]:
            self._key = key
            self.query_one("#source-list", ChoiceList).highlight(key)
            self._show()

    def _show(self, *, keep_place: bool = False) -> None:
        self.query_one("#source-sheet", DocumentView).show(
            self.library.page(self._key, self.host.units), keep_place=keep_place
        )

    def refresh_units(self) -> None:
        """Show the same source in other units."""
        self._show(keep_place=True)

    def take_focus(self) -> None:
        """Begin in the list."""
        self.query_one("#source-list").focus()

    @on(ChoiceList.Highlighted, "#source-list")
    def _highlighted(self, event: ChoiceList.Highlighted) -> None:
        self._key = event.choice.key
        self._show()

    @on(ChoiceList.Chosen, "#source-list")
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.host.visit(event.choice.key)
        self.query_one("#source-sheet").focus()

    def action_open_address(self) -> None:
        """Offer to open the address of the source shown."""
        document = self.current_document()
        if document is not None:
            self.host.offer_address(next((r.url for r in document.references), ""))

    def current(self) -> DocumentView:
        """Return the sheet of the source."""
        return self.query_one("#source-sheet", DocumentView)
