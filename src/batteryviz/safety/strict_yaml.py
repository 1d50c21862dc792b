"""A strict reader for spec files: YAML 1.2 scalars, no surprises, every place known.

It reads libyaml's event stream and builds plain values from it. What a spec file has
no use for is refused: tags, anchors, aliases, merge keys, several documents, duplicate
keys, deep nesting. All text is cleaned here, which makes this the one door for text.
"""

import re
from decimal import Decimal
from functools import lru_cache
from itertools import islice
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

MOST_DIRECTIVES = 8
"""Lines that begin with %: libyaml compares each directive with all before it."""

LONGEST_NUMBER = 16

_PARSER: Any = getattr(yaml, "CLoader", yaml.Loader)
_COUNTS_BYTES = _PARSER is not yaml.Loader
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
_NO_NUMBER = re.compile(r"[-+]?\.inf|\.nan|[-+]?[0-9][0-9.]*[eE][-+]?[0-9]+", re.IGNORECASE)
_CONSTANTS: dict[str, bool | None] = {
    spelling: value
    for word, value in {"": None, "~": None, "null": None, "true": True, "false": False}.items()
    for spelling in (word, word.upper(), word.capitalize())
}
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_DIRECTIVE = re.compile("(?:^|(?<=[\n\r\x85\u2028\u2029]))%")
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
    _refuse_many_directives(text)
    try:
        return _Builder(text, places, repeated, part).document()
    except yaml.MarkedYAMLError as error:
        # Both libraries say what and where of all that they raise at reading.
        mark: Any = error.problem_mark
        message = f"not YAML: {clean(str(error.problem))}"
        raise SpecSyntaxError(message, (mark.line + 1, mark.column + 1)) from None
    except yaml.reader.ReaderError as error:
        # One sign for each byte, where bytes are counted.
        counted = text.encode().decode("latin-1") if _COUNTS_BYTES else text
        place = (counted.count("\n", 0, error.position) + 1, 1)
        raise SpecSyntaxError("a control character stands in the text: remove it", place) from None
    except UnicodeEncodeError as error:
        place = (text.count("\n", 0, error.start) + 1, 1)
        raise SpecSyntaxError("half a character stands in the text: remove it", place) from None


def _refuse_many_directives(text: str) -> None:
    """Raise ``SpecSyntaxError`` where one line too many begins with %.

    A line within quotes may begin so too, but no spec file has a use for many of those.
    """
    if text.count("%") <= MOST_DIRECTIVES:
        return
    first_too_many = next(islice(_DIRECTIVE.finditer(text), MOST_DIRECTIVES, None), None)
    if first_too_many is not None:
        line = sum(1 for _ in _LINE_END.finditer(text, 0, first_too_many.start())) + 1
        message = f"more than {MOST_DIRECTIVES} lines begin with %: remove or indent them"
        raise SpecSyntaxError(message, (line, 1))


