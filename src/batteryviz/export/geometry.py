"""Where every box and line of a schematic stands: one pure function for all drawings.

Positions are columns and rows of a grid whose cells are one by two, as in a terminal.
The parts stand in one row and the launchers below them; neighbors in the row are
joined straight, others by lanes above the row, and launchers by lanes above theirs.
Nothing overlaps: every box and every lane has cells of its own.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from batteryviz.export.box_lines import lines_of
from batteryviz.export.wiring import Sorted, Wire, sort_links, wires
from batteryviz.views.document import Layer, Node, Schematic

NARROWEST_PART, WIDEST_PART = 8, 24
NARROWEST_LAUNCHER, WIDEST_LAUNCHER = 6, 14
LOWEST_BOX = 3
HIGHEST_BOX = 9
MUCH_ROOM = 8
"""Spare rows from which a drawing is made larger than its words need."""


class Box(NamedTuple):
    """One element at its place; the border belongs to it."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]

    @property
    def right(self) -> int:
        """The column of the right border."""
        return self.x + self.width - 1

    @property
    def bottom(self) -> int:
        """The row of the lower border."""
        return self.y + self.height - 1


class Drawing(NamedTuple):
    """A schematic laid out on a grid."""

    schematic: Schematic
    width: int
    height: int
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]

    def box_at(self, x: int, y: int) -> int | None:
        """Return the index of the box that covers a cell."""
        for index, box in enumerate(self.boxes):
            if box.x <= x <= box.right and box.y <= y <= box.bottom:
                return index
        return None

    def wire_at(self, x: int, y: int) -> int | None:
        """Return the index of the wire whose line or label covers a cell."""
        for index, wire in enumerate(self.wires):
            if wire.covers(x, y):
                return index
        return None

    def neighbor(self, index: int, right: int, down: int) -> int:
        """Return the box met from box ``index`` in a direction, or ``index`` itself.

        Of the boxes that lie that way, the one least far off the direct line wins.
        """
        here = self.boxes[index]
        x, y = here.x + here.width / 2, here.y + here.height / 2
        best, least = index, float("inf")
        for other, box in enumerate(self.boxes):
            # A grid cell is twice as high as it is wide.
            off_x, off_y = box.x + box.width / 2 - x, 2 * (box.y + box.height / 2 - y)
            along = off_x * right + off_y * down
            aside = abs(off_x * down) + abs(off_y * right)
            if other == index or along <= 0 or (right and aside > 2 * along):
                continue
            if along + 2 * aside < least:
                best, least = other, along + 2 * aside
        return best


class _Row(NamedTuple):
    """Boxes side by side: how many, how wide each is, the gap between, where the first stands."""

    across: int
    width: int
    gap: int
    left: int

    def x(self, index: int) -> int:
        return self.left + index * (self.width + self.gap)


