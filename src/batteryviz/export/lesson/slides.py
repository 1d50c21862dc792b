"""Slides of native shapes: one place that says how a slide looks.

Text is never smaller than 24 points, and every colour on another stands at 7:1 or more.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Length, Pt

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck
    from pptx.shapes.autoshape import Shape
    from pptx.shapes.base import BaseShape
    from pptx.shapes.shapetree import _BaseGroupShapes
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

WIDTH, HEIGHT = 13.333, 7.5
"""Inches of a slide, 16 to 9."""

MARGIN = 0.6
FULL = WIDTH - 2 * MARGIN

SMALLEST = 24
"""Points of the smallest text."""

INK = RGBColor(0x14, 0x1E, 0x2E)
PAPER = RGBColor(0xFF, 0xFF, 0xFF)
DEEP = RGBColor(0x0B, 0x3A, 0x66)
PALE = RGBColor(0xE8, 0xEE, 0xF5)


class Place(NamedTuple):
    """Where something stands on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


class SlideMaker:
    """A deck in the making: adds slides, and shapes that say what they show."""

    def __init__(self) -> None:
        """Begin an empty deck of wide slides."""
        self.deck: Deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        # The layouts come from a deck of 4 to 3. Their places are set here and not on each
        # slide, so that a slide added later by hand looks like the others.
        self._opening, self._list, self._page = (self.deck.slide_layouts[n] for n in (0, 1, 5))
        _put(self._opening.placeholders[0], Place(MARGIN, 1.6, FULL, 2.2))
        _put(self._opening.placeholders[1], Place(MARGIN, 4.0, FULL, 1.6))
        _put(self._list.placeholders[0], _TITLE)
        _put(self._list.placeholders[1], Place(MARGIN, 1.7, FULL, 5.3))
        _put(self._page.placeholders[0], _TITLE)

    def opening(self, title: str, subtitle: str, notes: str) -> "Slide":
        """Add the first slide, on a dark ground."""
        slide = self.deck.slides.add_slide(self._opening)
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = DEEP
        _fill(_frame(slide, 0), [title], 48, colour=PAPER, bold=True)
        _fill(_frame(slide, 1), [subtitle], 28, colour=PAPER)
        return _noted(slide, notes)

    def page(self, title: str, notes: str) -> "Slide":
        """Add a slide with a title."""
        slide = self.deck.slides.add_slide(self._page)
        _fill(_frame(slide, 0), [title], 36, colour=DEEP, bold=True)
        return _noted(slide, notes)

    def bullets(self, title: str, lines: Sequence[str], notes: str, size: int = 28) -> "Slide":
        """Add a slide with a title and a list."""
        slide = self.deck.slides.add_slide(self._list)
        _fill(_frame(slide, 0), [title], 36, colour=DEEP, bold=True)
        _fill(_frame(slide, 1), lines, size)
        return _noted(slide, notes)

    def save(self) -> bytes:
        """Return the deck as the bytes of a file."""
        stream = io.BytesIO()
        self.deck.save(stream)
        return stream.getvalue()


_TITLE = Place(MARGIN, 0.4, FULL, 1.1)


def text(slide: "Slide", place: Place, lines: Sequence[str], size: int = 28) -> None:
    """Add lines of text as one box."""
    box = slide.shapes.add_textbox(*_emu(place))
    box.text_frame.word_wrap = True
    _fill(box.text_frame, lines, size)


def box(shapes: "_BaseGroupShapes", place: Place, lines: Sequence[str], *, strong: bool) -> None:
    """Add a box with centred text; ``strong`` marks it by its ground and its border."""
    shape = shapes.add_shape(MSO_SHAPE.RECTANGLE, *_emu(place))
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = DEEP if strong else PALE
    shape.line.color.rgb = INK
    shape.line.width = Pt(4.5 if strong else 1.5)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
        setattr(frame, side, Inches(0.03))
    _fill(frame, lines, SMALLEST, colour=PAPER if strong else INK, centred=True, bold_first=True)


STYLES = {"power": (5.0, None), "data": (2.0, None), "radio": (3.0, MSO_LINE.DASH)}
"""Points and dashes of each kind of link: told apart by the line, not by colour."""


def line(
    shapes: "_BaseGroupShapes", start: tuple[float, float], end: tuple[float, float], carries: str
) -> None:
    """Add a straight line from one point to another, in inches, as its kind is drawn."""
    ends = (Inches(value) for value in (*start, *end))
    shape = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
    shape.line.color.rgb = INK
    points, dashes = STYLES.get(carries, STYLES["data"])
    shape.line.width = Pt(points)
    if dashes is not None:
        shape.line.dash_style = dashes


def table(
    slide: "Slide", place: Place, rows: Sequence[Sequence[str]], shares: Sequence[float], alt: str
) -> None:
    """Add a native table; the first row is its head, ``shares`` divide its width."""
    frame = slide.shapes.add_table(len(rows), len(shares), *_emu(place))
    describe(frame, alt)
    grid = frame.table
    for number, share in enumerate(shares):
        grid.columns[number].width = Inches(place.width * share)
    for number, row in enumerate(rows):
        grid.rows[number].height = Inches(place.height / len(rows))
        for position, words in enumerate(row):
            cell = grid.cell(number, position)
            cell.fill.solid()
            cell.fill.fore_color.rgb = DEEP if number == 0 else PALE
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            colour = PAPER if number == 0 else INK
            _fill(cell.text_frame, [words], SMALLEST, colour=colour, bold=number == 0)


def describe(shape: "BaseShape", alt: str) -> None:
    """Give a shape the words that a screen reader says for it."""
    # The library has no door for it; cNvPr is the element every shape has.
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


def _fill(
    frame: "TextFrame",
    lines: Sequence[str],
    size: int,
    *,
    colour: RGBColor = INK,
    bold: bool = False,
    bold_first: bool = False,
    centred: bool = False,
) -> None:
    for number, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = words
        run.font.size = Pt(size)
        run.font.color.rgb = colour
        run.font.bold = bold or (bold_first and number == 0)


def _frame(slide: "Slide", number: int) -> "TextFrame":
    frame: TextFrame = cast("Shape", slide.placeholders[number]).text_frame
    return frame


def _noted(slide: "Slide", notes: str) -> "Slide":
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = notes
    return slide


def _put(shape: "BaseShape", place: Place) -> None:
    shape.left, shape.top, shape.width, shape.height = _emu(place)


def _emu(place: Place) -> tuple[Length, Length, Length, Length]:
    left, top, width, height = (Inches(value) for value in place)
    return left, top, width, height
