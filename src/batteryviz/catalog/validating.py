"""From plain values to models, and from pydantic's errors to sentences with a place."""

import reprlib
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from batteryviz.catalog.faults import MOST_FAULTS
from batteryviz.catalog.guessing import Guesses
from batteryviz.catalog.recording import refusals_in
from batteryviz.model import battery, element, evidence, quantity, tour, vocabulary
from batteryviz.safety.strict_yaml import Path, Place, SpecSyntaxError, parse
from batteryviz.safety.text import clean

T = TypeVar("T")

_BRIEFLY = reprlib.Repr()
_BRIEFLY.maxstring = _BRIEFLY.maxother = 60
_BRIEFLY.maxdict = _BRIEFLY.maxtuple = 3
_BRIEFLY.maxlevel = 2
_UNION_MEMBERS = frozenset({"quantity", *element.KINDS})

_KEYS = sorted(
    {
        name
        for module in (battery, element, evidence, quantity, tour, vocabulary)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name in model.model_fields
    }
)


def validated(
    adapter: TypeAdapter[T],
    value: object,
    report: Callable[[Path, bool, str], None],
    guesses: Guesses,
) -> T | None:
    """Return ``value`` as a model, or report each fault and return ``None``.

    ``report`` is given the path of the fault, whether the key itself is at fault, and
    the sentence. ``guesses`` are those left for the faults of the pack.
    """
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False)[:MOST_FAULTS]:
            if _is_echo(detail):
                continue
            path = tuple(detail["loc"])
            report(path, detail["type"] == "extra_forbidden", clean(_sentence(detail, guesses)))
        return None


def _is_echo(error: ErrorDetails) -> bool:
    """Say whether a list is called too short only because faulty items do not count."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _sentence(error: ErrorDetails, guesses: Guesses) -> str:
    kind, context = error["type"], error.get("ctx", {})
    key = _key(error["loc"])
    if kind == "missing":
        return f"{key}: required, and missing"
    if kind == "extra_forbidden":
        return f"{key}: unknown key{guesses.did_you_mean(key, _KEYS)}"
    if kind in {"literal_error", "union_tag_invalid"}:
        expected = str(context.get("expected", context.get("expected_tags", "")))
        choices = [choice.strip(" '") for choice in expected.replace(" or ", ", ").split(", ")]
        given = str(error["input"] if kind == "literal_error" else context.get("tag"))
        guess = guesses.did_you_mean(given, choices) or f"; use one of {', '.join(choices)}"
        where = key if kind == "literal_error" else "kind"
        for refusal in refusals_in(given):
            guess = f": {refusal}"
        return f"{where}: {_shown(given)} is not known{guess}"
    if kind == "union_tag_not_found":
        return "kind: required, and missing"
    if kind == "value_error":
        rule = error["msg"].removeprefix("Value error, ")
        return f"{key}: {rule}" if key else rule
    if kind == "string_too_long":
        return f"{key}: longer than {context['max_length']} characters"
    if kind == "string_too_short" or (kind == "too_short" and not error["input"]):
        return f"{key}: empty, and may not be"
    if kind == "too_short":
        return f"{key}: {len(error['input'])} given, at least {context['min_length']} needed"
    if kind == "too_long":
        return f"{key}: {len(error['input'])} given, at most {context['max_length']} allowed"
    return f"{key}: {error['msg'][:1].lower()}{error['msg'][1:]}, not {_shown(error['input'])}"


def _key(path: Path) -> str:
    """Return the key at fault: of a list its name, of a whole file or stanza nothing.

    pydantic puts the names of union members into its paths; they are no keys.
    """
    if path[-2:] == ("value", "text"):
        return "value"
    keys = [step for step in path if isinstance(step, str) and step not in _UNION_MEMBERS]
    return keys[-1] if keys else ""


def _shown(value: object) -> str:
    return _BRIEFLY.repr(value)


class Locator:
    """Finds the line and column of a path in a spec file, when a fault needs one.

    Places are not kept while loading, as almost no file has a fault: the text of a
    faulty file is parsed once more.
    """

    def __init__(self, shown: str, text: str, within: Path = ()) -> None:
        """Remember the file as messages show it, its text, and where in it the spec stands."""
        self.shown = shown
        self._text = text
        self._within = within
        self._places: dict[Path, Place] = {}

    def inside(self, *within: str) -> "Locator":
        """Return a locator for one of several specs in the same file."""
        inner = Locator(self.shown, self._text, within)
        inner._places = self._places
        return inner

    def place(self, path: Path, on_key: bool = False) -> Place:
        """Return the nearest place that exists for ``path``, or for its last key.

        pydantic puts the names of union members into its paths; what is no key of
        the file is passed over.
        """
        if not self._places:
            try:
                # A key written twice is reported elsewhere, and hides no other fault.
                part = str(self._within[0]) if self._within else None
                parse(self._text, self._places, repeated=[], part=part)
            except SpecSyntaxError:
                self._places.clear()
        at: Path = ()
        for step in (*self._within, *path):
            if (*at, step) in self._places:
                at = (*at, step)
        return self._places.get((*at, "<key>") if on_key else at, self._places.get(at, (1, 1)))

    def forget(self) -> None:
        """Drop the places found: those of a large file fill much memory."""
        self._places.clear()
