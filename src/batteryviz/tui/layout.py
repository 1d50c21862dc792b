"""A document laid out in lines for one width, with the places a reader can stop at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from rich.cells import cell_len, chop_cells

from batteryviz.export.scale import drawn
from batteryviz.export.schematic_text import drawn_schematic
from batteryviz.export.words import SIGNS, numbers, reference_line
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Intervals,
    Paragraph,
    References,
    Schematic,
    Table,
)

Span: TypeAlias = tuple[str, str]
"""Text and the role that styles it: a name of ``DocumentView``'s component classes."""

Line: TypeAlias = list[Span]

LINE_END: Span = ("\n", "text")
"""Between the parts of a cell: the next one begins a line."""

GAP = 2
LABEL_WIDTH = 26
NARROWEST_COLUMN = 10


@dataclass(slots=True)
class Place:
    """One cell of a stop: which columns of the screen it fills."""

    cell: Cell
    start: int
    width: int


@dataclass(slots=True)
class Stop:
    """Lines that belong together, and the cells a reader can choose among in them."""

    first: int
    last: int
    places: list[Place]
    key: str = ""


@dataclass(slots=True)
class Laid:
    """A document as lines of text and stops."""

    lines: list[Line] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)


def lay_out(document: Document, width: int, *, title: bool = True) -> Laid:
    """Lay ``document`` out for ``width`` columns, with or without its title."""
    laid = Laid()
    if title:
        _add(laid, _wrapped([(document.title, "title")], width))
        if document.subtitle:
            _add(laid, _wrapped([(document.subtitle, "muted")], width))
        laid.lines.append([])
    for block in document.blocks:
        _lay_block(laid, block, width)
        laid.lines.append([])
    for line in document.colophon.lines():
        _add(laid, _wrapped([(line, "muted")], width))
    return laid


def _lay_block(laid: Laid, block: Block, width: int) -> None:
    match block:
        case Heading():
            _add(laid, _wrapped([(block.text, "heading")], width))
        case Paragraph():
            role = block.tone if block.tone in {"muted", "warning"} else "text"
            _add(laid, _wrapped([(block.text, role)], width))
        case Bullets():
            for item in block.items:
                _lay_item(laid, "• ", item, width)
        case Table():
            _lay_table(laid, block, width)
        case Intervals():
            _add(laid, ([(line, "text")] for line in drawn(block, width)))
        case Schematic():
            _add(laid, ([(line, "text")] for line in drawn_schematic(block, width)))
        case References():
            for reference in block.items:
                cell = Cell(reference_line(reference), target=f"source:{reference.source}")
                _lay_item(laid, f"[{reference.number}] ", cell, width)
        case _:
            assert_never(block)


def _lay_item(laid: Laid, lead: str, cell: Cell, width: int) -> None:
    indent = cell_len(lead)
    lines = _wrapped(_cell_spans(cell), max(NARROWEST_COLUMN, width - indent))
    first = len(laid.lines)
    for number, line in enumerate(lines):
        laid.lines.append([(lead if number == 0 else " " * indent, "reference"), *line])
    if cell.target or cell.claims:
        place = Place(cell, indent, width - indent)
        laid.stops.append(Stop(first, len(laid.lines) - 1, [place]))


def _lay_table(laid: Laid, table: Table, width: int) -> None:
    widths = column_widths(table, width)
    if any(table.columns):
        header = [
            _wrapped([(name, "column")], room)
            for name, room in zip(table.columns, widths, strict=True)
        ]
        _add(laid, _joined(header, widths))
        laid.lines.append([("─" * min(width, sum(widths) + GAP * (len(widths) - 1)), "rule")])
    group = ""
    for row in table.rows:
        if row.group != group:
            group = row.group
            laid.lines.append([(group, "group")])
        cells = [
            _wrapped(_cell_spans(cell, label=number == 0 and len(row.cells) > 1), room)
            for number, (cell, room) in enumerate(zip(row.cells, widths, strict=True))
        ]
        first = len(laid.lines)
        _add(laid, _joined(cells, widths))
        places = []
        start = 0
        for cell, room in zip(row.cells, widths, strict=True):
            if cell.claims or cell.target or cell.silence:
                places.append(Place(cell, start, room))
            start += room + GAP
        if not places:
            # A row without claims can still be stopped at, to be read and copied.
            places.append(Place(row.cells[-1], start - widths[-1] - GAP, widths[-1]))
        laid.stops.append(Stop(first, len(laid.lines) - 1, places, row.key))


