"""One page as a sheet of a workbook."""

import math
from collections.abc import Mapping
from typing import Final, assert_never

from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from batteryviz.export.axis import axis
from batteryviz.export.column_widths import weights
from batteryviz.export.edition import Paper
from batteryviz.export.evidence import lines
from batteryviz.export.schematic_words import link_words, node_words
from batteryviz.export.words import reference_line, with_signs
from batteryviz.safety.escaping import workbook_text
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Intervals,
    Paragraph,
    Reference,
    References,
    Schematic,
    Table,
)

BOLD: Final = Font(name="Calibri", bold=True)
ACCENT: Final = Font(name="Calibri", size=9, bold=True, color="7B2D1A")
LINK: Final = Font(name="Calibri", color="1F4E79", underline="single")
TOP: Final = Alignment(vertical="top", wrap_text=False)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_QUIET = Font(name="Calibri", color="595550")
_LEAD = Font(name="Georgia", size=12)
_TITLE = Font(name="Georgia", size=18, bold=True)
_HEADING = Font(name="Georgia", size=13, bold=True)
_HAIRLINE = Border(bottom=Side(style="thin", color="CFC8BB"))
_RULE = Border(bottom=Side(style="medium", color="1D1C1A"))
_SOFT = PatternFill("solid", fgColor="F1ECE3")
_WIDTH = 110
"""Characters across a page."""
_LINE = 15.0
"""Points of one line."""
_PAPER_CODES = {"a4": 9, "letter": 1}
_MOST = 32_767
"""Signs in a cell, counted as in UTF-16; Excel holds no more."""
CUT = " … (cut here, as a cell holds no more; the rest stands on the sheets of the pages)"


