"""The web address behind what a reader has selected."""

from batteryviz.views.document import Cell, Document


def address_behind(document: Document, cell: Cell | None, key: str) -> str:
    """Return the address of the source behind ``cell``, or of the source the page is about.

    ``key`` is what the cell's row is about: of several citations, the one on that
    source is taken. Without an address, returns an empty text.
    """
    sources = {reference.source: reference.url for reference in document.references}
    if cell is not None:
        room, _, name = cell.target.partition(":")
        if room == "source" and name in sources:
            return sources[name]
        lines = [
            line
            for claim in cell.claims
            if claim in document.voices
            for line in document.voices[claim].citations
        ]
        lines.sort(key=lambda line: line.source not in {key, name})
        found = [line.url for line in lines]
        found += [item.url for item in document.references if item.number in cell.refs]
        chosen = next((url for url in found if url), "")
        if chosen:
            return chosen
    about = document.key.removeprefix("source:")
    if about in sources:
        return sources[about]
    return next(iter(sources.values()), "") if len(sources) == 1 else ""