def layout(
    schematic: Schematic,
    width: int,
    height: int | None = None,
    *,
    links: bool = True,
    layers: Collection[Layer] = (),
) -> Drawing | None:
    """Return ``schematic`` laid out in ``width`` columns and at most ``height`` rows.

    Without a height it takes the rows its words need. Returns ``None`` when even the
    smallest boxes do not fit.
    """
    parts = [node for node in schematic.nodes if not node.number]
    launchers = [node for node in schematic.nodes if node.number]
    found = sort_links(parts, launchers, schematic.links if links else ())
    row = _part_row(len(parts), width, bool(found.straight))
    stands = _launcher_rows(len(launchers), width, len(found.buses))
    if row is None or stands is None:
        return None
    rows = -(-len(launchers) // stands.across) if launchers else 0
    if _ports_needed(found, len(parts)) > row.width - 2 or len(found.buses) > stands.width - 2:
        return None
    wished = [
        min(HIGHEST_BOX, 2 + _most_lines(nodes, each.width - 2, layers, schematic.blank))
        for nodes, each in ((parts, row), (launchers, stands))
    ]
    buses = len(found.buses)
    heights = _Heights(
        len(found.arched), wished[0], buses + 1 if rows else 0, wished[1], rows, buses
    )
    if height is not None:
        if not heights.shrink(height):
            return None
        heights.grow(height)
    part_height, launcher_height, channel = heights.parts, heights.launchers, heights.channel
    top = len(found.arched)
    part_boxes = [
        _box(node, row.x(i), top, row.width, part_height, layers, schematic.blank)
        for i, node in enumerate(parts)
    ]
    first = top + part_height + channel if parts else 0
    pitch = launcher_height + buses
    launcher_boxes = [
        _box(
            node,
            stands.x(i % stands.across),
            first + (i // stands.across) * pitch,
            stands.width,
            launcher_height,
            layers,
            schematic.blank,
        )
        for i, node in enumerate(launchers)
    ]
    boxes = (*part_boxes, *launcher_boxes)
    return Drawing(
        schematic,
        width,
        max((box.bottom + 1 for box in boxes), default=0),
        boxes,
        wires(found, part_boxes, launcher_boxes, channel > buses),
    )


def _part_row(count: int, width: int, joined: bool) -> _Row | None:
    if not count:
        return _Row(0, WIDEST_PART, 0, 0)
    # A joined pair needs room for the name of the line between.
    steps = ((54, 2), (64, 3), (76, 5), (120, 9))
    least = next((gap for below, gap in steps if width < below), 11) if joined else 1
    each = min(WIDEST_PART, (width - (count - 1) * least) // count)
    if each < NARROWEST_PART:
        return None
    gap = min(16 if joined else 3, (width - count * each) // (count - 1)) if count > 1 else 0
    return _Row(count, each, gap, (width - count * each - (count - 1) * gap) // 2)


def _launcher_rows(count: int, width: int, buses: int) -> _Row | None:
    """Return the longest row of launchers that fits; several rows leave room for risers."""
    if not count:
        return _Row(1, WIDEST_LAUNCHER, 0, 0)
    for rows in (1, 2, 4, 8):
        in_a_row = -(-count // rows)
        room = width if rows == 1 else width - 2 * (buses + 1)
        gap = 2 if room // in_a_row >= 12 else 1
        each = min(WIDEST_LAUNCHER, (room - (in_a_row - 1) * gap) // in_a_row)
        if each >= NARROWEST_LAUNCHER:
            used = in_a_row * each + (in_a_row - 1) * gap
            return _Row(in_a_row, each, gap, (width - used) // 2)
    return None


def _ports_needed(found: Sorted, parts: int) -> int:
    """Return the most lines that leave one edge of a part."""
    above = [0] * (parts + 1)
    below = [0] * (parts + 1)
    for _, left, right in found.arched:
        above[left] += 1
        above[right] += 1
    for _, tops in found.buses:
        for part in tops:
            below[part] += 1
    return max(*above, *below)


def _most_lines(nodes: list[Node], width: int, layers: Collection[Layer], blank: bool) -> int:
    return max(
        (len(lines_of(node, width, HIGHEST_BOX - 2, layers, blank)) for node in nodes), default=1
    )


@dataclass(slots=True)
class _Heights:
    """The rows of each part of a drawing, to be fitted to the rows there are."""

    arches: int
    parts: int
    channel: int
    launchers: int
    rows: int
    buses: int

    @property
    def total(self) -> int:
        between = (self.rows - 1) * self.buses if self.rows > 1 else 0
        return self.arches + self.parts + self.channel + self.rows * self.launchers + between

    def shrink(self, height: int) -> bool:
        """Give up rows until ``height`` is enough; say whether that was possible.

        The names of the parts are given up last: without them a drawing says little.
        """
        low = LOWEST_BOX
        while self.total > height:
            if self.launchers > low and (self.launchers > low + 1 or self.parts > low + 1):
                self.launchers -= 1
            elif self.channel > max(self.buses, 1) and self.parts > low + 2:
                self.channel -= 1
            elif self.parts > low:
                self.parts -= 1
            elif self.channel > self.buses:
                self.channel -= 1
            elif self.launchers > low:
                self.launchers -= 1
            else:
                return False
        return True

    def grow(self, height: int) -> None:
        """Take a little more room where there is much."""
        if height - self.total >= MUCH_ROOM:
            self.channel += 1 if self.rows else 0
            self.parts = min(self.parts + 2, HIGHEST_BOX)
            self.launchers = min(self.launchers + 1, HIGHEST_BOX)


def _box(
    node: Node, x: int, y: int, width: int, height: int, layers: Collection[Layer], blank: bool
) -> Box:
    lines = lines_of(node, width - 2, height - 2, layers, blank)
    return Box(node, x, y, width, height, lines)
