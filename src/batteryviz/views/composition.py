"""A battery as a composition: its boxes, its links, and totals that say what they rest on."""

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.battery import (
    BATTERY_RULE,
    Battery,
    DescribedBattery,
    LauncherGroup,
    launcher_count,
)
from batteryviz.model.element import ElementBase, LaunchingStation
from batteryviz.model.evidence import Claim
from batteryviz.model.quantity import Quantity
from batteryviz.views.document import (
    Block,
    Cell,
    Document,
    Heading,
    Json,
    Link,
    Node,
    Paragraph,
    Row,
    Schematic,
    Table,
    Units,
)
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.sheet import SCHEMA_VERSION
from batteryviz.views.voices import Chorus


class NoLoadError(ValueError):
    """A load that no source states for a launcher."""


def stated_loads(catalog: Catalog, model: str) -> dict[str, Claim]:
    """Return the interceptors a launcher model can hold, each with the claim that says so."""
    launcher = catalog.subjects.get(model)
    if not isinstance(launcher, LaunchingStation):
        return {}
    return {load.interceptor: catalog.claims[f"{model}.{load.claim}"] for load in launcher.loads}


def check_loads(catalog: Catalog, battery: Battery) -> None:
    """Raise ``NoLoadError`` when a load of ``battery`` is stated by no source."""
    for group in battery.launching_stations:
        if group.load is None:
            continue
        loads = stated_loads(catalog, group.model)
        if group.load not in loads:
            stated = ", ".join(loads) or "none"
            raise NoLoadError(
                f"no source states that the {group.model} holds {group.load}; "
                f"stated loads: {stated}"
            )


def with_launchers(battery: Battery, wanted: object) -> Battery:
    """Return ``battery`` with ``wanted`` launching stations.

    Launchers are taken from the end, and added in the last model and load. Raises
    ``ValueError`` with the rule when ``wanted`` is no whole number from 1 to 8.
    """
    count = launcher_count(wanted)
    groups: list[LauncherGroup] = []
    left = count
    for group in battery.launching_stations:
        taken = min(group.count, left)
        if taken > 0:
            groups.append(group.model_copy(update={"count": taken}))
        left -= taken
    if left > 0 or not groups:
        last = groups.pop() if groups else battery.launching_stations[-1]
        groups.append(last.model_copy(update={"count": count - sum(g.count for g in groups)}))
    return battery.model_copy(update={"launching_stations": tuple(groups)})


def with_load(catalog: Catalog, battery: Battery, load: str) -> Battery:
    """Return ``battery`` with every launcher holding ``load``, of a model that can.

    A launcher keeps its model where that model can hold the load. Raises
    ``NoLoadError`` when no launcher's sources state it.
    """
    groups = []
    for group in battery.launching_stations:
        models = [group.model, *(station.id for station in catalog.launching_stations())]
        model = next((m for m in models if load in stated_loads(catalog, m)), None)
        if model is None:
            raise NoLoadError(f"no source states a launcher that holds {load}")
        groups.append(group.model_copy(update={"model": model, "load": load}))
    return battery.model_copy(update={"launching_stations": tuple(groups)})


def composition(catalog: Catalog, battery: Battery, units: Units = "published") -> Document:
    """Return a composition: the schematic, its parts, and its totals."""
    check_loads(catalog, battery)
    chorus = Chorus(catalog, units)
    schematic = _schematic(catalog, battery, chorus)
    blocks: list[Block] = [
        Paragraph(battery.summary, "lead"),
        schematic,
        Heading("Parts"),
        Table(("part", "which", "number"), tuple(_part_rows(catalog, battery, chorus))),
        Heading("Totals, and what they rest on"),
        Table(("total", "value"), tuple(_total_rows(catalog, battery, chorus))),
        Paragraph(f"The rule: {BATTERY_RULE}.", "muted"),
    ]
    if schematic.links:
        blocks += [Heading("Links"), _link_table(catalog, schematic, chorus)]
    blocks += [Heading("Sources"), chorus.references()]
    return Document(
        key=f"battery:{battery.id}",
        title=battery.name,
        subtitle=_seed(catalog, battery),
        blocks=tuple(blocks),
        colophon=chorus.colophon(),
        voices=chorus.voices,
        claims=tuple(chorus.own),
        data={
            "schema_version": SCHEMA_VERSION,
            "id": battery.id,
            "kind": battery.kind,
            "name": battery.name,
            "summary": battery.summary,
            "launchers": battery.launcher_count,
            "launching_stations": [
                {"model": group.model, "load": group.load, "count": group.count}
                for group in battery.launching_stations
            ],
            "radar_sets": list(battery.radar_sets),
            "engagement_control_stations": list(battery.engagement_control_stations),
            "antenna_mast_groups": list(battery.antenna_mast_groups),
            "electric_power_plants": list(battery.electric_power_plants),
            "assumed": list(battery.assumed),
            "missiles": _missile_data(catalog, battery),
            "links": [
                {
                    "from": link.start,
                    "to": link.end,
                    "carries": link.carries,
                    "claim": link.claim,
                    "evidence": "checked" if link.checked else "unchecked",
                }
                for link in schematic.links
            ],
            "claims": [f"claim:{claim}" for claim in chorus.own],
            "facts_as_of": str(catalog.pack.facts_as_of),
        },
    )


