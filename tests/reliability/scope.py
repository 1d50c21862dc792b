"""What is not recorded, put into a pack by every door: each is refused, with the reason.

PYTHONPATH=tests python -m reliability.scope

The doors are the free-text fields of the models, so that a field that comes later is a
door too, the ids that name things, and the unit of a claim. Every name is tried at every
door that has room for it.
"""

import copy
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from batteryviz.catalog.checks import check
from batteryviz.catalog.faults import PackError
from batteryviz.catalog.loading import load
from reliability import report
from reliability.planting import Content, Slot, read_content, slots, write_pack

TOPICS = {
    "reaction times": (
        "reaction time",
        "response time",
        "warm-up time",
        "time to fire",
        "time into action",
        "alert time",
    ),
    "set-up and reload times": (
        "set-up time",
        "setup time",
        "setting-up time",
        "emplacement time",
        "march order time",
        "reload time",
        "reloading time",
        "time to reload",
        "time to emplace",
        "minutes to set up",
        "deployment time",
        "rate of fire",
        "firing rate",
        "displacement times",
    ),
    "kill probabilities and success rates": (
        "kill probability",
        "hit rate",
        "intercept rate",
        "success rate",
        "probability of kill",
        "probability of a hit",
        "single-shot kill",
        "SSPK",
        "success percentage",
        "combat record",
        "combat effectiveness",
        "miss distance",
    ),
    "how many targets are followed or engaged at once": (
        "simultaneous targets",
        "simultaneous engagements",
        "targets at once",
        "targets tracked",
        "targets engaged",
        "number of targets",
        "track capacity",
        "target capacity",
        "guidance channels",
        "engagement limit",
        "targets per radar",
        "maximum targets",
    ),
    "minimum altitudes and ranges": (
        "minimum altitude",
        "min altitude",
        "lowest altitude",
        "minimum range",
        "minimum engagement range",
        "minimum intercept height",
        "engagement floor",
        "altitude floor",
    ),
    "jamming and countermeasures": (
        "jamming",
        "jammers",
        "anti-jamming",
        "countermeasures",
        "counter-countermeasures",
        "ECCM",
        "ECM",
        "electronic warfare",
        "burn-through range",
        "decoys",
        "chaff",
    ),
    "weaknesses": (
        "weaknesses",
        "vulnerabilities",
        "susceptibility",
        "blind zone",
        "dead zone",
        "blind sector",
        "coverage gaps",
        "weak points",
        "survivability",
    ),
    "combat losses": (
        "combat losses",
        "battle losses",
        "launchers lost",
        "launchers destroyed",
        "radars damaged",
        "attrition",
        "casualties",
        "loss rate",
    ),
    "siting and spacing": (
        "siting",
        "spacing",
        "dispersal",
        "distance between launchers",
        "launcher separation",
        "launcher placement",
        "firing positions",
        "battery layout",
    ),
    "locations and deployments of units": (
        "unit location",
        "current location",
        "battery positions",
        "deployment locations",
        "stationed at",
        "garrison",
        "unit coordinates",
        "grid coordinates",
        "grid reference",
        "latitude",
    ),
    "tactics and engagement procedures": (
        "tactics",
        "firing doctrine",
        "shot doctrine",
        "engagement procedure",
        "engagement sequence",
        "rules of engagement",
        "salvo size",
        "launch order",
    ),
    "nuclear and chemical effects": (
        "nuclear yield",
        "nuclear effects",
        "yield in kilotons",
        "chemical agents",
        "chemical warhead",
        "fallout",
        "lethal radius",
        "blast radius",
    ),
}
"""Each reason, and names under which a pack might bring what it leaves out."""

NO_DOORS = {
    "Source.title": "a publication is called what it is called",
    "Source.publisher": "so is who published it",
    "Source.author": "and who wrote it",
    "Source.relays": "and whose words it passes on",
    "Source.copy_of": "and what it is a copy of",
    "Citation.locator": "a heading is quoted as it is printed, so that it can be found",
    "Pack.scope": "it says what is left out",
}
"""Fields that may hold such words, and why."""

_AT_LOAD = "Parameter."
"""A field of a parameter is refused before anything is shown, and by ``check`` too."""


class Door(NamedTuple):
    """A place in one file of a pack, and what puts a text there."""

    name: str
    file: str
    put: Callable[[str], None]
    end: str = ""
    room: int = 240
    is_id: bool = False

    @property
    def is_at_load(self) -> bool:
        """Whether the pack does not even load."""
        return self.name.startswith(_AT_LOAD) or self.name == "Claim.unit"


