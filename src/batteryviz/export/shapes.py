"""The boxes, the lines and the legend of one schematic, as elements of an SVG picture.

Colours stand in attributes, and every shape has a class, so that a page around the
picture can give it colours of its own.
"""

from xml.etree import ElementTree as Xml

from batteryviz.export.geometry import Box, Drawing
from batteryviz.export.wiring import Wire
from batteryviz.export.words import SIGNS
from batteryviz.views.document import Link

COLUMNS = 80
"""Of the grid that pictures are laid out on."""

CELL = (8.0, 16.0)
"""Width and height of a cell of the grid."""

WIDTH = COLUMNS * CELL[0]

FONT = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
SIZES = {"title": 17.0, "heading": 13.0, "box": 12.5, "label": 10.5, "caption": 9.0}
LETTER = 0.602
"""Width of a letter of these fonts, in its size."""

INK, PAPER_WHITE = "#111111", "#ffffff"
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


ASSUMED = "A dashed box is assumed: no source gives it."


class Shapes:
    """Draws into an element; positions are those of the picture."""

    def __init__(self, body: Xml.Element, left: float) -> None:
        """Draw into ``body``, from ``left`` on."""
        self._body = body
        self._left = left

    def text(
        self, text: str, x: float, y: float, size: str, *, anchor: str = "middle", **style: str
    ) -> None:
        """Write one line of text at a point of its base line."""
        looks = {"weight": "font-weight", "fill": "fill", "name": "class"}
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

    def drawing(self, laid: Drawing, top: float) -> float:
        """Draw boxes and lines from ``top`` on; return where they end."""
        for wire in laid.wires:
            self._wire(wire, top)
        for box in laid.boxes:
            self._box(box, top)
        for wire in laid.wires:
            self._label(wire, top)
        return top + laid.height * CELL[1]

    def legend(self, links: list[Link], y: float) -> None:
        """Name each kind of line beside a sample of it, on one base line."""
        x = self._left
        samples = {(link.carries, link.checked): link for link in reversed(links)}
        for carries, checked in dict.fromkeys((link.carries, link.checked) for link in links):
            words = carries if checked else f"{carries} {SIGNS['unchecked']} unchecked"
            look = _stroke(samples[carries, checked]) | {"class": f"sample {carries}"}
            Xml.SubElement(self._body, "path", look | {"d": f"M {x:g} {y - 4:g} h 36"})
            self.text(words, x + 44, y, "label", anchor="start")
            x += 60 + len(words) * SIZES["label"] * LETTER

    def _at(self, x: float, y: float, top: float) -> tuple[float, float]:
        """Return the middle of a grid cell."""
        return self._left + (x + 0.5) * CELL[0], top + (y + 0.5) * CELL[1]

    def _wire(self, wire: Wire, top: float) -> None:
        steps = []
        for path in wire.paths:
            points = " L ".join(f"{x:g} {y:g}" for x, y in (self._at(*p, top) for p in path))
            steps.append(f"M {points}")
        Xml.SubElement(self._body, "path", _stroke(wire.link) | {"d": " ".join(steps)})

    def _label(self, wire: Wire, top: float) -> None:
        text = wire.label.strip()
        if not text:
            return
        x, y = self._at(wire.label_at[0] + (len(wire.label) - 1) / 2, wire.label_at[1], top)
        room = len(text) * SIZES["label"] * LETTER + 4
        place = {"x": x - room / 2, "y": y - 7, "width": room, "height": 14.0}
        self._rectangle(place, {"class": "paper", "fill": PAPER_WHITE})
        carries = wire.link.carries
        self.text(text, x, y + 3.5, "label", fill=COLOURS[carries], name=carries)

    def _box(self, box: Box, top: float) -> None:
        left, upper = self._at(box.x, box.y, top)
        right, lower = self._at(box.right, box.bottom, top)
        look = {"class": "box", "fill": PAPER_WHITE, "stroke": INK, "stroke-width": "1.4"}
        if box.node.assumed:
            look["stroke-dasharray"] = "6 4"
        place = {"x": left, "y": upper, "width": right - left, "height": lower - upper}
        self._rectangle(place, look | {"rx": "2"})
        middle = (left + right) / 2
        first = (upper + lower) / 2 - (len(box.lines) - 1) * CELL[1] / 2 + 4.5
        for number, line in enumerate(box.lines):
            weight = "bold" if number == 0 else "normal"
            self.text(line, middle, first + number * CELL[1], "box", weight=weight)

    def _rectangle(self, place: dict[str, float], look: dict[str, str]) -> None:
        sides = {key: f"{value:g}" for key, value in place.items()}
        Xml.SubElement(self._body, "rect", sides | look)


def _stroke(link: Link) -> dict[str, str]:
    look = {"class": f"link {link.carries}", "fill": "none", "stroke": COLOURS[link.carries]}
    return look | STROKES[link.carries, link.checked]
