"""Spec files to one frozen catalog, with every fault of a pack reported at once."""

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from batteryviz.catalog import files, one_file
from batteryviz.catalog.catalog import Catalog, assembled
from batteryviz.catalog.collector import without_collector
from batteryviz.catalog.families import lineages
from batteryviz.catalog.faults import Faults, PackError
from batteryviz.catalog.files import SpecFile
from batteryviz.catalog.guessing import Guesses
from batteryviz.catalog.joints import Known, mismatches
from batteryviz.catalog.recording import refused_parameter
from batteryviz.catalog.repeating import too_much_repeated
from batteryviz.catalog.tour_joints import Ids, tour_mismatches
from batteryviz.catalog.validating import Locator, validated
from batteryviz.model.battery import AnyBattery, Comparison
from batteryviz.model.element import Element
from batteryviz.model.evidence import Source
from batteryviz.model.tour import Tour
from batteryviz.model.vocabulary import Disagreement, Event, Pack, Parameter, Term
from batteryviz.safety.pack_files import PACK, ROOMS
from batteryviz.safety.reading import UnreadableError, read_text
from batteryviz.safety.strict_yaml import Path as ValuePath
from batteryviz.safety.strict_yaml import Place, SpecSyntaxError, parse

_IN_ROOMS: dict[str, TypeAdapter[Any]] = {
    "elements": TypeAdapter(Element),
    "batteries": TypeAdapter(AnyBattery),
    "comparisons": TypeAdapter(Comparison),
    "tours": TypeAdapter(Tour),
}
_IN_LISTS: dict[str, TypeAdapter[Any]] = {
    "sources": TypeAdapter(Source),
    "parameters": TypeAdapter(Parameter),
    "terms": TypeAdapter(Term),
    "events": TypeAdapter(Event),
    "disagreements": TypeAdapter(Disagreement),
}
_PACK: TypeAdapter[Any] = TypeAdapter(Pack)

MOST_DISAGREEMENTS = 8
"""Disagreements that one claim is a voice of; all are told wherever it stands."""

MOST_KEYS = 500
"""Keys of a file that holds one thing: far more than any model has."""


def load(place: Path) -> Catalog:
    """Read the pack in the folder ``place``, or in one JSON file that holds a whole pack.

    Raises ``NoPackError`` when there is no such place and ``PackError``, with every
    fault and its place, when the pack does not hold together.
    """
    return load_with_locators(place)[0]


def load_with_locators(place: Path) -> tuple[Catalog, Mapping[tuple[str, str], Locator]]:
    """Read a pack as ``load`` does; return also where each spec stands, by room and id."""
    with without_collector():
        loader = _Loader()
        if place.suffix == one_file.SUFFIX and not os.path.isdir(place):  # noqa: PTH112 - raises nothing
            loader.read_one_file(place)
        else:
            loader.read_folder(place)
        return loader.catalog(), loader.locators


