"""XLSX: a sheet a page, and every claim and every source as rows to sort and filter."""

import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from batteryviz.export.closing import colophon_lines
from batteryviz.export.contents import contents
from batteryviz.export.edition import Edition
from batteryviz.export.sheet_names import SheetNames
from batteryviz.export.tabular import CLAIM_COLUMNS, Field, claim_row
from batteryviz.export.words import LEGEND
from batteryviz.export.workbook_page import ACCENT, BOLD, LINK, TOP, put, set_up, write_page
from batteryviz.export.zips import settled
from batteryviz.safety.escaping import workbook_text

_CLAIM_WIDTHS = {"text": 40, "references": 60, "sources": 40, "note": 40, "id": 34, "page": 26}
_REFERENCE_COLUMNS = (
    "number",
    "id",
    "reference",
    "cited at",
    "how it was read",
    "address",
    "publisher",
    "kind",
    "published",
)
_REFERENCE_WIDTHS = {"reference": 70, "cited at": 40, "address": 50, "how it was read": 26}


def write(edition: Edition) -> bytes:
    """Return ``edition`` as a workbook."""
    workbook = Workbook()
    first = workbook.active
    if isinstance(first, Worksheet):
        workbook.remove(first)
    names = SheetNames(("Contents", "Claims", "References", "About"))
    sheets = {page.key: names.of(page.title) for page in edition.documents}
    if not edition.is_one_page:
        _write_contents(workbook.create_sheet("Contents"), edition, sheets)
    for page in edition.documents:
        write_page(workbook.create_sheet(sheets[page.key]), page, edition.paper, sheets)
    _write_claims(workbook.create_sheet("Claims"), edition)
    _write_references(workbook.create_sheet("References"), edition)
    _write_about(workbook.create_sheet("About"), edition)
    _set_properties(workbook, edition)
    stream = io.BytesIO()
    # The library's own save would write the present moment into the properties.
    ExcelWriter(workbook, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)).save()
    return settled(stream.getvalue(), edition.moment)


def _set_properties(workbook: Workbook, edition: Edition) -> None:
    # Excel keeps moments without a time zone, in UTC.
    moment = edition.moment.replace(tzinfo=None)
    properties = workbook.properties
    properties.title = workbook_text(edition.title)
    properties.creator = properties.lastModifiedBy = workbook_text(edition.colophon.pack)
    properties.subject = workbook_text(edition.colophon.scope)
    properties.description = workbook_text(edition.colophon.cite_as(edition.title))
    properties.language = "en-US"
    properties.created = properties.modified = moment


def _write_contents(sheet: Worksheet, edition: Edition, sheets: dict[str, str]) -> None:
    put(sheet, 1, 1, edition.title, Font(name="Georgia", size=18, bold=True))
    line = f"Version {edition.colophon.version}, facts as of {edition.colophon.facts_as_of}"
    put(sheet, 2, 1, line)
    row = 4
    for group, members in contents(edition.documents).items():
        put(sheet, row, 1, group, ACCENT)
        for page in members:
            cell = put(sheet, row, 2, page.title, LINK)
            cell.hyperlink = f"#'{sheets[page.key].replace(chr(39), chr(39) * 2)}'!A1"
            row += 1
    for number, width in enumerate((36, 70), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    set_up(sheet, edition.paper)


def _write_claims(sheet: Worksheet, edition: Edition) -> None:
    rows = [
        (page.key, *claim_row(page.voices[claim]))
        for page in edition.documents
        for claim in page.claims
    ]
    _write_table(sheet, ("page", *CLAIM_COLUMNS), rows, _CLAIM_WIDTHS)
    set_up(sheet, edition.paper)


def _write_references(sheet: Worksheet, edition: Edition) -> None:
    rows: list[tuple[Field, ...]] = []
    for reference in edition.references:
        data = reference.data if isinstance(reference.data, dict) else {}
        rows.append(
            (
                reference.number,
                reference.source,
                reference.text,
                "; ".join(reference.locators),
                reference.read,
                reference.url,
                *(str(data.get(name) or "") for name in ("publisher", "kind", "published")),
            )
        )
    _write_table(sheet, _REFERENCE_COLUMNS, rows, _REFERENCE_WIDTHS)
    address = _REFERENCE_COLUMNS.index("address") + 1
    for row, reference in enumerate(edition.references, 2):
        if reference.url:
            cell = sheet.cell(row, address)
            cell.hyperlink, cell.font = reference.url, LINK
    set_up(sheet, edition.paper)


def _write_about(sheet: Worksheet, edition: Edition) -> None:
    put(sheet, 1, 1, "About this file", Font(name="Georgia", size=16, bold=True))
    put(sheet, 2, 1, LEGEND)
    row = 4
    for line in colophon_lines(edition):
        text = line.text
        ids: Sequence[str] = ()
        if line.label in {"Disputed", "Unchecked"}:
            # A cell holds a bounded text; a list of ids is not bounded.
            text, _, listed = line.text.partition(": ")
            ids = listed.split(", ") if listed else ()
        put(sheet, row, 1, line.label, BOLD)
        put(sheet, row, 2, text)
        row += 1
        for name in ids:
            put(sheet, row, 2, name)
            row += 1
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 110
    set_up(sheet, edition.paper)


def _write_table(
    sheet: Worksheet,
    columns: Sequence[str],
    rows: Sequence[Sequence[Field]],
    widths: dict[str, int],
) -> None:
    for number, name in enumerate(columns, 1):
        put(sheet, 1, number, name, BOLD)
        sheet.column_dimensions[get_column_letter(number)].width = widths.get(name, 16)
    for line, row in enumerate(rows, 2):
        for number, field in enumerate(row, 1):
            put(sheet, line, number, field).alignment = TOP
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
