"""A strict reader for spec files: YAML 1.2 scalars, no surprises, every place known.

It reads libyaml's event stream and builds plain values from it. What a spec file has
no use for is refused: tags, anchors, aliases, merge keys, several documents, duplicate
keys, deep nesting. All text is cleaned here, which makes this the one door for text.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

import yaml
from yaml import AliasEvent, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from batteryviz.safety.text import clean

Value: TypeAlias = "str | int | Decimal | bool | tuple[Value, ...] | dict[str, Value] | None"
Path: TypeAlias = "tuple[str | int, ...]"
Place: TypeAlias = "tuple[int, int]"
"""Line and column, both counted from 1."""

DEEPEST = 32
MOST_VALUES = 100_000
MOST_UNDER_ONE_KEY = 20_000
"""Values of one claim list or one stanza: each may be at fault in several ways at once."""
MOST_PASSED_OVER = 500_000
"""Events in what stands beside the part that is read: the pages of an export."""

LONGEST_NUMBER = 16

_PARSER: Any = getattr(yaml, "CLoader", yaml.Loader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_NO_NUMBER = re.compile(r"[-+]?\.inf|\.nan|[-+]?[0-9][0-9.]*[eE][-+]?[0-9]+", re.IGNORECASE)
_CONSTANTS: dict[str, bool | None] = {
    spelling: value
    for word, value in {"": None, "~": None, "null": None, "true": True, "false": False}.items()
    for spelling in (word, word.upper(), word.capitalize())
}
_FIRST_OF_NUMBERS = frozenset("+-.0123456789")

LONGEST_SHARED = 40
"""Characters of a text that is likely to come again: it is kept once in memory."""


class SpecSyntaxError(Exception):
    """A text that is no spec file, with the place where reading stopped."""

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


def parse(
    text: str,
    places: dict[Path, Place] | None = None,
    repeated: list[tuple[str, Place]] | None = None,
    *,
    part: str | None = None,
) -> Value:
    """Return the value written in ``text``; sequences become tuples.

    With ``places``, note where each value stands (by its path) and where each key
    stands (by the path of its value and a final ``"<key>"``). With ``repeated``, note
    duplicate keys there and read on; without, they are errors. With ``part``, only
    what stands under that key is built and the rest is passed over. Raises
    ``SpecSyntaxError``.
    """
    try:
        return _Builder(text, places, repeated, part).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise SpecSyntaxError(f"not YAML: {clean(error.problem or 'unreadable')}", place) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise SpecSyntaxError(
            "a control character stands in the text: remove it", (line, 1)
        ) from None
    except yaml.YAMLError:
        raise SpecSyntaxError("not YAML", (1, 1)) from None


def _events(text: str) -> Iterator[Any]:
    # As ``yaml.parse``, which asks three times for each event.
    parser = _PARSER(text)
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


class _Builder:
    def __init__(
        self,
        text: str,
        places: dict[Path, Place] | None,
        repeated: list[tuple[str, Place]] | None,
        part: str | None,
    ) -> None:
        self._events = _events(text)
        self._places = places
        self._repeated = repeated
        self._values = 0
        self._values_before_key = 0
        self._part = part
        # A thing with a name of its own is a key of the top, or of a room within the part.
        self._depth_of_things = 1 if part is None else 3

    def document(self) -> Value:
        value: Value = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refuse(event, "a spec file holds one document: remove the line ---")
            elif isinstance(event, yaml.NodeEvent):
                value = self._node(event, (), 0)
        return value

    def _node(self, event: Any, path: Path, depth: int) -> Value:
        self._values += 1
        if self._values > MOST_VALUES:
            raise _refuse(event, f"more than {MOST_VALUES} values in one file: split it")
        if depth <= self._depth_of_things:
            self._values_before_key = self._values
        if self._values - self._values_before_key > MOST_UNDER_ONE_KEY:
            raise _refuse(event, f"more than {MOST_UNDER_ONE_KEY} values under one key: split it")
        if depth > DEEPEST:
            raise _refuse(event, f"nested deeper than {DEEPEST} levels")
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise _refuse(event, "anchors and aliases (& and *) are not used: quote the text")
        if event.tag is not None:
            raise _refuse(event, "tags (!) are not used: quote the text")
        if self._places is not None:
            self._places[path] = _place(event)
        if isinstance(event, ScalarEvent):
            return _scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path, depth: int) -> Value:
        items: list[Value] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, self._under(path, len(items)), depth + 1))
        return tuple(items)

    def _under(self, path: Path, step: str | int) -> Path:
        # Nobody asks for paths while no places are noted.
        return path if self._places is None else (*path, step)

    def _mapping(self, path: Path, depth: int) -> Value:
        items: dict[str, Value] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event)
            if depth == 0 and self._part not in (None, key):
                self._pass_over()
                continue
            if key in items:
                if self._repeated is None:
                    raise _refuse(event, f"{key}: the key is written twice")
                self._repeated.append((key, _place(event)))
                # The first value stays, so its place stays too.
                places, self._places = self._places, None
                self._node(next(self._events), self._under(path, key), depth + 1)
                self._places = places
                continue
            if self._places is not None:
                self._places[(*path, key, "<key>")] = _place(event)
            items[key] = self._node(next(self._events), self._under(path, key), depth + 1)
        return items

    def _pass_over(self) -> None:
        depth = 0
        for passed, event in enumerate(self._events):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if passed > MOST_PASSED_OVER or depth > DEEPEST:
                raise _refuse(event, "too large or too deep to be an export of a pack")
            if depth == 0:
                return

    def _key(self, event: Any) -> str:
        if not isinstance(event, ScalarEvent) or event.anchor is not None or event.tag is not None:
            raise _refuse(event, "a key is a plain word")
        if event.value == "<<" and event.implicit[0]:
            raise _refuse(event, "merge keys (<<) are not used: write the keys out")
        return _shared(event.value)[:80]


def _scalar(event: Any) -> Value:
    text: str = event.value
    if not event.implicit[0]:
        return _shared(text)
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _FIRST_OF_NUMBERS:
        return _shared(text)
    is_integer = _INTEGER.fullmatch(text)
    if is_integer or _DECIMAL.fullmatch(text):
        if len(text) > LONGEST_NUMBER:
            raise _refuse(event, f"a number has at most {LONGEST_NUMBER} characters")
        return int(text) if is_integer else Decimal(text)
    if _NO_NUMBER.fullmatch(text):
        raise _refuse(
            event, "write numbers as 12 or 5.20, without exponent; quote it if it is text"
        )
    return _shared(text)


def _shared(text: str) -> str:
    return _kept(text) if len(text) <= LONGEST_SHARED else clean(text)


# Keys, ids and dates come again in every file of a pack.
_kept = lru_cache(maxsize=20_000)(clean)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _refuse(event: Any, message: str) -> SpecSyntaxError:
    return SpecSyntaxError(message, _place(event))
