"""Styles: those of the first page before it is painted, all others right after it."""

from pathlib import Path
from typing import Final

from batteryviz.tui.answering import Answering

LATER: Final = Path(__file__).with_name("later.tcss")


class Styling(Answering):
    """An app whose first page does not wait for the styles of the others."""

    _has_all_styles = False

    def read_all_styles(self) -> None:
        """Read what the first page does without, unless that was done before."""
        if not self._has_all_styles:
            self._has_all_styles = True
            self.stylesheet.read(LATER)
            self.stylesheet.parse()
