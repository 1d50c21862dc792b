"""The battery drawn on a slide, in native shapes: whole, or small with one part marked."""

from itertools import pairwise
from typing import TYPE_CHECKING

from batteryviz.export.geometry import Drawing, layout
from batteryviz.export.lesson.slides import SMALLEST, Place, box, describe, line, text
from batteryviz.export.lesson.words import (
    drawing_words,
    line_words,
    link_kinds,
    plain_nodes,
    remark,
)
from batteryviz.views.document import Schematic
from batteryviz.views.kinds import KIND_NAMES

if TYPE_CHECKING:
    from pptx.slide import Slide

_LEGEND = 0.8
"""Inches below the drawing for the names of its lines."""

_TALLEST = 2.6
"""How much higher than wide a cell of the grid may become, to fill the slide."""

_NARROWEST = 0.75
"""Inches of a box that a short name of 24 points fits into."""

_COLUMNS = 72
"""Of the grid the drawing is laid out on: few, so that letters of 24 points fit its boxes."""


def laid_out(schematic: Schematic) -> Drawing | None:
    """Return ``schematic`` laid out for a slide, or ``None`` when it is too wide for one."""
    return layout(plain_nodes(schematic), _COLUMNS)


def draw_battery(slide: "Slide", place: Place, schematic: Schematic, drawing: Drawing) -> None:
    """Draw the boxes and links of ``schematic`` as they are laid out in ``drawing``."""
    across = place.width / drawing.width
    room = place.height - (_LEGEND if schematic.links else 0.0)
    down = min(room / drawing.height, _TALLEST * across)

    def at(x: float, y: float) -> tuple[float, float]:
        # Lines run through the middle of a cell.
        return place.left + (x + 0.5) * across, place.top + (y + 0.5) * down

    group = slide.shapes.add_group_shape()
    for wire in drawing.wires:
        for path in wire.paths:
            for start, end in pairwise(path):
                line(group.shapes, at(*start), at(*end), wire.link.carries)
    for stand in drawing.boxes:
        x, y = at(stand.x, stand.y)
        right, bottom = at(stand.right, stand.bottom)
        box(group.shapes, Place(x, y, right - x, bottom - y), line_words(stand.node), strong=False)
    below = place.top + drawing.height * down + 0.35
    for number, (carries, words) in enumerate(link_kinds(schematic).items()):
        left = place.left + number * place.width / 3
        line(group.shapes, (left, below), (left + 0.8, below), carries)
        text(slide, Place(left + 0.9, below - 0.32, 5.5, 0.6), [words], SMALLEST)
    if words := remark(schematic):
        left = place.left + place.width * 0.52
        text(slide, Place(left, below - 0.32, place.width * 0.48, 0.6), [words], SMALLEST)
    describe(group, drawing_words(schematic))


def draw_map(slide: "Slide", place: Place, schematic: Schematic, kind: str) -> None:
    """Draw the boxes small, and mark those of one kind, or none."""
    parts = [node for node in schematic.nodes if not node.number]
    stands = [node for node in schematic.nodes if node.number]
    group = slide.shapes.add_group_shape()
    gap = 0.15
    width = (place.width - gap * (len(parts) - 1)) / max(1, len(parts))
    half = (place.height - 2 * gap) / 2
    for number, node in enumerate(parts):
        where = Place(place.left + number * (width + gap), place.top, width, half)
        box(group.shapes, where, [node.short], strong=node.kind == kind)
    top, height = place.top + half + 2 * gap, half * 0.8
    width = (place.width - gap * (len(stands) - 1)) / max(1, len(stands))
    if stands and width < _NARROWEST:
        # Boxes too narrow for a name stand as one, with the first name and the last.
        both = [f"{stands[0].short} to {stands[-1].short}"]
        where = Place(place.left, top, place.width, height)
        box(group.shapes, where, both, strong=stands[0].kind == kind)
        stands = []
    for number, node in enumerate(stands):
        where = Place(place.left + number * (width + gap), top, width, height)
        box(group.shapes, where, [node.short], strong=node.kind == kind)
    marked = f" Marked: {KIND_NAMES.get(kind, kind).lower()}." if kind else ""
    describe(group, f"The boxes of the battery, small.{marked}")
