"""The projector mode: one idea a screen, at most 30 rows, the strongest contrast, no hints."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var

from batteryviz.tui.exporting import Exporting
from batteryviz.tui.lines_view import LinesView
from batteryviz.tui.themes import THEME_NAMES, THEMES

PROJECTED = tuple(theme.name for theme in THEMES)
"""The themes whose every text stands at 7:1 or more."""


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
        if projecting == self.has_class("-projector"):
            # A start tells what is so already.
            return
        self.read_all_styles()
        if projecting:
            self._theme_before = self.theme
            if self.theme not in PROJECTED:
                self.theme = PROJECTED[0]
        elif self._theme_before:
            self.theme = self._theme_before
        self.set_class(projecting, "-projector")
        self.call_after_refresh(self._lay_out_again)

    def _lay_out_again(self) -> None:
        """Cut what is in sight into screens, or join it again, the selection as it was."""
        for screen in self.screen_stack:
            for view in screen.query(LinesView):
                view.lay_out_again()

    def action_projector(self) -> None:
        """Go to the projector mode, and back."""
        self.projecting = not self.projecting

    def action_theme(self) -> None:
        """Show the next theme; for a room, of those that stand out enough."""
        names = PROJECTED if self.projecting else THEME_NAMES
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.say(f"theme: {self.theme}")

    @property
    def own_theme(self) -> str:
        """The theme the reader chose for themselves, not for a room."""
        return self._theme_before if self.projecting and self._theme_before else self.theme