class _Loader:
    def __init__(self) -> None:
        self.locators: dict[tuple[str, str], Locator] = {}
        self._named: set[tuple[str, str]] = set()
        self._faults = Faults()
        self._guesses = Guesses()
        self._values: dict[tuple[str, str], dict[str, Any]] = {}
        self._models: dict[str, dict[str, Any]] = {}
        self._located: Locator | None = None

    def read_folder(self, directory: Path) -> None:
        found, self._faults = files.find(directory)
        for file in found:
            self._named.add((file.room, file.id))
            if not self._faults.full:
                self._read(file)

    def read_one_file(self, path: Path) -> None:
        for found in one_file.specs_in(path, self._faults):
            self._named.add((found.room, found.id))
            if not self._faults.full:
                self._take(*found)

    def catalog(self) -> Catalog:
        if any(fault.file in ROOMS for fault in self._faults):
            # What is in a closed folder is not known, nor what is wrong without it.
            raise PackError(self._faults)
        if not any(room == "elements" for room, _ in self._named):
            self._add("elements", "a pack holds at least one element: add elements/NAME.yaml")
        if ("", PACK) not in self._named:
            self._add("pack.yaml", "a pack says what it is: add pack.yaml")
        if not self._faults.full:
            self._fit_together()
        if self._faults:
            raise PackError(self._faults)
        catalog = assembled(self._models)
        if (found := too_much_repeated(catalog)) is not None:
            self._fault(self.locators[found.room, found.name], found.path, found.message)
            raise PackError(self._faults)
        return catalog

    def _read(self, file: SpecFile) -> None:
        repeated: list[tuple[str, Place]] = []
        try:
            text = read_text(file.path)
            value = parse(text, repeated=repeated)
        except UnreadableError as error:
            self._add(file.shown, str(error))
            return
        except SpecSyntaxError as error:
            self._faults.add(file.shown, error.place, error.message)
            return
        for key, place in repeated:
            self._faults.add(
                file.shown, place, f"{key}: written twice: give one of them another name"
            )
        self._take(file.room, file.id, value, Locator(file.shown, text))

    def _take(self, room: str, name: str, value: object, locator: Locator) -> None:
        if not isinstance(value, dict) or not value:
            self._fault(locator, (), "a spec file is a mapping: lines of key: value")
            return
        if len(value) > MOST_KEYS and (room or name == PACK):
            self._fault(locator, (), f"more than {MOST_KEYS} keys: a file holds one thing")
            return
        self.locators[room, name] = locator
        if room or name == PACK:
            self._refuse_id(value, locator, (), "the file's name is its id")
        if room:
            value = self._with_ids(name, value, locator)
            self._keep(room, name, value, _IN_ROOMS[room], locator)
        elif name == PACK:
            self._keep(PACK, PACK, value, _PACK, locator)
        else:
            self._stanzas(name, value, locator)
        self._values[room, name] = value

    def _stanzas(self, name: str, value: dict[str, Any], locator: Locator) -> None:
        for key, stanza in value.items():
            if self._faults.full:
                return
            if isinstance(stanza, dict):
                self._refuse_id(stanza, locator, (key,), "the stanza's key is its id")
                self._keep(name, key, {"id": key, **stanza}, _IN_LISTS[name], locator, key)
                if name == "parameters":
                    for at, sentence in refused_parameter(key, stanza):
                        self._fault(locator, (key, at) if at else (key,), sentence, not at)
            else:
                self._fault(locator, (key,), f"{key}: a stanza is lines of key: value")

    def _refuse_id(
        self, value: dict[str, Any], locator: Locator, within: ValuePath, reason: str
    ) -> None:
        if "id" in value:
            self._fault(locator, (*within, "id"), f"id: {reason}: remove the line", on_key=True)
            del value["id"]

    def _keep(
        self,
        room: str,
        name: str,
        value: dict[str, Any],
        adapter: TypeAdapter[Any],
        locator: Locator,
        *within: str,
    ) -> None:
        self._models.setdefault(room, {})[name] = validated(
            adapter,
            value,
            lambda path, on_key, message: self._fault(locator, (*within, *path), message, on_key),
            self._guesses,
        )

    def _with_ids(self, name: str, value: dict[str, Any], locator: Locator) -> dict[str, Any]:
        """Return a file's mapping with the ids it leaves out because its name says them.

        A claim's subject is the element of its file unless the claim names another; its
        id is unique within the file only.
        """
        completed = {"id": name, **value}
        claims = value.get("claims")
        if not isinstance(claims, tuple):
            return completed
        seen: set[str] = set()
        whole: list[Any] = []
        for number, claim in enumerate(claims):
            if isinstance(claim, dict):
                claim = {"subject": name, **claim}
                if isinstance(short := claim.get("id"), str):
                    if short in seen:
                        self._fault(
                            locator,
                            ("claims", number, "id"),
                            f"id: two claims of this file have the id {short!r}: rename one",
                        )
                        short = f"{short}-again-{number}"
                    seen.add(short)
                    claim["id"] = short if short.startswith(f"{name}.") else f"{name}.{short}"
            whole.append(claim)
        completed["claims"] = tuple(whole)
        return completed

    def _fit_together(self) -> None:
        values = self._values
        batteries = {name: value for (room, name), value in values.items() if room == "batteries"}
        described = {
            name: value
            for name, value in batteries.items()
            if value.get("kind") == "described-battery"
        }
        unread = {(room, name) for room, name in self._named if (room, name) not in values}
        # What refers to a file that could not be read is not at fault.
        described |= {name: {} for room, name in unread if room == "batteries"}
        elements = {name: name for room, name in self._named if room == "elements"}
        for name in sorted(elements.keys() & batteries.keys()):
            self._add(f"batteries/{name}.yaml", "an element has the same id: rename the file")
        sources, parameters, events = (
            _Anything() if ("", name) in unread else values.get(("", name), {})
            for name in ("sources", "parameters", "events")
        )
        contents = {name: value for (room, name), value in values.items() if room == "elements"}
        known = Known(
            sources,
            parameters,
            {**elements, **described},
            described,
            events,
            contents,
            self._guesses,
        )
        for (room, name), value in values.items():
            for mismatch in mismatches(value, known, room or name):
                self._fault(self.locators[room, name], mismatch.path, mismatch.message)
                if self._faults.full:
                    return
        self._fit_families()
        claims = _Claims(
            claim["id"]
            for value in values.values()
            for claim in _claims(value)
            if isinstance(claim.get("id"), str)
        )
        claims.unread = {name for room, name in unread if room}
        self._fit_disagreements(claims)
        self._fit_tours(claims, known)

    def _fit_families(self) -> None:
        rooms = {name: room for room, name in self._values if room in {"elements", "batteries"}}
        values = {name: self._values[room, name] for name, room in rooms.items()}
        for name, key, message in lineages(values):
            self._fault(self.locators[rooms[name], name], (key,), message)

    def _fit_tours(self, claims: set[str], known: Known) -> None:
        values = self._values
        ids: Ids = {
            "claim": claims,
            "term": values.get(("", "terms"), _Anything() if ("", "terms") in self._named else {}),
            "element": known.subjects,
            "event": known.events,
            "source": known.sources,
            "comparison": {name for room, name in self._named if room == "comparisons"},
            "battery": {name for room, name in self._named if room == "batteries"},
        }
        for (room, name), value in values.items():
            if room == "tours":
                for mismatch in tour_mismatches(value, ids, self._guesses):
                    self._fault(self.locators[room, name], mismatch.path, mismatch.message)
                    if self._faults.full:
                        return

    def _fit_disagreements(self, claims: set[str]) -> None:
        joined: Counter[str] = Counter()
        for key, stanza in self._values.get(("", "disagreements"), {}).items():
            voices = stanza.get("claims") if isinstance(stanza, dict) else None
            for number, claim in enumerate(voices if isinstance(voices, tuple) else ()):
                if isinstance(claim, str) and claim not in claims:
                    self._fault(
                        self.locators["", "disagreements"],
                        (key, "claims", number),
                        f"claims: no claim {claim!r}: write subject.claim",
                    )
                elif isinstance(claim, str):
                    joined[claim] += 1
                    if joined[claim] > MOST_DISAGREEMENTS:
                        self._fault(
                            self.locators["", "disagreements"],
                            (key, "claims", number),
                            f"claims: more than {MOST_DISAGREEMENTS} disagreements have the "
                            f"voice {claim}: join them in one",
                        )
                if self._faults.full:
                    return

    def _fault(self, locator: Locator, path: ValuePath, message: str, on_key: bool = False) -> None:
        if self._faults.full:
            return
        if self._located is not None and self._located.shown != locator.shown:
            # The places of a large file are many times its size: one file's are enough.
            self._located.forget()
        self._located = locator
        self._faults.add(locator.shown, locator.place(path, on_key), message)

    def _add(self, file: str, message: str) -> None:
        self._faults.add(file, (1, 1), message)


class _Anything(dict[str, Any]):
    """Stands for a list that could not be read: what refers to it is not at fault."""

    def __contains__(self, key: object) -> bool:
        return True


class _Claims(set[str]):
    """The ids of claims, and of any claim in a file that could not be read."""

    unread: Collection[str] = ()

    def __contains__(self, claim: object) -> bool:
        return super().__contains__(claim) or str(claim).partition(".")[0] in self.unread


def _claims(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    claims = value.get("claims")
    if isinstance(claims, tuple):
        yield from (claim for claim in claims if isinstance(claim, dict))
