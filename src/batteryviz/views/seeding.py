"""Where a composition starts: the default battery, or one that sources describe."""

from typing import get_args

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.battery import MOST_LAUNCHERS, Battery, DescribedBattery, LauncherGroup
from batteryviz.model.evidence import Claim
from batteryviz.model.quantity import Quantity
from batteryviz.model.vocabulary import PartKind
from batteryviz.safety.names import LONGEST_SLUG

DEFAULT_SEED = "us-battery"
"""The described battery that ``battery`` without an id and the home page start from."""

PART_KINDS: tuple[PartKind, ...] = get_args(PartKind)


def default_battery(catalog: Catalog) -> Battery | None:
    """Return the composition the home page opens on, or ``None`` when the pack has none."""
    from_seed = [b for b in catalog.compositions.values() if b.seeded_from == DEFAULT_SEED]
    return next(iter([*from_seed, *catalog.compositions.values()]), None)


def seeded(catalog: Catalog, battery_id: str) -> Battery:
    """Return a composition that starts from a described battery.

    Its parts are the general elements, as a source that counts launchers names no model;
    no load is chosen. The number of launchers is the most its sources give; a part they
    do not count stands as in the default composition and is marked as assumed. Raises
    ``LookupError`` when the pack has no composition to take the missing parts from.
    """
    described = catalog.subjects[battery_id]
    base = default_battery(catalog)
    if base is None:
        raise LookupError("this pack has no composition to take missing parts from")
    counted = {kind for kind in PART_KINDS if counting(catalog, battery_id, kind)}
    launchers = _most_stated(catalog, battery_id, "launching-station") or base.launcher_count
    masts = _most_stated(catalog, battery_id, "antenna-mast-group") or 1
    model = _general(catalog, base.launching_stations[0].model)
    return base.model_copy(
        update={
            "id": _seeded_id(battery_id),
            "name": f"{described.name}, composed",
            "summary": described.summary,
            "seeded_from": battery_id,
            "launching_stations": (LauncherGroup(model=model, count=launchers),),
            "radar_sets": tuple(_general(catalog, part) for part in base.radar_sets),
            "engagement_control_stations": tuple(
                _general(catalog, part) for part in base.engagement_control_stations
            ),
            "antenna_mast_groups": (_general(catalog, base.antenna_mast_groups[0]),) * masts,
            "electric_power_plants": tuple(
                _general(catalog, part) for part in base.electric_power_plants
            ),
            "assumed": tuple(kind for kind in PART_KINDS if kind not in counted),
        }
    )


def _seeded_id(battery_id: str) -> str:
    return f"{battery_id[: LONGEST_SLUG - 12].rstrip('-')}-composition"


def page_name(catalog: Catalog, battery: Battery) -> str:
    """Return what follows ``battery:`` in the key of the page that shows ``battery``.

    What ``seeded`` returns is no spec of the pack: its page is that of what it starts from.
    """
    described = battery.seeded_from
    is_seeded = described is not None and battery.id == _seeded_id(described)
    if described is None or not is_seeded or battery == catalog.compositions.get(battery.id):
        return battery.id
    return described


def _most_stated(catalog: Catalog, battery_id: str, kind: str) -> int:
    """Return the most parts of ``kind`` that the sources give, 0 when they give none."""
    ends = [
        claim.value.max if claim.value.max is not None else claim.value.min
        for claim in counting(catalog, battery_id, kind)
        if isinstance(claim.value, Quantity)
    ]
    return min(max((int(end) for end in ends if end is not None), default=0), MOST_LAUNCHERS)


def counting(catalog: Catalog, battery_id: str | None, kind: str) -> list[Claim]:
    """Return the claims of a described battery that count its parts of ``kind``."""
    seed = catalog.subjects.get(battery_id or "")
    if not isinstance(seed, DescribedBattery):
        return []
    return [c for c in seed.claims if catalog.parameters[c.parameter].counts == kind]


def _general(catalog: Catalog, element: str) -> str:
    """Return the most general element of the same kind."""
    kind = catalog.subjects[element].kind
    alike = [f for f in catalog.families(element) if catalog.subjects[f].kind == kind]
    return alike[-1] if alike else element
