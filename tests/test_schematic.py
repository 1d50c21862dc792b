"""The drawing: at every size boxes stand apart, and lines end where they should."""

import itertools

import pytest

from batteryviz.catalog.catalog import Catalog
from batteryviz.export.geometry import Drawing, layout
from batteryviz.export.schematic_text import canvas, drawn_schematic
from batteryviz.views.composing import with_launchers
from batteryviz.views.composition import composition
from batteryviz.views.document import Layer, Schematic
from batteryviz.views.seeding import default_battery

SIZES = [(58, 10), (78, 12), (58, 16), (100, 30), (102, 40), (158, 46), (40, 40), (200, 60)]
LAYERS: list[tuple[Layer, ...]] = [(), ("carried by",), ("people", "drawn by")]


def drawing_of(catalog: Catalog, count: int) -> Schematic:
    battery = default_battery(catalog)
    assert battery is not None
    document = composition(catalog, with_launchers(catalog, battery, count))
    return next(block for block in document.blocks if isinstance(block, Schematic))


def cells(drawing: Drawing, index: int) -> set[tuple[int, int]]:
    box = drawing.boxes[index]
    return {(x, y) for x in range(box.x, box.right + 1) for y in range(box.y, box.bottom + 1)}


@pytest.mark.parametrize("count", range(1, 9))
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_overlaps_and_every_line_ends_at_a_box(
    shipped: Catalog, toy: Catalog, count: int, size: tuple[int, int]
) -> None:
    width, height = size
    for catalog, layers in itertools.product((shipped, toy), LAYERS):
        schematic = drawing_of(catalog, count)
        drawing = layout(schematic, width, height, layers=layers)
        if drawing is None:
            assert width < 46 or height < 12
            continue
        assert drawing.height <= height
        taken: dict[tuple[int, int], int] = {}
        for index, box in enumerate(drawing.boxes):
            for cell in cells(drawing, index):
                assert taken.setdefault(cell, index) == index
            assert 0 <= box.x <= box.right < width
            assert 0 <= box.y <= box.bottom < height
            assert len(box.lines) <= box.height - 2
            assert all(len(line) <= box.width - 2 for line in box.lines)
            assert box.lines[0] == box.node.short
        assert len(drawing.wires) == len(schematic.links)
        for wire in drawing.wires:
            met: set[str] = set()
            for path in wire.paths:
                for start, end in itertools.pairwise(path):
                    assert start[0] == end[0] or start[1] == end[1]
                for point in (path[0], path[-1]):
                    if point in taken:
                        met.add(drawing.boxes[taken[point]].node.kind)
                for (x1, y1), (x2, y2) in itertools.pairwise(path):
                    between = {
                        (x, y)
                        for x in range(min(x1, x2), max(x1, x2) + 1)
                        for y in range(min(y1, y2), max(y1, y2) + 1)
                    } - {path[0], path[-1]}
                    assert not between & taken.keys()
            assert met == {wire.link.start, wire.link.end}


def test_kinds_and_evidence_are_told_apart_without_colour(shipped: Catalog) -> None:
    """Each kind has a line of its own, broken where the claim is unchecked, with a legend."""
    lines = drawn_schematic(drawing_of(shipped, 8), 100)
    text = "\n".join(lines)
    assert "━━━ power" in lines[-1]
    assert "┄┄┄ data ○ unchecked" in lines[-1]
    assert "··· radio ○ unchecked" in lines[-1]
    assert " data ○" in text
    assert "radio○" in text
    for words in ("Electric power", "Radar set", "Engagement", "Antenna mast", "LS 8"):
        assert words in text


def test_an_assumed_box_is_dashed_and_a_chosen_one_doubled(toy: Catalog) -> None:
    drawing = layout(drawing_of(toy, 2), 80)
    assert drawing is not None
    assumed = next(i for i, box in enumerate(drawing.boxes) if box.node.assumed)
    box = drawing.boxes[assumed]
    assert canvas(drawing).signs[box.y][box.x + 1] == "╌"
    assert canvas(drawing, assumed).signs[box.y][box.x + 1] == "═"


def test_a_terminal_too_narrow_for_boxes_gets_a_list(shipped: Catalog) -> None:
    lines = drawn_schematic(drawing_of(shipped, 2), 20)
    assert lines[:2] == ["EPP: Electric power plant", "RS: AN/MPQ-65"]
    assert lines[-1] == "LS 2: M903"


def test_arrows_find_the_box_that_lies_that_way(shipped: Catalog) -> None:
    drawing = layout(drawing_of(shipped, 8), 100)
    assert drawing is not None
    names = [box.node.short for box in drawing.boxes]
    ecs = names.index("ECS")
    assert names[drawing.neighbor(ecs, -1, 0)] == "RS"
    assert names[drawing.neighbor(ecs, 1, 0)] == "AMG"
    below = drawing.neighbor(ecs, 0, 1)
    assert names[below].startswith("LS ")
    assert drawing.neighbor(ecs, 0, -1) == ecs
    assert names[drawing.neighbor(below, 0, -1)] in {"ECS", "AMG", "RS"}
    assert names[drawing.neighbor(below, 1, 0)] == f"LS {drawing.boxes[below].node.number + 1}"
