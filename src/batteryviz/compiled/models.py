"""The models of a compiled pack, without reading its YAML again."""

import gc
import json
from collections import defaultdict
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from batteryviz.catalog.catalog import Catalog
from batteryviz.compiled.store import Store
from batteryviz.model.battery import Battery, Comparison, DescribedBattery
from batteryviz.model.element import Element
from batteryviz.model.evidence import Source
from batteryviz.model.tour import Tour
from batteryviz.model.vocabulary import Disagreement, Event, Pack, Parameter, Term

_ROOMS: dict[str, Any] = {
    "pack": Pack,
    "sources": Source,
    "parameters": Parameter,
    "subjects": Element | DescribedBattery,
    "compositions": Battery,
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
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        for room, name, text in store.records():
            rooms[room][name] = adapters[room].validate_python(_plain(json.loads(text)))
    finally:
        if was_enabled:
            gc.enable()
    return Catalog(
        pack=rooms["pack"]["pack"],
        digest=store.meta("digest"),
        sources=rooms["sources"],
        parameters=rooms["parameters"],
        subjects=rooms["subjects"],
        compositions=rooms["compositions"],
        comparisons=rooms["comparisons"],
        terms=rooms["terms"],
        events=rooms["events"],
        disagreements=rooms["disagreements"],
        tours=rooms["tours"],
    )


def _plain(value: Any) -> Any:
    """Return JSON as the loader reads YAML: tuples for lists, decimals with their digits."""
    if isinstance(value, list):
        return tuple(map(_plain, value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, str) and value.startswith("\0"):
        return Decimal(value[1:])
    return value
