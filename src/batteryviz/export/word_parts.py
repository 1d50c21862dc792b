"""Pieces of a Word document, made directly as its XML: quick, and open to every detail."""

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

ACCENT = "7B2D1A"
QUIET = "595550"
LINK = "1F4E79"
RULE = "CFC8BB"
MARKS = {"disputed": "8A3B00", "unchecked": "5B2A7E", "differs": "1F4E79"}

TABLE_WIDTH = 9600
"""In twentieths of a point: what fits between the margins of A4 and Letter."""


def element(tag: str, children: Iterable[Any] = (), **attributes: str) -> Any:
    """Return an element of WordprocessingML: ``element("w:b")``."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    for child in children:
        made.append(child)
    return made


class Look(NamedTuple):
    """How a run of text looks; what is left out comes from the paragraph's style."""

    bold: bool = False
    colour: str = ""
    half_points: int = 0
    raised: bool = False
    font: str = ""
    kicker: bool = False


PLAIN = Look()


def run(text: str, look: Look = PLAIN) -> Any:
    """Return ``text`` as a run."""
    properties = element("w:rPr")
    if look.font:
        properties.append(element("w:rFonts", ascii=look.font, hAnsi=look.font, cs=look.font))
    if look.bold:
        properties.append(element("w:b"))
    if look.kicker:
        properties.append(element("w:caps"))
    if look.colour:
        properties.append(element("w:color", val=look.colour))
    if look.kicker:
        properties.append(element("w:spacing", val="20"))
    if look.half_points:
        properties.append(element("w:sz", val=str(look.half_points)))
    if look.raised:
        properties.append(element("w:vertAlign", val="superscript"))
    words = element("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("w:r", [properties, words] if len(properties) else [words])


def link_inside(anchor: str, runs: Sequence[Any]) -> Any:
    """Return ``runs`` as a link to the bookmark ``anchor``."""
    return element("w:hyperlink", runs, anchor=anchor, history="1")


def field(code: str, look: Look) -> Any:
    """Return a field that Word fills in: ``PAGE``."""
    return element("w:fldSimple", [run("1", look)], instr=code)


class Bookmarks:
    """Numbers the bookmarks of one document."""

    def __init__(self) -> None:
        """Start at one."""
        self._numbers = count(1)

    def around(self, name: str, piece: Any) -> list[Any]:
        """Return ``piece`` between the start and the end of the bookmark ``name``."""
        number = str(next(self._numbers))
        return [
            element("w:bookmarkStart", id=number, name=name),
            piece,
            element("w:bookmarkEnd", id=number),
        ]


def tab() -> Any:
    """Return a tabulator."""
    return element("w:r", [element("w:tab")])


def page_break() -> Any:
    """Return a paragraph after which a page begins."""
    return element("w:p", [element("w:r", [element("w:br", type="page")])])


def paragraph(
    runs: Iterable[Any],
    style: str = "",
    *,
    keep: bool = False,
    before: int = 0,
    after: int | None = None,
) -> Any:
    """Return a paragraph in a style, by its id; ``keep`` ties it to the next one.

    With ``after``, the space around it is given, in twentieths of a point.
    """
    properties = element("w:pPr")
    if style:
        properties.append(element("w:pStyle", val=style))
    if keep:
        properties.append(element("w:keepNext"))
    if after is not None:
        properties.append(element("w:spacing", before=str(before), after=str(after)))
    return element("w:p", [properties, *runs])


def table(widths: Sequence[int], header: Sequence[str], rows: Iterable[Any], caption: str) -> Any:
    """Return a table with hairlines between its rows and a header row that repeats."""
    border = {"val": "single", "sz": "4", "space": "0", "color": RULE}
    properties = element(
        "w:tblPr",
        [
            element("w:tblW", w=str(sum(widths)), type="dxa"),
            element(
                "w:tblBorders",
                [element("w:bottom", **border), element("w:insideH", **border)],
            ),
            element("w:tblLayout", type="fixed"),
            element(
                "w:tblCellMar",
                [
                    element("w:top", w="50", type="dxa"),
                    element("w:left", w="0", type="dxa"),
                    element("w:bottom", w="50", type="dxa"),
                    element("w:right", w="110", type="dxa"),
                ],
            ),
            element("w:tblLook", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"),
            *([element("w:tblCaption", val=caption)] if caption else []),
        ],
    )
    grid = element("w:tblGrid", [element("w:gridCol", w=str(width)) for width in widths])
    made = element("w:tbl", [properties, grid])
    if any(header):
        cells = [
            cell([paragraph([run(name, Look(bold=True))], after=0)], width)
            for name, width in zip(header, widths, strict=True)
        ]
        made.append(row(cells, is_header=True))
    for line in rows:
        made.append(line)
    return made


def row(cells: Iterable[Any], *, is_header: bool = False, whole: bool = True) -> Any:
    """Return a row; a ``whole`` one is not broken over two pages."""
    properties = element("w:trPr")
    if whole:
        properties.append(element("w:cantSplit"))
    if is_header:
        properties.append(element("w:tblHeader"))
    return element("w:tr", [properties, *cells])


def cell(paragraphs: Iterable[Any], width: int, *, span: int = 1) -> Any:
    """Return a cell of a table; Word wants at least one paragraph in it."""
    properties = element("w:tcPr", [element("w:tcW", w=str(width), type="dxa")])
    if span > 1:
        properties.append(element("w:gridSpan", val=str(span)))
    return element("w:tc", [properties, *paragraphs])
