"""What a benchmark gives: a figure beside its floor and its goal."""

import math
import statistics
from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured thing."""

    section: str
    """The table it belongs to: ``look-ups``, ``first paint``, ``growth``."""
    name: str
    value: float
    unit: str
    """``ms``, ``MiB``, ``s``, ``µs a record``."""
    ratio: float | None = None
    floor: str = ""
    """What the ratio is to."""
    goal: str = ""
    """The goal as printed; nothing for floors and peers."""
    met: bool | None = None
    """Whether the goal is met; ``None`` where it is to state the figure."""
    note: str = ""


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def late(values: Sequence[float], share: float = 0.99) -> float:
    """Return the value that ``share`` of ``values`` do not exceed."""
    return sorted(values)[math.ceil(len(values) * share) - 1]


def held(
    section: str,
    name: str,
    value: float,
    unit: str,
    most: float,
    *,
    floor: float | None = None,
    to: str = "",
    note: str = "",
) -> Figure:
    """Return a figure with a goal: at most ``most``, as a ratio where there is a ``floor``."""
    ratio = value / floor if floor else None
    goal = f"at most {most:g} x" if floor else f"at most {most:g} {unit}"
    met = (value if ratio is None else ratio) <= most
    return Figure(section, name, value, unit, ratio, to, goal, met, note)


def beside(
    section: str, name: str, value: float, unit: str, floor: float, to: str, note: str = ""
) -> Figure:
    """Return a figure without a goal, beside its floor."""
    return Figure(section, name, value, unit, value / floor, to, note=note)
