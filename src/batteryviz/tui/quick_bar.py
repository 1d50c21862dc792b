"""A scroll bar that is drawn without Rich: it is drawn whenever a list moves by a line."""

from functools import lru_cache

from rich.color import Color
from rich.style import Style
from textual.css.styles import RulesMap
from textual.scrollbar import ScrollBarRender
from textual.strip import Strip
from textual.style import Style as VisualStyle
from textual.visual import RenderOptions, Visual

PLAIN = Color.default()


class QuickBar(ScrollBarRender):
    """Textual's own upright scroll bar, its rows kept."""

    def visualize(self) -> Visual:
        """Return what Textual draws without asking Rich."""
        return _Rows(self)


class _Rows(Visual):
    def __init__(self, bar: QuickBar) -> None:
        self._bar = bar

    def render_strips(
        self,
        width: int,
        height: int | None,
        style: VisualStyle,  # noqa: ARG002 - the bar has its own
        options: RenderOptions,  # noqa: ARG002 - nothing in a bar can be selected
    ) -> list[Strip]:
        bar = self._bar
        colours = bar.style if isinstance(bar.style, Style) else Style.parse(bar.style)
        place = (bar.virtual_size, bar.window_size, bar.position)
        return list(_rows(height or 0, *place, width, colours))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return self._bar.thickness

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return self._bar.virtual_size


@lru_cache(maxsize=64)
def _rows(
    height: int, whole: int, window: int, position: float, width: int, colours: Style
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
