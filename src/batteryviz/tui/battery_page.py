"""Battery: the home page, a battery as boxes with its parts and totals."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from batteryviz.compiled.opening import Library
from batteryviz.tui.document_view import DocumentView
from batteryviz.tui.page import Page
from batteryviz.views.document import Document

FIRST = "battery:us-battery-of-eight"


class BatteryPage(Page):
    """The battery, its parts and what they rest on."""

    HINTS: ClassVar[tuple[str, ...]] = ("+ - launchers",)
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("+ -", "one launching station more or less, from 1 to 8"),
        ("Enter", "who says so, or the sheet of a part"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        ("plus,equals_sign", "launchers(1)", "More launchers"),
        ("minus", "launchers(-1)", "Fewer launchers"),
    ]

    def __init__(self, library: Library, name: str) -> None:
        """Show batteries of ``library``."""
        super().__init__(library, name)
        self._count = 0

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        with Horizontal():
            yield DocumentView(self._first(), id="battery-view")

    def _first(self) -> Document:
        ready = self.library.store.document(FIRST)
        return ready if ready is not None else self.library.page("list")

    def action_launchers(self, step: int) -> None:
        """Add or take a launching station, within the rule."""
        from batteryviz.views.composing import with_launchers
        from batteryviz.views.composition import composition
        from batteryviz.views.seeding import default_battery

        battery = default_battery(self.library.catalog)
        if battery is None:
            return
        count = (self._count or battery.launcher_count) + step
        try:
            changed = with_launchers(self.library.catalog, battery, count)
        except ValueError as error:
            self.host.say(str(error))
            return
        self._count = count
        document = composition(self.library.catalog, changed, self.host.units)
        self.query_one(DocumentView).show(document, keep_place=True)
