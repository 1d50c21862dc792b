"""JSON and CSV: the same claims for programs and spreadsheets."""

import csv
import io
import json
from collections.abc import Sequence

from batteryviz.views.document import Document, Json, Voice

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
)


def to_json(documents: Sequence[Document]) -> str:
    """Return the data of one document, or an array of several, as JSON.

    It holds all claims of a page, whatever depth is shown.
    """
    pages = [_expanded(document.data, document) for document in documents]
    data: Json = pages[0] if len(pages) == 1 else pages
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _expanded(data: Json, document: Document) -> Json:
    """Put the claims themselves where the data holds ``"claim:<id>"``."""
    if isinstance(data, list):
        return [
            claim_data(document.voices[item.removeprefix("claim:")])
            if isinstance(item, str) and item.startswith("claim:")
            else _expanded(item, document)
            for item in data
        ]
    if isinstance(data, dict):
        return {key: _expanded(item, document) for key, item in data.items()}
    return data


def claim_data(voice: Voice) -> Json:
    """Return a claim as JSON."""
    return {
        "id": voice.id,
        "parameter": voice.parameter,
        "value": voice.value,
        "unit": voice.unit or None,
        "text": voice.text,
        "printed": voice.printed or None,
        "subject": voice.subject,
        "scope": voice.scope or None,
        "evidence": voice.evidence,
        "disputed": voice.disputed,
        "rivals": list(voice.rivals),
        "reasons": list(voice.reasons),
        "note": voice.note or None,
        "citations": [
            {
                "source": line.source,
                "locator": line.locator,
                "read_on": line.read_on or None,
                "evidence": line.evidence,
                "reference": line.text,
                "url": line.url or None,
            }
            for line in voice.citations
        ],
    }


def rows(document: Document) -> list[tuple[str | int | float, ...]]:
    """Return a header and rows: the page's own records, or one row a claim."""
    if document.records:
        return list(document.records)
    return [CLAIM_COLUMNS, *(_claim_row(document.voices[claim]) for claim in document.claims)]


def _claim_row(voice: Voice) -> tuple[str | int | float, ...]:
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
    )


def _number(value: Json) -> str | int | float:
    return value if isinstance(value, (str, int, float)) else ""


def to_csv(documents: Sequence[Document]) -> str:
    """Return documents as CSV; those with the same columns share one header row.

    A text cell that a spreadsheet would take for a formula gets a leading apostrophe.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    header: tuple[str | int | float, ...] = ()
    for document in documents:
        columns, *body = rows(document)
        if columns != header:
            if header:
                writer.writerow([])
            writer.writerow(columns)
            header = columns
        for row in body:
            writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
    return stream.getvalue()


def inert(text: str) -> str:
    """Return ``text`` so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text
