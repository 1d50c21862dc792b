"""What must fit between files: references, units, and the rule of a battery.

These checks read the plain values, not the models, so that a file with one fault
still has its others reported in the same run.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from batteryviz.catalog.strict_yaml import Path
from batteryviz.catalog.validating import did_you_mean
from batteryviz.model.battery import BATTERY_RULE, MOST_LAUNCHERS
from batteryviz.model.units import UNITS


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


def _references(value: Any, path: Path, known: Known, room: str) -> Iterator[Mismatch]:
    if isinstance(value, dict):
        for key, inner in value.items():
            group = _REFERS.get(key)
            # A term's "also" lists other spellings, not subjects.
            if group is None or (key == "also" and room == "terms"):
                yield from _references(inner, (*path, key), known, room)
                continue
            many = isinstance(inner, tuple)
            for number, wanted in enumerate(inner if many else (inner,)):
                ids = getattr(known, group)
                if isinstance(wanted, str) and wanted not in ids:
                    yield Mismatch(
                        (*path, key, number) if many else (*path, key),
                        f"{key}: no {_SINGULAR[group]} {wanted!r}"
                        f"{did_you_mean(wanted, list(ids)) or f'; define it in {_home(group)}'}",
                    )
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _references(inner, (*path, number), known, room)


def _home(group: str) -> str:
    return {"subjects": "elements/", "batteries": "batteries/"}.get(group, f"{group}.yaml")


def _claim(
    claim: dict[str, Any], parameter: dict[str, Any], path: Path, described: bool
) -> Iterator[Mismatch]:
    dimension = parameter.get("dimension", "text")
    unit, value = claim.get("unit"), claim.get("value")
    fitting = sorted(name for name, known in UNITS.items() if known.dimension == dimension)
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
        and _most(value) > (MOST_LAUNCHERS)
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
