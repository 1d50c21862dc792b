"""Sources and citations as JSON carries them."""

from batteryviz.model.evidence import Citation, Source
from batteryviz.views.document import Json


def source_data(source: Source) -> dict[str, Json]:
    """Return a source as JSON."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "kind": source.kind,
        "published": str(source.published) if source.published else None,
        "published_note": source.published_note,
        "url": source.url,
        "language": source.language,
        "relays": source.relays,
        "copy_of": source.copy_of,
        "how_read": source.how_read,
        "read_on": str(source.read_on) if source.read_on else None,
        "weak": source.weak,
    }


def citation_data(cited: Citation) -> dict[str, Json]:
    """Return a citation as JSON."""
    return {
        "source": cited.source,
        "locator": cited.locator,
        "read_on": str(cited.read_on) if cited.read_on else None,
        "evidence": cited.evidence,
    }
