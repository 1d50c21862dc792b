"""The loads a launcher can hold, each with the claim that states it."""

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.element import LaunchingStation
from batteryviz.model.evidence import Claim

PARTS = {
    "radar_sets": "radar-set",
    "engagement_control_stations": "engagement-control-station",
    "antenna_mast_groups": "antenna-mast-group",
    "electric_power_plants": "electric-power-plant",
}
"""The keys of a composition that name parts, each with the kind its parts are of."""


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
