"""Pages as rows, and CSV: the same claims for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from batteryviz.export.edition import Edition
from batteryviz.safety.escaping import spreadsheet_cell
from batteryviz.views.document import Document, Json, Voice

Field: TypeAlias = str | int | float

CLAIM_COLUMNS = (
    "id",
    "subject",
    "parameter",
    "label",
    "group",
    "text",
    "value",
    "min",
    "max",
    "about",
    "unit",
    "scope",
    "evidence",
    "disputed",
    "note",
    "sources",
    "references",
    "read",
)

_CATALOG_COLUMNS = ("catalog", "version", "facts_as_of", "digest", "licence", "catalog_scope")


def rows(document: Document) -> list[tuple[Field, ...]]:
    """Return a header and rows: the page's own records, or one row a claim."""
    if document.records:
        return list(document.records)
    return [CLAIM_COLUMNS, *(claim_row(document.voices[claim]) for claim in document.claims)]


def claim_row(voice: Voice) -> tuple[Field, ...]:
    """Return a claim as one row under ``CLAIM_COLUMNS``."""
    value = voice.value
    ends = value if isinstance(value, dict) else {}
    return (
        voice.id,
        voice.subject,
        voice.parameter,
        voice.label,
        voice.group,
        voice.text,
        value if isinstance(value, (str, int, float)) else "",
        _number(ends.get("min", "")),
        _number(ends.get("max", "")),
        "yes" if voice.about else "",
        voice.unit,
        voice.scope,
        voice.evidence,
        "yes" if voice.disputed else "no",
        voice.note,
        "; ".join(f"{line.source}, {line.locator}" for line in voice.citations),
        " ".join(line.text for line in voice.citations),
        "; ".join(dict.fromkeys(line.read for line in voice.citations)),
    )


def _number(value: Json) -> Field:
    return value if isinstance(value, (str, int, float)) else ""


def show(documents: Sequence[Document]) -> str:
    """Return documents as CSV; those with the same columns share one header row."""
    return csv_text(row for document in documents for row in (None, *rows(document)))


def write(edition: Edition) -> bytes:
    """Return ``edition`` as CSV in which every row says its page and its catalog.

    A row that is cut out of the file still carries its sources and where it is from.
    """
    colophon = edition.colophon
    catalog = (
        colophon.pack,
        colophon.version,
        str(edition.catalog.pack.facts_as_of),
        colophon.digest,
        colophon.licence,
        colophon.scope,
    )
    lines: list[tuple[Field, ...] | None] = []
    for document in edition.documents:
        header, *body = rows(document)
        lines += [None, ("page", *header, *_CATALOG_COLUMNS)]
        lines += [(document.key, *row, *catalog) for row in body]
    return csv_text(lines).encode()


def csv_text(lines: Iterable[tuple[Field, ...] | None]) -> str:
    """Return rows as CSV; ``None`` announces a header, left out when it is the last one.

    A text cell that a spreadsheet would take for a formula gets a leading apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    header: tuple[Field, ...] = ()
    header_follows = False
    for line in lines:
        if line is None:
            header_follows = True
            continue
        if header_follows:
            header_follows = False
            if line == header:
                continue
            if header:
                writer.writerow([])
            header = line
        writer.writerow(
            [spreadsheet_cell(cell) if isinstance(cell, str) else cell for cell in line]
        )
    return stream.getvalue()
