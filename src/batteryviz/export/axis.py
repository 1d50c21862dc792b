"""Rival numbers on one scale, as positions from 0 to 1, for whoever draws them."""

import math
from typing import NamedTuple

from batteryviz.model.units import UNITS
from batteryviz.views.document import Cell, Intervals

MOST_TICKS = 6


class Bar(NamedTuple):
    """One voice on the scale: its ends as positions, and as numbers."""

    label: str
    cell: Cell
    start: float
    end: float
    low: float | None
    """The number at the start, in the unit of the scale; ``None`` when it is left open."""
    high: float | None

    @property
    def open_start(self) -> bool:
        """Whether the source leaves the lower end open."""
        return self.low is None

    @property
    def open_end(self) -> bool:
        """Whether the source leaves the upper end open."""
        return self.high is None

    @property
    def is_point(self) -> bool:
        """Whether the voice gives one number."""
        return self.start == self.end


class Tick(NamedTuple):
    """A mark on the scale and its number."""

    position: float
    label: str


class Axis(NamedTuple):
    """A scale with its bars."""

    title: str
    unit: str
    """The sign of the unit, or nothing."""
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]


def axis(intervals: Intervals) -> Axis:
    """Return ``intervals`` on a scale that starts at zero, or below for negative numbers."""
    unit = UNITS.get(intervals.unit)
    factor = float(unit.factor) if unit and unit.factor is not None else 1.0
    offset = float(unit.offset) if unit else 0.0

    def printed(number: float) -> float:
        return (number - offset) / factor

    ends = [
        printed(end) for row in intervals.rows for end in (row.low, row.high) if end is not None
    ]
    least, most = min(0.0, *ends), max(0.0, *ends)
    # Open ends need room to be seen beyond the largest number.
    most += (most - least) * 0.12 or 1.0
    step = _step(most - least)

    def place(number: float) -> float:
        return round((number - least) / (most - least), 5)

    first = math.ceil(least / step)
    return Axis(
        intervals.title,
        unit.symbol if unit else "",
        tuple(
            Tick(place(number * step), f"{round(number * step, 6):,g}")
            for number in range(first, math.floor(most / step) + 1)
        ),
        tuple(
            Bar(
                row.label,
                row.cell,
                0.0 if row.low is None else place(printed(row.low)),
                1.0 if row.high is None else place(printed(row.high)),
                None if row.low is None else printed(row.low),
                None if row.high is None else printed(row.high),
            )
            for row in intervals.rows
        ),
    )


def _step(width: float) -> float:
    """Return the smallest step of 1, 2 or 5 that gives a readable number of ticks."""
    magnitude = 10.0 ** math.floor(math.log10(width / MOST_TICKS))
    return next(
        magnitude * factor
        for factor in (1, 2, 5, 10, 20)
        if width / (magnitude * factor) <= MOST_TICKS
    )
