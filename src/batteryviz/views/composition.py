"""A battery as a composition: its boxes, its parts, and totals that say what they rest on."""

from collections import Counter

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.loads import stated_loads
from batteryviz.model.battery import BATTERY_RULE, Battery
from batteryviz.views.composing import check_loads, who_says_so
from batteryviz.views.document import (
    SCHEMA_VERSION,
    Block,
    Cell,
    Document,
    Heading,
    Json,
    Paragraph,
    Row,
    Schematic,
    Table,
    Units,
    in_place_of,
)
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.schematic import schematic
from batteryviz.views.seeding import counting, page_name
from batteryviz.views.standing import standing_cell
from batteryviz.views.total_words import total_data, total_row
from batteryviz.views.totals import per_launcher, totals
from batteryviz.views.voices import Chorus

CHOICE = (
    "Model and load of a launcher are a choice of the composition; how many missiles a model "
    "holds is stated by the sources."
)


def composition(
    catalog: Catalog, battery: Battery, units: Units = "published", key: str = ""
) -> Document:
    """Return a composition: the schematic, its parts, and its totals.

    Raises ``NoLoadError`` when no source states one of its loads.
    """
    check_loads(catalog, battery)
    chorus = Chorus(catalog, units)
    drawing = schematic(catalog, battery, chorus)
    found = totals(catalog, battery)
    blocks: list[Block] = [
        Paragraph(battery.summary, "lead"),
        drawing,
        Heading("Parts"),
        Table(("part", "which", "number", "stated"), tuple(_part_rows(catalog, battery, chorus))),
        Heading("Totals, and what they rest on"),
        Table(
            ("total", "value", "rests on"),
            tuple(total_row(catalog, total, chorus) for total in found),
        ),
        Paragraph(f"The rule: {BATTERY_RULE}. {who_says_so(catalog)}".rstrip(), "muted"),
        Paragraph(CHOICE, "muted"),
        Heading("Carriers, people, and what draws each box"),
        Table(("part", "carried by", "people", "drawn by"), tuple(_note_rows(drawing))),
    ]
    if drawing.links:
        blocks += [Heading("Links"), _link_table(drawing)]
    return chorus.page(
        key=key or f"battery:{page_name(catalog, battery)}",
        title=battery.name,
        subtitle=_seed(catalog, battery),
        blocks=blocks,
        data=_data(catalog, battery, drawing, chorus)
        | {"totals": [total_data(total) for total in found]},
    )


def _seed(catalog: Catalog, battery: Battery) -> str:
    if battery.seeded_from is None:
        return "a composition"
    return f"a composition, seeded from {catalog.subjects[battery.seeded_from].name}"


def parts_of(battery: Battery) -> list[tuple[str, str, int]]:
    """Return kind, element and number of every part but the launchers."""
    return [
        (kind, part, number)
        for kind, parts in (
            ("radar-set", battery.radar_sets),
            ("engagement-control-station", battery.engagement_control_stations),
            ("antenna-mast-group", battery.antenna_mast_groups),
            ("electric-power-plant", battery.electric_power_plants),
        )
        for part, number in Counter(parts).items()
    ]


def _part_rows(catalog: Catalog, battery: Battery, chorus: Chorus) -> list[Row]:
    rows = []
    launchers = counting(catalog, battery.seeded_from, "launching-station")
    for group in battery.launching_stations:
        name = catalog.subjects[group.model].name
        load = f" with {catalog.subjects[group.load].name}" if group.load else ", load not chosen"
        rows.append(
            Row(
                (
                    Cell(KIND_NAMES["launching-station"].lower()),
                    Cell(f"{name}{load}", target=f"element:{group.model}"),
                    Cell(str(group.count)),
                    standing_cell(catalog, battery.launcher_count, launchers, chorus),
                ),
                key="launching-station",
            )
        )
    for kind, part, number in parts_of(battery):
        claims = [] if kind in battery.assumed else counting(catalog, battery.seeded_from, kind)
        rows.append(
            Row(
                (
                    Cell(KIND_NAMES[kind].lower()),
                    Cell(catalog.subjects[part].name, target=f"element:{part}"),
                    Cell(str(number)),
                    standing_cell(catalog, number, claims, chorus),
                ),
                key=kind,
            )
        )
    return rows


def _note_rows(drawing: Schematic) -> list[Row]:
    rows = []
    seen: set[str] = set()
    for node in drawing.nodes:
        if node.target in seen:
            continue
        seen.add(node.target)
        cells = {note.layer: note.cell for note in node.notes}
        silent = Cell("—", silence="not-looked-for")
        rows.append(
            Row(
                (
                    Cell(node.name, target=node.target),
                    cells.get("carried by", silent),
                    cells.get("people", silent),
                    cells.get("drawn by", silent),
                ),
                key=node.target,
            )
        )
    return rows


def _link_table(drawing: Schematic) -> Table:
    return Table(
        ("from", "to", "carries", "stated by"),
        tuple(
            Row(
                (
                    Cell(KIND_NAMES[link.start].lower()),
                    Cell(KIND_NAMES[link.end].lower()),
                    Cell(link.carries),
                    link.cell,
                ),
                key=link.claim,
            )
            for link in drawing.links
        ),
    )


def _data(
    catalog: Catalog, battery: Battery, drawing: Schematic, chorus: Chorus
) -> dict[str, Json]:
    return {
        "schema_version": SCHEMA_VERSION,
        "id": battery.id,
        "kind": battery.kind,
        "name": battery.name,
        "summary": battery.summary,
        "seeded_from": battery.seeded_from,
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
        "nodes": [
            {"id": node.id, "short_name": node.short, "name": node.name, "kind": node.kind}
            for node in drawing.nodes
        ],
        "links": [
            {
                "from": link.start,
                "to": link.end,
                "carries": link.carries,
                "claim": link.claim,
                "evidence": "checked" if link.checked else "unchecked",
            }
            for link in drawing.links
        ],
        "claims": [in_place_of(claim) for claim in chorus.own],
        "facts_as_of": str(catalog.pack.facts_as_of),
    }


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
