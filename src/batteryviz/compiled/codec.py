"""Documents to JSON and back, so that a ready page can lie in a file.

A page holds the ids of its voices only: a voice is the same on every page, is kept
once, and is read when a reader asks who says so.
"""

import dataclasses
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, cast

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


def encode(document: Document) -> bytes:
    """Return ``document`` as compressed JSON, with the ids of its voices."""
    bare = dataclasses.replace(document, voices={}, data=None)
    text = _json([list(document.voices), document.data, _encoded(bare)])
    return zlib.compress(text.encode(), 6)


def decode(data: bytes, read: Callable[[str], Voice]) -> Document:
    """Return the document ``encode`` made ``data`` from; ``read`` finds its voices.

    Raises ``UnreadableDocumentError`` when ``data`` is damaged.
    """
    try:
        voices, raw, body = json.loads(zlib.decompress(data))
        document = _decoded(body)
        return dataclasses.replace(
            cast("Document", document), voices=Voices(voices, read), data=raw
        )
    except (zlib.error, ValueError, KeyError, TypeError) as error:
        raise UnreadableDocumentError(str(error)) from None


def encode_voice(voice: Voice) -> str:
    """Return ``voice`` as JSON."""
    return _json([voice.value, _encoded(dataclasses.replace(voice, value=None))])


def decode_voice(text: str) -> Voice:
    """Return the voice ``encode_voice`` made ``text`` from."""
    value, body = json.loads(text)
    return dataclasses.replace(cast("Voice", _decoded(body)), value=value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _encoded(value: Any) -> Any:
    form = _FORMS.get(type(value))
    if form is None:
        return ["", *map(_encoded, value)] if type(value) is tuple else value
    values = list(form.values(value))
    # Most fields hold their defaults most of the time: those at the end go unsaid.
    while values and values[-1] == form.defaults[len(values) - 1]:
        values.pop()
    return [form.name, *map(_encoded, values)]


def _decoded(value: Any) -> Any:
    if type(value) is not list:
        return value
    name, *items = value
    if name:
        return _CLASSES[name](*map(_decoded, items))
    return tuple(map(_decoded, items))
