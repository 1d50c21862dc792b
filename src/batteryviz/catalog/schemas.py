"""JSON Schemas of the spec files, for completion and hover help in editors."""

import json
from typing import Any

from pydantic import TypeAdapter

from batteryviz.model.battery import AnyBattery, Comparison
from batteryviz.model.element import Element
from batteryviz.model.evidence import Source
from batteryviz.model.tour import Tour
from batteryviz.model.vocabulary import Disagreement, Event, Pack, Parameter, Term

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_WHOLE_FILE: dict[str, Any] = {
    "element": Element,
    "battery": AnyBattery,
    "comparison": Comparison,
    "tour": Tour,
    "pack": Pack,
}
_STANZAS: dict[str, Any] = {
    "sources": Source,
    "parameters": Parameter,
    "terms": Term,
    "events": Event,
    "disagreements": Disagreement,
}


def schemas() -> dict[str, str]:
    """Return the text of each schema by its file name."""
    found = {name: _schema(model) for name, model in _WHOLE_FILE.items()}
    for name, model in _STANZAS.items():
        stanza = _schema(model)
        definitions = stanza.pop("$defs", {})
        found[name] = {
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/stanza"},
            "$defs": {**definitions, "stanza": stanza},
        }
    return {
        f"{name}.json": json.dumps(
            {"$schema": _SCHEMA, "title": f"batteryviz {name}", **schema}, indent=1, sort_keys=True
        )
        + "\n"
        for name, schema in found.items()
    }


def _schema(model: Any) -> dict[str, Any]:
    schema: dict[str, Any] = TypeAdapter(model).json_schema()
    # The file's name or the stanza's key is the id, but claims and steps stand within a
    # file and keep theirs; and the file says a claim's subject.
    for part in (schema, *schema.get("$defs", {}).values()):
        properties = part.get("properties", {})
        is_claim = "cited" in properties and "parameter" in properties
        is_step = "page" in properties and "notes" in properties
        if not (is_claim or is_step):
            properties.pop("id", None)
        left_out = "subject" if is_claim else "" if is_step else "id"
        part["required"] = [name for name in part.get("required", []) if name != left_out]
        if not part["required"]:
            del part["required"]
    return schema
