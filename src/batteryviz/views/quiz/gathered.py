"""What questions are made of, held in memory: for whoever has the models at hand anyway."""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar, cast

from batteryviz.catalog.catalog import Catalog
from batteryviz.views.composition import composition
from batteryviz.views.document import Colophon, Reference, Schematic, Voice
from batteryviz.views.quiz.gathering import gathered_from
from batteryviz.views.quiz.material import Record
from batteryviz.views.seeding import default_battery
from batteryviz.views.voices import about_pack, reference, voice_of

R = TypeVar("R")


class Gathered:
    """The ``Material`` of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        """Gather all there is to ask about ``catalog``."""
        self._catalog = catalog
        self._records: list[Record] = []
        self.groups: dict[str, range] = {}
        for name, records in gathered_from(catalog):
            start = len(self._records)
            self._records += records
            self.groups[name] = range(start, len(self._records))

    @property
    def colophon(self) -> Colophon:
        """What every page of the catalog says of itself."""
        return about_pack(self._catalog)

    @cached_property
    def drawing(self) -> Schematic | None:
        """The schematic of the home page, where the pack has a battery."""
        battery = default_battery(self._catalog)
        blocks = composition(self._catalog, battery).blocks if battery else ()
        return next((block for block in blocks if isinstance(block, Schematic)), None)

    def record(self, kind: Callable[..., R], number: int) -> R:
        """Return the record ``number``, which is of ``kind``."""
        del kind
        return cast("R", self._records[number])

    def voice(self, claim: str) -> Voice:
        """Return one claim as a reader meets it."""
        return voice_of(self._catalog, self._catalog.claims[claim])

    def reference(self, source: str) -> Reference:
        """Return a source as a page lists it."""
        return reference(self._catalog.sources[source], 1, ())
