"""The screen of the pages."""

from typing import Any

from textual import events
from textual.screen import Screen


class FirstScreen(Screen[Any]):
    """The screen the explorer begins with.

    Textual works out all styles of a screen when it is shown. Those of this one were just
    worked out, as each of its widgets was made.
    """

    _was_shown = False

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave the styles alone the first time."""
        if not self._was_shown:
            self._was_shown = True
            event.refresh_styles = False
