"""Spec files to one frozen catalog, with every fault of a pack reported at once."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from batteryviz.catalog import files
from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.families import lineages
from batteryviz.catalog.faults import PackError
from batteryviz.catalog.files import SpecFile, UnreadableError
from batteryviz.catalog.joints import Known, mismatches
from batteryviz.catalog.strict_yaml import Path as ValuePath
from batteryviz.catalog.strict_yaml import Place, SpecSyntaxError, parse
from batteryviz.catalog.validating import Locator, validated
from batteryviz.model.battery import AnyBattery, Battery, Comparison
from batteryviz.model.element import Element
from batteryviz.model.evidence import Source
from batteryviz.model.vocabulary import Disagreement, Event, Pack, Parameter, Term

_IN_ROOMS: dict[str, TypeAdapter[Any]] = {
    "elements": TypeAdapter(Element),
    "batteries": TypeAdapter(AnyBattery),
    "comparisons": TypeAdapter(Comparison),
}
_IN_LISTS: dict[str, TypeAdapter[Any]] = {
    "sources": TypeAdapter(Source),
    "parameters": TypeAdapter(Parameter),
    "terms": TypeAdapter(Term),
    "events": TypeAdapter(Event),
    "disagreements": TypeAdapter(Disagreement),
}
_PACK: TypeAdapter[Any] = TypeAdapter(Pack)


def load(directory: Path) -> Catalog:
    """Read the pack in ``directory``.

    Raises ``NoPackError`` when there is no such folder and ``PackError``, with every
    fault and its place, when the pack does not hold together.
    """
    with _without_collector():
        return _Loader(directory).catalog()


@contextmanager
def _without_collector() -> Iterator[None]:
    # A bulk load allocates only what it keeps: collecting meanwhile is wasted work.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Loader:
    def __init__(self, directory: Path) -> None:
        self._files, self._faults = files.find(directory)
        self._values: dict[tuple[str, str], dict[str, Any]] = {}
        self._locators: dict[tuple[str, str], Locator] = {}
        self._models: dict[str, dict[str, Any]] = {}
        self._digest = hashlib.sha256()
        self._located: Locator | None = None

    def catalog(self) -> Catalog:
        if not any(file.room == "elements" for file in self._files):
            self._add("elements", "a pack holds at least one element: add elements/NAME.yaml")
        if not any(file.id == files.PACK and not file.room for file in self._files):
            self._add("pack.yaml", "a pack says what it is: add pack.yaml")
        for file in self._files:
            if not self._faults.full:
                self._read(file)
        if not self._faults.full:
            self._fit_together()
        if self._faults:
            raise PackError(self._faults)
        rooms = self._models
        batteries = rooms.get("batteries", {}).values()
        return Catalog(
            pack=rooms[""][files.PACK],
            digest=self._digest.hexdigest(),
            sources=rooms.get("sources", {}),
            parameters=rooms.get("parameters", {}),
            subjects=rooms["elements"]
            | {battery.id: battery for battery in batteries if not isinstance(battery, Battery)},
            compositions={
                battery.id: battery for battery in batteries if isinstance(battery, Battery)
            },
            comparisons=rooms.get("comparisons", {}),
            terms=rooms.get("terms", {}),
            events=rooms.get("events", {}),
            disagreements=rooms.get("disagreements", {}),
        )

    def _read(self, file: SpecFile) -> None:
        repeated: list[tuple[str, Place]] = []
        try:
            text = files.read_text(file.path)
            self._digest.update(f"{file.shown}\0{len(text)}\0{text}".encode())
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
        if not isinstance(value, dict) or not value:
            self._add(file.shown, "a spec file is a mapping: lines of key: value")
            return
        locator = Locator(file.shown, text)
        self._locators[file.room, file.id] = locator
        if file.room or file.id == files.PACK:
            self._refuse_id(value, locator, (), "the file's name is its id")
        if file.room:
            value = self._with_ids(file.id, value, locator)
            self._keep(file.room, file.id, value, _IN_ROOMS[file.room], locator)
        elif file.id == files.PACK:
            self._keep("", files.PACK, value, _PACK, locator)
        else:
            self._stanzas(file.id, value, locator)
        self._values[file.room, file.id] = value

    def _stanzas(self, name: str, value: dict[str, Any], locator: Locator) -> None:
        for key, stanza in value.items():
            if self._faults.full:
                return
            if isinstance(stanza, dict):
                self._refuse_id(stanza, locator, (key,), "the stanza's key is its id")
                self._keep(name, key, {"id": key, **stanza}, _IN_LISTS[name], locator, key)
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
        elements = {file.id: file for file in self._files if file.room == "elements"}
        for name in sorted(elements.keys() & batteries.keys()):
            self._add(f"batteries/{name}.yaml", "an element has the same id: rename the file")
        unread = {file.id for file in self._files if (file.room, file.id) not in values}
        sources, parameters, events = (
            _Anything() if name in unread else values.get(("", name), {})
            for name in ("sources", "parameters", "events")
        )
        contents = {name: value for (room, name), value in values.items() if room == "elements"}
        known = Known(sources, parameters, {**elements, **described}, described, events, contents)
        for (room, name), value in values.items():
            for mismatch in mismatches(value, known, room or name):
                self._fault(self._locators[room, name], mismatch.path, mismatch.message)
                if self._faults.full:
                    return
        self._fit_disagreements()
        rooms = {name: room for room, name in values if room in {"elements", "batteries"}}
        for name, message in lineages({name: values[room, name] for name, room in rooms.items()}):
            self._fault(self._locators[rooms[name], name], ("family",), message)

    def _fit_disagreements(self) -> None:
        claims = {
            claim["id"]
            for value in self._values.values()
            for claim in _claims(value)
            if isinstance(claim.get("id"), str)
        }
        for key, stanza in self._values.get(("", "disagreements"), {}).items():
            voices = stanza.get("claims") if isinstance(stanza, dict) else None
            for number, claim in enumerate(voices if isinstance(voices, tuple) else ()):
                if isinstance(claim, str) and claim not in claims:
                    self._fault(
                        self._locators["", "disagreements"],
                        (key, "claims", number),
                        f"claims: no claim {claim!r}: write subject.claim",
                    )

    def _fault(self, locator: Locator, path: ValuePath, message: str, on_key: bool = False) -> None:
        if self._faults.full:
            return
        if self._located is not None and self._located is not locator:
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


def _claims(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    claims = value.get("claims")
    if isinstance(claims, tuple):
        yield from (claim for claim in claims if isinstance(claim, dict))
