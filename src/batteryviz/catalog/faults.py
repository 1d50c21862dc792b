"""What is wrong in a pack, and where."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from batteryviz.safety.strict_yaml import Path

MOST_FAULTS = 200
"""Faults listed of one pack: its writer mends some and runs again."""

LONGEST_MESSAGE = 400
"""Characters of one message, however long the text at fault."""


class Fault(NamedTuple):
    """One fault with its place: printed as ``file:line:column: message``."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class Problem(NamedTuple):
    """A broken promise: the file (``elements/m903``), the path in it, and the sentence."""

    file: str
    path: "Path"
    message: str


class Faults:
    """Faults as they are found; when it is full, looking on is wasted work.

    A hostile file can hold a hundred thousand faults, each with a sentence of its own.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._found: set[Fault] = set()
        self.full = False

    def add(self, file: str, place: tuple[int, int], message: str) -> None:
        """Note a fault; past the most that is listed, only that there are more."""
        if len(message) > LONGEST_MESSAGE:
            message = f"{message[: LONGEST_MESSAGE - 1]}…"
        if len(self._found) < MOST_FAULTS:
            self._found.add(Fault(file, *place, message))
        else:
            self.full = True

    def __bool__(self) -> bool:
        return bool(self._found)

    def __iter__(self) -> Iterator[Fault]:
        """Yield the faults in the order of files and lines, and say when it is not all."""
        listed = sorted(self._found)
        yield from listed
        if self.full:
            yield listed[-1]._replace(message=f"more than {MOST_FAULTS} faults: reading stops here")


class PackError(Exception):
    """A pack that does not load, with the faults found in it."""

    def __init__(self, faults: Faults) -> None:
        """Keep ``faults`` in the order of files and lines."""
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class NoPackError(Exception):
    """There is no pack of spec files at the place named."""