class _Builder:
    def __init__(
        self,
        text: str,
        places: dict[Path, Place] | None,
        repeated: list[tuple[str, Place]] | None,
        part: str | None,
    ) -> None:
        self._parser = _PARSER(text)
        # Asked directly: a generator between would cost a tenth of the whole.
        self._next = self._parser.get_event
        self._places = places
        self._repeated = repeated
        self._values = 0
        self._most = MOST_VALUES
        self._part = part
        # A thing with a name of its own is a key of the top, or of a room within the part.
        self._depth_of_things = 1 if part is None else 3

    def document(self) -> Value:
        value: Value = None
        documents = 0
        try:
            while (event := self._next()) is not None:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        raise _refuse(event, "a spec file holds one document: remove the line ---")
                elif isinstance(event, yaml.NodeEvent):
                    value = self._node(event, (), 0)
        finally:
            self._parser.dispose()
        return value

    def _node(self, event: Any, path: Path, depth: int) -> Value:
        values = self._values = self._values + 1
        if depth <= self._depth_of_things:
            self._most = min(MOST_VALUES, values + MOST_UNDER_ONE_KEY)
        if values > self._most:
            if values > MOST_VALUES:
                raise _refuse(event, f"more than {MOST_VALUES} values in one file: split it")
            raise _refuse(event, f"more than {MOST_UNDER_ONE_KEY} values under one key: split it")
        if depth > DEEPEST:
            raise _refuse(event, f"nested deeper than {DEEPEST} levels")
        kind = type(event)
        if kind is AliasEvent or event.anchor is not None:
            raise _refuse(event, "anchors and aliases (& and *) are not used: quote the text")
        if event.tag is not None:
            raise _refuse(event, "tags (!) are not used: quote the text")
        if self._places is not None:
            self._places[path] = _place(event)
        if kind is ScalarEvent:
            return _scalar(event)
        if kind is SequenceStartEvent:
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path, depth: int) -> Value:
        items: list[Value] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event, self._under(path, len(items)), depth + 1))
        return tuple(items)

    def _under(self, path: Path, step: str | int) -> Path:
        # Nobody asks for paths while no places are noted.
        return path if self._places is None else (*path, step)

    def _mapping(self, path: Path, depth: int) -> Value:
        items: dict[str, Value] = {}
        following = self._next
        while type(event := following()) is not MappingEndEvent:
            key = _key(event)
            if depth == 0 and self._part not in (None, key):
                self._pass_over()
                continue
            if key in items:
                if self._repeated is None:
                    raise _refuse(event, f"{key}: the key is written twice")
                self._repeated.append((key, _place(event)))
                # The first value stays, so its place stays too.
                places, self._places = self._places, None
                self._node(following(), path, depth + 1)
                self._places = places
                continue
            if self._places is not None:
                self._places[(*path, key, "<key>")] = _place(event)
            items[key] = self._node(following(), self._under(path, key), depth + 1)
        return items

    def _pass_over(self) -> None:
        depth = passed = 0
        while passed == 0 or depth:
            event = self._next()
            passed += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if passed > MOST_PASSED_OVER or depth > DEEPEST:
                raise _refuse(event, "too large or too deep to be an export of a pack")


def _key(event: Any) -> str:
    if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
        raise _refuse(event, "a key is a plain word")
    text: str = event.value
    if text == "<<" and event.implicit[0]:
        raise _refuse(event, "merge keys (<<) are not used: write the keys out")
    return _kept(text) if len(text) <= LONGEST_SHARED else clean(text)[:80]


class _NoNumberError(ValueError):
    """A plain text that looks like a number and is none that a spec may hold."""


def _scalar(event: Any) -> Value:
    text: str = event.value
    if not event.implicit[0]:
        return _shared(text)
    try:
        return _kept_plain(text) if len(text) <= LONGEST_SHARED else _plain(text)
    except _NoNumberError as error:
        raise _refuse(event, str(error)) from None


def _plain(text: str) -> Value:
    """Return the value of a text without quotes."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in _FIRST_OF_NUMBERS:
        return _shared(text)
    is_integer = _INTEGER.fullmatch(text)
    if is_integer or _DECIMAL.fullmatch(text):
        if len(text) > LONGEST_NUMBER:
            raise _NoNumberError(f"a number has at most {LONGEST_NUMBER} characters")
        return int(text) if is_integer else Decimal(text)
    if _NO_NUMBER.fullmatch(text):
        raise _NoNumberError(
            "write numbers as 12 or 5.20, without exponent; quote it if it is text"
        )
    return _shared(text)


def _shared(text: str) -> str:
    return _kept(text) if len(text) <= LONGEST_SHARED else clean(text)


# Keys, ids and dates come again in every file of a pack.
_kept = lru_cache(maxsize=20_000)(clean)
_kept_plain = lru_cache(maxsize=20_000)(_plain)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _refuse(event: Any, message: str) -> SpecSyntaxError:
    return SpecSyntaxError(message, _place(event))
