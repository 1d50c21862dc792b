"""A document for a room: cut into screens of one idea each, every screen with its sources."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from rich.cells import cell_len, set_cell_size

from batteryviz.export.layout import Laid, Place, Stop, lay_blocks
from batteryviz.export.spans import Line, wrapped
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Paragraph,
    Reference,
    References,
    Table,
)
from batteryviz.views.wording import year_in

POINTER = "▶"
LONG_NAME = 24
"""Letters of a publisher's name from which its short one is enough for a room."""

MARGIN = 3
"""Columns at the left, in which the pointer stands."""

SOURCE_ROWS = 3
"""The most rows in which a screen names its sources."""

FOOT_ROWS = SOURCE_ROWS + 1
"""The most rows below an idea: its sources, and what its signs mean."""

MOST_NAMED = 18
"""No screen names more sources than this; three rows seldom hold as many."""

SIGNS = {"disputed": "≠ sources disagree", "unchecked": "○ unchecked", "differs": "△ they differ"}


@dataclass(slots=True)
class _Piece:
    """Lines that stay together, and where one can stop in them."""

    lines: list[Line]
    stops: list[Stop]
    cells: tuple[Cell, ...] = ()
    refs: tuple[int, ...] = ()
    group: str = ""
    head: list[Line] = field(default_factory=list)
    """The head of the table that the lines are of; the same list for all its rows."""
    is_row: bool = False


@dataclass(slots=True)
class _Screen:
    """One idea, or as much of it as a screen holds."""

    heading: str
    pieces: list[_Piece] = field(default_factory=list)
    is_tight: bool = False
    """Whether short rows stand close together, for the sake of one idea on one screen."""

    def body(self) -> Iterator[tuple[list[Line], list[Stop]]]:
        """Give lines and the stops in them; among them are empty ones, to set ideas apart."""
        before: _Piece | None = None
        for piece in self.pieces:
            goes_on = before is not None and piece.head is before.head and piece.is_row
            if piece.head and not goes_on:
                yield [[], *piece.head], []
            if not (goes_on and self.is_tight):
                yield [[]], []
            yield piece.lines, piece.stops
            before = piece

    def rows(self) -> int:
        """Return how many rows it fills."""
        return sum(len(lines) for lines, _ in self.body())

    def refs(self) -> list[int]:
        """Return the numbers of the sources it names."""
        return [ref for piece in self.pieces for ref in (*piece.refs, *_refs(piece.cells))]

    def signs(self) -> str:
        """Return what the signs in it mean."""
        cells = [part for piece in self.pieces for cell in piece.cells for part in _parts(cell)]
        marks = {mark for cell in cells for mark in cell.marks}
        return "   ".join(words for mark, words in SIGNS.items() if mark in marks)


def lay_projected(
    document: Document, width: int, height: int, *, with_sources: bool = True
) -> Laid:
    """Lay ``document`` out in screens of ``height`` rows; on each is a row to stop at.

    Without the list of its sources, every screen still names those it rests on.
    """
    room = max(10, width - MARGIN)
    title = wrapped([(document.title, "title")], room)
    # Below the title stand a line and a heading of one or two lines.
    sections = [
        section
        for section in _sections(document.blocks)
        if with_sources or not any(isinstance(block, References) for block in section[1])
    ]
    screens = list(_screens(sections, room, max(3, height - len(title) - 3 - FOOT_ROWS - 1)))
    laid = Laid()
    for number, screen in enumerate(screens, 1):
        foot = source_lines(document, screen.refs(), room)
        place = f"{number}/{len(screens)}" if len(screens) > 1 else ""
        if signs := screen.signs() or place:
            signs = "" if signs == place else signs
            foot.append(set_cell_size(signs, room - len(place)) + place)
        top = _top(document, screen.heading, title, room, first=number == 1)
        _lay_screen(laid, screen, top, height - len(foot))
        laid.lines += ([(" " * MARGIN, "text"), (line, "muted")] for line in foot)
    return laid


def source_lines(document: Document, refs: Iterable[int], width: int) -> list[str]:
    """Name the sources numbered ``refs``, or those of the page, in at most three lines.

    A page without sources says of which day its facts are.
    """
    known = {reference.number: reference for reference in document.references}
    wanted = [known[number] for number in dict.fromkeys(refs) if number in known]
    names = [_named(reference) for reference in wanted or known.values()]
    for count in range(min(len(names), MOST_NAMED), 0, -1):
        left = len(names) - count
        lines = _packed([*names[:count], *([f"and {left} more"] if left else [])], width)
        if len(lines) <= SOURCE_ROWS or count == 1:
            return lines[:SOURCE_ROWS]
    mark = document.colophon
    return _packed([mark.pack, f"facts as of {mark.facts_as_of}"], width)[:SOURCE_ROWS]


def _named(reference: Reference) -> str:
    """Return a source in a few words: ``[2] The War Zone, 2020``."""
    data = reference.data if isinstance(reference.data, dict) else {}
    name = str(data.get("publisher") or reference.text)
    # A long name that carries its own short one: ``American Society of … (ASME)``.
    long, _, short = name.removesuffix(")").rpartition(" (")
    if name.endswith(")") and short.isupper() and len(long) >= LONG_NAME:
        name = short
    return f"[{reference.number}] {name}, {year_in(str(data.get('published') or ''))}"


def _packed(names: Iterable[str], width: int) -> list[str]:
    lines = [""]
    for name in names:
        gap = "   " if lines[-1] else ""
        if gap and cell_len(lines[-1] + gap + name) > width:
            lines.append("")
            gap = ""
        lines[-1] += gap + name
    return [
        line if cell_len(line) <= width else set_cell_size(line, width - 1) + "…" for line in lines
    ]


