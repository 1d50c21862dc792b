"""A scrolled view whose lines are drawn once: one that only changes its row is not drawn again."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Spacing
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from batteryviz.tui.quick_bar import QuickBar

SCREENS = 3
"""As many screens of lines are kept: not a book."""


class Look(NamedTuple):
    """What all lines of a view share: its sides as Textual draws them, and its colours."""

    left: Strip
    right: Strip
    blank: Style
    background: Color
    filters: Sequence[LineFilter]


class KeptLines(ScrollView, can_focus=True):
    """Draws its own lines and keeps them.

    Textual's own cache belongs to the rows of the screen, so that a view scrolled by one line
    is drawn anew as a whole, its border and padding line by line.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Keep nothing yet."""
        super().__init__(id=id)
        self._kept: dict[Hashable, Strip] = {}
        self._look: Look | None = None
        self._kept_for = (0, 0)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, one of ours."""
        # Textual lets one choose who draws a bar, not which bar it is: its own property makes
        # it with these two private names, and a bar of its own takes a third of each scroll.
        if self._vertical_scrollbar is None:
            thickness = self.scrollbar_size_vertical
            self._vertical_scrollbar = QuickBar(name="vertical", thickness=thickness)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def lines_in_sight(self, height: int) -> Sequence[Hashable]:
        """Return what tells the line in each of ``height`` rows from all others, as far as any are.

        A line that looks otherwise has another name; one without a name, ``None``, is not kept.
        """
        raise NotImplementedError

    def forget(self) -> None:
        """Draw every line again: what they say, their colours or their width changed."""
        self._kept.clear()
        self._look = None

    def notify_style_update(self) -> None:
        """Forget styles of another theme."""
        super().notify_style_update()
        self.forget()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows of ``crop``, borders and padding included."""
        gutter = self.styles.gutter
        width, height = self.outer_size
        if self._kept_for != (width, self.size.width):
            self._kept_for = width, self.size.width
            self.forget()
        names = self.lines_in_sight(height - gutter.height)
        strips = []
        for row in crop.line_range:
            if not gutter.top <= row < height - gutter.bottom:
                strips.append(self._drawn_by_textual(row))
                continue
            y = row - gutter.top
            name = names[y] if y < len(names) else None
            strips.append(self._kept.get(name) or self._drawn(y, name, gutter))
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _drawn(self, y: int, name: Hashable, gutter: Spacing) -> Strip:
        look = self._look or self._looked(gutter)
        strip = self.render_line(y).adjust_cell_length(self.size.width, look.blank)
        for line_filter in look.filters:
            strip = strip.apply_filter(line_filter, look.background)
        if gutter.width:
            strip = Strip.join([look.left, strip, look.right])
        if name is not None:
            if len(self._kept) >= SCREENS * self.size.height:
                self._kept.clear()
            self._kept[name] = strip
        return strip

    def _looked(self, gutter: Spacing) -> Look:
        width = self.outer_size.width
        line = self._drawn_by_textual(gutter.top)
        below, background = self.background_colors
        self._look = Look(
            line.crop(0, gutter.left),
            line.crop(width - gutter.right, width),
            Style(bgcolor=(below + background).rich_color),
            background,
            self.get_line_filters(),
        )
        return self._look

    def _drawn_by_textual(self, row: int) -> Strip:
        return super().render_lines(Region(0, row, self.outer_size.width, 1))[0]
