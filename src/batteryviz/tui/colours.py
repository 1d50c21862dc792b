"""No colours at all, for those who ask for none."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


@lru_cache(1024)
def _without(style: Style) -> Style:
    return style.without_color


class WithoutColours(LineFilter):
    """Takes every colour code out of what is drawn; bold, underline and reverse stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's
        """Return ``segments`` without colours."""
        return [
            Segment(text, _without(style) if style else None, control)
            for text, style, control in segments
        ]
