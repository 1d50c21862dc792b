"""A document on the screen, with one of its cells selected."""

from collections.abc import Hashable, Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import var
from textual.strip import Strip

from batteryviz.export.layout import Laid, Place, Stop, lay_out
from batteryviz.safety.words import words_of
from batteryviz.tui.addresses import address_behind
from batteryviz.tui.journey import Place as Placing
from batteryviz.tui.lines_view import LinesView, restyled
from batteryviz.views.document import Cell, Document, Row


class SelectionView(LinesView):
    """Lays a document out, and keeps one of its cells selected, in sight and brought out."""

    stop: var[int] = var(0)
    column: var[int] = var(0)

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
            self.set_reactive(SelectionView.stop, 0)
            self.set_reactive(SelectionView.column, 0)
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
        self.set_reactive(SelectionView.stop, min(wanted.row, len(stops) - 1))
        self.set_reactive(SelectionView.column, wanted.column)
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
        was_projected = bool(self._laid_for[1])
        super()._lay_out()
        # Between a page and screens, who is at the top stays there: before the first row that
        # can be chosen, a room has screens to stop at.
        turned = was_projected != bool(self._laid_for[1])
        if before is not None and place is not None and not (turned and self.stop == 0):
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
                    self.set_reactive(SelectionView.stop, number)
                    self.set_reactive(SelectionView.column, column)
                    return
        if not (self.stop < len(stops) and stops[self.stop].key == before.key):
            found = (number for number, stop in enumerate(stops) if stop.key == before.key)
            number = next(found, min(self.stop, max(0, len(stops) - 1)))
            self.set_reactive(SelectionView.stop, number)

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
