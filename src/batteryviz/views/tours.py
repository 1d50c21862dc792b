"""Tours as pages: the list, a whole tour, and one step of it."""

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.evidence import Citation
from batteryviz.model.quantity import Number
from batteryviz.model.tour import Step, Tour
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
from batteryviz.views.voices import Chorus


def tour_list(catalog: Catalog) -> Document:
    """Return every tour with its length."""
    tours = list(catalog.tours.values())
    return Document(
        key="tours",
        title="Tours",
        blocks=(
            Table(
                ("id", "title", "length"),
                tuple(
                    Row(
                        (
                            Cell(tour.id, target=f"tour:{tour.id}"),
                            Cell(tour.title),
                            Cell(minutes(tour.minutes)),
                        ),
                        key=tour.id,
                    )
                    for tour in tours
                ),
            ),
        ),
        colophon=Chorus(catalog).colophon(),
        data=[{"id": tour.id, "title": tour.title} for tour in tours],
        records=(("id", "title"), *((tour.id, tour.title) for tour in tours)),
    )


def tour_page(
    catalog: Catalog, tour_id: str, units: Units = "published", *, notes: bool = False
) -> Document:
    """Return a whole tour, step by step; with ``notes``, also what the presenter may say."""
    tour = catalog.tours[tour_id]
    chorus = Chorus(catalog, units)
    blocks: list[Block] = [
        Paragraph(tour.summary, "lead"),
        Heading("Aims"),
        Bullets(tuple(Cell(aim) for aim in tour.aims)),
    ]
    for number, step in enumerate(tour.steps, 1):
        blocks.append(Heading(f"{number}. {step.title}"))
        blocks += _step(catalog, step, chorus, notes=notes)
    return chorus.page(
        key=f"tour:{tour_id}",
        title=tour.title,
        subtitle=f"a tour of {len(tour.steps)} steps, {minutes(tour.minutes)}",
        blocks=blocks,
        data=_data(catalog, tour),
    )


def tour_step(
    catalog: Catalog,
    tour_id: str,
    number: int,
    units: Units = "published",
    *,
    notes: bool = False,
) -> Document:
    """Return step ``number`` of a tour, counted from 1; raise ``IndexError`` beyond its ends."""
    tour = catalog.tours[tour_id]
    if not 1 <= number <= len(tour.steps):
        raise IndexError(f"{tour_id} has {len(tour.steps)} steps, not {number}")
    step = tour.steps[number - 1]
    chorus = Chorus(catalog, units)
    blocks = _step(catalog, step, chorus, notes=notes)
    coming = tour.steps[number].title if number < len(tour.steps) else "the end of the tour"
    blocks.append(Paragraph(f"Next: {coming}", "muted"))
    return chorus.page(
        key=f"tour:{tour_id}:{number}",
        title=step.title,
        subtitle=f"{tour.title} · step {number} of {len(tour.steps)} · {minutes(step.minutes)}",
        blocks=blocks,
        data=_step_data(catalog, step, number),
    )


def minutes(number: Number) -> str:
    """Return a planned time in words: ``1 minute``, ``1.5 minutes``, ``10 minutes``."""
    shown = f"{float(number):g}"
    return f"{shown} minute{'' if shown == '1' else 's'}"


def _step(catalog: Catalog, step: Step, chorus: Chorus, *, notes: bool) -> list[Block]:
    blocks: list[Block] = [Paragraph(step.text, "lead")]
    # Right below what the class hears: a presenter must not look for them.
    if notes:
        blocks.append(Paragraph(f"For the presenter: {step.notes}"))
    evidence = evidence_of(catalog, step, chorus)
    if evidence:
        blocks.append(Bullets(tuple(evidence)))
    blocks.append(Paragraph(f"{minutes(step.minutes)} · page {step.page}", "muted"))
    return blocks


def evidence_of(catalog: Catalog, step: Step, chorus: Chorus) -> list[Cell]:
    """Return what a step rests on, a line each, with its reference numbers."""
    cells = []
    for name in (*step.claims, *step.disputed):
        claim = catalog.claims[name]
        said = chorus.cell([claim])
        subject = catalog.subjects[claim.subject].name
        label = catalog.parameters[claim.parameter].label
        cells.append(
            Cell(
                f"{subject}, {label}: {said.text}",
                said.claims,
                said.refs,
                said.marks,
                f"element:{claim.subject}",
            )
        )
    for name in (*step.events, *step.disputed_events):
        event = catalog.events[name]
        cells.append(
            Cell(
                f"{wording.date(event.date)}, {event.event}: {event.text}",
                refs=_numbers(chorus, event.cited),
                marks=("disputed",) if name in step.disputed_events else (),
                target=f"element:{event.subject}",
            )
        )
    for name in step.terms:
        term = catalog.terms[name]
        expansion = f"{term.expansion}. " if term.expansion else ""
        cells.append(
            Cell(
                f"{term.term}: {expansion}{term.meaning}",
                refs=_numbers(chorus, term.cited),
                target=f"term:{name}",
            )
        )
    return cells


def subjects_of(catalog: Catalog, tour: Tour) -> frozenset[str]:
    """Return the ids of the subjects a tour shows or speaks of, and of their families."""
    found: set[str] = set()
    for step in tour.steps:
        room, _, name = step.page.partition(":")
        if room in {"element", "timeline"} and name:
            found.add(name)
        elif room == "comparison":
            found |= set(catalog.comparisons[name].columns)
        found |= {catalog.claims[claim].subject for claim in (*step.claims, *step.disputed)}
        found |= {catalog.events[event].subject for event in (*step.events, *step.disputed_events)}
        for term in step.terms:
            found |= set(catalog.terms[term].see)
    return frozenset(found | {family for name in found for family in catalog.families(name)})


def taught_by(tour: Tour) -> frozenset[str]:
    """Return what the steps of a tour say: ``claim:…``, ``event:…`` and ``term:…``."""
    return frozenset(
        name
        for step in tour.steps
        for name in (
            *(f"claim:{claim}" for claim in (*step.claims, *step.disputed)),
            *(f"event:{event}" for event in (*step.events, *step.disputed_events)),
            *(f"term:{term}" for term in step.terms),
        )
    )


def _numbers(chorus: Chorus, cited: tuple[Citation, ...]) -> tuple[int, ...]:
    return tuple(sorted({chorus.number(c.source, c.locator) for c in cited}))


def _data(catalog: Catalog, tour: Tour) -> dict[str, Json]:
    return {
        "schema_version": SCHEMA_VERSION,
        "id": tour.id,
        "title": tour.title,
        "summary": tour.summary,
        "aims": list(tour.aims),
        "minutes": float(tour.minutes),
        "steps": [_step_data(catalog, step, n) for n, step in enumerate(tour.steps, 1)],
        "facts_as_of": str(catalog.pack.facts_as_of),
    }


def _step_data(catalog: Catalog, step: Step, number: int) -> dict[str, Json]:
    return {
        "number": number,
        "id": step.id,
        "page": step.page,
        "title": step.title,
        "text": step.text,
        "notes": step.notes,
        "minutes": float(step.minutes),
        "claims": [in_place_of(name) for name in (*step.claims, *step.disputed)],
        "disputed": list(step.disputed),
        "events": [
            {
                "id": name,
                "date": str(catalog.events[name].date),
                "text": catalog.events[name].text,
                "disputed": name in step.disputed_events,
            }
            for name in (*step.events, *step.disputed_events)
        ],
        "terms": list(step.terms),
    }
