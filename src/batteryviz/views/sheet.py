"""The sheet of one subject: what it is, what sources state of it, where it appears."""

from typing import get_args

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.evidence import Claim
from batteryviz.model.vocabulary import Group, PartKind
from batteryviz.views import wording
from batteryviz.views.document import (
    SCHEMA_VERSION,
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Json,
    Paragraph,
    Row,
    Table,
    Units,
    in_place_of,
)
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.see_also import holdings, see_also
from batteryviz.views.voices import Chorus

GROUPS: tuple[Group, ...] = get_args(Group)


def sheet(catalog: Catalog, subject_id: str, units: Units = "published") -> Document:
    """Return the full sheet of a subject; ``sheet_depth`` shortens it."""
    subject = catalog.subjects[subject_id]
    chorus = Chorus(catalog, units)
    blocks: list[Block] = [Paragraph(subject.label, "lead"), Paragraph(subject.summary)]
    if isinstance(subject, DescribedBattery):
        blocks += _parts(catalog, subject, chorus)
    blocks += _claims(catalog, subject, chorus)
    blocks += holdings(catalog, subject, chorus)
    blocks += _silences(catalog, subject, chorus)
    blocks += _events(catalog, subject, chorus)
    blocks += _disagreements(catalog, subject)
    blocks += see_also(catalog, subject)
    return chorus.page(
        key=f"element:{subject_id}",
        title=subject.name,
        subtitle=_subtitle(catalog, subject),
        blocks=blocks,
        data=_data(catalog, subject),
    )


def _subtitle(catalog: Catalog, subject: AnySubject) -> str:
    parts = [KIND_NAMES[subject.kind]]
    if not isinstance(subject, DescribedBattery):
        if subject.designation and subject.designation != subject.name:
            parts.append(subject.designation)
        if subject.short_name:
            parts.append(f"drawn as {subject.short_name}")
        if subject.succeeds:
            parts.append(f"follows {catalog.subjects[subject.succeeds].name}")
    if subject.family:
        parts.append(f"of the family {catalog.subjects[subject.family].name}")
    return " · ".join(parts)


def _claims(catalog: Catalog, subject: AnySubject, chorus: Chorus) -> list[Block]:
    blocks: list[Block] = []
    for holder in (subject.id, *catalog.families(subject.id)):
        rows = claim_rows(catalog, list(catalog.subjects[holder].claims), chorus)
        if not rows:
            continue
        if holder == subject.id:
            heading = "What sources state"
        else:
            heading = f"Said of {catalog.subjects[holder].name}, model not named"
        blocks += [Heading(heading), Table(("parameter", "value"), tuple(rows))]
    return blocks


def claim_rows(catalog: Catalog, claims: list[Claim], chorus: Chorus) -> list[Row]:
    """Return one row a parameter, in the order of groups and of the vocabulary.

    Values of one parameter that differ in scope or are rivals get a row each, so that
    every value stands beside its own sources.
    """
    order = {parameter: number for number, parameter in enumerate(catalog.parameters)}
    ordered = sorted(
        claims,
        key=lambda claim: (
            GROUPS.index(catalog.parameters[claim.parameter].group),
            order[claim.parameter],
        ),
    )
    rows: list[Row] = []
    previous = ""
    for claim in ordered:
        parameter = catalog.parameters[claim.parameter]
        label = parameter.label if claim.parameter != previous else ""
        previous = claim.parameter
        rows.append(
            Row(
                (Cell(label), chorus.cell([claim])),
                group=parameter.group,
                key=claim.parameter,
            )
        )
    return rows


def _parts(catalog: Catalog, battery: DescribedBattery, chorus: Chorus) -> list[Block]:
    rows = []
    for kind in get_args(PartKind):
        claims = [
            claim for claim in battery.claims if catalog.parameters[claim.parameter].counts == kind
        ]
        cell = (
            chorus.cell(claims)
            if claims
            else Cell(wording.SILENCES["not-stated"], silence="not-stated")
        )
        rows.append(Row((Cell(KIND_NAMES[kind].lower()), cell), key=kind))
    return [Heading("Its parts, as stated"), Table(("part", "number"), tuple(rows))]


def _silences(catalog: Catalog, subject: AnySubject, chorus: Chorus) -> list[Block]:
    rows = []
    for holder in (subject.id, *catalog.families(subject.id)):
        for silence in catalog.subjects[holder].silences:
            numbers = [chorus.number(source, "") for source in silence.looked_in]
            text = wording.SILENCES["not-published"]
            if silence.note:
                text = f"{text}: {silence.note}"
            rows.append(
                Row(
                    (
                        Cell(catalog.parameters[silence.parameter].label),
                        Cell(
                            text,
                            refs=tuple(sorted(numbers)),
                            silence="not-published",
                            note=silence.note or "",
                        ),
                    ),
                    key=silence.parameter,
                )
            )
    if not rows:
        return []
    return [Heading("Looked for, not published"), Table(("parameter", "search"), tuple(rows))]


def _events(catalog: Catalog, subject: AnySubject, chorus: Chorus) -> list[Block]:
    events = catalog.events_of(subject.id)
    return [Heading("Dates"), chorus.event_table(events)] if events else []


def _disagreements(catalog: Catalog, subject: AnySubject) -> list[Block]:
    found = {
        disagreement.id: disagreement
        for claim in catalog.claims_under(subject.id)
        for disagreement in catalog.disagreements_of(claim.id)
    }
    if not found:
        return []
    return [
        Heading("Where sources disagree"),
        Bullets(
            tuple(
                Cell(f"{item.title}: {item.explanation} ({item.reason})") for item in found.values()
            )
        ),
    ]


def _data(catalog: Catalog, subject: AnySubject) -> Json:
    data: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "id": subject.id,
        "kind": subject.kind,
        "name": subject.name,
        "designation": None if isinstance(subject, DescribedBattery) else subject.designation,
        "aliases": list(subject.aliases),
        "family": subject.family,
        "label": subject.label,
        "summary": subject.summary,
        "claims": [in_place_of(claim.id) for claim in catalog.claims_under(subject.id)],
        "silences": [
            {"parameter": silence.parameter, "looked_in": list(silence.looked_in)}
            for silence in subject.silences
        ],
        "events": [
            {"id": event.id, "date": str(event.date), "event": event.event, "text": event.text}
            for event in catalog.events_of(subject.id)
        ],
        "facts_as_of": str(catalog.pack.facts_as_of),
    }
    return data
