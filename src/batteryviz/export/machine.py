"""JSON: pages for programs, and whole files that load again as specs."""

import json
import re
from collections.abc import Iterable, Sequence

from batteryviz.catalog.files import SPECS_KEY
from batteryviz.export.closing import colophon_data
from batteryviz.export.edition import Edition
from batteryviz.views.document import Document, Json, Reference, Voice, claim_named

SCHEMA_VERSION = 1

_DECIMAL = re.compile(r'"\\u0000(-?[0-9]+(?:\.[0-9]+)?)"')


def show(documents: Sequence[Document]) -> str:
    """Return the data of one document, or an array of several, as JSON.

    It holds all claims of a page, whatever depth is shown.
    """
    pages = [_expanded(document.data, document) for document in documents]
    return _text(pages[0] if len(pages) == 1 else pages)


def write(edition: Edition) -> bytes:
    """Return ``edition`` as JSON with its sources and colophon.

    One page is an object: the page's own, or one that holds the page's list under
    ``items``. Several are an array of such objects. The whole encyclopedia is an object
    with its ``pages`` and its ``specs``; the page of an element has the ``specs`` that
    its sheet needs. ``specs`` loads again as a pack.
    """
    pages = [_page(edition, document) for document in edition.documents]
    if not edition.whole:
        return _text(pages[0] if edition.is_one_page else list(pages)).encode()
    day = str(edition.catalog.pack.facts_as_of)
    return _text(
        {
            "schema_version": SCHEMA_VERSION,
            "colophon": colophon_data(edition.colophon, edition.title, day),
            "sources": _sources(edition.references),
            "pages": list(pages),
            SPECS_KEY: _specs(edition),
        }
    ).encode()


def _page(edition: Edition, document: Document) -> dict[str, Json]:
    data = _expanded(document.data, document)
    if not isinstance(data, dict):
        data = {"schema_version": SCHEMA_VERSION, "items": data}
    day = str(edition.catalog.pack.facts_as_of)
    page: dict[str, Json] = {
        **data,
        "page": document.key,
        "title": data.get("title", document.title),
        "sources": _sources(document.references),
        "colophon": colophon_data(document.colophon, document.title, day),
    }
    subject = document.key.removeprefix("element:")
    if not edition.whole and document.key.startswith("element:"):
        page[SPECS_KEY] = _specs(edition, subject)
    return page


def _specs(edition: Edition, subject: str = "") -> Json:
    """Return the records of the catalog, or of what the sheet of ``subject`` needs."""
    from batteryviz.catalog.excerpt import excerpt
    from batteryviz.catalog.records import as_spec, records

    catalog = excerpt(edition.catalog, subject) if subject else edition.catalog
    rooms: dict[str, Json] = {}
    for record in records(catalog):
        value: Json = as_spec(record)
        if record.room == record.id:
            rooms[record.room] = value
            continue
        room = rooms.setdefault(record.room, {})
        if isinstance(room, dict):
            room[record.id] = value
    return rooms


def _sources(references: Iterable[Reference]) -> list[Json]:
    return [
        {
            **(reference.data if isinstance(reference.data, dict) else {}),
            "number": reference.number,
            "locators": list(reference.locators),
            "reference": reference.text,
            "read": reference.read,
        }
        for reference in references
    ]


def _text(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    # A record keeps a decimal as text so that it keeps its digits: 2.50 stays 2.50.
    return _DECIMAL.sub(r"\1", text) + "\n"


def _expanded(data: Json, document: Document) -> Json:
    """Put the claims themselves where the data names them."""
    claim = claim_named(data)
    if claim is not None:
        return claim_data(document.voices[claim])
    if isinstance(data, list):
        return [_expanded(item, document) for item in data]
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
