"""The table of contents of a file with many pages."""

from collections.abc import Iterable
from dataclasses import replace

from batteryviz.export.edition import Edition
from batteryviz.views.document import Document
from batteryviz.views.kinds import KIND_NAMES

_ROOMS = {"comparison": "Comparisons", "tour": "Tours"}


def contents(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Return the pages under the name of their kind, in the order they stand."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        kind = document.data.get("kind") if isinstance(document.data, dict) else None
        room = document.key.partition(":")[0]
        name = _ROOMS.get(room) or KIND_NAMES.get(str(kind)) or "Overviews"
        groups.setdefault(name, []).append(document)
    return groups


def as_a_book(edition: Edition) -> Edition:
    """Return ``edition`` with its pages in the order of its table of contents."""
    groups = contents(edition.documents)
    return replace(edition, documents=[page for members in groups.values() for page in members])
