"""One level up: what sources list of a battalion, each beside the other and never merged."""

from dataclasses import replace

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.element import ElementBase
from batteryviz.model.evidence import Claim
from batteryviz.views import wording
from batteryviz.views.document import (
    SCHEMA_VERSION,
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Json,
    Node,
    Paragraph,
    Row,
    Schematic,
    Table,
    Units,
    in_place_of,
)
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.voices import Chorus

BATTALION = "battalion"
GROUPS = ("make-up", "numbers")
"""The groups of parameters that say what a battalion is made of."""


def battalion_of(catalog: Catalog) -> AnySubject | None:
    """Return the formation that batteries, or else shelters, are part of, if there is one."""
    members = [
        subject
        for subject in catalog.in_reading_order()
        if isinstance(subject, ElementBase)
        and subject.part_of
        and catalog.subjects[subject.part_of].kind == "formation"
    ]
    members.sort(key=lambda member: member.kind != "formation")
    if not members or members[0].part_of is None:
        return None
    return catalog.subjects[members[0].part_of]


def battalion(catalog: Catalog, units: Units = "published") -> Document:
    """Return what each source counts of a battalion, one column a source.

    Raises ``LookupError`` when the pack has no formation above the battery.
    """
    formation = battalion_of(catalog)
    if formation is None:
        raise LookupError("this pack has no formation above the battery")
    chorus = Chorus(catalog, units)
    counts = [
        claim for claim in formation.claims if catalog.parameters[claim.parameter].group in GROUPS
    ]
    lists: dict[str, list[Claim]] = {}
    for claim in counts:
        lists.setdefault(claim.cited[0].source, []).append(claim)
    parameters = dict.fromkeys(claim.parameter for claim in counts)
    columns = [_voice(catalog, source, claims[0]) for source, claims in lists.items()]
    rows = [
        Row(
            (
                Cell(catalog.parameters[parameter].label),
                *(_cell(claims, parameter, chorus) for claims in lists.values()),
            ),
            key=parameter,
        )
        for parameter in parameters
    ]
    blocks: list[Block] = [
        Paragraph(formation.label, "lead"),
        *_drawings(catalog, lists, chorus),
        *_beside_each_other(columns, rows),
        Bullets(
            tuple(
                Cell(f"{_voice(catalog, source, claim)}: {claim.note}", (claim.id,))
                for source, claims in lists.items()
                for claim in claims
                if claim.note
            )
        ),
    ]
    return chorus.page(
        key=BATTALION,
        title=formation.name,
        subtitle=f"{KIND_NAMES[formation.kind].lower()}, one level above the battery",
        blocks=blocks,
        data=_data(catalog, formation, lists, chorus),
    )


def _beside_each_other(columns: list[str], rows: list[Row]) -> list[Block]:
    if not rows:
        return [Paragraph("This pack has no claim that counts its parts.")]
    return [
        Heading("What each source counts"),
        Table(("", *columns), tuple(rows)),
        Paragraph(
            "The columns are read side by side: they are of different years and units, and "
            "are not added or merged.",
            "muted",
        ),
    ]


def _voice(catalog: Catalog, source_id: str, claim: Claim) -> str:
    source = catalog.sources[source_id]
    when = wording.date(claim.as_of) if claim.as_of else wording.year(source)
    return f"{source.publisher}, {when}"


def _cell(claims: list[Claim], parameter: str, chorus: Chorus) -> Cell:
    own = [claim for claim in claims if claim.parameter == parameter]
    return chorus.cell(own) if own else Cell(wording.SILENCES["not-stated"], silence="not-stated")


def _drawings(catalog: Catalog, lists: dict[str, list[Claim]], chorus: Chorus) -> list[Block]:
    """Return each long list as boxes of its own, and the short ones side by side."""
    blocks: list[Block] = []
    short: list[Node] = []
    for source, claims in lists.items():
        voice = _voice(catalog, source, claims[0])
        nodes = [_node(catalog, c, chorus) for c in claims if not isinstance(c.value, str)]
        if len(nodes) == 1:
            short.append(replace(nodes[0], holds=voice))
        elif nodes:
            blocks += [Heading(f"As listed by {voice}"), Schematic(voice, tuple(nodes), ())]
    if short:
        title = "As texts count it"
        blocks[:0] = [Heading(title), Schematic(title, tuple(short), ())]
    return blocks


def _node(catalog: Catalog, claim: Claim, chorus: Chorus) -> Node:
    """Return a box for one count: what is counted, and how many."""
    parameter = catalog.parameters[claim.parameter]
    number = f"× {wording.value(claim)}"
    cell = chorus.cell([claim])
    kind = parameter.counts or parameter.id.removesuffix("s")
    alike = [subject for subject in catalog.in_reading_order() if subject.kind == kind]
    # The general element of a kind is the one whose models name it as their family.
    alike.sort(key=lambda subject: not catalog.members(subject.id))
    if not alike or isinstance(alike[0], DescribedBattery):
        return Node(claim.id, parameter.label, parameter.label, "", "", 0, number, stated=cell)
    element = alike[0]
    short = element.short_name or element.name
    target = f"element:{element.id}"
    return Node(claim.id, short, KIND_NAMES[kind], kind, target, 0, number, stated=cell)


def _data(
    catalog: Catalog, formation: AnySubject, lists: dict[str, list[Claim]], chorus: Chorus
) -> Json:
    return {
        "schema_version": SCHEMA_VERSION,
        "id": formation.id,
        "kind": formation.kind,
        "name": formation.name,
        "lists": [
            {"source": source, "claims": [in_place_of(claim.id) for claim in claims]}
            for source, claims in lists.items()
        ],
        "claims": [in_place_of(claim) for claim in chorus.own],
        "facts_as_of": str(catalog.pack.facts_as_of),
    }
