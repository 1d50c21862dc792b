"""Compositions as files a reader can keep, share and open again."""

import json
from pathlib import Path

from pydantic import TypeAdapter

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.catalog.faults import Faults, PackError
from batteryviz.catalog.guessing import Guesses
from batteryviz.catalog.joints import Known, mismatches
from batteryviz.catalog.loads import PARTS
from batteryviz.catalog.validating import Locator, validated
from batteryviz.model.battery import Battery, DescribedBattery
from batteryviz.model.element import LaunchingStation
from batteryviz.safety.names import is_slug, slug_of
from batteryviz.safety.reading import read_text
from batteryviz.safety.strict_yaml import Path as ValuePath
from batteryviz.safety.strict_yaml import SpecSyntaxError, parse
from batteryviz.safety.text import clean

_ADAPTER: TypeAdapter[Battery] = TypeAdapter(Battery)


def read_composition(path: Path, catalog: Catalog) -> Battery:
    """Return the composition in a file; its id is the name of the file.

    Raises ``UnreadableError`` when the file cannot be read as text, and ``PackError``
    with every fault and its place when it is no composition of this pack.
    """
    text = read_text(path)
    shown = clean(path.name)
    locator = Locator(shown, text)
    faults = Faults()
    guesses = Guesses()

    def report(at: ValuePath, on_key: bool, message: str) -> None:
        if not faults.full:
            faults.add(shown, locator.place(at, on_key), message)

    try:
        value = parse(text)
    except SpecSyntaxError as error:
        faults.add(shown, error.place, error.message)
        raise PackError(faults) from None
    if not isinstance(value, dict):
        faults.add(shown, (1, 1), "a spec file is a mapping: lines of key: value")
        raise PackError(faults)
    battery = validated(_ADAPTER, {"id": id_of(path), **value}, report, guesses)
    described = {
        name: subject
        for name, subject in catalog.subjects.items()
        if isinstance(subject, DescribedBattery)
    }
    contents = {
        name: {"kind": subject.kind, "loads": _loads(subject)}
        for name, subject in catalog.subjects.items()
    }
    known = Known(
        catalog.sources,
        catalog.parameters,
        catalog.subjects,
        described,
        catalog.events,
        contents,
        guesses,
    )
    for found in mismatches(value, known, "batteries"):
        report(found.path, False, found.message)
        if faults.full:
            break
    if battery is None or faults:
        raise PackError(faults)
    return battery


def _loads(subject: AnySubject) -> tuple[dict[str, str], ...]:
    """Return the loads of a subject as its spec file lists them."""
    if not isinstance(subject, LaunchingStation):
        return ()
    return tuple({"interceptor": load.interceptor} for load in subject.loads)


def id_of(path: Path) -> str:
    """Return the id a composition has in a file of this name."""
    stem = path.name.removesuffix(".yaml")
    near = slug_of(stem)[:64].strip("-")
    return stem if is_slug(stem) else near if is_slug(near) else "composition"


def as_spec_file(battery: Battery) -> str:
    """Return ``battery`` as the text of a spec file that loads to an equal battery.

    The id is left out: it is the name of the file.
    """
    lines = [
        "# A composition of a battery: open it with  batteryviz battery FILE",
        "# or put it into the folder batteries/ of a pack.",
        "kind: composition",
        f"name: {_scalar(battery.name)}",
        f"summary: {_scalar(battery.summary)}",
    ]
    if battery.seeded_from is not None:
        lines.append(f"seeded_from: {_scalar(battery.seeded_from)}")
    lines.append("launching_stations:")
    for group in battery.launching_stations:
        load = f"load: {_scalar(group.load)}, " if group.load is not None else ""
        lines.append(f"  - {{model: {_scalar(group.model)}, {load}count: {group.count}}}")
    lines += [f"{key}: {_sequence(getattr(battery, key))}" for key in PARTS]
    if battery.assumed:
        lines.append(f"assumed: {_sequence(battery.assumed)}")
    return "\n".join(lines) + "\n"


def _sequence(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_scalar, texts))}]"


def _scalar(text: str) -> str:
    """Return ``text`` as YAML: bare where the strict reader takes it for the same text."""
    quoted = json.dumps(text, ensure_ascii=False)
    if not is_slug(text):
        return quoted
    try:
        return text if parse(text) == text else quoted
    except SpecSyntaxError:
        return quoted
