"""A catalog as plain records, in the rooms of a pack: what is compiled, digested, exported."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel

if TYPE_CHECKING:
    from batteryviz.catalog.catalog import Catalog


class Record(NamedTuple):
    """One spec: its room (``elements``, ``sources``, ``pack``), its id, its JSON."""

    room: str
    id: str
    json: str


def records(catalog: "Catalog") -> Iterator[Record]:
    """Yield every spec of ``catalog`` as JSON, room by room, in catalog order.

    A decimal is a text that starts with NUL, which no cleaned text does: a JSON number
    would lose the digits its source printed.
    """
    for room, models in _rooms(catalog).items():
        for name, model in models.items():
            dump = model.model_dump(exclude_defaults=True)
            yield Record(room, name, json.dumps(dump, ensure_ascii=False, default=_decimal))


def digest_of(specs: Iterable[Record]) -> str:
    """Return the SHA-256 of ``specs`` as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for spec in specs:
        digest.update(f"{spec.room}\0{spec.id}\0{spec.json}\n".encode())
    return digest.hexdigest()


def decimals(value: Any) -> Any:
    """Return the value of a record as the loader reads YAML: tuples, and decimals as such."""
    if isinstance(value, list):
        return tuple(map(decimals, value))
    if isinstance(value, dict):
        return {key: decimals(item) for key, item in value.items()}
    if isinstance(value, str) and value.startswith("\0"):
        return Decimal(value[1:])
    return value


def as_spec(record: Record) -> dict[str, Any]:
    """Return a record as its spec file says it: without what the file's name says.

    Decimals stay texts that start with NUL.
    """
    spec: dict[str, Any] = json.loads(record.json)
    spec.pop("id", None)
    for claim in spec.get("claims", ()) if record.room in {"elements", "batteries"} else ():
        claim["id"] = claim["id"].removeprefix(f"{record.id}.")
        if claim["subject"] == record.id:
            del claim["subject"]
    return spec


def _rooms(catalog: "Catalog") -> Mapping[str, Mapping[str, BaseModel]]:
    described = {
        name: subject
        for name, subject in catalog.subjects.items()
        if subject.kind == "described-battery"
    }
    return {
        "pack": {"pack": catalog.pack},
        "sources": catalog.sources,
        "parameters": catalog.parameters,
        "terms": catalog.terms,
        "events": catalog.events,
        "disagreements": catalog.disagreements,
        "elements": {
            name: subject for name, subject in catalog.subjects.items() if name not in described
        },
        "batteries": {**described, **catalog.compositions},
        "comparisons": catalog.comparisons,
        "tours": catalog.tours,
    }


def _decimal(value: object) -> str:
    if isinstance(value, Decimal):
        return f"\0{value}"
    raise TypeError(f"{type(value).__name__} has no place in a record")
