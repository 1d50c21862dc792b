"""A page of two panes: a list on the left, the sheet of what is highlighted on the right."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from batteryviz.compiled.opening import Library
from batteryviz.tui.choice_list import Choice, ChoiceList
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.page import Page
from batteryviz.views.document import Document


class ListPage(Page):
    """A list and the document of the highlighted choice; where it is narrow, one at a time."""

    TITLE: ClassVar[str]
    """What the list holds."""
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("mouse", "a click selects, a second click opens; text can be marked to be copied"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab,shift+tab",
            "other_pane",
            "List or sheet",
            tooltip="From the list to the sheet, and back",
            id="other-pane",
        ),
        Binding("escape", "list", "List", show=False, tooltip="Back to the list", id="list"),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Show documents of ``library``."""
        super().__init__(library, name)
        self._key = ""

    def choices(self) -> Sequence[Choice]:
        """Return what the list offers; the key of a choice is that of its document."""
        raise NotImplementedError

    def shown(self, document: Document) -> Document:
        """Return ``document`` as this page shows it."""
        return document

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Horizontal():
            choices = self.choices() or [Choice("", f"No {self.TITLE.lower()} in this pack")]
            chooser = ChoiceList(choices, id=f"{self.id}-list").add_class("list")
            # Shown to a room, where the names of the pages are not in sight.
            chooser.border_title = self.TITLE
            yield chooser
            yield DocumentView(id=f"{self.id}-sheet").add_class("sheet")

    @property
    def chooser(self) -> ChoiceList:
        """The list."""
        return self.query_one(ChoiceList)

    @property
    def sheet(self) -> DocumentView:
        """The sheet."""
        return self.query_one(DocumentView)

    @property
    def way_back(self) -> str:
        """The key of the sheet in sight, or of the one that is about to be."""
        return self._key

    def begin(self) -> None:
        """Begin with the first choice."""
        if not self._key:
            self._key = next((choice.key for choice in self.chooser.choices if choice.key), "")
            self._show()

    def open(self, key: str) -> None:
        """Show the document ``key``; the list alone when the key names no document."""
        if key.partition(":")[2]:
            self._key = key
            self.chooser.highlight(key)
            self._show()
            self.read(reading=True)
        else:
            self.read(reading=False)

    def _show(self, *, keep_place: bool = False) -> None:
        if self._key:
            document = self.library.page(self._key, self.host.units)
            self.sheet.show(self.shown(document), keep_place=keep_place)

    def refresh_units(self) -> None:
        """Show the same document in other units."""
        self._show(keep_place=True)

    def read(self, *, reading: bool) -> None:
        """Go to the sheet, or to the list."""
        self.set_class(reading, "reading")
        self.screen.set_focus(self.sheet if reading else self.chooser)

    def take_focus(self) -> None:
        """Go on where the reader was: in the list at first."""
        self.read(reading=self.has_class("reading"))

    def action_other_pane(self) -> None:
        """Go from the list to the sheet, and back."""
        if not self._key:
            # A list of nothing has no sheet.
            return
        reading = not self.sheet.has_focus
        if reading:
            self.host.arrived(self._key)
        self.read(reading=reading)

    def action_list(self) -> None:
        """Go back to the list."""
        self.read(reading=False)

    @on(events.DescendantFocus)
    def _focus_moved(self) -> None:
        """Show the pane that has the focus where only one has room."""
        self.set_class(self.sheet.has_focus, "reading")

    @on(ChoiceList.Highlighted)
    def _highlighted(self, event: ChoiceList.Highlighted) -> None:
        event.stop()
        if event.choice.key and event.choice.key != self._key:
            self.host.passed_on(self._key, event.choice.key)
            self._key = event.choice.key
            # The list moves first: its sheet is laid out after that is seen.
            self.call_after_refresh(self._show_late, self._key)

    def _show_late(self, key: str) -> None:
        """Show the document ``key``, unless the reader has gone on meanwhile."""
        if key == self._key:
            self._show()

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        event.stop()
        self._key = event.choice.key
        self._show()
        self.host.arrived(event.choice.key)
        self.read(reading=True)
