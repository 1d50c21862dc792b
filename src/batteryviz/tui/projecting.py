"""The projector mode: one idea a screen, at most 30 rows, the strongest contrast, no hints."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var

from batteryviz.tui.exporting import Exporting
from batteryviz.tui.themes import THEMES


class Projecting(Exporting):
    """An app that can be shown to a room; its style sheet says how that looks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "P",
            "projector",
            "Projector",
            show=False,
            tooltip="Plain and high in contrast, to be read from the back row",
            id="projector",
        ),
    ]

    projecting: var[bool] = var(False)
    _theme_before = ""

    def watch_projecting(self, projecting: bool) -> None:
        """Change to the plain look, in a theme of 7:1 or more, and back."""
        ours = [theme.name for theme in THEMES]
        if projecting:
            self._theme_before = self.theme
            if self.theme not in ours:
                self.theme = ours[0]
        elif self._theme_before:
            self.theme = self._theme_before
        self.set_class(projecting, "-projector")

    def action_projector(self) -> None:
        """Go to the projector mode, and back."""
        self.projecting = not self.projecting
