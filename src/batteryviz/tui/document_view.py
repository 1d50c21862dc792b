"""A document on the screen, with a selection that moves from row to row and cell to cell."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from batteryviz.export.layout import Laid, Place, Stop, lay_out
from batteryviz.safety.words import words_of
from batteryviz.tui.addresses import address_behind
from batteryviz.tui.journey import Place as Placing
from batteryviz.tui.lines_view import LinesView, restyled
from batteryviz.views.document import Cell, Document, Row


class DocumentView(LinesView):
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

    stop: var[int] = var(0)
    column: var[int] = var(0)

    @dataclass
    class Activated(Message):
        """The reader chose a cell: by Enter, or by a click on the selected one."""

        view: "DocumentView"
        cell: Cell
        key: str
        document: Document | None
        """What holds the cell: when this is read, the view may show another one."""

        @property
        def control(self) -> "DocumentView":
            """The view, for ``@on`` selectors."""
            return self.view

    def __init__(
        self,
        document: Document | None = None,
        *,
        title: bool = True,
        lists_sources: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Show ``document``, with or without its title.

        Whoever shows it to a room may leave the list of sources out: each screen names its own.
        """
        super().__init__(id=id)
        self._lists_sources = lists_sources
        self._document = document
        self._title = title
        self._wanted: str | Placing | tuple[str, ...] | None = None

    @property
    def document(self) -> Document | None:
        """The document shown."""
        return self._document

    @property
    def selected_stop(self) -> Stop | None:
        """The selected lines, with the row they show."""
        stops = self._laid.stops
        return stops[min(self.stop, len(stops) - 1)] if stops else None

    @property
    def selected(self) -> Place | None:
        """The selected cell and its place, or ``None`` when there is none."""
        stop = self.selected_stop
        if stop is None:
            return None
        return stop.places[min(self.column, len(stop.places) - 1)]

    def rows_of_selection(self) -> list[Row]:
        """Return the row selected and the rows around it that go on with its matter."""
        stops, here = self._laid.stops, self.selected_stop
        if here is None or here.row is None:
            return []
        first = last = stops.index(here)
        while first > 0 and here.key and stops[first - 1].key == here.key:
            first -= 1
        while last + 1 < len(stops) and here.key and stops[last + 1].key == here.key:
            last += 1
        rows = [stop.row for stop in stops[first : last + 1] if stop.row is not None]
        # In a stacked table several stops show one row.
        return [row for position, row in enumerate(rows) if row not in rows[:position]]

    @property
    def selected_address(self) -> str:
        """The web address behind what is selected, or nothing."""
        if self._document is None:
            return ""
        place = self.selected
        return address_behind(self._document, place.cell if place else None, self.selected_key)

    @property
    def selected_key(self) -> str:
        """What the selected row is about: a parameter, an event, a source."""
        stop = self.selected_stop
        return stop.key if stop else ""

    @property
    def place(self) -> Placing:
        """Where in the document the reader is."""
        return Placing(self.stop, self.column, self.scroll_offset.y)

    def show(self, document: Document, *, keep_place: bool = False) -> None:
        """Show another document, from its top or at the same row."""
        self._document = document
        self._wanted = None
        if not keep_place:
            self._laid = Laid()
            self.set_reactive(DocumentView.stop, 0)
            self.set_reactive(DocumentView.column, 0)
            self.scroll_to(0, 0, animate=False, immediate=True)
        self._lay_out()

    def return_to(self, place: Placing) -> None:
        """Put the reader back to ``place``, at once or when the document is laid out."""
        self._wanted = place
        self._go_where_wanted()

    def select_key(self, key: str) -> None:
        """Select the row about ``key``, at once or when the document is laid out."""
        self._wanted = key
        self._go_where_wanted()

    def select_words(self, words: Sequence[str]) -> None:
        """Select the row that holds most of ``words``, if one holds any."""
        self._wanted = tuple(words)
        self._go_where_wanted()

    def _go_where_wanted(self) -> None:
        stops, wanted = self._laid.stops, self._wanted
        if not stops or wanted is None:
            return
        self._wanted = None
        if isinstance(wanted, str):
            found = (number for number, stop in enumerate(stops) if stop.key == wanted)
            self.stop = next(found, self.stop)
            return
        if not isinstance(wanted, Placing):
            self.stop = _best_row(stops, wanted, self.stop)
            return
        self.set_reactive(DocumentView.stop, min(wanted.row, len(stops) - 1))
        self.set_reactive(DocumentView.column, wanted.column)
        if self.screenful:
            self.keep_in_sight()
        else:
            self.scroll_to(0, wanted.line, animate=False, immediate=True, force=True)
        self.refresh()

    def _laid_out(self, width: int) -> Laid | None:
        if self._document is None:
            return None
        if rows := self.screenful:
            from batteryviz.tui.projected import lay_projected

            return lay_projected(self._document, width, rows, with_sources=self._lists_sources)
        return lay_out(self._document, width, title=self._title)

    @property
    def screenful(self) -> int:
        """Rows of one screen where the page is shown screen by screen, to a room; else 0."""
        return self.scrollable_content_region.height if self.app.has_class("-projector") else 0

    @property
    def _room(self) -> tuple[int, int]:
        return self.size.width, self.screenful

    def _lay_out(self) -> None:
        before, place = self.selected_stop, self.selected
        super()._lay_out()
        if before is not None and place is not None:
            self._find_again(before, place.cell)
        self._go_where_wanted()
        if self.stop:
            self.keep_in_sight()

    def _find_again(self, before: Stop, cell: Cell) -> None:
        """Select the cell that was selected, or its row, in a new layout."""
        stops = self._laid.stops
        for number, stop in enumerate(stops):
            for column, place in enumerate(stop.places):
                if place.cell is cell:
                    self.set_reactive(DocumentView.stop, number)
                    self.set_reactive(DocumentView.column, column)
                    return
        if not (self.stop < len(stops) and stops[self.stop].key == before.key):
            found = (number for number, stop in enumerate(stops) if stop.key == before.key)
            number = next(found, min(self.stop, max(0, len(stops) - 1)))
            self.set_reactive(DocumentView.stop, number)

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

    def keep_in_sight(self) -> None:
        """Scroll as little as shows the selection, and what stands around it at the ends."""
        stop = self.selected_stop
        if stop is None:
            return
        if rows := self.screenful:
            screen = stop.first // rows * rows
            self.scroll_to(0, screen, animate=False, immediate=True, force=True)
            return
        # The first and last stop show what stands above and below them too.
        first = 0 if self.stop == 0 else stop.first
        is_last = self.stop == len(self._laid.stops) - 1
        last = len(self._laid.lines) - 1 if is_last else stop.last
        height = max(1, self.scrollable_content_region.height)
        if stop.last - first >= height:
            first = stop.first
        # A head that stays in sight hides as many lines of its table.
        hidden = len(sticky.head) if (sticky := self.sticky_at(first)) else 0
        top = max(0, first - hidden)
        region = Region(0, top, 1, min(last - top + 1, height))
        self.scroll_to_region(region, animate=False, immediate=True, force=True)

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

    @property
    def lines_painted(self) -> range:
        """The lines of the selection."""
        stop = self.selected_stop
        return range(stop.first, stop.last + 1) if stop else range(0)

    @property
    def paint(self) -> Hashable:
        """Which columns are selected, and in which colour."""
        place = self.selected
        return place and (place.start, place.width, self.has_focus)

    def painted(self, strip: Strip, number: int) -> Strip:
        """Return the line with the selected cell brought out."""
        stop, place = self.selected_stop, self.selected
        if stop is None or place is None or not stop.first <= number <= stop.last:
            return strip
        style = self.style_of("selected" if self.has_focus else "chosen")
        if self.screenful and place.width and number == stop.first:
            from batteryviz.tui.projected import POINTER

            pointer = Strip([Segment(POINTER, self.style_of("heading"))])
            strip = Strip.join([pointer, strip.crop(pointer.cell_length)])
        return restyled(strip, place.start, place.start + place.width, style)


def _best_row(stops: Sequence[Stop], words: Sequence[str], otherwise: int) -> int:
    """Return the number of the first row that holds most of ``words``."""
    best, held = otherwise, 0
    for number, stop in enumerate(stops):
        if stop.row is None:
            continue
        label, *values = (words_of(cell.text) for cell in stop.row.cells)
        said = [word for value in values for word in value]
        # What a row is about says more than a word in its value.
        count = sum(2 * _is_among(word, label) + _is_among(word, said) for word in words)
        if count > held:
            best, held = number, count
    return best


SAME_STEM = 5
"""Letters that make two longer words one: launcher, launching."""


def _is_among(word: str, said: Sequence[str]) -> bool:
    return any(
        other.startswith(word) or (len(word) > SAME_STEM and other[:SAME_STEM] == word[:SAME_STEM])
        for other in said
    )
