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
    in_passing: bool = False
    """Whether the reader only came by: the next page looked at in passing takes its place."""


@dataclass
class Journey:
    """The pages visited, oldest first, and those the reader went back from."""

    _behind: list[Visit] = field(default_factory=list)
    _ahead: list[Visit] = field(default_factory=list)

    @property
    def here(self) -> Visit | None:
        """The page the reader is on."""
        return self._behind[-1] if self._behind else None

    def go(self, key: str, left_at: Place, *, in_passing: bool = False) -> bool:
        """Go to ``key``, having left the last page at ``left_at``; ``False`` if there already."""
        if self.here is not None:
            if self.here.key == key:
                self.here.in_passing &= in_passing
                return False
            self.here.place = left_at
            self.here.in_passing = False
        self._behind.append(Visit(key, in_passing=in_passing))
        self._ahead.clear()
        return True

    def pass_on(self, key: str, left_at: Place) -> None:
        """Go on to ``key`` in passing: however many are passed, the last alone is a visit."""
        if self.here is not None and self.here.in_passing:
            self.here.key = key
        else:
            self.go(key, left_at, in_passing=True)

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
