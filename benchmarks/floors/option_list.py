"""A Textual app with its own list of options: the usual way to show a list."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import OptionList


class Options(App[None]):
    """Shows a list."""

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield OptionList(*(f"element {number}" for number in range(int(sys.argv[1]))))


Options().run()
