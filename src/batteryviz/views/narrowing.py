"""The timeline narrowed to a subject or a type of event, from the ready page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from batteryviz.views.document import Document, Json, References, Table


def _events(document: Document) -> Iterator[dict[str, Json]]:
    for event in document.data if isinstance(document.data, list) else ():
        if isinstance(event, dict):
            yield event


def _subjects(event: dict[str, Json]) -> list[str]:
    return [str(event["subject"]), *map(str, cast("list[Json]", event.get("also", [])))]


def subjects_of_events(document: Document, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return id and name of every subject that an event concerns, in order of its name.

    ``names`` are those of all subjects by their ids; one without a name has its id.
    """
    found = {subject for event in _events(document) for subject in _subjects(event)}
    return sorted(
        ((subject, names.get(subject, subject)) for subject in found),
        key=lambda pair: (pair[1].casefold(), pair[0]),
    )


def event_types(document: Document) -> list[str]:
    """Return the types of event that stand in the timeline, in order of the alphabet."""
    return sorted({str(event["event"]) for event in _events(document)})


def narrowed_timeline(document: Document, subject: str, kind: str) -> Document:
    """Return the timeline with the events of ``subject`` and of the type ``kind``.

    An empty word leaves all in. An event is of every subject it concerns.
    """
    if not subject and not kind:
        return document
    kept = [
        event
        for event in _events(document)
        if subject in {"", *_subjects(event)} and kind in {"", event["event"]}
    ]
    ids = {str(event["id"]) for event in kept}
    table = next(block for block in document.blocks if isinstance(block, Table))
    rows = tuple(row for row in table.rows if row.key in ids)
    used = {number for row in rows for cell in row.cells for number in cell.refs}
    colophon = document.colophon
    return replace(
        document,
        key=f"timeline:{subject}" if subject else "timeline",
        subtitle=f"{len(rows)} of {len(table.rows)} dated events; a date always says of what",
        blocks=tuple(
            replace(block, rows=rows)
            if block is table
            else References(tuple(item for item in block.items if item.number in used))
            if isinstance(block, References)
            else block
            for block in document.blocks
        ),
        data=list(kept),
        records=tuple(
            record
            for number, record in enumerate(document.records)
            if not number or record[0] in ids
        ),
        colophon=replace(
            colophon,
            unchecked_ids=_of(colophon.unchecked_ids, ids),
            disputed_ids=_of(colophon.disputed_ids, ids),
        ),
    )


def _of(names: tuple[str, ...], ids: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name.removeprefix("event:") in ids)