def _seed(catalog: Catalog, battery: Battery) -> str:
    if battery.seeded_from is None:
        return "a composition"
    return f"a composition, seeded from {catalog.subjects[battery.seeded_from].name}"


def _schematic(catalog: Catalog, battery: Battery, chorus: Chorus) -> Schematic:
    nodes = [
        _node(catalog, part)
        for parts in (
            battery.radar_sets,
            battery.engagement_control_stations,
            battery.antenna_mast_groups,
            battery.electric_power_plants,
        )
        for part in parts
    ]
    number = 0
    for group in battery.launching_stations:
        for _ in range(group.count):
            number += 1
            load = f" with {catalog.subjects[group.load].name}" if group.load else ""
            node = _node(catalog, group.model)
            nodes.append(
                Node(
                    f"launcher-{number}",
                    f"{node.short} {number}",
                    f"{node.name}{load}",
                    node.kind,
                    node.target,
                    number,
                )
            )
    return Schematic(battery.name, tuple(nodes), tuple(_links(catalog, nodes, chorus)))


def _node(catalog: Catalog, subject_id: str) -> Node:
    subject = catalog.subjects[subject_id]
    short = ""
    for holder in (subject_id, *catalog.families(subject_id)):
        candidate = catalog.subjects[holder]
        if isinstance(candidate, ElementBase) and candidate.short_name:
            short = candidate.short_name
            break
    name = subject.name
    return Node(subject_id, short or name[:6], name, subject.kind, f"element:{subject_id}")


def _links(catalog: Catalog, nodes: list[Node], chorus: Chorus) -> list[Link]:
    """Return a link for each that a claim on the node or its families states.

    A link to a general element ("radar set") ends at the node of its kind.
    """
    kinds = {node.kind: node.kind for node in nodes}
    found: dict[tuple[str, str, str], Link] = {}
    for node in nodes:
        subject_id = node.target.removeprefix("element:")
        for holder in (subject_id, *catalog.families(subject_id)):
            element = catalog.subjects[holder]
            if not isinstance(element, ElementBase):
                continue
            for link in element.links:
                end = catalog.subjects[link.to].kind
                if end not in kinds or end == node.kind:
                    continue
                claim = catalog.claims[f"{holder}.{link.claim}"]
                chorus.cell([claim])
                low, high = sorted((node.kind, end))
                key = (low, high, link.carries)
                checked = claim.evidence == "checked"
                if key not in found or (checked and not found[key].checked):
                    found[key] = Link(node.kind, end, link.carries, claim.id, checked)
    return list(found.values())


def _link_table(catalog: Catalog, schematic: Schematic, chorus: Chorus) -> Table:
    return Table(
        ("from", "to", "carries", "stated by"),
        tuple(
            Row(
                (
                    Cell(KIND_NAMES[link.start].lower()),
                    Cell(KIND_NAMES[link.end].lower()),
                    Cell(link.carries),
                    chorus.cell([catalog.claims[link.claim]]),
                ),
                key=link.claim,
            )
            for link in schematic.links
        ),
    )


def _part_rows(catalog: Catalog, battery: Battery, chorus: Chorus) -> list[Row]:
    rows = []
    for group in battery.launching_stations:
        name = catalog.subjects[group.model].name
        load = f" with {catalog.subjects[group.load].name}" if group.load else ", load not chosen"
        rows.append(
            Row(
                (
                    Cell(KIND_NAMES["launching-station"].lower()),
                    Cell(f"{name}{load}", target=f"element:{group.model}"),
                    _count_cell(catalog, battery, "launching-station", group.count, chorus),
                )
            )
        )
    for kind, parts in (
        ("radar-set", battery.radar_sets),
        ("engagement-control-station", battery.engagement_control_stations),
        ("antenna-mast-group", battery.antenna_mast_groups),
        ("electric-power-plant", battery.electric_power_plants),
    ):
        names = ", ".join(catalog.subjects[part].name for part in parts)
        rows.append(
            Row(
                (
                    Cell(KIND_NAMES[kind].lower()),
                    Cell(names, target=f"element:{parts[0]}"),
                    _count_cell(catalog, battery, kind, len(parts), chorus),
                )
            )
        )
    return rows


def _count_cell(catalog: Catalog, battery: Battery, kind: str, count: int, chorus: Chorus) -> Cell:
    """Return a number with the claims of the described battery that bear it out."""
    claims = _seed_claims(catalog, battery, kind)
    if kind in battery.assumed or not claims:
        source = "checked source" if catalog.left_out else "source"
        return Cell(f"{count} (assumed by the reader: no {source} gives it)")
    stated = chorus.cell(claims)
    return Cell(
        f"{count} (stated: {stated.text})", stated.claims, stated.refs, stated.marks, stated.target
    )


