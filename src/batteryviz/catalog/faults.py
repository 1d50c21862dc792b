"""What is wrong in a pack, and where."""

from typing import NamedTuple

from batteryviz.catalog.strict_yaml import Path


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
    path: Path
    message: str


class PackError(Exception):
    """A pack that does not load, with every fault found in it."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep ``faults`` in the order of files and lines."""
        self.faults = sorted(set(faults))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class NoPackError(Exception):
    """There is no pack of spec files at the place named."""
