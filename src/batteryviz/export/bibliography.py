"""What BibTeX and CSL-JSON share: the sources of pages, each once, as texts."""

import re
from collections.abc import Iterable
from dataclasses import replace

from batteryviz.export.closing import colophon_lines
from batteryviz.export.edition import Edition
from batteryviz.views.document import Document, Reference

ARTICLES = frozenset({"press", "engineering paper"})
"""The kinds of source that are articles in something."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def merged(documents: Iterable[Document]) -> list[Reference]:
    """Return the sources of all pages, each once with all its places, ordered by id."""
    found: dict[str, Reference] = {}
    for document in documents:
        for reference in document.references:
            known = found.setdefault(reference.source, reference)
            places = dict.fromkeys((*known.locators, *reference.locators))
            found[reference.source] = replace(known, locators=tuple(places))
    return sorted(found.values(), key=lambda reference: reference.source)


def closing(edition: Edition) -> list[str]:
    """Return the colophon of ``edition``, line by line."""
    return [f"{line.label}: {line.text}" for line in colophon_lines(edition)]


def texts(reference: Reference) -> dict[str, str]:
    """Return the fields of a source as texts, an absent one as the empty text."""
    data = reference.data if isinstance(reference.data, dict) else {}
    return {name: "" if value is None else str(value) for name, value in data.items()}


def note(reference: Reference, source: dict[str, str]) -> str:
    """Return the places cited, how the source was read, and whose words it passes on."""
    said = [f"Cited: {'; '.join(reference.locators)}"] if reference.locators else []
    said.append(f"{reference.read[:1].upper()}{reference.read[1:]}")
    said += [f"Relays {source['relays']}"] if source["relays"] else []
    said += [f"Copy of {source['copy_of']}"] if source["copy_of"] else []
    said += [f"Date {source['published_note']}"] if source["published_note"] else []
    return ". ".join(said) + "."


def date_parts(text: str) -> tuple[int, ...]:
    """Return year, month and day of an ISO date, as many as it has; nothing for ``1990s``."""
    match = _ISO.fullmatch(text)
    return tuple(int(part) for part in match.groups() if part) if match else ()
