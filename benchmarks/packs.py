"""Packs of any size with invented facts: 12 claims an element, sources, disputes, events.

The same number gives the same bytes. Every parameter, unit, source and reference is
valid, so that a generated pack passes ``batteryviz check``.
"""

from collections.abc import Iterator
from pathlib import Path

CLAIMS = 12
"""Claims an element."""

_COLOURS = ("amber", "blue", "clear", "dusk", "ebony", "fawn", "green", "hazel", "ivory", "jade")
_THINGS = ("beacon", "buoy", "candle", "flare", "lantern", "lamp", "mirror", "prism", "torch")
_PLACES = ("Northmere", "Eastfold", "Southbay", "Westhill", "Midwater", "Farlight", "Nearshore")
_PARTS = (
    "launching-station",
    "radar-set",
    "engagement-control-station",
    "antenna-mast-group",
    "electric-power-plant",
)
_OTHERS = (
    "interceptor",
    "carrier-vehicle",
    "support",
    "formation",
    "user",
    "organisation",
    "neighbour",
    "guided-missile-transporter",
    "communications-relay-group",
)
_KINDS = _PARTS + _OTHERS
_GROUPS = (
    "identity",
    "make-up",
    "function",
    "coverage",
    "size and weight",
    "performance",
    "power",
    "carriage",
)
_DIMENSIONS = (
    ("text", None),
    ("length", "metre"),
    ("mass", "kilogram"),
    ("count", None),
    ("speed", "kilometre-per-hour"),
    ("angle", "degree"),
)
_PARAMETERS = 48
_READ = "evidence: checked, read_on: 2026-05-01"


