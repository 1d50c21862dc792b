"""The schematic as a vector picture: shapes of our own, text as text, sources in a caption.

It uses no font but those of the reader, no script and no address, and is never larger
than one A4 or Letter page.
"""

from xml.etree import ElementTree as Xml

from batteryviz.export.edition import Edition
from batteryviz.export.geometry import Box, layout
from batteryviz.export.pictures import Picture, colophon_text, pictures, sentences, source_lines
from batteryviz.export.wiring import Wire
from batteryviz.export.words import SIGNS
from batteryviz.views.document import Cell, Link, Schematic

COLUMNS = 80
CELL = (8.0, 16.0)
MARGIN = 24.0
PAPER = (178.0, 245.0)
"""Width and height in millimeters that fit on A4 and Letter with margins."""

FONT = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
SIZES = {"title": 17.0, "heading": 13.0, "box": 12.5, "label": 10.5, "caption": 9.0}
LETTER = 0.602
"""Width of a letter of these fonts, in its size."""

INK, SOFT, PAPER_WHITE = "#111111", "#4d4d4d", "#ffffff"
COLOURS = {"power": "#7a4400", "data": "#0a4a8c", "radio": "#1d6148"}
"""Dark enough for paper and for eyes: at least 7 to 1 on white."""

STROKES = {
    ("power", True): {"stroke-width": "3"},
    ("power", False): {"stroke-width": "3", "stroke-dasharray": "8 5"},
    ("data", True): {"stroke-width": "1.4"},
    ("data", False): {"stroke-width": "1.4", "stroke-dasharray": "5 4"},
    ("radio", True): {"stroke-width": "1.8", "stroke-dasharray": "14 3 3 3"},
    ("radio", False): {
        "stroke-width": "2.2",
        "stroke-dasharray": "0.1 5",
        "stroke-linecap": "round",
    },
}
"""Each kind of link by its line alone; what is unchecked is broken."""


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
        self._y = MARGIN
        self._width = COLUMNS * CELL[0]

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
            self._lines(["A dashed box is assumed: no source gives it."], "label")
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
        width, height = self._width + 2 * MARGIN, self._y + MARGIN
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
        letters = int(self._width / (SIZES[size] * LETTER))
        for text in texts:
            for number, line in enumerate(_wrapped(text, letters)):
                self._y += SIZES[size] * 1.35
                indent = 12.0 if number else 0.0
                self._text(line, MARGIN + indent, self._y, size, anchor="start", **style)

    def _text(
        self, text: str, x: float, y: float, size: str, *, anchor: str = "middle", **style: str
    ) -> None:
        looks = {"weight": "font-weight", "fill": "fill"}
        element = Xml.SubElement(
            self._body,
            "text",
            {
                "x": f"{x:g}",
                "y": f"{y:g}",
                "font-size": f"{SIZES[size]:g}",
                "text-anchor": anchor,
            }
            | {looks[key]: value for key, value in style.items()},
        )
        element.text = text

    def _drawing(self, drawing: Schematic) -> None:
        laid = layout(drawing, COLUMNS)
        if laid is None:
            self._lines(sentences(drawing), "label")
            return
        self._y += 8
        for wire in laid.wires:
            self._wire(wire)
        for box in laid.boxes:
            self._box(box)
        for wire in laid.wires:
            self._label(wire)
        self._y += laid.height * CELL[1] + 6

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """Return the middle of a grid cell."""
        return MARGIN + (x + 0.5) * CELL[0], self._y + (y + 0.5) * CELL[1]

    def _wire(self, wire: Wire) -> None:
        steps = []
        for path in wire.paths:
            points = " L ".join(f"{x:g} {y:g}" for x, y in (self._at(*point) for point in path))
            steps.append(f"M {points}")
        group = Xml.SubElement(self._body, "path", _stroke(wire.link) | {"d": " ".join(steps)})
        group.set("class", f"link {wire.link.carries}")

    def _label(self, wire: Wire) -> None:
        if not wire.label:
            return
        x, y = self._at(wire.label_at[0] + (len(wire.label) - 1) / 2, wire.label_at[1])
        text = wire.label.strip()
        room = len(text) * SIZES["label"] * LETTER + 4
        Xml.SubElement(
            self._body,
            "rect",
            {
                "x": f"{x - room / 2:g}",
                "y": f"{y - 7:g}",
                "width": f"{room:g}",
                "height": "14",
                "fill": PAPER_WHITE,
            },
        )
        self._text(text, x, y + 3.5, "label", fill=COLOURS[wire.link.carries])

    def _box(self, box: Box) -> None:
        left, top = self._at(box.x, box.y)
        right, bottom = self._at(box.right, box.bottom)
        look = {"fill": PAPER_WHITE, "stroke": INK, "stroke-width": "1.4", "rx": "2"}
        if box.node.assumed:
            look["stroke-dasharray"] = "6 4"
        place = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        Xml.SubElement(
            self._body, "rect", {key: f"{value:g}" for key, value in place.items()} | look
        )
        middle = (left + right) / 2
        first = (top + bottom) / 2 - (len(box.lines) - 1) * CELL[1] / 2 + 4.5
        for number, line in enumerate(box.lines):
            weight = "bold" if number == 0 else "normal"
            self._text(line, middle, first + number * CELL[1], "box", weight=weight)

    def _legend(self, links: list[Link]) -> None:
        kinds = dict.fromkeys((link.carries, link.checked) for link in links)
        if not kinds:
            return
        self._y += 14
        x = MARGIN
        samples = {(link.carries, link.checked): link for link in links}
        for carries, checked in kinds:
            words = carries if checked else f"{carries} {SIGNS['unchecked']} unchecked"
            y = self._y
            Xml.SubElement(
                self._body,
                "path",
                _stroke(samples[carries, checked]) | {"d": f"M {x:g} {y - 4:g} h 36"},
            )
            self._text(words, x + 44, y, "label", anchor="start")
            x += 60 + len(words) * SIZES["label"] * LETTER
        self._y += 12


def _stroke(link: Link) -> dict[str, str]:
    return {"fill": "none", "stroke": COLOURS[link.carries]} | STROKES[link.carries, link.checked]


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
