"""What questions are made of, kept in a compiled pack: a row a record, read by its number."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from batteryviz.compiled.codec import decode_record, encode_record, parsed
from batteryviz.compiled.store import DamagedError, Store
from batteryviz.views.document import Colophon, Document, Reference, Schematic, Voice
from batteryviz.views.quiz.material import Record

R = TypeVar("R")

_GROUPS = "material"
"""The key of the text that says which numbers each group has; records have keys below it."""


def kept_records(groups: Iterable[tuple[str, Iterable[Record]]]) -> Iterator[tuple[str, str]]:
    """Yield key and text of all that is kept of ``groups``."""
    number = 0
    ranges: dict[str, tuple[int, int]] = {}
    for name, records in groups:
        start = number
        for record in records:
            yield f"{_GROUPS}:{number}", encode_record(record)
            number += 1
        ranges[name] = start, number
    yield _GROUPS, json.dumps(ranges, ensure_ascii=False)


class KeptMaterial:
    """The ``Material`` of a compiled pack; no models are built."""

    def __init__(self, store: Store) -> None:
        """Read from ``store``."""
        self._store = store

    @cached_property
    def groups(self) -> dict[str, range]:
        """The numbers of the records of each group."""
        return self._store.read(
            lambda: {name: range(*ends) for name, ends in parsed(self._text(_GROUPS)).items()}
        )

    @cached_property
    def colophon(self) -> Colophon:
        """What every page of the pack says of itself."""
        # The list of tours is kept of every pack, and nothing on it is disputed.
        return self._page("tours").colophon

    @cached_property
    def drawing(self) -> Schematic | None:
        """The schematic of the home page, where the pack has a battery."""
        page = self._store.document("battery")
        blocks = page.blocks if page else ()
        return next((block for block in blocks if isinstance(block, Schematic)), None)

    def record(self, kind: Callable[..., R], number: int) -> R:
        """Return the record ``number``, which is of ``kind``."""
        return self._store.read(lambda: kind(*decode_record(self._text(f"{_GROUPS}:{number}"))))

    def voice(self, claim: str) -> Voice:
        """Return one claim as a reader meets it."""
        return self._store.voice(claim)

    def reference(self, source: str) -> Reference:
        """Return a source as a page lists it."""
        return next(r for r in self._page(f"source:{source}").references if r.source == source)

    def _page(self, key: str) -> Document:
        page = self._store.document(key)
        if page is None:
            raise DamagedError(f"the compiled pack has no page {key}")
        return page

    def _text(self, key: str) -> str:
        text = self._store.plain(key)
        if text is None:
            raise DamagedError(f"the compiled pack has no record {key}")
        return text
