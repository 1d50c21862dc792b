"""Where the reader has been: back and forward, to the same place of the same page."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """A place on a page: the selected row and cell, and how far it was scrolled."""

    row: int = 0
    column: int = 0
    line: int = 0


START = Place()


@dataclass
class Visit:
    """One page visited, and where on it the reader was when leaving."""

    key: str
    place: Place = START


@dataclass
class Journey:
    """The pages visited, oldest first, and those the reader went back from."""

    _behind: list[Visit] = field(default_factory=list)
    _ahead: list[Visit] = field(default_factory=list)

    @property
    def here(self) -> Visit | None:
        """The page the reader is on."""
        return self._behind[-1] if self._behind else None

    def go(self, key: str, left_at: Place) -> bool:
        """Go to ``key``, having left the last page at ``left_at``; ``False`` if there already."""
        if self.here is not None:
            if self.here.key == key:
                return False
            self.here.place = left_at
        self._behind.append(Visit(key))
        self._ahead.clear()
        return True

    def back(self, left_at: Place) -> Visit | None:
        """Return to the page before, or ``None`` on the first."""
        if len(self._behind) < 2:
            return None
        left = self._behind.pop()
        left.place = left_at
        self._ahead.append(left)
        return self._behind[-1]

    def forward(self, left_at: Place) -> Visit | None:
        """Return to the page the reader went back from, or ``None``."""
        if not self._ahead:
            return None
        if self.here is not None:
            self.here.place = left_at
        self._behind.append(self._ahead.pop())
        return self._behind[-1]
