"""What every picture of a schematic shares: which drawings, whose claims, which words."""

from collections.abc import Sequence
from dataclasses import dataclass

from batteryviz.export.closing import colophon_lines
from batteryviz.export.edition import Edition
from batteryviz.export.schematic_words import link_words, node_words
from batteryviz.export.words import reference_line
from batteryviz.views.document import Cell, Document, Reference, Schematic


@dataclass(frozen=True)
class Picture:
    """One page's drawings and the sources of what they show."""

    title: str
    drawings: tuple[Schematic, ...]
    references: tuple[Reference, ...]
    unsettled: str
    """The claims drawn that are disputed or unchecked, in a sentence."""

    @property
    def blank(self) -> bool:
        """Whether the boxes are to be named."""
        return any(drawing.blank for drawing in self.drawings)


def pictures(edition: Edition) -> list[Picture]:
    """Return the pictures of an edition: of the pages that hold a schematic."""
    return [
        _picture(document, drawings)
        for document in edition.documents
        for drawings in [drawings_of(document)]
        if drawings
    ]


def drawings_of(document: Document) -> tuple[Schematic, ...]:
    """Return the schematics of a page."""
    return tuple(block for block in document.blocks if isinstance(block, Schematic))


def _picture(document: Document, drawings: Sequence[Schematic]) -> Picture:
    cells = [cell for drawing in drawings for cell in _cells(drawing)]
    drawn = {number for cell in cells for number in cell.refs}
    blank = any(drawing.blank for drawing in drawings)
    return Picture(
        document.title,
        tuple(drawings),
        tuple(item for item in document.references if blank or item.number in drawn),
        _unsettled(cells),
    )


def _cells(drawing: Schematic) -> list[Cell]:
    return [node.stated for node in drawing.nodes] + [link.cell for link in drawing.links]


def _unsettled(cells: Sequence[Cell]) -> str:
    found = {
        word: dict.fromkeys(claim for cell in cells if word in cell.marks for claim in cell.claims)
        for word in ("disputed", "unchecked")
    }
    parts = [f"{word}: {', '.join(claims)}" for word, claims in found.items() if claims]
    return f"Of what is drawn, {'; '.join(parts)}." if parts else ""


def sentences(drawing: Schematic) -> list[str]:
    """Return the boxes and the lines of a drawing in words."""
    return [
        *(f"{node.short}: {node_words(node, blank=drawing.blank)}." for node in drawing.nodes),
        *(f"{link_words(drawing, link, spelled=True)}." for link in drawing.links),
    ]


def source_lines(picture: Picture) -> list[str]:
    """Return the numbered sources of a picture."""
    return [f"[{item.number}] {reference_line(item)}" for item in picture.references]


def colophon_text(edition: Edition) -> list[str]:
    """Return the colophon of the file, a line each."""
    return [f"{line.label}: {line.text}" for line in colophon_lines(edition)]
