"""A document on the screen, whose selection keys and the mouse move from cell to cell."""

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from batteryviz.tui.selection_view import SelectionView
from batteryviz.views.document import Cell, Document


class DocumentView(SelectionView):
    """Shows a document; the selection moves from row to row and from cell to cell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "activate",
            "Open",
            tooltip="Open what is selected: a sheet, or who says so and who says otherwise",
            id="open",
        ),
        Binding("up", "move(-1)", "Row above", show=False, id="up"),
        Binding("down", "move(1)", "Row below", show=False, id="down"),
        Binding("left", "sideways(-1)", "Cell to the left", show=False, id="left"),
        Binding("right", "sideways(1)", "Cell to the right", show=False, id="right"),
        Binding("pageup", "leaf(-1)", "Page up", show=False, id="page-up"),
        Binding("pagedown,space", "leaf(1)", "Page down", show=False, id="page-down"),
        Binding("home", "edge(0)", "Top of the page", show=False, id="top"),
        Binding("end", "edge(-1)", "End of the page", show=False, id="end"),
    ]

    class Activated(Message):
        """The reader chose a cell: by Enter, or by a click on the selected one."""

        def __init__(
            self, view: "DocumentView", cell: Cell, key: str, document: Document | None
        ) -> None:
            """Tell of ``cell`` and of ``key``, what its row is about.

            ``document`` holds the cell: when this is read, the view may show another one.
            """
            super().__init__()
            self.view = view
            self.cell = cell
            self.key = key
            self.document = document

        @property
        def control(self) -> "DocumentView":
            """The view, for ``@on`` selectors."""
            return self.view

    def watch_stop(self, before: int, _now: int) -> None:
        """Follow the selection."""
        self.moved(before)

    def watch_column(self) -> None:
        """Follow the selection."""
        self.moved(self.stop)

    def moved(self, before: int) -> None:
        """Show where the selection is, after it was at the stop ``before``.

        Only the lines of the two are drawn anew; scrolling draws all by itself.
        """
        self.keep_in_sight()
        for stop in (*self._laid.stops[before : before + 1], self.selected_stop):
            if stop is not None:
                self.refresh_lines(stop.first, stop.last - stop.first + 1)

    def action_move(self, step: int) -> None:
        """Move the selection by rows; scroll when there is no row to move to."""
        stops = self._laid.stops
        target = self.stop + step
        if not stops or not 0 <= target < len(stops):
            if not self.screenful:
                self.scroll_relative(y=step * 3, animate=False, immediate=True)
            return
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        next_stop = stops[target]
        # A row far away is scrolled to in steps, so that text between rows is read too.
        if step > 0 and next_stop.first >= top + height * 2:
            self.scroll_relative(y=height // 2, animate=False, immediate=True)
        elif step < 0 and next_stop.last < top - height:
            self.scroll_relative(y=-(height // 2), animate=False, immediate=True)
        else:
            self.stop = target

    def action_sideways(self, step: int) -> None:
        """Move the selection to another cell of the row."""
        stop = self.selected_stop
        if stop is not None:
            here = min(self.column, len(stop.places) - 1)
            self.column = max(0, min(here + step, len(stop.places) - 1))

    def action_leaf(self, step: int) -> None:
        """Turn a page: the selection goes along."""
        if self.screenful:
            self._turn(step)
            return
        height = max(1, self.scrollable_content_region.height - 2)
        line = self.scroll_offset.y + step * height
        self.scroll_relative(y=step * height, animate=False, immediate=True)
        self._select_line(max(0, line), step)

    def _turn(self, step: int) -> None:
        """Show another screen; at the ends the key is left to the page."""
        rows, here = self.screenful, self.selected_stop
        screen = here.first // rows + step if here else -1
        found = (n for n, stop in enumerate(self._laid.stops) if stop.first // rows == screen)
        stop = next(found, None)
        if stop is None:
            raise SkipAction
        self.stop = stop

    def action_edge(self, end: int) -> None:
        """Go to the top or the end."""
        if self._laid.stops:
            self.stop = 0 if end == 0 else len(self._laid.stops) - 1
        if end == 0:
            self.scroll_home(animate=False, immediate=True)
        else:
            self.scroll_end(animate=False, immediate=True)

    def _select_line(self, line: int, step: int) -> None:
        stops = self._laid.stops
        if not stops:
            return
        inside = [
            number
            for number, stop in enumerate(stops)
            if line <= stop.first <= line + self.scrollable_content_region.height
        ]
        if inside:
            self.set_reactive(DocumentView.stop, inside[0])
        elif step > 0 and line > stops[-1].first:
            self.set_reactive(DocumentView.stop, len(stops) - 1)
        self.refresh()

    def action_activate(self) -> None:
        """Open what stands behind the selected cell."""
        place = self.selected
        if place is not None:
            self.post_message(self.Activated(self, place.cell, self.selected_key, self._document))

    async def _on_click(self, event: events.Click) -> None:
        line, _ = self.line_at(event.y)
        for number, stop in enumerate(self._laid.stops):
            if stop.first <= line <= stop.last:
                x = event.x - self.gutter.left
                column = next(
                    (
                        index
                        for index, place in enumerate(stop.places)
                        if place.start <= x < place.start + place.width
                    ),
                    min(self.column, len(stop.places) - 1),
                )
                again = (number, column) == (self.stop, self.column)
                self.stop, self.column = number, column
                if again and self.text_selection is None:
                    self.action_activate()
                return
