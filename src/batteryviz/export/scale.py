"""Rival numbers as intervals on one scale, drawn in characters."""

from batteryviz.export.words import with_signs
from batteryviz.views.document import Intervals

LABEL_WIDTH = 30


def drawn(intervals: Intervals, width: int) -> list[str]:
    """Return one line a voice: its name, its interval on a shared scale, its value.

    An exact number is ``●``, a range ``├──┤``, an open end ``▶`` or ``◀``.
    """
    ends = [end for row in intervals.rows for end in (row.low, row.high) if end is not None]
    least, most = min([0.0, *ends]), max(ends)
    # Open ends need room to be seen beyond the largest number.
    most += (most - least) * 0.15 or 1.0
    values = [with_signs(row.cell) for row in intervals.rows]
    room = max(10, width - LABEL_WIDTH - max(len(value) for value in values) - 4)

    def column(end: float) -> int:
        return round((end - least) / (most - least) * (room - 1))

    lines = []
    for row, value in zip(intervals.rows, values, strict=True):
        low = 0 if row.low is None else column(row.low)
        high = room - 1 if row.high is None else column(row.high)
        if low == high:
            bar = "●"
        else:
            start = "◀" if row.low is None else "├"
            end = "▶" if row.high is None else "┤"
            bar = f"{start}{'─' * (high - low - 1)}{end}"
        label = row.label if len(row.label) <= LABEL_WIDTH else f"{row.label[: LABEL_WIDTH - 1]}…"
        lines.append(f"{label:<{LABEL_WIDTH}}  {' ' * low}{bar:<{room - low}}  {value}")
    return lines
