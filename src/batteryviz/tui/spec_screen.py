"""A spec file over the page: what a fact looks like where it was entered."""

from typing import ClassVar

from rich.cells import cell_len, chop_cells
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from batteryviz.export.layout import Laid
from batteryviz.tui.frame import clickable
from batteryviz.tui.lines_view import LinesView
from batteryviz.tui.over import Over
from batteryviz.tui.spec_file import SpecText

NUMBERS = 5
"""Columns for the numbers of the lines."""


class SpecView(LinesView):
    """The lines of a spec file, numbered; marked ones are brought into sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "Line above", show=False, id="up"),
        Binding("down", "scroll_down", "Line below", show=False, id="down"),
        Binding("pageup", "page_up", "Page up", show=False, id="page-up"),
        Binding("pagedown,space", "page_down", "Page down", show=False, id="page-down"),
        Binding("home", "scroll_home", "Top of the file", show=False, id="top"),
        Binding("end", "scroll_end", "End of the file", show=False, id="end"),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Show no file yet."""
        super().__init__(id=id)
        self._spec = SpecText("", [], set())
        self._first_marked = 0

    def show(self, spec: SpecText) -> None:
        """Show ``spec``."""
        self._spec = spec
        self._lay_out()

    def _laid_out(self, width: int) -> Laid:
        laid = Laid()
        self._first_marked = 0
        for number, text in enumerate(self._spec.lines):
            marked = number in self._spec.marked
            if marked and not self._first_marked:
                self._first_marked = len(laid.lines)
            pieces = _pieces(text, max(10, width - NUMBERS - 2))
            for position, piece in enumerate(pieces):
                lead = f"{number + 1:>{NUMBERS}}" if not position else " " * NUMBERS
                sign = "┃ " if marked else "  "
                role = "marked" if marked else "text"
                laid.lines.append([(lead, "muted"), (sign, role), (piece, role)])
        return laid

    def _lay_out(self) -> None:
        super()._lay_out()
        height = max(1, self.scrollable_content_region.height)
        top = max(0, self._first_marked - 2)
        self.scroll_to_region(
            Region(0, top, 1, height), animate=False, immediate=True, force=True, top=True
        )


def _pieces(text: str, width: int) -> list[str]:
    """Cut a line of a file where words end, so that ``width`` columns hold each piece."""
    pieces = []
    while cell_len(text) > width:
        head = chop_cells(text, width)[0]
        end = head.rfind(" ") + 1
        # What stands before the first word is no place to cut.
        if not head[:end].strip():
            end = len(head)
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


class SpecScreen(Over[None]):
    """Shows one spec file in a box."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace,v", "close", "Close", id="close"),
    ]

    def __init__(self) -> None:
        """Wait to be given a file."""
        super().__init__(id="spec")
        self._spec = SpecText("", [], set())

    def prepare(self, spec: SpecText) -> None:
        """Show ``spec`` next."""
        self._spec = spec
        if self.is_laid_out:
            self._show()

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="spec-box"):
            yield Static(id="spec-name")
            yield SpecView(id="spec-view")
            yield Static(id="spec-keys")

    def begin(self) -> None:
        """Read at once."""
        self.query_one("#spec-keys", Static).update(
            Content.assemble(clickable("Esc close", "screen.close"), "   ↑ ↓ PgUp PgDn scroll")
        )
        self._show()
        self.query_one(SpecView).focus()

    def _show(self) -> None:
        self.query_one("#spec-name", Static).update(Content(self._spec.name))
        self.query_one(SpecView).show(self._spec)

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)