def _seed_claims(catalog: Catalog, battery: Battery, kind: str) -> list[Claim]:
    seed = catalog.subjects.get(battery.seeded_from or "")
    if not isinstance(seed, DescribedBattery):
        return []
    return [c for c in seed.claims if catalog.parameters[c.parameter].counts == kind]


def _total_rows(catalog: Catalog, battery: Battery, chorus: Chorus) -> list[Row]:
    launchers = battery.launcher_count
    stated = _seed_claims(catalog, battery, "launching-station")
    says = chorus.cell(stated) if stated else Cell("")
    rows = [
        Row(
            (
                Cell("launching stations"),
                Cell(str(launchers), says.claims, says.refs, says.marks),
            ),
            key="launchers",
        )
    ]
    total: int | None = 0
    unknown = "a load is not chosen, or not checked" if catalog.left_out else "a load is not chosen"
    for group in battery.launching_stations:
        if group.load is None:
            total = None
            continue
        claim = stated_loads(catalog, group.model)[group.load]
        each = per_launcher(claim)
        cell = chorus.cell([claim])
        name = catalog.subjects[group.load].name
        rows.append(
            Row(
                (
                    Cell(f"{name} missiles"),
                    Cell(
                        f"{group.count * each} = {group.count} × {each} ({cell.text} each)",
                        cell.claims,
                        cell.refs,
                        cell.marks,
                    ),
                ),
                key=f"missiles-{group.load}",
            )
        )
        if total is not None:
            total += group.count * each
    rows.append(
        Row(
            (
                Cell("missiles in all"),
                Cell(str(total) if total is not None else f"not known: {unknown}"),
            ),
            key="missiles",
        )
    )
    rows += _people_rows(catalog, battery, chorus)
    return rows


def _people_rows(catalog: Catalog, battery: Battery, chorus: Chorus) -> list[Row]:
    seed = battery.seeded_from
    claims = [
        claim
        for claim in (catalog.claims_under(seed) if seed else [])
        if claim.parameter == "people"
    ]
    cell = chorus.cell(claims) if claims else Cell("not stated", silence="not-stated")
    return [Row((Cell("people"), cell), key="people")]


def per_launcher(claim: Claim) -> int:
    """Return how many missiles a capacity claim gives one launcher: the most it allows.

    Raises ``ValueError`` when the claim gives no upper number.
    """
    if not isinstance(claim.value, Quantity) or claim.value.max is None:
        raise ValueError(f"{claim.id} gives no number of missiles")
    return int(claim.value.max)


def _missile_data(catalog: Catalog, battery: Battery) -> Json:
    return [
        {
            "interceptor": group.load,
            "launchers": group.count,
            "each": each,
            "total": each * group.count,
            "claim": claim.id,
        }
        for group in battery.launching_stations
        if group.load is not None
        for claim in [stated_loads(catalog, group.model)[group.load]]
        for each in [per_launcher(claim)]
    ]


DEFAULT_BATTERY = "us-battery"
"""The described battery that ``battery`` without an id and the home page start from."""


def default_battery(catalog: Catalog) -> Battery | None:
    """Return the composition the home page opens on, or ``None`` when the pack has none."""
    seeded = [b for b in catalog.compositions.values() if b.seeded_from == DEFAULT_BATTERY]
    return next(iter([*seeded, *catalog.compositions.values()]), None)


def seeded(catalog: Catalog, battery_id: str) -> Battery:
    """Return a composition that starts from a described battery.

    The number of launchers is the most its sources give, where they give one; what they
    do not give is taken from the default composition and marked as assumed. Raises
    ``LookupError`` when the pack has no composition to take the missing parts from.
    """
    described = catalog.subjects[battery_id]
    base = default_battery(catalog)
    if base is None:
        raise LookupError("this pack has no composition to take missing parts from")
    counted = {
        catalog.parameters[claim.parameter].counts: claim
        for claim in described.claims
        if catalog.parameters[claim.parameter].counts
    }
    launchers = counted.get("launching-station")
    count = base.launcher_count
    if launchers is not None and isinstance(launchers.value, Quantity):
        count = int(launchers.value.max or launchers.value.min or count)
    group = base.launching_stations[0].model_copy(update={"count": count})
    return base.model_copy(
        update={
            "id": f"{battery_id}-composition"[:64],
            "name": f"{described.name}, composed",
            "summary": described.summary,
            "seeded_from": battery_id,
            "launching_stations": (group,),
            "assumed": tuple(
                kind
                for kind in (
                    "launching-station",
                    "radar-set",
                    "engagement-control-station",
                    "antenna-mast-group",
                    "electric-power-plant",
                )
                if kind not in counted
            ),
        }
    )