def put(
    sheet: Worksheet, row: int, column: int, value: str | int | float, font: Font | None = None
) -> SheetCell:
    """Write one value as what it is: a text is never taken for a formula.

    One that is too long for a cell is cut, and says so; ``pieces`` are never too long.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)  # noqa: S101 - merged cells are made after writing
    if isinstance(value, str):
        first, *rest = pieces(value)
        cell.value = workbook_text(first) + (CUT if rest else "")
        cell.data_type = "s"
    else:
        cell.value = value
    if font is not None:
        cell.font = font
    return cell


def pieces(text: str) -> list[str]:
    """Return ``text`` in pieces that a cell holds with room for ``CUT``; most are one."""
    if len(workbook_text(text).encode("utf-16-le")) // 2 <= _MOST - len(CUT):
        return [text]
    middle = len(text) // 2
    place = max(text.rfind(" ", 1, middle), text.rfind("\n", 1, middle))
    place = middle if place < 0 else place
    return [*pieces(text[:place]), *pieces(text[place:].lstrip())]


def set_up(sheet: Worksheet, paper: Paper) -> None:
    """Prepare a sheet for printing: landscape, as wide as the paper."""
    sheet.page_setup.paperSize = _PAPER_CODES[paper]
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_view.showGridLines = False


def write_page(sheet: Worksheet, page: Document, paper: Paper, sheets: Mapping[str, str]) -> None:
    """Write ``page`` into ``sheet``; ``sheets`` names the sheet of every page of the file."""
    _PageSheet(sheet, page, sheets).write()
    set_up(sheet, paper)


def _shares(table: Table) -> list[float]:
    """Return the width of each column in characters, for a table as wide as the page."""
    parts = weights(table)
    return [max(12.0, _WIDTH * part / sum(parts)) for part in parts]


class _PageSheet:
    def __init__(self, sheet: Worksheet, page: Document, sheets: Mapping[str, str]) -> None:
        self._sheet = sheet
        self._page = page
        self._sheets = sheets
        tables = [block for block in page.blocks if isinstance(block, Table)]
        # The columns suit the largest table; one that only others have suits these.
        largest = max(tables, key=lambda table: len(table.rows), default=None)
        shares = [_shares(table) for table in tables]
        self._widths = _shares(largest) if largest else [33.0, 77.0]
        self._columns = max([2, *map(len, shares)])
        for number in range(len(self._widths), self._columns):
            wanted = (share[number] for share in shares if len(share) > number)
            self._widths.append(max(wanted, default=_WIDTH / 2))
        self._row = 1

    def write(self) -> None:
        for number, width in enumerate(self._widths, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._across(self._page.title, _TITLE, 26)
        if self._page.subtitle:
            self._across(self._page.subtitle, _QUIET)
        for block in self._page.blocks:
            self._block(block)
        self._row += 1
        for line in self._page.closing():
            self._across(line, _QUIET)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._row += 1
                self._across(block.text, _HEADING, 20)
            case Paragraph():
                self._across(block.text, {"lead": _LEAD, "muted": _QUIET}.get(block.tone))
            case Bullets():
                for item in block.items:
                    self._across(f"• {with_signs(item)}")
            case Table():
                self._table(block)
            case Intervals():
                self._scale(block)
            case Schematic():
                for node in block.nodes:
                    self._line([node.short, node_words(node, blank=block.blank)])
                for link in block.links:
                    self._across(link_words(block, link, spelled=True))
            case References():
                for reference in block.items:
                    self._reference(reference)
            case _:
                assert_never(block)

    def _table(self, table: Table) -> None:
        if table.caption:
            self._across(table.caption, BOLD)
        if any(table.columns):
            for number, name in enumerate(table.columns, 1):
                put(self._sheet, self._row, number, name, BOLD).border = _RULE
            self._row += 1
        group, label = "", Cell("")
        for row in table.rows:
            if row.group != group:
                group, label = row.group, Cell("")
                for number in range(1, len(table.columns) + 1):
                    put(self._sheet, self._row, number, "", ACCENT).fill = _SOFT
                put(self._sheet, self._row, 1, group.upper(), ACCENT).fill = _SOFT
                self._row += 1
            # Said again in every row, so that rows may be sorted.
            label = row.cells[0] if row.cells[0].text else label
            self._line([_lines(cell) for cell in (label, *row.cells[1:])])

    def _line(self, texts: list[str]) -> None:
        """Write cells beside each other; what one does not hold follows in a row below."""
        columns = [pieces(text) for text in texts]
        for number in range(max(map(len, columns))):
            below = [column[number] if number < len(column) else "" for column in columns]
            # Said again in every row, so that rows may be sorted.
            self._one_line([below[0] or columns[0][0], *below[1:]])

    def _one_line(self, texts: list[str]) -> None:
        height = 1
        for number, text in enumerate(texts, 1):
            cell = put(self._sheet, self._row, number, text)
            cell.alignment, cell.border = _WRAPPED, _HAIRLINE
            needed = sum(
                math.ceil(max(1, len(line)) / (self._widths[number - 1] * 0.95))
                for line in text.split("\n")
            )
            height = max(height, needed)
        self._sheet.row_dimensions[self._row].height = _LINE * height
        self._row += 1

    def _scale(self, intervals: Intervals) -> None:
        scale = axis(intervals)
        self._across(f"{scale.title}, on one scale{f', in {scale.unit}' if scale.unit else ''}")
        for bar in scale.bars:
            low, high = ("open" if end is None else f"{end:,g}" for end in (bar.low, bar.high))
            self._across(f"{bar.label}: {low if low == high else f'{low} to {high}'}")

    def _reference(self, reference: Reference) -> None:
        self._across(f"[{reference.number}] {reference_line(reference)}")
        if reference.url:
            cell = self._across(reference.url, LINK)
            cell.hyperlink, cell.alignment = reference.url, TOP

    def _across(self, text: str, font: Font | None = None, height: float = 0.0) -> SheetCell:
        """Write ``text`` over all columns, in as many rows as it needs; return its last cell."""
        *before, last = pieces(text)
        for piece in before:
            self._one_across(piece, font, height)
        return self._one_across(last, font, height)

    def _one_across(self, text: str, font: Font | None, height: float) -> SheetCell:
        cell = put(self._sheet, self._row, 1, text, font)
        cell.alignment = _WRAPPED
        self._sheet.merge_cells(
            start_row=self._row, end_row=self._row, start_column=1, end_column=self._columns
        )
        # Larger letters need more room than the width, counted in usual letters, gives.
        size = font.size / 11 if font is not None and font.size else 1.0
        rows = math.ceil(len(text) * size * size / (sum(self._widths) * 0.95))
        self._sheet.row_dimensions[self._row].height = max(height, _LINE * rows)
        self._row += 1
        return cell


def _lines(cell: Cell) -> str:
    """Return the values of a cell, each on a line of its own."""
    return "\n".join(map(with_signs, lines(cell)))
