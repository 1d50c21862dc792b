"""Documents to JSON and back, so that a ready page can lie in a file."""

import dataclasses
import json
import zlib
from typing import Any, cast

from batteryviz.views import document as blocks
from batteryviz.views.document import Document

_CLASSES: dict[str, type] = {
    name: member
    for name, member in vars(blocks).items()
    if isinstance(member, type) and dataclasses.is_dataclass(member)
}
_FIELDS = {
    name: tuple(field.name for field in dataclasses.fields(cast("Any", member)))
    for name, member in _CLASSES.items()
}
# The two fields whose lists and mappings are JSON itself, not tuples of blocks.
_RAW = frozenset({"data", "value"})


class UnreadableDocumentError(ValueError):
    """Bytes that ``encode`` did not make."""


def encode(document: Document) -> bytes:
    """Return ``document`` as compressed JSON."""
    text = json.dumps(_encoded(document), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def decode(data: bytes) -> Document:
    """Return the document ``encode`` made ``data`` from.

    Raises ``UnreadableDocumentError`` when ``data`` is damaged.
    """
    try:
        value = _decoded(json.loads(zlib.decompress(data)))
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise UnreadableDocumentError(str(error)) from None
    if not isinstance(value, Document):
        raise UnreadableDocumentError("not a document")
    return value


def _encoded(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        name = type(value).__name__
        return [
            name,
            *(
                getattr(value, field) if field in _RAW else _encoded(getattr(value, field))
                for field in _FIELDS[name]
            ),
        ]
    if isinstance(value, tuple):
        return ["", *map(_encoded, value)]
    if isinstance(value, dict):
        return {key: _encoded(item) for key, item in value.items()}
    return value


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        name, *items = value
        if not name:
            return tuple(map(_decoded, items))
        fields = _FIELDS[name]
        return _CLASSES[name](
            *(
                item if field in _RAW else _decoded(item)
                for field, item in zip(fields, items, strict=True)
            )
        )
    if isinstance(value, dict):
        return {key: _decoded(item) for key, item in value.items()}
    return value
