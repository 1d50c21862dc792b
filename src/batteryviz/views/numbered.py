"""The sources of one page, numbered as they are met, and what of the page is not settled.

Free of pydantic: pages are made of models, and of what a compiled pack keeps.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import replace

from batteryviz.views.document import (
    Block,
    Colophon,
    Document,
    Heading,
    Json,
    Reference,
    References,
    Voice,
)


class Numbered(ABC):
    """Collects the voices of one page and numbers its sources."""

    def __init__(self) -> None:
        """Start a page on which nothing was said yet."""
        self._numbers: dict[str, int] = {}
        self._locators: dict[str, dict[str, None]] = {}
        self.voices: dict[str, Voice] = {}
        self.own: dict[str, None] = {}
        self._unchecked: dict[str, None] = {}
        self._disputed: dict[str, None] = {}

    @abstractmethod
    def _reference(self, source: str, number: int, locators: tuple[str, ...]) -> Reference:
        """Return a source as the reference ``number`` of a page that cites it at ``locators``."""

    @abstractmethod
    def _about(self) -> Colophon:
        """Return what every page of the pack says of itself."""

    def number(self, source: str, locator: str) -> int:
        """Return the number of a source on this page, and note the place cited."""
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        places = self._locators.setdefault(source, {})
        if locator:
            places[locator] = None
        return number

    def references(self) -> References:
        """Return the numbered sources met so far."""
        return References(
            tuple(
                self._reference(source, number, tuple(self._locators[source]))
                for source, number in self._numbers.items()
            )
        )

    def page(
        self,
        key: str,
        title: str,
        blocks: Iterable[Block],
        *,
        subtitle: str = "",
        data: Json = None,
        records: tuple[tuple[str | int | float, ...], ...] = (),
    ) -> Document:
        """Return ``blocks`` as a page that takes along all that was said in them.

        Its sources stand last, when it has any.
        """
        references = self.references()
        sources = (Heading("Sources"), references) if references.items else ()
        return Document(
            key=key,
            title=title,
            subtitle=subtitle,
            blocks=(*blocks, *sources),
            colophon=self.colophon(),
            voices=self.voices,
            claims=tuple(self.own),
            data=data,
            records=records,
        )

    def colophon(self) -> Colophon:
        """Return what the page says of itself."""
        return replace(
            self._about(),
            unchecked_ids=tuple(self._unchecked),
            disputed_ids=tuple(self._disputed),
        )

    def _note(self, key: str, evidence: str, *, disputed: bool) -> None:
        if evidence == "unchecked":
            self._unchecked[key] = None
        if disputed:
            self._disputed[key] = None
