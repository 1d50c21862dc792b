"""A scroll bar that is drawn quickly: it is drawn whenever a list moves by a line."""

from functools import lru_cache

from rich.color import Color
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

PLAIN = Color.default()


class QuickBar(ScrollBar):
    """Textual's own upright scroll bar, its rows neither laid out by Rich nor one by one."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows of ``crop``."""
        width, height = self.size
        bar = self.render()
        if not isinstance(bar, ScrollBarRender) or not isinstance(bar.style, Style):
            return super().render_lines(crop)
        place = (bar.virtual_size, bar.window_size, bar.position)
        rows = _rows(height, width, *place, bar.style)
        background = self.background_colors[1]
        strips = list(rows[crop.y : crop.bottom])
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips


@lru_cache(maxsize=4)
def _rows(
    height: int,
    width: int,
    whole: int,
    window: int,
    position: float,
    colours: Style,
) -> tuple[Strip, ...]:
    bar = ScrollBarRender.render_bar(
        size=height,
        virtual_size=whole,
        window_size=window,
        position=position,
        thickness=width,
        back_color=colours.bgcolor or PLAIN,
        bar_color=colours.color or PLAIN,
    )
    return tuple(Strip([segment], width) for segment in bar.segments)
