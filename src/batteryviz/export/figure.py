"""The schematic as a figure inside a document: the drawing, and the same in words.

The drawing is the one of the SVG export, without title and sources: the page has them.
"""

from dataclasses import replace
from itertools import groupby
from xml.etree import ElementTree as Xml

from batteryviz.export.geometry import layout
from batteryviz.export.schematic_words import link_words, node_words
from batteryviz.export.shapes import ASSUMED, COLUMNS, FONT, INK, SIZES, WIDTH, Shapes
from batteryviz.export.words import SIGNS, with_words
from batteryviz.views.document import Cell, Node, Schematic

_EDGE = 2.0
"""Room around the drawing for half a line's width."""


def picture(schematic: Schematic, name: str = "schematic") -> str:
    """Return the drawing as one SVG element, or nothing when it has no room.

    ``name`` begins the ids in it: every drawing on a page needs another. It brings no
    background and no size of its own.
    """
    laid = layout(schematic, COLUMNS)
    if laid is None:
        return ""
    width = WIDTH + 2 * _EDGE
    root = Xml.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "schematic",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-description",
        },
    )
    Xml.SubElement(root, "title", {"id": f"{name}-title"}).text = _title(schematic)
    description = Xml.SubElement(root, "desc", {"id": f"{name}-description"})
    description.text = spoken(schematic)
    body = Xml.SubElement(root, "g", {"font-family": FONT, "fill": INK})
    shapes = Shapes(body, _EDGE)
    y = shapes.drawing(laid, _EDGE)
    if schematic.links:
        y += SIZES["label"] * 1.6
        shapes.legend(list(schematic.links), y)
    root.set("viewBox", f"0 0 {width:g} {y + 2 * _EDGE:g}")
    text: str = Xml.tostring(root, encoding="unicode")
    return text


def spoken(schematic: Schematic) -> str:
    """Return what the drawing shows, for those who hear the page."""
    cells = (*box_words(schematic), *line_words(schematic))
    return " ".join(f"{with_words(replace(cell, refs=()))}." for cell in cells)


def caption(schematic: Schematic) -> str:
    """Return the line under the drawing: what it is, and what its signs say."""
    cells = [node.stated for node in schematic.nodes] + [link.cell for link in schematic.links]
    marks = {mark for cell in cells for mark in cell.marks}
    signs = [
        *([f"{SIGNS['disputed']} sources disagree."] if "disputed" in marks else []),
        *([f"{SIGNS['unchecked']} unchecked."] if "unchecked" in marks else []),
        *([ASSUMED] if any(node.assumed for node in schematic.nodes) else []),
    ]
    return " ".join((f"{_title(schematic)}.", *signs))


def box_words(schematic: Schematic) -> list[Cell]:
    """Return what the boxes are, those that are alike together, with their references."""

    def alike(node: Node) -> tuple[str, str, tuple[int, ...]]:
        kind = "" if schematic.blank else node.kind
        return kind, node_words(node, blank=schematic.blank), node.stated.refs

    found = []
    for (_, words, refs), members in groupby(schematic.nodes, key=alike):
        nodes = list(members)
        first, last = nodes[0], nodes[-1]
        shorts = first.short if first is last else f"{first.short} to {last.short}"
        found.append(Cell(f"{shorts}: {words}", refs=refs, marks=first.stated.marks))
    return found


def line_words(schematic: Schematic) -> list[Cell]:
    """Return what the lines join and carry, with their references."""
    return [
        Cell(
            link_words(schematic, replace(link, claim="", cell=Cell("")), spelled=True),
            refs=link.cell.refs,
            marks=link.cell.marks,
        )
        for link in schematic.links
    ]


def _title(schematic: Schematic) -> str:
    return schematic.title or "Numbered boxes"