def column_widths(table: Table, width: int) -> list[int]:
    """Return the width of each column: natural where it fits, else shared fairly."""
    natural = [
        max(
            NARROWEST_COLUMN if number else 4,
            cell_len(name),
            *(
                cell_len(row.cells[number].text)
                + 3 * len(row.cells[number].marks)
                + len(numbers(row.cells[number]))
                for row in table.rows
            ),
        )
        for number, name in enumerate(table.columns)
    ]
    if len(natural) > 1 and len(table.rows) > 1:
        natural[0] = min(natural[0], max(14, min(LABEL_WIDTH, width // 3)))
    room = width - GAP * (len(natural) - 1)
    return _shared(natural, room)


def _shared(natural: Sequence[int], room: int) -> list[int]:
    """Give every column what it needs, or an equal part of what is left."""
    widths = [0] * len(natural)
    left, waiting = room, sorted(range(len(natural)), key=lambda number: natural[number])
    while waiting:
        fair = max(1, left // len(waiting))
        number = waiting.pop(0)
        widths[number] = max(1, min(natural[number], fair))
        left -= widths[number]
    return widths


def _joined(cells: Sequence[Sequence[Line]], widths: Sequence[int]) -> Iterable[Line]:
    """Set wrapped cells side by side."""
    for number in range(max(len(cell) for cell in cells)):
        line: Line = []
        for column, (cell, room) in enumerate(zip(cells, widths, strict=True)):
            spans = cell[number] if number < len(cell) else []
            line += spans
            if column < len(widths) - 1:
                used = sum(cell_len(text) for text, _ in spans)
                line.append((" " * (room - used + GAP), "text"))
        yield line


def _cell_spans(cell: Cell, *, label: bool = False) -> Line:
    if cell.parts:
        spans: Line = []
        for number, part in enumerate(cell.parts):
            spans += [*([LINE_END] if number else []), *_cell_spans(part)]
        return spans
    role = "silence" if cell.silence else "label" if label else "text"
    if cell.target and not label:
        role = "link"
    spans = [(cell.text, role)]
    spans += [(SIGNS[mark], mark) for mark in cell.marks]
    if cell.refs:
        spans.append((numbers(cell).strip(), "reference"))
    return spans


def _wrapped(spans: Line, width: int) -> list[Line]:
    """Break spans into lines of at most ``width`` columns, at spaces where possible."""
    lines: list[Line] = [[]]
    used = 0
    for text, role in spans:
        if (text, role) == LINE_END:
            lines.append([])
            used = 0
            continue
        for word in text.split():
            room = cell_len(word)
            if used and used + 1 + room > width:
                lines.append([])
                used = 0
            if room > width:
                for piece in chop_cells(word, width):
                    if used:
                        lines.append([])
                    lines[-1].append((piece, role))
                    used = cell_len(piece)
                continue
            lines[-1].append((f" {word}" if used else word, role))
            used += room + (1 if used else 0)
    return [_merged(line) for line in lines]


def _merged(line: Line) -> Line:
    merged: Line = []
    for text, role in line:
        if merged and merged[-1][1] == role:
            merged[-1] = (merged[-1][0] + text, role)
        else:
            merged.append((text, role))
    return merged


def _add(laid: Laid, lines: Iterable[Line]) -> None:
    laid.lines.extend(lines)
