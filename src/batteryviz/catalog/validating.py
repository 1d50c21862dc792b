"""From plain values to models, and from pydantic's errors to sentences with a place."""

import re
import reprlib
from collections.abc import Callable
from typing import TypeAlias, TypeVar, get_args

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

Model: TypeAlias = type[BaseModel]

_MODELS: dict[str, Model] = {
    model.__name__: model
    for module in (battery, element, evidence, quantity, tour, vocabulary)
    for model in vars(module).values()
    if isinstance(model, type) and issubclass(model, BaseModel)
}
_OF_KIND: dict[str | int, Model] = {
    kind: model
    for model in _MODELS.values()
    if "kind" in model.model_fields
    for kind in get_args(model.model_fields["kind"].annotation)
    # A source has a kind too, which is no name of a model.
    if kind in element.KINDS
}
_KEYS = frozenset(key for model in _MODELS.values() for key in model.model_fields)


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
            model, path = _model_and_path(_MODELS.get(error.title), detail["loc"])
            sentence = clean(_sentence(detail, model, path, guesses))
            report(path, detail["type"] == "extra_forbidden", sentence)
        return None


def _model_and_path(model: Model | None, location: Path) -> tuple[Model | None, Path]:
    """Return the model in which a fault stands, and the path of the fault in the file.

    Without ``model`` the whole is one of several kinds. pydantic's locations name the kind
    first, and after the value of a claim what it was taken for; neither is a step in the
    file, though a field may have the same name.
    """
    if model is None and location:
        model, location = _OF_KIND[location[0]], location[1:]
    path = tuple(
        step for before, step in zip(("", *location), location, strict=False) if before != "value"
    )
    for step in path[:-1]:
        if model is not None and isinstance(step, str):
            model = _model_in(model.model_fields[step].annotation)
    return model, path


def _model_in(annotation: object) -> Model | None:
    """Return the model a field holds, alone or in a list; ``None`` when it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _is_echo(error: ErrorDetails) -> bool:
    """Say whether a list is called too short only because faulty items do not count."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _sentence(error: ErrorDetails, model: Model | None, path: Path, guesses: Guesses) -> str:
    kind, context = error["type"], error.get("ctx", {})
    key = _key(path)
    if kind == "missing":
        return f"{key}: required, and missing"
    if kind == "extra_forbidden" and model is not None:
        # The id of a file or a stanza is refused too: it is the name.
        known = sorted(model.model_fields.keys() - ({"id"} if len(path) == 1 else set()))
        where = f" for {_called(model)}" if key in _KEYS else ""
        return f"{key}: unknown key{where}{guesses.did_you_mean(key, known)}"
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
    """Return the key at fault: of a list its name, of a whole file or stanza nothing."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _called(model: Model) -> str:
    """Return what a writer calls ``model``: its kind as written, or words of its name."""
    kinds = (str(kind) for kind, other in _OF_KIND.items() if other is model)
    words = next(kinds, re.sub("(?<!^)(?=[A-Z])", " ", model.__name__).lower())
    return f"{'an' if words[0] in 'aeio' else 'a'} {words}"


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
        """Return the place of ``path``, or of its last key; of what is missing, the nearest."""
        if not self._places:
            try:
                # A key written twice is reported elsewhere, and hides no other fault.
                part = str(self._within[0]) if self._within else None
                parse(self._text, self._places, repeated=[], part=part)
            except SpecSyntaxError:
                self._places.clear()
        at: Path = ()
        for step in (*self._within, *path):
            if (*at, step) not in self._places:
                break
            at = (*at, step)
        return self._places.get((*at, "<key>") if on_key else at, self._places.get(at, (1, 1)))

    def forget(self) -> None:
        """Drop the places found: those of a large file fill much memory."""
        self._places.clear()
