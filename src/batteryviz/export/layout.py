"""A document laid out in lines for one width, with the places a reader can stop at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import NamedTuple, assert_never

from rich.cells import cell_len

from batteryviz.export.scale import drawn
from batteryviz.export.spans import Line, cell_spans, natural_width, wrapped
from batteryviz.export.words import reference_line
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Intervals,
    Paragraph,
    References,
    Row,
    Schematic,
    Table,
)

GAP = 2
LABEL_WIDTH = 26
NARROWEST_COLUMN = 10
SHORT = 16
"""A column that holds no more is never wrapped; no word counts as longer."""

PROSE = 60
"""A column that holds so much is read as prose."""

NARROWEST_PROSE = 24


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """One cell of a stop: which columns of the screen it fills; width 0 is out of sight."""

    cell: Cell
    start: int
    width: int


@dataclass(slots=True, eq=False, repr=False)
class Stop:
    """Lines that belong together, and the cells a reader can choose among in them."""

    first: int
    last: int
    places: list[Place]
    key: str = ""
    row: Row | None = None
    columns: tuple[str, ...] = ()
    """The names of the columns of ``row``."""


@dataclass(slots=True, eq=False, repr=False)
class Sticky:
    """The head of a table, which stays in sight while lines of the table are."""

    first: int
    last: int
    head: list[Line]
    groups: list[tuple[int, str]] = field(default_factory=list)
    """Where each group of rows begins; its name stands in the last line of the head."""


@dataclass(slots=True, eq=False, repr=False)
class Laid:
    """A document as lines of text, stops and heads that stay."""

    lines: list[Line] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    sticky: list[Sticky] = field(default_factory=list)


def lay_out(document: Document, width: int, *, title: bool = True) -> Laid:
    """Lay ``document`` out for ``width`` columns, with or without its title."""
    laid = Laid()
    if title:
        lay_title(laid, document, width)
    lay_blocks(laid, document.blocks, width)
    lay_colophon(laid, document, width)
    return laid


def lay_title(laid: Laid, document: Document, width: int) -> None:
    """Add the title and what stands under it, with an empty line after them."""
    laid.lines += wrapped([(document.title, "title")], width)
    if document.subtitle:
        laid.lines += wrapped([(document.subtitle, "muted")], width)
    laid.lines.append([])


def lay_blocks(laid: Laid, blocks: Iterable[Block], width: int) -> None:
    """Add ``blocks`` to ``laid``, each with an empty line after it."""
    for block in blocks:
        _lay_block(laid, block, width)
        laid.lines.append([])


def lay_colophon(laid: Laid, document: Document, width: int) -> None:
    """Add what the page says of itself."""
    for line in document.colophon.lines():
        laid.lines += wrapped([(line, "muted")], width)


def _lay_block(laid: Laid, block: Block, width: int) -> None:
    match block:
        case Heading():
            laid.lines += wrapped([(block.text, "heading")], width)
        case Paragraph():
            role = block.tone if block.tone in {"muted", "warning"} else "text"
            laid.lines += wrapped([(block.text, role)], width)
        case Bullets():
            for item in block.items:
                _lay_item(laid, "• ", item, width)
        case Table():
            _lay_table(laid, block, width)
        case Intervals():
            laid.lines += ([(line, "text")] for line in drawn(block, width))
        case Schematic():
            # A page without a schematic need not know how one is drawn.
            from batteryviz.export.schematic_text import drawn_schematic

            laid.lines += ([(line, "text")] for line in drawn_schematic(block, width))
        case References():
            for reference in block.items:
                cell = Cell(reference_line(reference), target=f"source:{reference.source}")
                _lay_item(laid, f"[{reference.number}] ", cell, width, key=reference.source)
        case _:
            assert_never(block)


def _lay_item(laid: Laid, lead: str, cell: Cell, width: int, key: str = "") -> None:
    indent = cell_len(lead)
    lines = wrapped(cell_spans(cell), max(NARROWEST_COLUMN, width - indent))
    first = len(laid.lines)
    for number, line in enumerate(lines):
        laid.lines.append([(lead if number == 0 else " " * indent, "reference"), *line])
    if cell.target or cell.claims:
        place = Place(cell, indent, width - indent)
        laid.stops.append(Stop(first, len(laid.lines) - 1, [place], key))


def _lay_table(laid: Laid, table: Table, width: int) -> None:
    if table.caption:
        laid.lines += wrapped([(table.caption, "muted")], width)
    widths = column_widths(table, width)
    if _is_cramped(table, widths):
        _lay_stacked(laid, table, width)
        return
    sticky = None
    if any(table.columns):
        head = list(
            joined([wrapped([(name, "column")], w) for name, w in _zip(table, widths)], widths)
        )
        head.append([("─" * min(width, sum(widths) + GAP * (len(widths) - 1)), "rule")])
        sticky = Sticky(len(laid.lines), 0, head)
        laid.lines += head
    group = ""
    for row in table.rows:
        if row.group != group:
            group = row.group
            if sticky is not None:
                sticky.groups.append((len(laid.lines), group))
            laid.lines.append([(group, "group")])
        cells = [
            wrapped(cell_spans(cell, label=number == 0 and len(row.cells) > 1), room)
            for number, (cell, room) in enumerate(zip(row.cells, widths, strict=True))
        ]
        first = len(laid.lines)
        laid.lines += joined(cells, widths)
        places = []
        start = 0
        for cell, room in zip(row.cells, widths, strict=True):
            if _can_be_chosen(cell):
                places.append(Place(cell, start, room))
            start += room + GAP
        if not places:
            # A row without claims can still be stopped at, to be read and copied.
            places.append(Place(row.cells[-1], start - widths[-1] - GAP, widths[-1]))
        last = len(laid.lines) - 1
        laid.stops.append(Stop(first, last, places, row.key, row, table.columns))
    if sticky is not None:
        sticky.last = len(laid.lines) - 1
        laid.sticky.append(sticky)


def _zip(table: Table, widths: Sequence[int]) -> Iterable[tuple[str, int]]:
    return zip(table.columns, widths, strict=True)


def _can_be_chosen(cell: Cell) -> bool:
    return bool(cell.claims or cell.target or cell.silence)


def _lay_stacked(laid: Laid, table: Table, width: int) -> None:
    """Lay each row out as lines of its own, every cell behind the name of its column."""
    group = ""
    for number, row in enumerate(table.rows):
        if row.group != group:
            group = row.group
            laid.lines.append([(group, "group")])
        elif number:
            laid.lines.append([])
        for position, cell in enumerate(row.cells):
            if not cell.text and position:
                continue
            name = table.columns[position]
            lead = "" if position == 0 or not name else f"{name}: "
            indent = 0 if position == 0 else 2
            lines = wrapped(
                [*([(lead.rstrip(), "muted")] if lead else []), *cell_spans(cell)], width - indent
            )
            first = len(laid.lines)
            laid.lines += ([(" " * indent, "text"), *line] for line in lines)
            last = len(laid.lines) - 1
            if _can_be_chosen(cell) or position == 0:
                place = Place(cell, indent, width - indent)
                laid.stops.append(Stop(first, last, [place], row.key, row, table.columns))


def _is_cramped(table: Table, widths: Sequence[int]) -> bool:
    """Say whether words would be cut, or prose run down a column too narrow to read."""
    if len(widths) < 3:
        return False
    return any(
        room < column.least or (column.natural > PROSE and room < NARROWEST_PROSE)
        for column, room in zip(_columns(table), widths, strict=True)
    )


class _Column(NamedTuple):
    """What a column holds: its widest cell, and its longest word."""

    natural: int
    least: int


def _columns(table: Table) -> list[_Column]:
    found = []
    for number, name in enumerate(table.columns):
        cells = [row.cells[number] for row in table.rows]
        words = [word for cell in cells for word in cell.text.split()]
        found.append(
            _Column(
                max(4, cell_len(name), *map(natural_width, cells)),
                min(SHORT, max((cell_len(word) for word in words), default=4)),
            )
        )
    return found


def column_widths(table: Table, width: int) -> list[int]:
    """Return the width of each column: natural where it fits, else by what it holds."""
    columns = _columns(table)
    if len(columns) > 1 and len(table.rows) > 1:
        label = max(14, min(LABEL_WIDTH, width // 3))
        columns[0] = columns[0]._replace(natural=min(columns[0].natural, label))
    return _shared(columns, width - GAP * (len(columns) - 1))


def _shared(columns: Sequence[_Column], room: int) -> list[int]:
    """Give short columns what they need; share the rest by the root of what columns hold."""
    widths = [column.natural for column in columns]
    waiting = {number for number, held in enumerate(widths) if held > SHORT}
    left = room - sum(held for held in widths if held <= SHORT)
    while waiting:
        total = sum(sqrt(columns[number].natural) for number in waiting)
        shares = {n: int(left * sqrt(columns[n].natural) / total) for n in waiting}
        settled = {
            number: min(columns[number].natural, max(columns[number].least, shares[number]))
            for number in waiting
            if not columns[number].least <= shares[number] < columns[number].natural
        }
        for number, wanted in (settled or shares).items():
            widths[number] = max(1, wanted)
        left = max(0, left - sum(settled.values()))
        waiting -= set(settled or shares)
    over = sum(widths) - room
    if over > 0:
        widest = widths.index(max(widths))
        widths[widest] = max(1, widths[widest] - over)
    return widths


def joined(cells: Sequence[Sequence[Line]], widths: Sequence[int]) -> Iterable[Line]:
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
