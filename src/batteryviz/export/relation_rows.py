"""The rows of the normalised tables, one small function a table."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Final

from batteryviz.catalog.catalog import Catalog
from batteryviz.export.closing import colophon_lines
from batteryviz.export.edition import Edition
from batteryviz.export.relations import Field, Rows
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.element import ElementBase, LaunchingStation
from batteryviz.model.evidence import Citation
from batteryviz.model.quantity import Quantity
from batteryviz.views import wording


def rows_of(edition: Edition, name: str) -> Rows:
    """Yield the rows of the table ``name``, in the order of its columns."""
    if name == "colophon":
        for position, line in enumerate(colophon_lines(edition), 1):
            yield position, line.label, line.text
    else:
        yield from _ROWS[name](edition.catalog)


def _sources(catalog: Catalog) -> Rows:
    for source in catalog.sources.values():
        yield (
            source.id,
            source.title,
            source.publisher,
            source.kind,
            source.author,
            _text(source.published),
            source.published_note,
            source.url,
            source.no_url,
            source.language,
            source.relays,
            source.copy_of,
            source.how_read,
            _text(source.read_on),
            source.weak,
            source.note,
            wording.source_line(source),
        )


def _parameters(catalog: Catalog) -> Rows:
    for item in catalog.parameters.values():
        yield (
            item.id,
            item.label,
            item.group,
            item.dimension,
            item.meaning,
            item.counts,
            item.several,
        )


def _elements(catalog: Catalog) -> Rows:
    for subject in catalog.in_reading_order():
        own = subject if isinstance(subject, ElementBase) else None
        yield (
            subject.id,
            subject.kind,
            subject.name,
            own.designation if own else None,
            own.short_name if own else None,
            subject.family,
            own.part_of if own else None,
            own.succeeds if own else None,
            subject.user if isinstance(subject, DescribedBattery) else None,
            subject.label,
            subject.summary,
        )


def _aliases(catalog: Catalog) -> Rows:
    for subject in catalog.subjects.values():
        for alias in dict.fromkeys(subject.aliases):
            yield subject.id, alias


def _claims(catalog: Catalog) -> Rows:
    for subject in catalog.subjects.values():
        for claim in subject.claims:
            number = claim.value if isinstance(claim.value, Quantity) else None
            yield (
                claim.id,
                subject.id,
                claim.subject,
                claim.parameter,
                wording.value(claim),
                None if isinstance(claim.value, Quantity) else claim.value,
                _number(number.min) if number else None,
                _number(number.max) if number else None,
                bool(number and number.about),
                claim.unit,
                claim.printed,
                _text(claim.as_of),
                claim.variant,
                claim.condition,
                claim.evidence,
                catalog.is_disputed(claim),
                claim.note,
            )


def _citations(cited: Mapping[str, Iterable[Citation]]) -> Rows:
    for owner, citations in cited.items():
        for position, item in enumerate(citations, 1):
            yield (
                owner,
                position,
                item.source,
                item.locator,
                item.evidence,
                _text(item.read_on),
            )


def _rivals(catalog: Catalog) -> Rows:
    for claim in catalog.claims.values():
        for rival in catalog.rivals(claim):
            yield claim.id, rival.id


def _silences(catalog: Catalog) -> Rows:
    for subject in catalog.subjects.values():
        for silence in subject.silences:
            yield subject.id, silence.parameter, silence.note


def _silence_sources(catalog: Catalog) -> Rows:
    for subject in catalog.subjects.values():
        for silence in subject.silences:
            for source in dict.fromkeys(silence.looked_in):
                yield subject.id, silence.parameter, source


def _links(catalog: Catalog) -> Rows:
    for subject in catalog.subjects.values():
        if isinstance(subject, ElementBase):
            for position, link in enumerate(subject.links, 1):
                claim = f"{subject.id}.{link.claim}"
                yield subject.id, position, link.to, link.carries, claim


def _loads(catalog: Catalog) -> Rows:
    for subject in catalog.subjects.values():
        if isinstance(subject, LaunchingStation):
            for position, load in enumerate(subject.loads, 1):
                yield subject.id, position, load.interceptor, f"{subject.id}.{load.claim}"


def _events(catalog: Catalog) -> Rows:
    for event in catalog.timeline:
        yield (
            event.id,
            str(event.date),
            event.date.precision,
            event.date_note,
            event.event,
            event.subject,
            event.text,
            event.evidence,
            catalog.is_disputed_event(event),
        )


def _terms(catalog: Catalog) -> Rows:
    for term in catalog.terms.values():
        yield term.id, term.term, term.expansion, term.meaning, term.evidence


def _disagreements(catalog: Catalog) -> Rows:
    for item in catalog.disagreements.values():
        yield item.id, item.title, item.reason, item.explanation


def _comparisons(catalog: Catalog) -> Rows:
    for item in catalog.comparisons.values():
        yield item.id, item.name, item.summary


def _compositions(catalog: Catalog) -> Rows:
    for battery in catalog.compositions.values():
        yield battery.id, battery.name, battery.summary, battery.seeded_from


def _launchers(catalog: Catalog) -> Rows:
    for battery in catalog.compositions.values():
        for position, group in enumerate(battery.launching_stations, 1):
            yield battery.id, position, group.model, group.load, group.count


def _parts(catalog: Catalog) -> Rows:
    for battery in catalog.compositions.values():
        parts = (
            *battery.radar_sets,
            *battery.engagement_control_stations,
            *battery.antenna_mast_groups,
            *battery.electric_power_plants,
        )
        for position, part in enumerate(parts, 1):
            yield battery.id, position, part


def _tours(catalog: Catalog) -> Rows:
    for tour in catalog.tours.values():
        yield tour.id, tour.title, tour.summary


def _steps(catalog: Catalog) -> Rows:
    for tour in catalog.tours.values():
        for position, step in enumerate(tour.steps, 1):
            yield (
                tour.id,
                position,
                step.id,
                step.page,
                step.title,
                step.text,
                step.notes,
                _number(step.minutes),
            )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: int | Decimal | None) -> Field:
    return float(value) if isinstance(value, Decimal) else value


def _pairs(lists: Mapping[str, Iterable[str]]) -> Rows:
    for owner, items in lists.items():
        for item in dict.fromkeys(items):
            yield owner, item


_ROWS: Final[Mapping[str, Callable[[Catalog], Rows]]] = {
    "sources": _sources,
    "parameters": _parameters,
    "elements": _elements,
    "aliases": _aliases,
    "claims": _claims,
    "citations": lambda c: _citations({k: v.cited for k, v in c.claims.items()}),
    "rivals": _rivals,
    "silences": _silences,
    "silence_sources": _silence_sources,
    "links": _links,
    "loads": _loads,
    "events": _events,
    "event_elements": lambda c: _pairs({k: v.also for k, v in c.events.items()}),
    "event_citations": lambda c: _citations({k: v.cited for k, v in c.events.items()}),
    "terms": _terms,
    "term_elements": lambda c: _pairs({k: v.see for k, v in c.terms.items()}),
    "term_citations": lambda c: _citations({k: v.cited for k, v in c.terms.items()}),
    "disagreements": _disagreements,
    "disagreement_claims": lambda c: _pairs({k: v.claims for k, v in c.disagreements.items()}),
    "disagreement_events": lambda c: _pairs({k: v.events for k, v in c.disagreements.items()}),
    "comparisons": _comparisons,
    "comparison_columns": lambda c: (
        (item.id, position, column)
        for item in c.comparisons.values()
        for position, column in enumerate(item.columns, 1)
    ),
    "compositions": _compositions,
    "composition_launchers": _launchers,
    "composition_parts": _parts,
    "tours": _tours,
    "tour_steps": _steps,
}
