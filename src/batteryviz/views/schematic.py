"""A battery as boxes and lines, each with the claim that puts it there."""

from collections import Counter
from dataclasses import replace

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.loads import stated_loads
from batteryviz.model.battery import Battery
from batteryviz.model.element import ElementBase
from batteryviz.model.evidence import Claim
from batteryviz.views.document import Cell, Layer, Link, Node, Note, Schematic
from batteryviz.views.seeding import counting
from batteryviz.views.standing import source_word
from batteryviz.views.totals import per_launcher
from batteryviz.views.voices import Chorus

ORDER = (
    "electric-power-plant",
    "radar-set",
    "engagement-control-station",
    "antenna-mast-group",
    "launching-station",
)
"""From left to right and then below: neighbors in this order are often linked."""

_LAYERS: tuple[tuple[Layer, tuple[str, ...]], ...] = (
    ("carried by", ("carrier", "mounting", "housed-in")),
    ("people", ("soldiers-inside", "crew")),
)
"""The parameters each layer reads; the first that is stated speaks."""


def schematic(catalog: Catalog, battery: Battery, chorus: Chorus) -> Schematic:
    """Return the boxes of ``battery`` and every link that a claim states between them."""
    nodes: list[Node] = []
    parts = (
        *battery.electric_power_plants,
        *battery.radar_sets,
        *battery.engagement_control_stations,
        *battery.antenna_mast_groups,
    )
    repeated = Counter(parts)
    seen: Counter[str] = Counter()
    for part in parts:
        node = _node(catalog, battery, part, chorus)
        seen[part] += 1
        if repeated[part] > 1:
            node = _numbered(node, f"{part}-{seen[part]}", f"{node.short} {seen[part]}")
        nodes.append(node)
    number = 0
    for group in battery.launching_stations:
        model = _node(catalog, battery, group.model, chorus)
        holds = ""
        if group.load is not None:
            each = per_launcher(stated_loads(catalog, group.model)[group.load])
            holds = f"{each} {catalog.subjects[group.load].name}"
        for _ in range(group.count):
            number += 1
            nodes.append(
                _numbered(model, f"launcher-{number}", f"{model.short} {number}", number, holds)
            )
    return Schematic(battery.name, tuple(nodes), tuple(_links(catalog, nodes, chorus)))


def _numbered(node: Node, node_id: str, short: str, number: int = 0, holds: str = "") -> Node:
    return replace(node, id=node_id, short=short, number=number, holds=holds)


def _node(catalog: Catalog, battery: Battery, subject_id: str, chorus: Chorus) -> Node:
    subject = catalog.subjects[subject_id]
    short = ""
    for holder in (subject_id, *catalog.families(subject_id)):
        candidate = catalog.subjects[holder]
        if isinstance(candidate, ElementBase) and candidate.short_name:
            short = candidate.short_name
            break
    designation = subject.designation if isinstance(subject, ElementBase) else None
    counted = counting(catalog, battery.seeded_from, subject.kind)
    assumed = subject.kind in battery.assumed or not counted
    silent = Cell(f"assumed by the reader: no {source_word(catalog)} gives it")
    stated = chorus.cell(counted) if counted else silent
    return Node(
        subject_id,
        short or subject.name[:6],
        subject.name,
        subject.kind,
        f"element:{subject_id}",
        designation=designation or "",
        label=subject.label,
        assumed=assumed,
        stated=stated,
        notes=tuple(_notes(catalog, subject_id, counted, stated, chorus)),
    )


def _notes(
    catalog: Catalog, subject_id: str, counted: list[Claim], stated: Cell, chorus: Chorus
) -> list[Note]:
    notes: list[Note] = []
    under = catalog.claims_under(subject_id)
    for layer, parameters in _LAYERS:
        claims = [claim for claim in under if claim.parameter in parameters]
        if claims:
            cell = chorus.cell(claims, home=subject_id)
            first = chorus.voices[claims[0].id].text
            others = len({claim.states for claim in claims}) - 1
            first += " people" if layer == "people" else ""
            brief = f"{first} +{others}" if others else first
            notes.append(Note(layer, brief, cell))
    kinds = [
        catalog.sources[cited.source].kind
        for claim in counted
        for cited in claim.cited
        if cited.evidence == "checked" or claim.evidence == "unchecked"
    ]
    brief = ", ".join(dict.fromkeys(kinds)) or "the reader alone"
    said = Cell(f"{brief}: {stated.text}", stated.claims, stated.refs, stated.marks)
    notes.append(Note("drawn by", brief, said if counted else Cell(brief)))
    return notes


def _links(catalog: Catalog, nodes: list[Node], chorus: Chorus) -> list[Link]:
    """Return a link for each that a claim on the node or its families states.

    A link to a general element ("radar set") ends at the nodes of its kind. Of several
    claims on one link a checked one speaks.
    """
    kinds = {node.kind for node in nodes}
    found: dict[tuple[str, str, str], Link] = {}
    targets = dict.fromkeys(node.target.removeprefix("element:") for node in nodes)
    for subject_id in targets:
        start = catalog.subjects[subject_id].kind
        for holder in (subject_id, *catalog.families(subject_id)):
            element = catalog.subjects[holder]
            if not isinstance(element, ElementBase):
                continue
            for link in element.links:
                end = catalog.subjects[link.to].kind
                if end not in kinds or end == start:
                    continue
                claim = catalog.claims[f"{holder}.{link.claim}"]
                low, high = sorted((start, end))
                key = (low, high, link.carries)
                checked = claim.evidence == "checked"
                if key not in found or (checked and not found[key].checked):
                    cell = chorus.cell([claim])
                    found[key] = Link(start, end, link.carries, claim.id, checked, cell)
    return sorted(
        found.values(), key=lambda link: (link.carries, ORDER.index(link.start), link.end)
    )
