"""Documents to JSON and back, so that a ready page can lie in a file.

A page holds the ids of its voices only: a voice is the same on every page, is kept
once, and is read when a reader asks who says so.
"""

import dataclasses
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from batteryviz.compiled.store import is_printable
from batteryviz.views import document as blocks
from batteryviz.views.document import Document, Voice


class _Form(NamedTuple):
    """How the instances of one class are written: its name, then its fields in order."""

    name: str
    values: Callable[[Any], tuple[Any, ...]]
    defaults: tuple[Any, ...]


def _form(kind: Any) -> _Form:
    fields = dataclasses.fields(kind)
    # A class of one field would get a bare value from attrgetter.
    names = [field.name for field in fields]
    values = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return _Form(kind.__name__, values, tuple(field.default for field in fields))


_FORMS: dict[type, _Form] = {
    member: _form(member)
    for member in vars(blocks).values()
    if isinstance(member, type) and dataclasses.is_dataclass(member)
}
_CLASSES = {kind.__name__: kind for kind in _FORMS}

_OURS = ""
"""The key under which an instance stands in JSON; no data of a page has an empty key."""


_LARGEST = 32 * 1024 * 1024
"""Bytes of one page as JSON; the largest of the shipped facts has half a million."""


class UnreadableDocumentError(ValueError):
    """Bytes that ``encode`` did not make."""


class Voices(Mapping[str, Voice]):
    """The voices of a page, each read when it is first asked for."""

    def __init__(self, ids: Sequence[str], read: Callable[[str], Voice]) -> None:
        """Hold the voices ``ids``, to be read by ``read``."""
        self._read = read
        self._known: dict[str, Voice | None] = dict.fromkeys(ids)

    def __getitem__(self, key: str) -> Voice:
        voice = self._known[key]
        if voice is None:
            voice = self._known[key] = self._read(key)
        return voice

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, key: object) -> bool:
        return key in self._known


def encode(document: Document) -> bytes | None:
    """Return ``document`` as compressed JSON, with the ids of its voices.

    A page too large to be read back is not kept: ``None``.
    """
    bare = dataclasses.replace(document, voices={}, data=None)
    text = _json([list(document.voices), document.data, bare]).encode()
    # Harder packing takes twice the time for a tenth of the room.
    return zlib.compress(text, 3) if len(text) <= _LARGEST else None


def decode(data: bytes, read: Callable[[str], Voice]) -> Document:
    """Return the document ``encode`` made ``data`` from; ``read`` finds its voices.

    Raises ``UnreadableDocumentError`` when ``data`` is damaged.
    """
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(data, _LARGEST)
        if not unpacking.eof:
            raise UnreadableDocumentError("more or less than a page")
        voices, raw, document = parsed(text.decode(), _decoded)
        if not isinstance(document, Document):
            raise UnreadableDocumentError("no page")
        return dataclasses.replace(document, voices=Voices(voices, read), data=raw)
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise UnreadableDocumentError(str(error)) from None


def parsed(text: str, hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Return the JSON ``text`` that was kept; ``hook`` makes something of its objects.

    Raises ``UnreadableDocumentError`` when it holds a sign that could drive a terminal:
    plain ones, and those that would come out of an escape. What is kept needs three
    escapes, for a quotation mark, a backslash, and what stands for a claim.
    """
    rest = text.replace("\\\\", "").replace('\\"', "").replace("\\u0000", "")
    if "\\" in rest or not is_printable(rest):
        raise UnreadableDocumentError("signs that no text of a pack holds")
    try:
        return json.loads(text, object_hook=hook)
    except RecursionError:
        raise UnreadableDocumentError("nested too deep") from None


def encode_voice(voice: Voice) -> str:
    """Return ``voice`` as JSON."""
    return _json([voice.value, dataclasses.replace(voice, value=None)])


def decode_voice(text: str) -> Voice:
    """Return the voice ``encode_voice`` made ``text`` from."""
    value, voice = parsed(text, _decoded)
    if not isinstance(voice, Voice):
        raise UnreadableDocumentError("no claim")
    return dataclasses.replace(voice, value=value)


def encode_record(record: tuple[object, ...]) -> str:
    """Return a record as JSON: its fields in order, instances of documents among them."""
    return _json(record)


def decode_record(text: str) -> tuple[Any, ...]:
    """Return the fields of the record ``encode_record`` made ``text`` from."""
    return _tuples(parsed(text, _decoded))


def _encoded(value: object) -> dict[str, list[Any]]:
    """Return an instance as JSON can write it; anything else is of no class of ours."""
    form = _FORMS[type(value)]
    values = list(form.values(value))
    # Most fields hold their defaults most of the time: those at the end go unsaid.
    while values and values[-1] == form.defaults[len(values) - 1]:
        values.pop()
    return {_OURS: [form.name, *values]}


# Documents are trees: looking for a circle in each would cost as much as writing it.
_json = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), default=_encoded, check_circular=False
).encode


def _decoded(value: dict[str, Any]) -> Any:
    if _OURS not in value:
        return value
    name, *values = value[_OURS]
    return _CLASSES[name](*[_tuples(item) if type(item) is list else item for item in values])


def _tuples(items: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuples(item) if type(item) is list else item for item in items])