def _top(
    document: Document, heading: str, title: Sequence[Line], room: int, *, first: bool
) -> list[Line]:
    longest = max(sum(cell_len(text) for text, _ in line) for line in title)
    lines = [*title, [("━" * min(room, longest), "heading")]]
    if heading:
        return lines + wrapped([(heading, "heading")], room)[:2]
    if first and document.subtitle:
        return lines + wrapped([(document.subtitle, "muted")], room)[:2]
    return lines


def _lay_screen(laid: Laid, screen: _Screen, top: Sequence[Line], height: int) -> None:
    start, stops = len(laid.lines), len(laid.stops)
    # Room that is left over sets the title off, to be read from far.
    lines = [*top, *([] for _ in range(min(2, (height - len(top) - screen.rows()) // 4)))]
    for part, its_stops in screen.body():
        by = start + len(lines)
        for stop in its_stops:
            places = [replace(place, start=place.start + MARGIN) for place in stop.places]
            moved = replace(stop, first=stop.first + by, last=stop.last + by, places=places)
            laid.stops.append(moved)
        lines += part
    lines += [[] for _ in range(height - len(lines))]
    laid.lines += ([(" " * MARGIN, "text"), *line] for line in lines[:height])
    if len(laid.stops) == stops:
        # Nothing can be chosen here, but a reader who turns the pages stops here too.
        said = " ".join(text for part, _ in screen.body() for line in part for text, _ in line)
        laid.stops.append(Stop(start, start + height - 1, [Place(Cell(said), 0, 0)]))


def _screens(
    sections: Iterable[tuple[str, list[Block]]], width: int, room: int
) -> Iterator[_Screen]:
    """Cut the page: a section, and a group of rows in it, are ideas of their own."""
    for heading, blocks in sections:
        pieces = [piece for block in blocks for piece in _pieces(block, width, room)]
        close = _Screen(heading, pieces, is_tight=True)
        if all(len(piece.lines) == 1 and not piece.group for piece in pieces if piece.is_row) and (
            close.rows() <= room
        ):
            spaced = _Screen(heading, pieces)
            yield spaced if spaced.rows() <= room else close
            continue
        screen = _Screen(heading)
        group = ""
        for piece in pieces:
            turned = bool(group) and piece.group != group
            trial = _Screen(heading, [*screen.pieces, piece])
            if screen.pieces and (turned or trial.rows() > room):
                yield screen
                screen = _Screen(heading)
            group = piece.group
            if group:
                screen.heading = f"{heading}: {group}" if heading else group
            screen.pieces.append(piece)
        yield screen


def _sections(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """Return the headings of a page, each with its blocks; remarks for readers are left out."""
    found: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            found.append((block.text, []))
        elif not (isinstance(block, Paragraph) and block.tone == "muted"):
            found[-1][1].append(block)
    return [section for section in found if any(section)] or found


def _pieces(block: Block, width: int, room: int) -> Iterator[_Piece]:
    match block:
        case Bullets():
            whole = [_piece(Bullets((item,)), width, cells=(item,)) for item in block.items]
        case References():
            whole = [
                _piece(References((item,)), width, refs=(item.number,)) for item in block.items
            ]
        case Table() if block.rows:
            whole = list(_rows(block, width))
        case _:
            whole = [_piece(block, width)]
    for piece in whole:
        yield from _cut(piece, room - len(piece.head) - 2)


def _piece(
    block: Block, width: int, *, cells: tuple[Cell, ...] = (), refs: tuple[int, ...] = ()
) -> _Piece:
    laid = Laid()
    lay_blocks(laid, [block], width)
    return _Piece(laid.lines[:-1], laid.stops, cells, refs)


def _rows(table: Table, width: int) -> Iterator[_Piece]:
    laid = Laid()
    lay_blocks(laid, [replace(table, caption="")], width)
    head = laid.sticky[0].head if laid.sticky else []
    stops_of = [[stop for stop in laid.stops if stop.row is row] for row in table.rows]
    ends = [*(stops[0].first for stops in stops_of[1:]), len(laid.lines)]
    for row, stops, end in zip(table.rows, stops_of, ends, strict=True):
        first, last = stops[0].first, end - 1
        # What stands between two rows belongs to neither: an empty line, the name of a group.
        while last > stops[-1].last and {role for _, role in laid.lines[last]} <= {"group"}:
            last -= 1
        moved = [replace(stop, first=stop.first - first, last=stop.last - first) for stop in stops]
        yield _Piece(
            laid.lines[first : last + 1], moved, row.cells, (), row.group, head, is_row=True
        )


def _cut(piece: _Piece, room: int) -> Iterator[_Piece]:
    """Cut a piece that no screen holds; one can stop in every part."""
    room = max(1, room)
    for start in range(0, len(piece.lines), room):
        end = min(start + room, len(piece.lines)) - 1
        stops = [
            replace(stop, first=max(stop.first, start) - start, last=min(stop.last, end) - start)
            for stop in piece.stops
            if stop.first <= end and stop.last >= start
        ]
        yield replace(piece, lines=piece.lines[start : end + 1], stops=stops)


def _parts(cell: Cell) -> tuple[Cell, ...]:
    return (cell, *cell.parts)


def _refs(cells: Iterable[Cell]) -> Iterator[int]:
    for cell in cells:
        for part in _parts(cell):
            yield from part.refs
