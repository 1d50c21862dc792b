"""Documents as Rich renderables: what ``show`` paints."""

import io
from collections.abc import Sequence
from typing import assert_never

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from batteryviz.export.closing import colophon_lines, page_lines
from batteryviz.export.edition import Edition
from batteryviz.export.scale import drawn
from batteryviz.export.schematic_text import drawn_schematic
from batteryviz.export.words import LEGEND, reference_line, signs, total_voices
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

STYLES = {
    "title": "bold",
    "heading": "bold cyan",
    "muted": "dim",
    "warning": "yellow",
    "disputed": "bold yellow",
    "unchecked": "magenta",
    "differs": "bold green",
    "reference": "cyan",
}
READING_WIDTH = 100
"""Columns at most: longer lines are hard to read, however wide the terminal."""


def print_document(document: Document, console: Console) -> None:
    """Paint ``document`` on ``console``."""
    console.print(renderable(document, min(console.width, READING_WIDTH)))


def write(edition: Edition) -> bytes:
    """Return ``edition`` as text without colour, with its colophon at the end."""
    parts = [
        renderable(page, READING_WIDTH, page_lines(edition, page)) for page in edition.documents
    ]
    colophon = [Text(f"{line.label}: {line.text}") for line in colophon_lines(edition)]
    return _printed([*parts, Group(*colophon)]).encode()


def show(documents: Sequence[Document]) -> str:
    """Return documents as text without colour."""
    return _printed([renderable(document, READING_WIDTH) for document in documents])


def _printed(parts: Sequence[RenderableType]) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=READING_WIDTH,
        color_system=None,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for number, part in enumerate(parts):
        if number:
            console.print()
        console.print(part)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def renderable(
    document: Document, width: int, closing: Sequence[str] | None = None
) -> RenderableType:
    """Return ``document`` for ``width`` columns; it ends in its colophon, or in ``closing``."""
    parts: list[RenderableType] = [Text(document.title, style=STYLES["title"])]
    if document.subtitle:
        parts.append(Text(document.subtitle, style=STYLES["muted"]))
    for block in document.blocks:
        parts += [Text(""), block_renderable(block, width)]
    parts += [Text(""), Text(LEGEND, style=STYLES["muted"])]
    last = document.closing() if closing is None else closing
    parts += [Text(line, style=STYLES["muted"]) for line in last]
    # Narrower than the console, so that nothing runs over a comfortable line.
    return Padding(Group(*parts), (0, 0), expand=False)


def cell_text(cell: Cell) -> Text:
    """Return a cell with its signs and reference numbers, each part on a line."""
    if cell.parts:
        totals = [Text(total, style=STYLES["disputed"]) for total in total_voices(cell)]
        return Text("\n").join([*map(cell_text, cell.parts), *totals])
    text = Text(cell.text)
    for sign, mark in signs(cell):
        text.append(f" {sign}", style=STYLES[mark])
    if cell.refs:
        text.append(" ")
        text.append("".join(f"[{number}]" for number in cell.refs), style=STYLES["reference"])
    return text


def block_renderable(block: Block, width: int) -> RenderableType:
    """Return one block for a terminal ``width`` columns wide."""
    match block:
        case Heading():
            return Text(block.text, style=STYLES["heading"])
        case Paragraph():
            return Text(block.text, style=STYLES["muted"] if block.tone == "muted" else "")
        case Bullets():
            return Group(*(Text("• ") + cell_text(item) for item in block.items))
        case Table():
            return _table(block, width)
        case Intervals():
            return Group(*(Text(line) for line in drawn(block, width)))
        case Schematic():
            return Group(*(Text(line, no_wrap=True) for line in drawn_schematic(block, width)))
        case References():
            return _references(block, width)
        case _:
            assert_never(block)


def _table(table: Table, width: int) -> RenderableType:
    short = _natural_width(table) <= width
    painted = RichTable(
        box=box.SIMPLE_HEAD,
        show_header=any(table.columns),
        header_style=STYLES["muted"],
        pad_edge=False,
        padding=(0, 1),
        width=None if short else width,
    )
    for number, name in enumerate(table.columns):
        first = number == 0 and len(table.columns) > 1
        painted.add_column(
            Text(name),
            ratio=None if short else 1 if first else 2,
            max_width=28 if first and not short else None,
            overflow="fold",
        )
    group = ""
    for row in table.rows:
        if row.group != group:
            group = row.group
            painted.add_row(Text(group, style=STYLES["heading"]))
        painted.add_row(*(cell_text(cell) for cell in row.cells))
    return painted


def _natural_width(table: Table) -> int:
    """Return how wide a table is when no cell is folded."""
    columns = zip(
        *(map(Text, table.columns), *(map(cell_text, row.cells) for row in table.rows)),
        strict=False,
    )
    return sum(2 + max(_longest_line(cell) for cell in column) for column in columns)


def _longest_line(text: Text) -> int:
    """Return the columns that the longest line of ``text`` takes."""
    return max((line.cell_len for line in text.split("\n")), default=0)


def _references(references: References, width: int) -> RenderableType:
    painted = RichTable(box=None, show_header=False, pad_edge=False, width=width)
    painted.add_column(justify="right", no_wrap=True, style=STYLES["reference"])
    painted.add_column(overflow="fold", ratio=1)
    for item in references.items:
        text = Text(reference_line(item))
        if item.url:
            text.append(f"\n{item.url}", style=STYLES["muted"])
        painted.add_row(Text(f"[{item.number}]"), text)
    return painted
