"""Changing a composition: the number of launchers, their models and loads.

Every change gives a new battery that has passed the rule again; what the rule or the
sources do not allow is refused with the sentence a reader is shown.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.loads import no_such_load, stated_loads
from batteryviz.model.battery import (
    BATTERY_RULE,
    MOST_LAUNCHERS,
    Battery,
    LauncherGroup,
    launcher_count,
)
from batteryviz.model.element import LaunchingStation
from batteryviz.model.evidence import Claim
from batteryviz.model.quantity import Quantity
from batteryviz.views import wording
from batteryviz.views.seeding import default_battery

COMPOSED = "composed-battery"
"""The id of a composition that has not been saved under a name."""


class NoLauncherError(ValueError):
    """A launcher that the battery does not have."""


class NoLoadError(ValueError):
    """A load that no source states for a launcher."""


class LauncherRuleError(ValueError):
    """A number of launchers the rule does not allow, with the rule and who states it."""


def choices(catalog: Catalog) -> list[tuple[str, str, Claim]]:
    """Return every model, load and claim a launcher may be given, in reading order."""
    return [
        (station.id, load, claim)
        for station in catalog.launching_stations()
        for load, claim in stated_loads(catalog, station.id).items()
    ]


def check_loads(catalog: Catalog, battery: Battery) -> None:
    """Raise ``NoLoadError`` when a load of ``battery`` is stated by no source."""
    for group in battery.launching_stations:
        if group.load is not None:
            _check_load(catalog, group.model, group.load)


def _check_load(catalog: Catalog, model: str, load: str) -> None:
    if why := no_such_load(catalog, model, load):
        raise NoLoadError(why)


def with_launchers(catalog: Catalog, battery: Battery, wanted: object) -> Battery:
    """Return ``battery`` with ``wanted`` launching stations.

    Launchers are taken from the end, and added in the last model and load. Raises
    ``LauncherRuleError`` when ``wanted`` is no whole number from 1 to 8.
    """
    count = _allowed(catalog, wanted)
    each = _one_by_one(battery)
    return _regrouped(catalog, battery, [*each[:count], *[each[-1]] * (count - len(each))])


def _allowed(catalog: Catalog, wanted: object) -> int:
    try:
        return launcher_count(wanted)
    except ValueError as error:
        source = f". {who_says_so(catalog)}" if BATTERY_RULE in str(error) else ""
        raise LauncherRuleError(f"{error}{source}") from None


def claim_of_most(catalog: Catalog) -> Claim | None:
    """Return the claim behind the largest number of launchers, if the pack has one."""
    home = default_battery(catalog)
    seed = home.seeded_from if home else None
    limits = [
        claim
        for claim in catalog.claims.values()
        if catalog.parameters[claim.parameter].counts == "launching-station"
        and isinstance(claim.value, Quantity)
        and claim.value.max == MOST_LAUNCHERS
    ]
    # The battery of the home page speaks first; a limit ("up to") before a plain number.
    limits.sort(key=lambda claim: (claim.subject != seed, claim.evidence, _form_rank(claim)))
    return limits[0] if limits else None


def who_says_so(catalog: Catalog) -> str:
    """Return the sentence that names the claim behind the largest number of launchers.

    It is empty when no claim of the pack states that number.
    """
    claim = claim_of_most(catalog)
    if claim is None:
        return ""
    citations = "; ".join(wording.citation(catalog.sources[c.source], c) for c in claim.cited)
    about = catalog.subjects[claim.subject].name
    said = wording.value(claim)
    return f"Who says {MOST_LAUNCHERS}: {about}, {said} ({citations}; claim {claim.id})"


def _form_rank(claim: Claim) -> int:
    form = claim.value.form if isinstance(claim.value, Quantity) else ""
    return ("at most", "exact", "range").index(form) if form in {"at most", "exact"} else 2


def with_load(catalog: Catalog, battery: Battery, load: str) -> Battery:
    """Return ``battery`` with every launcher holding ``load``, of a model that can.

    A launcher keeps its model where that model can hold the load. Raises
    ``NoLoadError`` when no launcher's sources state it.
    """
    each: list[tuple[str, str | None]] = []
    for group in battery.launching_stations:
        models = [group.model, *(station.id for station in catalog.launching_stations())]
        model = next((m for m in models if load in stated_loads(catalog, m)), None)
        if model is None:
            stated = ", ".join(dict.fromkeys(known for _, known, _ in choices(catalog)))
            raise NoLoadError(
                f"no source states how many {load} a launcher holds; stated loads: {stated}"
            )
        each += [(model, load)] * group.count
    return _regrouped(catalog, battery, each)


def with_model(catalog: Catalog, battery: Battery, model: str, load: str | None = None) -> Battery:
    """Return ``battery`` with every launcher of ``model``, holding ``load``.

    Without a load each launcher keeps its own where the sources state it for the model,
    and is left without one where they do not. Raises ``NoLoadError``.
    """
    if not isinstance(catalog.subjects.get(model), LaunchingStation):
        raise NoLoadError(f"{model} is no launching station")
    if load is not None:
        _check_load(catalog, model, load)
    known = stated_loads(catalog, model)
    return _regrouped(
        catalog,
        battery,
        [
            (model, load if load is not None else old if old in known else None)
            for _, old in _one_by_one(battery)
        ],
    )


def with_launcher(
    catalog: Catalog, battery: Battery, number: int, model: str, load: str | None
) -> Battery:
    """Return ``battery`` with launcher ``number``, counted from 1, of ``model`` with ``load``.

    Raises ``NoLoadError``, and ``NoLauncherError`` when the battery has no such launcher.
    """
    if load is not None:
        _check_load(catalog, model, load)
    each = _one_by_one(battery)
    if not 1 <= number <= len(each):
        raise NoLauncherError(f"the battery has no launcher {number}")
    each[number - 1] = (model, load)
    return _regrouped(catalog, battery, each)


def with_groups(
    catalog: Catalog, battery: Battery, groups: Iterable[tuple[int, str, str | None]]
) -> Battery:
    """Return ``battery`` with the launchers of ``groups``: how many, model, load.

    Raises ``NoLoadError`` and ``LauncherRuleError``.
    """
    wanted = list(groups)
    for _, model, load in wanted:
        if load is not None:
            _check_load(catalog, model, load)
    _allowed(catalog, sum(_allowed(catalog, count) for count, _, _ in wanted))
    return _regrouped(
        catalog, battery, [(model, load) for count, model, load in wanted for _ in range(count)]
    )


def _one_by_one(battery: Battery) -> list[tuple[str, str | None]]:
    return [
        (group.model, group.load)
        for group in battery.launching_stations
        for _ in range(group.count)
    ]


def _regrouped(
    catalog: Catalog, battery: Battery, each: Sequence[tuple[str, str | None]]
) -> Battery:
    """Return ``battery`` with these launchers; a changed battery says so in its name."""
    groups = tuple(
        LauncherGroup(model=model, load=load, count=len(list(alike)))
        for (model, load), alike in groupby(each)
    )
    if groups == battery.launching_stations:
        return battery
    seed = catalog.subjects.get(battery.seeded_from or "")
    start = (seed.name if seed else battery.name)[:200]
    count = _launchers(len(each))
    return battery.model_copy(
        update={
            "id": COMPOSED,
            "name": f"{start}, composed with {count}",
            "summary": f"A composition of {count}, started from {start}.",
            "launching_stations": groups,
        }
    )


def _launchers(count: int) -> str:
    return f"{count} launcher{'' if count == 1 else 's'}"
