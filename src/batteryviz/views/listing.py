"""Lists: every subject, every source, the timeline, the glossary."""

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.views import wording
from batteryviz.views.document import (
    SCHEMA_VERSION,
    Block,
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
from batteryviz.views.source_data import citation_data, source_data
from batteryviz.views.voices import Chorus, reference


def subject_list(catalog: Catalog, kind: str | None = None) -> Document:
    """Return every subject in reading order, or those of one kind."""
    subjects = [s for s in catalog.in_reading_order() if kind in {None, s.kind}]
    return Document(
        key="list" if kind is None else f"list:{kind}",
        title="Elements" if kind is None else KIND_NAMES[kind],
        blocks=(
            Table(
                ("id", "kind", "name"),
                tuple(
                    Row(
                        (
                            Cell(subject.id, target=f"element:{subject.id}"),
                            Cell(subject.kind),
                            Cell(subject.name),
                        ),
                        key=subject.id,
                    )
                    for subject in subjects
                ),
            ),
        ),
        colophon=Chorus(catalog).colophon(),
        data=[_entry(subject) for subject in subjects],
        records=(
            ("id", "kind", "name"),
            *((subject.id, subject.kind, subject.name) for subject in subjects),
        ),
    )


def _entry(subject: AnySubject) -> Json:
    return {"id": subject.id, "kind": subject.kind, "name": subject.name}


def source_list(catalog: Catalog) -> Document:
    """Return every source, with how it was read and how many claims rest on it."""
    sources = sorted(catalog.sources.values(), key=lambda source: source.id)
    return Document(
        key="sources",
        title="Sources",
        subtitle=f"{len(sources)} publications, each entered once",
        blocks=(
            Table(
                ("id", "source", "kind", "read", "claims"),
                tuple(
                    Row(
                        (
                            Cell(source.id, target=f"source:{source.id}"),
                            Cell(wording.source_line(source)),
                            Cell(source.kind),
                            Cell(wording.how_read(source)),
                            Cell(str(len(catalog.resting_on(source.id)))),
                        ),
                        key=source.id,
                    )
                    for source in sources
                ),
            ),
        ),
        colophon=Chorus(catalog).colophon(),
        listed=tuple(
            reference(source, number, ()) for number, source in enumerate(sources, start=1)
        ),
        data=[source_data(source) for source in sources],
        records=(
            ("id", "title", "publisher", "kind", "published", "url", "read", "claims"),
            *(
                (
                    source.id,
                    source.title,
                    source.publisher,
                    source.kind,
                    str(source.published or ""),
                    source.url or "",
                    wording.how_read(source),
                    len(catalog.resting_on(source.id)),
                )
                for source in sources
            ),
        ),
    )


def source_sheet(catalog: Catalog, source_id: str, units: Units = "published") -> Document:
    """Return one source with every claim and event that rests on it."""
    source = catalog.sources[source_id]
    chorus = Chorus(catalog, units)
    chorus.number(source_id, "")
    claims = catalog.resting_on(source_id)
    facts = [
        ("published", wording.date(source.published) if source.published else "no date"),
        ("kind", source.kind + (", weak: carries no checked claim alone" if source.weak else "")),
        ("read", wording.how_read(source)),
        ("address", source.url or f"none: {source.no_url}"),
    ]
    if source.note:
        facts.append(("note", source.note))
    blocks: list[Block] = [
        Paragraph(wording.source_line(source), "lead"),
        Table(("", ""), tuple(Row((Cell(name), Cell(text))) for name, text in facts)),
    ]
    if claims:
        rows = tuple(
            Row(
                (
                    Cell(catalog.subjects[claim.subject].name, target=f"element:{claim.subject}"),
                    Cell(catalog.parameters[claim.parameter].label),
                    chorus.cell([claim]),
                    Cell("; ".join(c.locator for c in claim.cited if c.source == source_id)),
                ),
                key=claim.id,
            )
            for claim in claims
        )
        blocks += [
            Heading("Claims that rest on it"),
            Table(("subject", "parameter", "value", "where in the source"), rows),
        ]
    events = catalog.events_resting_on(source_id)
    if events:
        blocks += [
            Heading("Events that rest on it"),
            chorus.event_table(events),
        ]
    return chorus.page(
        key=f"source:{source_id}",
        title=source.title,
        subtitle=f"{source.publisher}, {wording.year(source)}",
        blocks=blocks,
        data={
            "schema_version": SCHEMA_VERSION,
            **source_data(source),
            "claims": [in_place_of(claim.id) for claim in claims],
            "events": [event.id for event in events],
        },
    )


def timeline(catalog: Catalog, subject_id: str | None = None) -> Document:
    """Return the dated events, oldest first, or those of one subject."""
    chorus = Chorus(catalog)
    events = [
        event
        for event in catalog.timeline
        if subject_id is None or subject_id in {event.subject, *event.also}
    ]
    rows = tuple(
        Row(
            (
                Cell(wording.date(event.date)),
                Cell(event.event),
                Cell(catalog.subjects[event.subject].name, target=f"element:{event.subject}"),
                chorus.event_cell(event),
            ),
            key=event.id,
        )
        for event in events
    )
    data: list[Json] = [
        {
            "id": event.id,
            "date": str(event.date),
            "precision": event.date.precision,
            "event": event.event,
            "subject": event.subject,
            "also": list(event.also),
            "text": event.text,
            "evidence": event.evidence,
            "disputed": catalog.is_disputed_event(event),
            "citations": [citation_data(cited) for cited in event.cited],
        }
        for event in events
    ]
    return chorus.page(
        key="timeline" if subject_id is None else f"timeline:{subject_id}",
        title="Timeline",
        subtitle=f"{len(events)} dated events; a date always says of what",
        blocks=(Table(("date", "event", "subject", "what happened"), rows),),
        data=data,
        records=(
            ("id", "date", "precision", "event", "subject", "text", "evidence", "sources"),
            *(
                (
                    event.id,
                    str(event.date),
                    event.date.precision,
                    event.event,
                    event.subject,
                    event.text,
                    event.evidence,
                    "; ".join(f"{c.source}, {c.locator}" for c in event.cited),
                )
                for event in events
            ),
        ),
    )


def glossary(catalog: Catalog, term_id: str | None = None) -> Document:
    """Return the glossary in alphabetical order, or one term of it."""
    chorus = Chorus(catalog)
    chosen = catalog.terms.values() if term_id is None else [catalog.terms[term_id]]
    terms = sorted(chosen, key=lambda term: term.term.casefold())
    rows = tuple(
        Row(
            (
                Cell(term.term, target=f"element:{term.see[0]}" if term.see else ""),
                chorus.term_cell(term),
            ),
            key=term.id,
        )
        for term in terms
    )
    return chorus.page(
        key="glossary" if term_id is None else f"term:{term_id}",
        title="Glossary" if term_id is None else terms[0].term,
        blocks=(Table(("term", "meaning"), rows),),
        data=[
            {
                "id": term.id,
                "term": term.term,
                "expansion": term.expansion,
                "meaning": term.meaning,
                "see": list(term.see),
                "evidence": term.evidence,
                "citations": [citation_data(cited) for cited in term.cited],
            }
            for term in terms
        ],
        records=(
            ("id", "term", "expansion", "meaning", "sources"),
            *(
                (
                    term.id,
                    term.term,
                    term.expansion or "",
                    term.meaning,
                    "; ".join(f"{c.source}, {c.locator}" for c in term.cited),
                )
                for term in terms
            ),
        ),
    )
