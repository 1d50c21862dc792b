"""A document on the screen: only the lines in sight are ever drawn."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from batteryviz.tui.layout import Laid, Place, Stop, lay_out
from batteryviz.views.document import Cell, Document

ROLES = (
    "title",
    "heading",
    "group",
    "column",
    "label",
    "text",
    "muted",
    "warning",
    "rule",
    "link",
    "reference",
    "disputed",
    "unchecked",
    "differs",
    "silence",
)


class DocumentView(ScrollView, can_focus=True):
    """Shows a document; the selection moves from row to row and from cell to cell."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"document--{role}" for role in ROLES} | {
        "document--selected",
        "document--chosen",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("left,h", "sideways(-1)", "Left", show=False),
        Binding("right,l", "sideways(1)", "Right", show=False),
        Binding("pageup", "leaf(-1)", "Page up", show=False),
        Binding("pagedown,space", "leaf(1)", "Page down", show=False),
        Binding("home,g", "edge(0)", "Top", show=False),
        Binding("end,G", "edge(-1)", "End", show=False),
        Binding("enter", "activate", "Open", show=False),
    ]

    stop: var[int] = var(0)
    column: var[int] = var(0)

    @dataclass
    class Activated(Message):
        """The reader chose a cell: by Enter, or by a click on the selected one."""

        view: "DocumentView"
        cell: Cell
        key: str

        @property
        def control(self) -> "DocumentView":
            """The view, for ``@on`` selectors."""
            return self.view

    @dataclass
    class Moved(Message):
        """The selection moved to another row or cell."""

        view: "DocumentView"
        cell: Cell
        key: str

        @property
        def control(self) -> "DocumentView":
            """The view, for ``@on`` selectors."""
            return self.view

    def __init__(
        self,
        document: Document | None = None,
        *,
        title: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """Show ``document``, with or without its title."""
        super().__init__(id=id)
        self._document = document
        self._title = title
        self._laid = Laid()
        self._laid_width = 0
        self._styles: dict[str, Style] = {}

    @property
    def document(self) -> Document | None:
        """The document shown."""
        return self._document

    @property
    def selected(self) -> Place | None:
        """The selected cell and its place, or ``None`` when there is none."""
        stop = self._stop()
        if stop is None:
            return None
        return stop.places[min(self.column, len(stop.places) - 1)]

    @property
    def selected_key(self) -> str:
        """What the selected row is about: a parameter, an event, a source."""
        stop = self._stop()
        return stop.key if stop else ""

    def show(self, document: Document, *, keep_place: bool = False) -> None:
        """Show another document, from its top or at the same row."""
        self._document = document
        if not keep_place:
            self.set_reactive(DocumentView.stop, 0)
            self.set_reactive(DocumentView.column, 0)
        self._lay_out()
        if not keep_place:
            self.scroll_to(0, 0, animate=False, immediate=True)

    def select_key(self, key: str) -> None:
        """Select the row about ``key``, if there is one."""
        for number, stop in enumerate(self._laid.stops):
            if stop.key == key:
                self.stop = number
                return

    def plain_line(self, number: int) -> str:
        """Return the text of one line of the screen."""
        return "".join(text for text, _ in self._laid.lines[number])

    def on_resize(self) -> None:
        """Lay out again when the width changed; the selection stays."""
        if self.size.width != self._laid_width:
            self._lay_out()

    def notify_style_update(self) -> None:
        """Forget styles of another theme."""
        super().notify_style_update()
        self._styles.clear()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self._document is None or width < 1:
            return
        self._laid_width = self.size.width
        self._laid = lay_out(self._document, width, title=self._title)
        self.virtual_size = Size(width, len(self._laid.lines))
        last = max(0, len(self._laid.stops) - 1)
        if self.stop > last:
            self.set_reactive(DocumentView.stop, last)
        if self.stop:
            self._keep_in_sight()
        self.refresh()

    def _stop(self) -> Stop | None:
        stops = self._laid.stops
        return stops[min(self.stop, len(stops) - 1)] if stops else None

    def watch_stop(self) -> None:
        """Follow the selection."""
        self._moved()

    def watch_column(self) -> None:
        """Follow the selection."""
        self._moved()

    def _moved(self) -> None:
        self._keep_in_sight()
        self.refresh()
        place = self.selected
        if place is not None:
            self.post_message(self.Moved(self, place.cell, self.selected_key))

    def _keep_in_sight(self) -> None:
        stop = self._stop()
        if stop is None:
            return
        # The first and last stop show what stands above and below them too.
        first = 0 if self.stop == 0 else stop.first
        is_last = self.stop == len(self._laid.stops) - 1
        last = len(self._laid.lines) - 1 if is_last else stop.last
        height = max(1, self.scrollable_content_region.height)
        if stop.last - first >= height:
            first = stop.first
        region = Region(0, first, 1, min(last - first + 1, height))
        if is_last and self.stop != 0:
            region = Region(0, stop.first, 1, min(last - stop.first + 1, height))
        self.scroll_to_region(region, animate=False, immediate=True, force=True)

    def action_move(self, step: int) -> None:
        """Move the selection by rows; scroll when there is no row to move to."""
        stops = self._laid.stops
        target = self.stop + step
        if not stops or not 0 <= target < len(stops):
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
        stop = self._stop()
        if stop is not None:
            here = min(self.column, len(stop.places) - 1)
            self.column = max(0, min(here + step, len(stop.places) - 1))

    def action_leaf(self, step: int) -> None:
        """Turn a page: the selection goes along."""
        height = max(1, self.scrollable_content_region.height - 2)
        line = self.scroll_offset.y + step * height
        self.scroll_relative(y=step * height, animate=False, immediate=True)
        self._select_line(max(0, line), step)

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
            self.post_message(self.Activated(self, place.cell, self.selected_key))

    async def _on_click(self, event: events.Click) -> None:
        line = event.y + self.scroll_offset.y
        for number, stop in enumerate(self._laid.stops):
            if stop.first <= line <= stop.last:
                column = next(
                    (
                        index
                        for index, place in enumerate(stop.places)
                        if place.start <= event.x < place.start + place.width
                    ),
                    min(self.column, len(stop.places) - 1),
                )
                again = (number, column) == (self.stop, self.column)
                self.stop, self.column = number, column
                if again and self.text_selection is None:
                    self.action_activate()
                return

    @property
    def allow_select(self) -> bool:
        """Text can be selected with the mouse on every page."""
        return True

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text under the mouse selection."""
        lines = (self.plain_line(number) for number in range(len(self._laid.lines)))
        return selection.extract("\n".join(lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's
        """Draw again while text is being selected."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self._style("text")
        if number >= len(self._laid.lines):
            return Strip.blank(self.size.width, base)
        line = self._laid.lines[number]
        segments = [Segment(text, self._style(role)) for text, role in line]
        strip = Strip(segments).adjust_cell_length(width, base)
        stop = self._stop()
        if stop is not None and stop.first <= number <= stop.last:
            strip = self._with_selection(strip, stop)
        if (selection := self.text_selection) is not None:
            span = selection.get_span(number)
            if span is not None:
                start, end = span
                end = width if end == -1 else end
                chosen = self.screen.get_component_rich_style("screen--selection")
                strip = _restyled(strip, start, end, chosen, width)
        return strip.apply_offsets(0, number)

    def _with_selection(self, strip: Strip, stop: Stop) -> Strip:
        place = stop.places[min(self.column, len(stop.places) - 1)]
        width = strip.cell_length
        return _restyled(
            strip,
            place.start,
            min(width, place.start + place.width),
            self._style("selected" if self.has_focus else "chosen"),
            width,
        )

    def _style(self, role: str) -> Style:
        if role not in self._styles:
            self._styles[role] = self.get_component_rich_style(f"document--{role}")
        return self._styles[role]


def _restyled(strip: Strip, start: int, end: int, style: Style, width: int) -> Strip:
    """Return ``strip`` with ``style`` laid over the columns ``start`` to ``end``."""
    if start >= end:
        return strip
    before, middle, after = (
        strip.divide([start, end, width])
        if end < width
        else (
            *strip.divide([start, width]),
            Strip.blank(0),
        )
    )
    painted = Strip([Segment(text, (base or style) + style) for text, base, _ in middle])
    return Strip.join([before, painted, after])
