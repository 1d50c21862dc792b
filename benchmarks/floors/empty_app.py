"""An empty Textual app: one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    """Shows that it has started."""

    def compose(self) -> ComposeResult:
        """Lay out one line."""
        yield Static("READY")


Empty().run()
