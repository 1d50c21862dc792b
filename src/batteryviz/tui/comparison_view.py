"""A comparison on the screen: the labels and the names of the columns never leave it."""

from dataclasses import replace
from typing import NamedTuple

from batteryviz.export.layout import (
    GAP,
    LABEL_WIDTH,
    Laid,
    Place,
    Sticky,
    Stop,
    joined,
    lay_blocks,
    lay_colophon,
)
from batteryviz.export.spans import cell_spans, natural_width, wrapped
from batteryviz.tui.document_view import DocumentView
from batteryviz.views.document import Block, Document, Heading, Paragraph, Table

NARROWEST = 18
"""Columns that would be narrower wait to be scrolled to."""


class Window(NamedTuple):
    """Which columns are in sight, and how wide the label and each of them is."""

    columns: list[int]
    label: int
    each: int


def window(table: Table, width: int, first: int, *, pinned: bool) -> Window:
    """Return the columns of ``table`` in sight when ``first`` is the first that scrolls.

    A pinned column is column 0 and always in sight.
    """
    count = len(table.columns) - 1
    label = max((natural_width(row.cells[0]) for row in table.rows), default=0)
    # Two columns side by side are dearer than a label on one line.
    label = max(12, min(label, LABEL_WIDTH, width - min(count, 2) * (NARROWEST + GAP)))
    room = width - label
    fitting = max(1, min(count, room // (NARROWEST + GAP)))
    fixed = [0] if pinned and fitting > 1 else []
    moving = [number for number in range(count) if number not in fixed]
    size = fitting - len(fixed)
    start = max(0, min(first - len(fixed), len(moving) - size))
    return Window(fixed + moving[start : start + size], label, room // fitting - GAP)


class ComparisonView(DocumentView):
    """Scrolls its columns one by one; a column can stay in sight while others pass."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Show no comparison yet."""
        super().__init__(title=False, id=id)
        self._first = 0
        self.pinned = False
        """Whether the first column stays in sight while the others are scrolled."""

    def _laid_out(self, width: int) -> Laid | None:
        if self.document is None:
            return None
        if rows := self.screenful:
            from batteryviz.tui.projected import lay_projected

            return lay_projected(_without_voices(self.document), width, rows)
        return lay_comparison(self.document, width, self._first, pinned=self.pinned)

    def moved(self, before: int) -> None:
        """Bring the column of the selection into sight."""
        stop, place = self.selected_stop, self.selected
        if stop is not None and place is not None and not place.width and not self.screenful:
            shown = [number for number, other in enumerate(stop.places) if other.width]
            here = min(self.column, len(stop.places) - 1)
            moving = shown[1:] if self.pinned and len(shown) > 1 else shown
            # In the narrowest window a row may have no room for anything.
            if moving:
                # As few columns as possible pass by.
                self._first = here if here < moving[0] else here - len(moving) + 1
                self._lay_out()
        super().moved(before)


def lay_comparison(document: Document, width: int, first: int, *, pinned: bool) -> Laid:
    """Lay a comparison out: a label and some columns, then the sources."""
    laid = Laid()
    table = next(block for block in document.blocks if isinstance(block, Table))
    for block in document.blocks:
        if block is table:
            break
        if isinstance(block, Paragraph) and block.tone != "muted":
            lay_blocks(laid, [block], width)
    shown = window(table, width, first, pinned=pinned)
    _lay_rows(laid, table, shown, pinned=pinned)
    laid.lines.append([])
    lay_blocks(laid, _after_voices(document), width)
    lay_colophon(laid, document, width)
    return laid


def _after_voices(document: Document) -> tuple[Block, ...]:
    """Return the last section; disputed rows have their voices in cards here, not on the page."""
    start = max(
        number
        for number, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.level == 2
    )
    return document.blocks[start:]


def _without_voices(document: Document) -> Document:
    table = next(n for n, block in enumerate(document.blocks) if isinstance(block, Table))
    blocks = (*document.blocks[: table + 1], *_after_voices(document))
    return replace(document, blocks=blocks)


def _lay_rows(laid: Laid, table: Table, shown: Window, *, pinned: bool) -> None:
    widths = [shown.label, *(shown.each for _ in shown.columns)]
    names = table.columns[1:]
    corner = (
        table.columns[0]
        if len(shown.columns) == len(names)
        else f"◂ {shown.columns[-1] + 1} of {len(names)} ▸"
    )
    titles = [f"{names[n]} (pinned)" if pinned and n == 0 else names[n] for n in shown.columns]
    head = list(
        joined(
            [
                wrapped([(title, "column")], room)
                for title, room in zip([corner, *titles], widths, strict=True)
            ],
            widths,
        )
    )
    head.append([("─" * (sum(widths) + GAP * (len(widths) - 1)), "rule")])
    sticky = Sticky(len(laid.lines), 0, head)
    laid.lines += head
    group = ""
    for row in table.rows:
        if row.group != group:
            group = row.group
            sticky.groups.append((len(laid.lines), group))
            laid.lines.append([(group, "group")])
        label, *values = row.cells
        cells = [
            wrapped(cell_spans(label, label=True), shown.label),
            *(wrapped(cell_spans(values[number]), shown.each) for number in shown.columns),
        ]
        start = len(laid.lines)
        laid.lines += joined(cells, widths)
        places = [
            Place(
                cell,
                shown.label + GAP + shown.columns.index(number) * (shown.each + GAP),
                shown.each,
            )
            if number in shown.columns
            else Place(cell, 0, 0)
            for number, cell in enumerate(values)
        ]
        laid.stops.append(Stop(start, len(laid.lines) - 1, places, row.key, row, table.columns))
    sticky.last = len(laid.lines) - 1
    laid.sticky.append(sticky)
