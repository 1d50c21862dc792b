"""Every claim of a page in full: its id, what it states, and where that was read."""

from collections.abc import Iterable
from typing import NamedTuple

from batteryviz.views.document import Cell, Document, Mark, Row, Voice

EVIDENCE_TITLE = "The claims, one by one"
EVIDENCE_COLUMNS = ("claim", "states", "stated in")


class Place(NamedTuple):
    """One citation of a claim: the number of its source on the page, and the rest in words."""

    source: str
    number: int
    """0 when the page does not number the source."""
    text: str
    """Publisher, year and place in the source; how far it was read."""


class Evidence(NamedTuple):
    """One claim of a page."""

    id: str
    statement: str
    marks: tuple[Mark, ...]
    places: tuple[Place, ...]


def evidence(document: Document) -> list[Evidence]:
    """Return the claims of ``document``, in its order."""
    numbers = {
        reference.source: reference.number
        for reference in document.references
        if reference.number in document.numbered
    }
    return [_one(document.voices[claim], numbers) for claim in document.claims]


def _one(voice: Voice, numbers: dict[str, int]) -> Evidence:
    marks: list[Mark] = ["disputed"] if voice.disputed else []
    if voice.evidence == "unchecked":
        marks.append("unchecked")
    scope = f" ({voice.scope})" if voice.scope else ""
    note = f" {voice.note}" if voice.note else ""
    return Evidence(
        voice.id,
        f"{voice.subject_name}, {voice.label}: {voice.text}{scope}.{note}",
        tuple(marks),
        tuple(
            Place(
                line.source,
                numbers.get(line.source, 0),
                f"{line.publisher}, {line.year}, {line.locator} "
                f"({line.evidence}{f', {line.read}' if line.evidence == 'checked' else ''})",
            )
            for line in voice.citations
        ),
    )


def homes(documents: Iterable[Document]) -> dict[str, str]:
    """Return for each claim the key of the page that its anchor stands on.

    That is the sheet of the subject whose file states it, or else the first page.
    """
    found: dict[str, str] = {}
    for document in documents:
        for claim in document.claims:
            if document.key == f"element:{claim.partition('.')[0]}":
                found[claim] = document.key
            else:
                found.setdefault(claim, document.key)
    return found


def runs(rows: Iterable[Row]) -> list[int]:
    """Return for each row how many rows its first cell spans; 0 for a row that continues one.

    A row whose first cell is empty goes on with the row above it.
    """
    spans: list[int] = []
    group, first = "", 0
    for position, row in enumerate(rows):
        if position and not row.cells[0].text and row.group == group:
            spans[first] += 1
            spans.append(0)
        else:
            group, first = row.group, position
            spans.append(1)
    return spans


def lines(cell: Cell) -> tuple[Cell, ...]:
    """Return the values of a cell, each as a cell of its own."""
    return cell.parts or (cell,)
