"""Where each subject appears in the rest of a catalog, found in one walk over all of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from batteryviz.model.battery import Battery, Comparison, DescribedBattery
from batteryviz.model.element import LaunchingStation
from batteryviz.model.evidence import Claim
from batteryviz.model.tour import Tour
from batteryviz.model.vocabulary import Term
from batteryviz.safety.words import words_of

if TYPE_CHECKING:
    from batteryviz.catalog.catalog import AnySubject, Catalog

LONGEST_NAME = 6
"""Words of the longest name that is looked for in the words of claims."""

T = TypeVar("T")


class Holding(NamedTuple):
    """A launcher and an interceptor it can hold, with the claim that states how many."""

    launcher: str
    interceptor: str
    claim: str


class Appearances(NamedTuple):
    """For the id of a subject, what it appears in; a subject that appears nowhere is absent."""

    parts: "Mapping[str, Sequence[AnySubject]]"
    """Subjects that are part of it."""
    followers: "Mapping[str, Sequence[AnySubject]]"
    """Subjects that follow it."""
    holdings: Mapping[str, Sequence[Holding]]
    """Of a launcher, what it holds; of an interceptor, what holds it."""
    compositions: Mapping[str, Sequence[Battery]]
    comparisons: Mapping[str, Sequence[Comparison]]
    tours: Mapping[str, Sequence[Tour]]
    terms: Mapping[str, Sequence[Term]]
    mentions: Mapping[str, Sequence[Claim]]
    """Claims on other subjects whose words name it."""


def appearances_in(catalog: "Catalog") -> Appearances:
    """Walk over ``catalog`` once and return where each subject appears."""
    elements = [s for s in catalog.in_reading_order() if not isinstance(s, DescribedBattery)]
    return Appearances(
        parts=_grouped((each.part_of, each) for each in elements),
        followers=_grouped((each.succeeds, each) for each in elements),
        holdings=_grouped(
            (name, Holding(each.id, load.interceptor, f"{each.id}.{load.claim}"))
            for each in elements
            if isinstance(each, LaunchingStation)
            for load in each.loads
            for name in (each.id, load.interceptor)
        ),
        compositions=_grouped(
            (name, battery)
            for battery in catalog.compositions.values()
            for name in dict.fromkeys(_elements_of(battery))
        ),
        comparisons=_grouped(
            (name, comparison)
            for comparison in catalog.comparisons.values()
            for name in comparison.columns
        ),
        tours=_grouped(
            (name, tour)
            for tour in catalog.tours.values()
            for name in dict.fromkeys(_subjects_of(tour))
        ),
        terms=_grouped((name, term) for term in catalog.terms.values() for name in term.see),
        mentions=_grouped(_mentions(catalog)),
    )


def _grouped(pairs: Iterable[tuple[str | None, T]]) -> Mapping[str, Sequence[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for name, item in pairs:
        if name is not None:
            groups[name].append(item)
    return groups


def _elements_of(battery: Battery) -> Iterator[str]:
    for group in battery.launching_stations:
        yield group.model
        if group.load:
            yield group.load
    yield from battery.radar_sets
    yield from battery.engagement_control_stations
    yield from battery.antenna_mast_groups
    yield from battery.electric_power_plants
    if battery.seeded_from:
        yield battery.seeded_from


def _subjects_of(tour: Tour) -> Iterator[str]:
    for step in tour.steps:
        room, _, name = step.page.partition(":")
        if room in {"element", "battery", "timeline"} and name:
            yield name
        for claim in (*step.claims, *step.disputed):
            yield claim.partition(".")[0]


def _mentions(catalog: "Catalog") -> Iterator[tuple[str, Claim]]:
    """Yield each subject that a claim on another names, with the claim."""
    for claim in catalog.claims.values():
        texts = (claim.value, claim.condition, claim.variant)
        own = {claim.subject, claim.id.partition(".")[0], *catalog.families(claim.subject)}
        named = (
            name
            for text in texts
            if isinstance(text, str)
            for name in _named_in(text, catalog.names)
        )
        for name in dict.fromkeys(named):
            if name not in own:
                yield name, claim


def _named_in(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids of the subjects that ``text`` names, the longest name at each place."""
    words = words_of(text)
    start = 0
    while start < len(words):
        for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
            subject = names.get("".join(words[start : start + length]))
            if subject is not None:
                yield subject
                start += length
                break
        else:
            start += 1
