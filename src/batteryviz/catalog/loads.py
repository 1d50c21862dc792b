"""What the facts allow in a composition: parts of the right kind, loads a source states."""

from collections.abc import Iterator
from typing import NamedTuple

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.battery import Battery
from batteryviz.model.element import LaunchingStation
from batteryviz.model.evidence import Claim

PARTS = {
    "radar_sets": "radar-set",
    "engagement_control_stations": "engagement-control-station",
    "antenna_mast_groups": "antenna-mast-group",
    "electric_power_plants": "electric-power-plant",
}
"""The keys of a composition that name parts, each with the kind its parts are of."""


class Misfit(NamedTuple):
    """Something in a composition that the facts do not allow: where, and the sentence."""

    path: tuple[str | int, ...]
    message: str


def stated_loads(catalog: Catalog, model: str) -> dict[str, Claim]:
    """Return the interceptors a launcher model can hold, each with the claim that says so."""
    launcher = catalog.subjects.get(model)
    if not isinstance(launcher, LaunchingStation):
        return {}
    return {load.interceptor: catalog.claims[f"{model}.{load.claim}"] for load in launcher.loads}


def no_such_load(catalog: Catalog, model: str, load: str) -> str:
    """Return the sentence that refuses a load, or nothing when a source states it."""
    launcher = catalog.subjects.get(model)
    if not isinstance(launcher, LaunchingStation):
        return f"{model} is no launching station"
    stated = stated_loads(catalog, model)
    if load in stated:
        return ""
    known = ", ".join(stated) or "none"
    return f"no source states that the {launcher.name} holds {load}; stated loads: {known}"


def misfits(catalog: Catalog, battery: Battery) -> Iterator[Misfit]:
    """Yield what in a composition the facts do not allow: a part of another kind, a load.

    The ids themselves are known to exist.
    """
    for number, group in enumerate(battery.launching_stations):
        at = ("launching_stations", number)
        kind = catalog.subjects[group.model].kind
        if kind != "launching-station":
            yield Misfit((*at, "model"), f"model: {group.model} is a {kind}, no launching-station")
        elif group.load is not None and (why := no_such_load(catalog, group.model, group.load)):
            yield Misfit((*at, "load"), f"load: {why}")
    for key, wanted in PARTS.items():
        for number, part in enumerate(getattr(battery, key)):
            found = catalog.subjects[part].kind
            if found != wanted:
                yield Misfit((key, number), f"{key}: {part} is a {found}, no {wanted}")
