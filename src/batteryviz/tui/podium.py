"""Where a presenter stands in a tour, kept in a small file so that notes can follow.

The terminal the class sees writes the file at each step; a second terminal, or several,
read it. Nothing else passes between them, so that it works on every platform and a
reader that comes late or goes away harms nothing.
"""

import json
from pathlib import Path
from typing import NamedTuple

from batteryviz.safety.files import write_atomically
from batteryviz.safety.names import is_slug
from batteryviz.safety.reading import UnreadableError, read_text

_LARGEST = 4_096


class Standing(NamedTuple):
    """A step of a tour, counted from 1; 0 once the tour has ended."""

    tour: str
    step: int


class Podium:
    """The file in which a presenter's place is kept."""

    def __init__(self, file: Path | None) -> None:
        """Keep the place in ``file``; without one, nothing is kept."""
        self._file = file

    def stand(self, tour: str, step: int) -> None:
        """Note the step the class sees. A place that cannot be written stops no lesson."""
        if self._file is None:
            return
        data = json.dumps({"tour": tour, "step": step}).encode()
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file, data, replace=True)
        except OSError:
            # On Windows a reader can hold the file for a moment; the next step writes again.
            return

    def leave(self, tour: str) -> None:
        """Note that the tour has ended."""
        self.stand(tour, 0)

    def where(self) -> Standing | None:
        """Return where the presenter stands, or ``None`` when no one has begun."""
        if self._file is None:
            return None
        try:
            data = json.loads(read_text(self._file, _LARGEST))
        except (UnreadableError, ValueError, RecursionError):
            return None
        if not isinstance(data, dict):
            return None
        tour, step = data.get("tour"), data.get("step")
        if not isinstance(tour, str) or not is_slug(tour):
            return None
        if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step <= 99:
            return None
        return Standing(tour, step)
