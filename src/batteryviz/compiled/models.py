"""The models of a compiled pack, without reading its YAML again."""

from collections import defaultdict
from typing import Any

from pydantic import TypeAdapter

from batteryviz.catalog.catalog import Catalog, assembled
from batteryviz.catalog.collector import without_collector
from batteryviz.catalog.records import decimals
from batteryviz.compiled.codec import parsed
from batteryviz.compiled.store import Store
from batteryviz.model.battery import AnyBattery, Comparison
from batteryviz.model.element import Element
from batteryviz.model.evidence import Source
from batteryviz.model.tour import Tour
from batteryviz.model.vocabulary import Disagreement, Event, Pack, Parameter, Term

_ROOMS: dict[str, Any] = {
    "pack": Pack,
    "sources": Source,
    "parameters": Parameter,
    "elements": Element,
    "batteries": AnyBattery,
    "comparisons": Comparison,
    "terms": Term,
    "events": Event,
    "disagreements": Disagreement,
    "tours": Tour,
}


def catalog_of(store: Store) -> Catalog:
    """Return the catalog that ``store`` was compiled from."""
    adapters: dict[str, TypeAdapter[Any]] = {
        room: TypeAdapter(model) for room, model in _ROOMS.items()
    }
    rooms: dict[str, dict[str, Any]] = defaultdict(dict)
    with without_collector(for_good=True):
        for room, name, text in store.records():
            rooms[room][name] = adapters[room].validate_python(decimals(parsed(text)))
    return assembled(rooms, store.meta("digest"))
