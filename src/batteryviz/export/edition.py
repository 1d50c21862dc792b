"""What one exported file is made of: its pages, and the catalog they were made from."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from batteryviz.safety.names import stems_of
from batteryviz.views.colophon import Colophon
from batteryviz.views.document import Document, Reference

if TYPE_CHECKING:
    from batteryviz.catalog.catalog import Catalog

Paper = Literal["a4", "letter"]


class BadDateError(ValueError):
    """SOURCE_DATE_EPOCH is set to something that is no moment."""


@dataclass(frozen=True)
class Edition:
    """One or more pages on their way into a file."""

    documents: Sequence[Document]
    """At least one."""
    catalog: "Catalog"
    whole: bool = False
    """The pages are the whole encyclopedia."""
    paper: Paper = "a4"

    @property
    def title(self) -> str:
        """The title of the file: of its one page, or of the pack."""
        return self.documents[0].title if self.is_one_page else self.catalog.pack.name

    @property
    def is_one_page(self) -> bool:
        """Whether there is one page only."""
        return len(self.documents) == 1

    @property
    def stem(self) -> str:
        """The name of the file, without its suffix."""
        if self.whole:
            return "encyclopedia"
        return self.anchors[self.documents[0].key] if self.is_one_page else "selection"

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The anchor of each page in the file, or the name of a file of its own, by its key."""
        return stems_of(document.key for document in self.documents)

    @cached_property
    def colophon(self) -> Colophon:
        """The colophon of all pages together."""
        colophons = [document.colophon for document in self.documents]
        return replace(
            colophons[0],
            unchecked_ids=tuple(
                dict.fromkeys(name for colophon in colophons for name in colophon.unchecked_ids)
            ),
            disputed_ids=tuple(
                dict.fromkeys(name for colophon in colophons for name in colophon.disputed_ids)
            ),
        )

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The sources of all pages together, each once, numbered anew."""
        if self.is_one_page:
            return self.documents[0].references
        merged: dict[str, Reference] = {}
        for document in self.documents:
            for reference in document.references:
                known = merged.get(reference.source)
                locators = (*(known.locators if known else ()), *reference.locators)
                merged[reference.source] = replace(
                    known or replace(reference, number=len(merged) + 1),
                    locators=tuple(dict.fromkeys(locators)),
                )
        return tuple(merged.values())

    @cached_property
    def moment(self) -> datetime:
        """The moment the file gives as its own: SOURCE_DATE_EPOCH, or the catalog's day.

        Never the clock, so that the same facts give the same bytes. Raises
        ``BadDateError``.
        """
        text = os.environ.get("SOURCE_DATE_EPOCH", "")
        if not text:
            day = self.catalog.pack.facts_as_of.first_day
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        try:
            return datetime.fromtimestamp(int(text), tz=UTC)
        except (ValueError, OverflowError, OSError):
            raise BadDateError(
                "SOURCE_DATE_EPOCH is a number of seconds since 1970, like 1795305600"
            ) from None
