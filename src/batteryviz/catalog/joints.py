"""What must fit between files: references, units, and the rule of a battery.

These checks read the plain values, not the models, so that a file with one fault
still has its others reported in the same run.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from batteryviz.catalog.guessing import Guesses
from batteryviz.model.battery import BATTERY_RULE, MOST_LAUNCHERS
from batteryviz.model.units import UNITS
from batteryviz.safety.strict_yaml import Path


class Mismatch(NamedTuple):
    """Something in one file that does not fit another: where, and the sentence."""

    path: Path
    message: str


class Known(NamedTuple):
    """The ids a pack defines, those of faulty stanzas included."""

    sources: Mapping[str, Any]
    parameters: Mapping[str, Any]
    subjects: Mapping[str, Any]
    batteries: Mapping[str, Any]
    events: Mapping[str, Any]
    contents: Mapping[str, Mapping[str, Any]]
    """What the files of elements say, as far as they could be read."""
    guesses: Guesses
    """What is left of the guesses at misspelt ids."""


# The keys whose value is the id of something, wherever they stand in a spec file.
_REFERS: dict[str, str] = {
    "source": "sources",
    "looked_in": "sources",
    "parameter": "parameters",
    "subject": "subjects",
    "also": "subjects",
    "see": "subjects",
    "family": "subjects",
    "part_of": "subjects",
    "succeeds": "subjects",
    "to": "subjects",
    "interceptor": "subjects",
    "user": "subjects",
    "model": "subjects",
    "load": "subjects",
    "columns": "subjects",
    "radar_sets": "subjects",
    "engagement_control_stations": "subjects",
    "antenna_mast_groups": "subjects",
    "electric_power_plants": "subjects",
    "seeded_from": "batteries",
    "events": "events",
}
_SINGULAR = {
    "sources": "source",
    "parameters": "parameter",
    "subjects": "element",
    "batteries": "battery",
    "events": "event",
}


def mismatches(value: Any, known: Known, room: str) -> Iterator[Mismatch]:
    """Yield what in ``value``, a whole spec file of ``room``, does not fit the rest."""
    yield from _references(value, (), known, room)
    if isinstance(value, dict) and isinstance(claims := value.get("claims"), tuple):
        for number, claim in enumerate(claims):
            if isinstance(claim, dict):
                parameter = known.parameters.get(str(claim.get("parameter")))
                if isinstance(parameter, dict):
                    described = value.get("kind") == "described-battery"
                    yield from _claim(claim, parameter, ("claims", number), described)
    if isinstance(value, dict):
        yield from _parts(value, known)
        yield from _loads(value)


_PARTS = {
    "radar_sets": "radar-set",
    "engagement_control_stations": "engagement-control-station",
    "antenna_mast_groups": "antenna-mast-group",
    "electric_power_plants": "electric-power-plant",
}


def _parts(value: dict[str, Any], known: Known) -> Iterator[Mismatch]:
    """Yield the parts of a composition that are no such part, and loads no source states."""
    for key, kind in _PARTS.items():
        for number, part in enumerate(_items(value, key)):
            yield from _of_kind(part, kind, (key, number), known)
    for number, group in enumerate(_items(value, "launching_stations")):
        if not isinstance(group, dict):
            continue
        place = ("launching_stations", number)
        model, load = group.get("model"), group.get("load")
        yield from _of_kind(model, "launching-station", (*place, "model"), known)
        launcher = known.contents.get(str(model))
        if launcher is not None and load is not None:
            stated = [
                item.get("interceptor")
                for item in _items(launcher, "loads")
                if isinstance(item, dict)
            ]
            if load not in stated:
                yield Mismatch(
                    (*place, "load"),
                    f"load: no source states that {model} holds {load}; "
                    f"stated loads: {', '.join(map(str, stated)) or 'none'}",
                )


def _of_kind(part: Any, kind: str, path: Path, known: Known) -> Iterator[Mismatch]:
    found = known.contents.get(part, {}).get("kind", kind) if isinstance(part, str) else kind
    if found != kind:
        yield Mismatch(path, f"{path[0]}: {part} is a {found}, not a {kind}")


def _loads(value: dict[str, Any]) -> Iterator[Mismatch]:
    """Yield the loads whose claim gives no number that a launcher holds at most."""
    loads = _items(value, "loads")
    claims = {
        claim["id"]: claim.get("value")
        for claim in (_items(value, "claims") if loads else ())
        if isinstance(claim, dict) and isinstance(claim.get("id"), str)
    }
    for number, load in enumerate(loads):
        if not isinstance(load, dict):
            continue
        amount = claims.get(f"{value.get('id')}.{load.get('claim')}", 0)
        if isinstance(amount, str) or (
            isinstance(amount, dict) and not {"max", "about"} & {*amount}
        ):
            yield Mismatch(
                ("loads", number, "claim"),
                f"claim: {load.get('claim')} gives no number that the launcher holds at most",
            )


def _items(value: Mapping[str, Any], key: str) -> tuple[Any, ...]:
    items = value.get(key)
    return items if isinstance(items, tuple) else ()


def _references(value: Any, path: Path, known: Known, room: str) -> Iterator[Mismatch]:
    if isinstance(value, dict):
        for key, inner in value.items():
            group = _REFERS.get(key)
            # A term's "also" lists other spellings, not subjects.
            if group is None or (key == "also" and room == "terms"):
                if isinstance(inner, (dict, tuple)):
                    yield from _references(inner, (*path, key), known, room)
                continue
            many = isinstance(inner, tuple)
            for number, wanted in enumerate(inner if many else (inner,)):
                ids = getattr(known, group)
                if isinstance(wanted, str) and wanted not in ids:
                    guess = known.guesses.did_you_mean(wanted, ids)
                    yield Mismatch(
                        (*path, key, number) if many else (*path, key),
                        f"{key}: no {_SINGULAR[group]} {wanted!r}"
                        f"{guess or f'; define it in {_home(group)}'}",
                    )
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            if isinstance(inner, (dict, tuple)):
                yield from _references(inner, (*path, number), known, room)


def _home(group: str) -> str:
    return {"subjects": "elements/", "batteries": "batteries/"}.get(group, f"{group}.yaml")


_UNITS_OF: defaultdict[str, list[str]] = defaultdict(list)
"""The names of the units of each dimension, in order."""
for _name in sorted(UNITS):
    _UNITS_OF[UNITS[_name].dimension].append(_name)


def _claim(
    claim: dict[str, Any], parameter: dict[str, Any], path: Path, described: bool
) -> Iterator[Mismatch]:
    dimension = parameter.get("dimension", "text")
    unit, value = claim.get("unit"), claim.get("value")
    fitting = _UNITS_OF.get(dimension, []) if isinstance(dimension, str) else []
    is_text = isinstance(value, str)
    if dimension == "text":
        if not is_text and value is not None:
            yield Mismatch((*path, "value"), "value: this parameter is stated in words")
    elif is_text:
        yield Mismatch((*path, "value"), f"value: this parameter is a {dimension}: give a number")
    if unit is None and fitting and not is_text:
        yield Mismatch(path, f"unit: a {dimension} needs one of {', '.join(fitting)}")
    elif isinstance(unit, str) and unit not in fitting:
        remedy = f"use one of {', '.join(fitting)}" if fitting else "leave it out"
        yield Mismatch((*path, "unit"), f"unit: {unit} is no unit of a {dimension}; {remedy}")
    if (
        described
        and parameter.get("counts") == "launching-station"
        and _most(value) > MOST_LAUNCHERS
    ):
        yield Mismatch((*path, "value"), f"value: more than {MOST_LAUNCHERS}: {BATTERY_RULE}")


def _most(value: Any) -> int | Decimal:
    numbers = value.values() if isinstance(value, dict) else (value,)
    return max(
        (
            number
            for number in numbers
            if isinstance(number, (int, Decimal)) and not isinstance(number, bool)
        ),
        default=0,
    )