def write_pack(folder: Path, elements: int) -> None:
    """Write a pack of ``elements`` elements to ``folder``, unless it is there already."""
    finished = folder / ".finished"
    if finished.is_file() and finished.read_text() == _recipe(elements):
        return
    (folder / "elements").mkdir(parents=True, exist_ok=True)
    (folder / "batteries").mkdir(exist_ok=True)
    (folder / "comparisons").mkdir(exist_ok=True)
    sources = max(20, elements // 10)
    lists = {
        "pack": _pack(elements),
        "parameters": _parameters(),
        "sources": _sources(sources),
        "terms": _terms(elements),
        "events": _events(elements, sources),
        "disagreements": _disagreements(elements),
        "batteries/full": _battery(),
        "comparisons/pair": _comparison(),
    }
    for name, lines in lists.items():
        (folder / f"{name}.yaml").write_text("\n".join(lines) + "\n")
    for number in range(elements):
        lines = _element(number, elements, sources)
        (folder / "elements" / f"{_id(number)}.yaml").write_text("\n".join(lines) + "\n")
    finished.write_text(_recipe(elements))


def _recipe(elements: int) -> str:
    return f"{elements} elements, {CLAIMS} claims each, recipe 4\n"


def _id(number: int) -> str:
    return f"{_thing(number)}-{number:06d}"


def _thing(number: int) -> str:
    return _THINGS[number % len(_THINGS)]


def _name(number: int) -> str:
    colour = _COLOURS[number // 7 % len(_COLOURS)]
    place = _PLACES[number // 3 % len(_PLACES)]
    return f"{colour.title()} {_thing(number)} {number:06d} of {place}"


def _pack(elements: int) -> Iterator[str]:
    yield f"name: A generated pack of {elements} elements"
    yield "version: 1.0.0"
    yield "facts_as_of: 2026-05-04"
    yield "classification: public"
    yield "licence: CC BY 4.0"
    yield "scope: Invented facts for measuring how the program grows."
    yield "report_faults_to: nobody, as nothing here is true"


def _parameters() -> Iterator[str]:
    for number in range(_PARAMETERS):
        dimension, _ = _DIMENSIONS[number % len(_DIMENSIONS)]
        group = _GROUPS[number * len(_GROUPS) // _PARAMETERS]
        yield f"property-{number:02d}:"
        yield f"  label: property {number:02d}"
        yield f"  group: {group}"
        yield f"  dimension: {dimension}"
        yield f"  meaning: The invented property number {number}."


def _sources(count: int) -> Iterator[str]:
    for number in range(count):
        yield f"gazette-{number:05d}:"
        yield f'  title: "The lamps of {_PLACES[number % len(_PLACES)]}, part {number}"'
        yield f"  publisher: {_COLOURS[number % len(_COLOURS)].title()} Gazette"
        yield "  kind: press"
        yield f'  published: "{1900 + number % 90}"'
        yield f"  url: https://gazette.example.org/{number}"
        yield "  how_read: whole"
        yield "  read_on: 2026-05-01"


def _terms(elements: int) -> Iterator[str]:
    for number in range(200):
        yield f"word-{number:03d}:"
        yield f"  term: {_COLOURS[number % len(_COLOURS)].upper()}-{number:03d}"
        yield f"  meaning: The invented word number {number}."
        yield f"  see: [{_id(number % elements)}]"
        yield "  cited:"
        yield f"    - {{source: gazette-{number % 20:05d}, locator: para {number}, {_READ}}}"


def _events(elements: int, sources: int) -> Iterator[str]:
    for number in range(0, elements, 20):
        source = number // 20 % sources
        yield f"event-{number:06d}:"
        yield f'  date: "{1900 + number % 97}"'
        yield "  event: test"
        yield f"  subject: {_id(number)}"
        yield f"  text: The {_thing(number)} numbered {number} was tried."
        yield "  cited:"
        yield f"    - {{source: gazette-{source:05d}, locator: para 1, {_READ}}}"


def _disagreements(elements: int) -> Iterator[str]:
    for number in range(0, elements, 20):
        yield f"dispute-{number:06d}:"
        yield f"  title: a property of the {_thing(number)} numbered {number}"
        yield f"  claims: [{_id(number)}.claim-00, {_id(number)}.claim-11]"
        yield "  reason: unexplained"
        yield "  explanation: The two invented texts do not say the same."


def _element(number: int, elements: int, sources: int) -> Iterator[str]:
    kind = _KINDS[number % len(_KINDS)]
    yield f"kind: {kind}"
    yield f"name: {_name(number)}"
    yield f"designation: {_thing(number)[:2].upper()}/{number:06d}"
    # Every tenth is a model of an earlier one of its kind.
    first = number - number % (len(_KINDS) * 50) + number % len(_KINDS)
    if number % 10 == 3 and first != number:
        yield f"family: {_id(first)}"
    place = _PLACES[number % len(_PLACES)]
    yield f"label: The {_thing(number)} numbered {number} shines over {place}."
    yield (
        f"summary: An invented {_thing(number)}, the number {number} of {elements}. It is written "
        "down here so that a page of usual length can be made, searched and printed."
    )
    yield "claims:"
    disputed = number % 20 == 0
    for claim in range(CLAIMS):
        # The last claim of some elements says again, and otherwise, what the first says.
        again = disputed and claim == CLAIMS - 1
        parameter = (number * 5 + (0 if again else claim * 7)) % _PARAMETERS
        yield from _claim(number, claim, parameter, sources)


def _claim(number: int, claim: int, parameter: int, sources: int) -> Iterator[str]:
    dimension, unit = _DIMENSIONS[parameter % len(_DIMENSIONS)]
    source = (number * CLAIMS + claim) % sources
    yield f"  - id: claim-{claim:02d}"
    yield f"    parameter: property-{parameter:02d}"
    amount = (number + claim * 13) % 900 + 1
    if dimension == "text":
        colour = _COLOURS[(number + claim) % len(_COLOURS)]
        yield f"    value: {colour} glass of {_PLACES[claim % len(_PLACES)]}, {amount}"
    elif claim % 4 == 1:
        yield f"    value: {{min: {amount}, max: {amount + 5}}}"
    else:
        yield f"    value: {amount}"
    if unit is not None:
        yield f"    unit: {unit}"
    yield "    cited:"
    yield f"      - {{source: gazette-{source:05d}, locator: para {claim + 1}, {_READ}}}"
    if claim % 5 == 2:
        other = (source + 7) % sources
        yield f"      - {{source: gazette-{other:05d}, locator: page {claim}, evidence: unchecked}}"


def _battery() -> Iterator[str]:
    parts = [_id(number) for number in range(len(_PARTS))]
    yield "kind: composition"
    yield "name: A generated battery"
    yield "summary: One of each part and two stands."
    yield "launching_stations:"
    yield f"  - {{model: {parts[0]}, count: 2}}"
    yield f"radar_sets: [{parts[1]}]"
    yield f"engagement_control_stations: [{parts[2]}]"
    yield f"antenna_mast_groups: [{parts[3]}]"
    yield f"electric_power_plants: [{parts[4]}]"


def _comparison() -> Iterator[str]:
    yield "name: Two generated radars"
    yield "summary: The first two of their kind."
    yield f"columns: [{_id(1)}, {_id(1 + len(_KINDS))}]"
