"""The schematic of a battery drawn in characters."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from rich.cells import cell_len

from batteryviz.export.geometry import Box, Drawing, layout
from batteryviz.export.strokes import (
    ASSUMED_FRAME,
    CHOSEN_FRAME,
    EAST,
    NORTH,
    PLAIN_FRAME,
    SOUTH,
    STROKES,
    WEST,
    Frame,
    legend,
)
from batteryviz.export.wiring import Wire
from batteryviz.views.document import Layer, Schematic

Point = tuple[int, int]


class Owner(NamedTuple):
    """What a character belongs to: the box or the wire of that number."""

    what: Literal["box", "name", "wire"]
    number: int


@dataclass
class Canvas:
    """A grid of characters, each with the thing it belongs to.

    A wide character takes its cell and the empty text in the next.
    """

    width: int
    height: int
    signs: list[list[str]] = field(init=False)
    owners: list[list[Owner | None]] = field(init=False)

    def __post_init__(self) -> None:
        self.signs = [[" "] * self.width for _ in range(self.height)]
        self.owners = [[None] * self.width for _ in range(self.height)]

    def put(self, x: int, y: int, sign: str, owner: Owner) -> None:
        """Write one character."""
        self.signs[y][x] = sign
        self.owners[y][x] = owner

    def write(self, x: int, y: int, text: str, owner: Owner) -> None:
        """Write a text from a cell to the right."""
        for sign in text:
            wide = cell_len(sign)
            if wide == 0:
                self.signs[y][x - 1] += sign
                continue
            self.put(x, y, sign, owner)
            if wide == 2:
                self.put(x + 1, y, "", owner)
            x += wide

    def lines(self) -> list[str]:
        """Return the rows as texts, without blanks at their ends."""
        return ["".join(row).rstrip() for row in self.signs]


def drawn_schematic(
    schematic: Schematic,
    width: int,
    height: int | None = None,
    layers: Collection[Layer] = (),
) -> list[str]:
    """Return the lines of the drawing with its legend, or a list where it does not fit."""
    drawing = layout(schematic, width, height, layers=layers)
    if drawing is None:
        return [f"{node.short}: {node.name}" for node in schematic.nodes]
    return [*canvas(drawing).lines(), *legend_lines(schematic, width)]


def legend_lines(schematic: Schematic, width: int) -> list[str]:
    """Return the legend in as few lines as ``width`` allows."""
    lines: list[str] = []
    for entry in legend(schematic.links, any(node.assumed for node in schematic.nodes)):
        if lines and cell_len(lines[-1]) + 3 + cell_len(entry) <= width:
            lines[-1] += f"   {entry}"
        else:
            lines.append(entry)
    return lines


def canvas(drawing: Drawing, chosen: int | None = None) -> Canvas:
    """Return ``drawing`` in characters; the box ``chosen`` has a double border."""
    grid = Canvas(drawing.width, drawing.height)
    for index, wire in enumerate(drawing.wires):
        _wire(grid, wire, Owner("wire", index))
    joints = _joints(drawing.wires)
    for index, box in enumerate(drawing.boxes):
        frame = ASSUMED_FRAME if box.node.assumed else PLAIN_FRAME
        _frame(grid, box, CHOSEN_FRAME if index == chosen else frame, joints, Owner("box", index))
        _words(grid, box, Owner("name", index))
    return grid


def _wire(grid: Canvas, wire: Wire, owner: Owner) -> None:
    directions: dict[Point, int] = {}
    for path in wire.paths:
        for start, end in pairwise(path):
            _walk(start, end, directions)
    stroke = STROKES[wire.link.carries, wire.link.checked]
    for (x, y), leaving in directions.items():
        grid.put(x, y, stroke.sign(leaving), owner)
    if wire.label:
        grid.write(*wire.label_at, wire.label, owner)


def _walk(start: Point, end: Point, directions: dict[Point, int]) -> None:
    """Note in which directions each cell from ``start`` to ``end`` is left."""
    (x, y), (to_x, to_y) = start, end
    step_x, step_y = (to_x > x) - (to_x < x), (to_y > y) - (to_y < y)
    ahead, back = {
        (1, 0): (EAST, WEST),
        (-1, 0): (WEST, EAST),
        (0, 1): (SOUTH, NORTH),
        (0, -1): (NORTH, SOUTH),
    }[step_x, step_y]
    while (x, y) != end:
        directions[x, y] = directions.get((x, y), 0) | ahead
        x, y = x + step_x, y + step_y
        directions[x, y] = directions.get((x, y), 0) | back


def _joints(drawn: Sequence[Wire]) -> set[Point]:
    return {end for wire in drawn for path in wire.paths for end in (path[0], path[-1])}


def _frame(grid: Canvas, box: Box, frame: Frame, joints: set[Point], owner: Owner) -> None:
    north, east, south, west = tuple(frame.joints)
    for x in range(box.x + 1, box.right):
        grid.put(x, box.y, north if (x, box.y) in joints else frame.across, owner)
        grid.put(x, box.bottom, south if (x, box.bottom) in joints else frame.across, owner)
    for y in range(box.y + 1, box.bottom):
        grid.put(box.x, y, west if (box.x, y) in joints else frame.down, owner)
        grid.put(box.right, y, east if (box.right, y) in joints else frame.down, owner)
        for x in range(box.x + 1, box.right):
            grid.put(x, y, " ", owner)
    corners = ((box.x, box.y), (box.right, box.y), (box.x, box.bottom), (box.right, box.bottom))
    for (x, y), sign in zip(corners, frame.corners, strict=True):
        grid.put(x, y, sign, owner)


def _words(grid: Canvas, box: Box, owner: Owner) -> None:
    inside = box.width - 2
    top = box.y + 1 + (box.height - 2 - len(box.lines)) // 2
    for row, line in enumerate(box.lines):
        grid.write(box.x + 1 + (inside - cell_len(line)) // 2, top + row, line, owner)
