"""A scrolled view whose lines are drawn once: a line that only changes its row is not drawn again."""

from collections.abc import Sequence

from rich.style import Style
from textual.geometry import Region, Spacing
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from batteryviz.tui.quick_bar import QuickBar

CHANGING = -1
"""In place of the number of a line that is drawn each time."""

MOST = 400
"""Lines that are kept: some screens of them, not a book."""


class KeptLines(ScrollView, can_focus=True):
    """Draws its own lines and keeps them.

    Textual's own cache belongs to the rows of the screen, so that a view scrolled by one line
    is drawn anew as a whole, its border and padding line by line.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Keep nothing yet."""
        super().__init__(id=id)
        self._kept: dict[int, Strip] = {}
        self._edges: tuple[Strip, Strip] | None = None
        self._kept_for = (0, 0)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, drawn our way."""
        bar = super().vertical_scrollbar
        # Textual's way to choose who draws one bar: the name belongs to the class as well.
        bar.renderer = QuickBar  # type: ignore[misc]
        return bar

    def numbers_in_sight(self, height: int) -> Sequence[int]:
        """Return the number of the line in each of ``height`` rows, as far as there are lines.

        ``CHANGING`` stands for one that is not to be kept: it may soon look otherwise.
        """
        raise NotImplementedError

    def forget(self) -> None:
        """Draw every line again: what they say, their colours or their width changed."""
        self._kept.clear()
        self._edges = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows of ``crop``, borders and padding included."""
        gutter = self.styles.gutter
        width, height = self.outer_size
        if self._kept_for != (width, self.size.width):
            self._kept_for = width, self.size.width
            self.forget()
        numbers = self.numbers_in_sight(height - gutter.height)
        strips = []
        for row in crop.line_range:
            if not gutter.top <= row < height - gutter.bottom:
                strips.append(self._textual_row(row))
                continue
            y = row - gutter.top
            number = numbers[y] if y < len(numbers) else CHANGING
            strips.append(self._kept.get(number) or self._drawn(y, number, gutter))
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _drawn(self, y: int, number: int, gutter: Spacing) -> Strip:
        below, background = self.background_colors
        blank = Style(bgcolor=(below + background).rich_color)
        strip = self.render_line(y).adjust_cell_length(self.size.width, blank)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, background)
        if gutter.width:
            left, right = self._sides(y, gutter)
            strip = Strip.join([left, strip, right])
        if number != CHANGING:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[number] = strip
        return strip

    def _sides(self, y: int, gutter: Spacing) -> tuple[Strip, Strip]:
        """Return what stands left and right of each line, as Textual draws it."""
        if self._edges is None:
            width = self.outer_size.width
            whole = self._textual_row(y + gutter.top)
            self._edges = whole.crop(0, gutter.left), whole.crop(width - gutter.right, width)
        return self._edges

    def _textual_row(self, y: int) -> Strip:
        return super().render_lines(Region(0, y, self.outer_size.width, 1))[0]
