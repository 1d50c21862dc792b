"""Gathering from the models what questions are made of: once, when a pack is compiled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.element import ElementBase
from batteryviz.model.evidence import Citation, Claim
from batteryviz.model.quantity import Quantity
from batteryviz.model.tour import Tour
from batteryviz.model.units import UNITS
from batteryviz.model.vocabulary import Event, Term
from batteryviz.views import wording
from batteryviz.views.composition import composition
from batteryviz.views.document import CitationLine, Schematic
from batteryviz.views.quiz.material import (
    BOXES,
    EVENTS,
    NAMES,
    OPTIONS,
    REASONS,
    SPEAKERS,
    TOURS,
    VALUES,
    Happening,
    Matter,
    Name,
    Option,
    Record,
    Value,
)
from batteryviz.views.quiz.rivals import Stated, stated_by, talked_about, told_apart
from batteryviz.views.quiz.truth import (
    LONGEST_OPTION,
    Truth,
    can_be_dated,
    days,
    has_expansion,
    has_one_expansion,
    tolerated,
)
from batteryviz.views.quiz.values import FEWEST_WRONG
from batteryviz.views.seeding import default_battery
from batteryviz.views.tours import subjects_of, taught_by
from batteryviz.views.voices import citation_line

LARGEST_NUMBER = 10_000
"""Numbers beyond it are chosen from options, not typed."""


def gathered_from(catalog: Catalog) -> Iterator[tuple[str, Iterable[Record]]]:
    """Yield every group of records with its name, the groups of one kind side by side."""
    yield from _values(catalog)
    names = [term for term in catalog.terms.values() if has_one_expansion(catalog, term)]
    names.sort(key=lambda term: (len(term.expansion or ""), term.expansion, term.id))
    yield NAMES, (_name(catalog, term) for term in names)
    yield BOXES, [_name(catalog, term) for term in _drawn_terms(catalog)]
    yield SPEAKERS, told_apart(catalog)
    yield REASONS, talked_about(catalog)
    events = (event for event in catalog.events.values() if can_be_dated(catalog, event))
    yield EVENTS, (_happening(catalog, event) for event in events)
    yield TOURS, (_matter(catalog, tour) for tour in catalog.tours.values())


def _values(catalog: Catalog) -> Iterator[tuple[str, Iterable[Record]]]:
    truth = Truth(catalog)
    options: dict[str, dict[Stated, Option]] = defaultdict(dict)
    firm: dict[str, list[Claim]] = defaultdict(list)
    for claim in catalog.claims.values():
        if catalog.parameters[claim.parameter].question is None or claim.evidence == "unchecked":
            continue
        # Of equal values the first is offered.
        pool, stated = options[_pool(claim)], stated_by(claim)
        if stated not in pool and len(text := wording.value(claim)) <= LONGEST_OPTION:
            pool[stated] = Option(text, *_ends(claim))
        if truth.is_firm(claim):
            firm[claim.parameter].append(claim)
    for name, found in options.items():
        yield name, found.values()
    spelled = {term.expansion.casefold() for term in catalog.terms.values() if term.expansion}
    for parameter, claims in firm.items():
        values = (_value(catalog, claim, spelled) for claim in claims)
        asked = (
            value
            for value in values
            if value.typed or len(options.get(value.options, ())) > FEWEST_WRONG
        )
        yield f"{VALUES}{parameter}", asked


def _value(catalog: Catalog, claim: Claim, spelled: set[str]) -> Value:
    unit = UNITS[claim.unit] if claim.unit else None
    text = claim.value.casefold() if isinstance(claim.value, str) else ""
    # A value too long for an option has none to stand beside it.
    pool = _pool(claim) if len(wording.value(claim)) <= LONGEST_OPTION else ""
    return Value(
        claim.id,
        claim.subject,
        catalog.parameters[claim.parameter].question or "",
        pool,
        unit.symbol if unit else "",
        *_ends(claim),
        _is_typed(claim),
        text if text in spelled else "",
    )


def _is_typed(claim: Claim) -> bool:
    value = claim.value
    if not isinstance(value, Quantity) or value.min is None or value.max is None:
        return False
    is_money = claim.unit is not None and UNITS[claim.unit].dimension == "money"
    return not is_money and abs(Decimal(value.max)) <= LARGEST_NUMBER


def _pool(claim: Claim) -> str:
    return f"{OPTIONS}{claim.parameter}:{claim.unit or ''}"


def _ends(claim: Claim) -> tuple[str, str]:
    if not isinstance(claim.value, Quantity):
        return "", ""
    low, high = tolerated(claim.value)
    return str(low), str(high)


def _name(catalog: Catalog, term: Term) -> Name:
    return Name(term.id, term.term, term.expansion or "", term.see, _citations(catalog, term.cited))


def _drawn_terms(catalog: Catalog) -> list[Term]:
    """Return the terms that name the boxes of the home page's schematic."""
    battery = default_battery(catalog)
    if battery is None:
        return []
    blocks = composition(catalog, battery).blocks
    drawing = next(block for block in blocks if isinstance(block, Schematic))
    shorts: dict[str, None] = {}
    for target in dict.fromkeys(node.target.removeprefix("element:") for node in drawing.nodes):
        for holder in (target, *catalog.families(target)):
            element = catalog.subjects[holder]
            if isinstance(element, ElementBase) and element.short_name:
                shorts[element.short_name] = None
                break
    terms = [term for term in catalog.terms.values() if term.term in shorts]
    known = [term for term in terms if has_expansion(catalog, term)]
    return sorted(known, key=lambda term: list(shorts).index(term.term))


def _happening(catalog: Catalog, event: Event) -> Happening:
    first, last = days(event.date)
    return Happening(
        event.id,
        f"{catalog.subjects[event.subject].name}: {event.text}",
        event.text,
        wording.date(event.date),
        first.isoformat(),
        last.isoformat(),
        (event.subject, *event.also),
        _citations(catalog, event.cited),
    )


def _matter(catalog: Catalog, tour: Tour) -> Matter:
    about, taught = subjects_of(catalog, tour), taught_by(tour)
    return Matter(tour.id, tuple(sorted(about)), tuple(sorted(taught)))


def _citations(catalog: Catalog, cited: Sequence[Citation]) -> tuple[CitationLine, ...]:
    return tuple(
        citation_line(catalog.sources[citation.source], citation)
        for citation in cited
        if citation.evidence == "checked"
    )
