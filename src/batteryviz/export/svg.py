"""The schematic as a vector picture: shapes of our own, text as text, sources in a caption.

It uses no font but those of the reader, no script and no address, and is never larger
than one A4 or Letter page.
"""

from xml.etree import ElementTree as Xml

from batteryviz.export.edition import Edition
from batteryviz.export.geometry import layout
from batteryviz.export.pictures import Picture, colophon_text, pictures, sentences, source_lines
from batteryviz.export.shapes import (
    ASSUMED,
    COLUMNS,
    FONT,
    INK,
    LETTER,
    PAPER_WHITE,
    SIZES,
    WIDTH,
    Shapes,
)
from batteryviz.export.words import SIGNS
from batteryviz.views.document import Cell, Link, Schematic

MARGIN = 24.0
PAPER = (178.0, 245.0)
"""Width and height in millimeters that fit on A4 and Letter with margins."""

SOFT = "#4d4d4d"


def write(edition: Edition) -> bytes:
    """Return the schematics of ``edition`` as one SVG file."""
    page = _Page()
    shown = pictures(edition)
    for picture in shown:
        page.picture(picture)
    page.caption(_closing(edition))
    return page.finished(
        " · ".join(picture.title for picture in shown),
        " ".join(
            line for picture in shown for drawing in picture.drawings for line in sentences(drawing)
        ),
        colophon_text(edition),
    )


def _closing(edition: Edition) -> list[str]:
    colophon = edition.colophon
    return [
        f"{colophon.pack}, version {colophon.version}, facts as of {colophon.facts_as_of}.",
        f"Cite as: {colophon.cite_as(edition.title)}",
        f"Facts under {colophon.licence}. A wrong fact? Report it to {colophon.report_faults_to}.",
    ]


class _Page:
    """A picture growing downwards."""

    def __init__(self) -> None:
        self._root = Xml.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        self._body = Xml.Element("g", {"font-family": FONT, "fill": INK})
        self._shapes = Shapes(self._body, MARGIN)
        self._y = MARGIN

    def picture(self, picture: Picture) -> None:
        """Draw one page: its title, its drawings, its legend, its sources."""
        self._lines([picture.title], "title", weight="bold")
        self._y += 6
        for drawing in picture.drawings:
            if len(picture.drawings) > 1 and drawing.title:
                self._lines([drawing.title], "heading", weight="bold")
            self._drawing(drawing)
        self._legend([link for drawing in picture.drawings for link in drawing.links])
        if any(node.assumed for drawing in picture.drawings for node in drawing.nodes):
            self._lines([ASSUMED], "label")
        if not picture.blank:
            self.caption([_stated(drawing) for drawing in picture.drawings])
        if picture.unsettled:
            self.caption([f"{picture.unsettled} (≠ sources disagree, ○ unchecked)"])
        self.caption(["Sources", *source_lines(picture)])

    def caption(self, lines: list[str]) -> None:
        """Write small text under the drawing."""
        self._lines([line for line in lines if line], "caption", fill=SOFT)
        self._y += 4

    def finished(self, title: str, description: str, notes: list[str]) -> bytes:
        """Return the file: the picture with its name, its words and its colophon."""
        width, height = WIDTH + 2 * MARGIN, self._y + MARGIN
        scale = min(PAPER[0] / width, PAPER[1] / height)
        self._root.set("width", f"{width * scale:.2f}mm")
        self._root.set("height", f"{height * scale:.2f}mm")
        self._root.set("viewBox", f"0 0 {width:g} {height:.0f}")
        self._root.set("aria-labelledby", "schematic-title schematic-description")
        self._named("title", "schematic-title", title)
        self._named("desc", "schematic-description", description)
        Xml.SubElement(self._root, "metadata").text = "\n".join(notes)
        Xml.SubElement(self._root, "rect", {"width": "100%", "height": "100%", "fill": PAPER_WHITE})
        self._root.append(self._body)
        Xml.indent(self._root)
        text: str = Xml.tostring(self._root, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()

    def _named(self, tag: str, name: str, text: str) -> None:
        Xml.SubElement(self._root, tag, {"id": name}).text = text

    def _lines(self, texts: list[str], size: str, **style: str) -> None:
        letters = int(WIDTH / (SIZES[size] * LETTER))
        for text in texts:
            for number, line in enumerate(_wrapped(text, letters)):
                self._y += SIZES[size] * 1.35
                indent = 12.0 if number else 0.0
                self._shapes.text(line, MARGIN + indent, self._y, size, anchor="start", **style)

    def _drawing(self, drawing: Schematic) -> None:
        laid = layout(drawing, COLUMNS)
        if laid is None:
            self._lines(sentences(drawing), "label")
            return
        self._y = self._shapes.drawing(laid, self._y + 8) + 6

    def _legend(self, links: list[Link]) -> None:
        if links:
            self._shapes.legend(links, self._y + 14)
            self._y += 26


def _stated(drawing: Schematic) -> str:
    """Return which source states each box and line: the caption's key to the numbers."""
    boxes: dict[str, Cell] = {}
    for node in drawing.nodes:
        boxes[node.short.rpartition(" ")[0] if node.number else node.short] = node.stated
    shorts = {node.kind: node.short.rpartition(" ")[0] or node.short for node in drawing.nodes}
    parts = [f"{short} {_numbers(cell)}" for short, cell in boxes.items()]
    parts += [
        f"{shorts[link.start]} to {shorts[link.end]}, {link.carries} {_numbers(link.cell)}"
        for link in drawing.links
    ]
    return f"Stated by: {'; '.join(parts)}."


def _numbers(cell: Cell) -> str:
    signs = "".join(SIGNS[mark] for mark in cell.marks)
    return f"{''.join(f'[{number}]' for number in cell.refs) or 'no source'}{signs}"


def _wrapped(text: str, letters: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
