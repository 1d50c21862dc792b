"""What a benchmark gives: a figure beside its floor and its goal."""

import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured thing."""

    section: str
    """The part of the table it belongs to: ``look-ups``, ``first paint``, ``growth``."""
    name: str
    value: float
    unit: str
    """``ms``, ``MiB``, ``s`` or ``µs a record``."""
    ratio: float | None = None
    """To the floor of its section, when one was measured in the same turns."""
    floor: str = ""
    """What the ratio is to."""
    goal: str = ""
    """The goal in words; nothing for floors and peers."""
    met: bool | None = None
    note: str = ""


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def late(values: Sequence[float], share: float = 0.99) -> float:
    """Return the value that ``share`` of ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
