"""What a search found, as a page."""

from collections.abc import Sequence
from typing import Protocol

from batteryviz.views.colophon import Colophon
from batteryviz.views.document import Cell, Document, Row, Table


class Entry(Protocol):
    """Anything that can be opened: its id, its kind, its name and its page."""

    @property
    def id(self) -> str:
        """The id of the entry."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def page(self) -> str:
        """The key of its page."""


def found(words: str, entries: Sequence[Entry], colophon: Colophon) -> Document:
    """Return the entries found for ``words``, best first."""
    return Document(
        key=f"search:{words}",
        title=f"Search: {words}",
        subtitle=f"{len(entries)} found",
        blocks=(
            Table(
                ("id", "kind", "name"),
                tuple(
                    Row(
                        (Cell(entry.id, target=entry.page), Cell(entry.kind), Cell(entry.name)),
                        key=entry.id,
                    )
                    for entry in entries
                ),
            ),
        ),
        colophon=colophon,
        data=[{"id": entry.id, "kind": entry.kind, "name": entry.name} for entry in entries],
        records=(
            ("id", "kind", "name"),
            *((entry.id, entry.kind, entry.name) for entry in entries),
        ),
    )