def doors(content: Content) -> list[Door]:
    """Return a door for each free-text field of the models, and for what has an id or a unit.

    A field stands in one place of ``content``; each field of a parameter in its own one,
    as a parameter is refused once.
    """
    found: dict[str, Door] = {}
    files = {id(holder): file for file, tree in content.items() for holder in _mappings(tree)}
    taken: set[int] = set()
    for slot in slots(content):
        is_taken = slot.name.startswith(_AT_LOAD) and id(slot.holder) in taken
        if slot.name in NO_DOORS or slot.name in found or is_taken:
            continue
        taken.add(id(slot.holder))
        found[slot.name] = _door(slot, files[id(slot.holder)])
    claim = content["elements/ol-lmp-1.yaml"]["claims"][0]
    events = content["events.yaml"]
    return [
        *found.values(),
        Door("Parameter.id", "parameters.yaml", _under(content["parameters.yaml"]), is_id=True),
        Door(
            "Claim.unit", "elements/ol-lmp-1.yaml", lambda text: claim.update(unit=text), is_id=True
        ),
        Door("Claim.id", "elements/ol-lmp-2.yaml", _as_claim(content), is_id=True),
        Door("Event.id", "events.yaml", _under(events), is_id=True),
    ]


def _door(slot: Slot, file: str) -> Door:
    return Door(slot.name, file, slot.put, slot.end, 6 if slot.is_short else 240)


def _mappings(tree: object) -> Iterator[object]:
    if isinstance(tree, dict):
        yield tree
    if isinstance(tree, dict | list):
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from _mappings(inner)


def _under(stanzas: dict[str, object]) -> Callable[[str], None]:
    def put(text: str) -> None:
        stanzas[text] = copy.deepcopy(list(stanzas.values())[-1])

    return put


def _as_claim(content: Content) -> Callable[[str], None]:
    def put(text: str) -> None:
        claims = content["elements/ol-lmp-2.yaml"]["claims"]
        claims.append({**copy.deepcopy(claims[-1]), "id": text})

    return put


class Tried(NamedTuple):
    """One name through one door."""

    door: str
    name: str
    refused: bool


def tries(folder: Path, step: int = 1) -> Iterator[Tried]:
    """Put each name into the toy pack by every door, or with ``step`` every so many-th name.

    All doors of a kind are tried at once: each must be named, by its line, with the reason.
    """
    whole = read_content()
    pairs = [(reason, name) for reason, names in TOPICS.items() for name in names]
    for reason, name in pairs[::step]:
        for at_load in (True, False):
            content = copy.deepcopy(whole)
            tags: list[tuple[str, Door]] = []
            for number, door in enumerate(doors(content)):
                if door.is_at_load is at_load and len(name) <= door.room:
                    tag = _text(door, name, number)
                    door.put(tag)
                    tags.append((tag, door))
            pack = write_pack(content, folder / "pack")
            refused = _refused(pack, reason, at_load)
            for tag, door in tags:
                line = _line(pack / door.file, tag)
                # What an id names begins on the line after it.
                lines = {line, line + 1} if door.is_id else {line}
                yield Tried(door.name, name, any((door.file, one) in refused for one in lines))


def _text(door: Door, name: str, number: int) -> str:
    if door.is_id:
        return "-".join(name.lower().split())
    return f"Word {number}: the {name}{door.end}" if door.room > len(name) + 20 else name


def _line(file: Path, text: str) -> int:
    lines = file.read_text("utf-8").splitlines()
    found = [number for number, line in enumerate(lines, 1) if f'"{text}"' in line]
    assert len(found) == 1, (file, text, found)
    return found[0]


def _refused(pack: Path, reason: str, at_load: bool) -> set[tuple[str, int]]:
    """Return file and line of each place that is refused with the reason."""
    faults: list[object] = list(check(pack))
    if at_load:
        try:
            load(pack)
        except PackError as error:
            told = set(map(str, error.faults))
            faults = [fault for fault in faults if any(str(fault).endswith(one) for one in told)]
        else:
            faults = []
    places = [
        str(fault).split(":") for fault in faults if f"{reason} are not recorded" in str(fault)
    ]
    return {(place[0].removeprefix(f"{pack}/"), int(place[1])) for place in places}


def main() -> int:
    """Try all, tell what passed, and print the figures."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        done = list(tries(Path(folder)))
    passed = [tried for tried in done if not tried.refused]
    for tried in passed:
        sys.stderr.write(f"passed: {tried.name!r} as {tried.door}\n")
    return report(
        "9 scope",
        checks=len(done),
        failures=len(passed),
        seconds=time.monotonic() - start,
        topics=len(TOPICS),
        names=len({tried.name for tried in done}),
        doors=len({tried.door for tried in done}),
    )


if __name__ == "__main__":
    sys.exit(main())
