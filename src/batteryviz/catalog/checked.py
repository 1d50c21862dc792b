"""The catalog without what is unchecked, for exports that were asked for checked facts only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.model.battery import Battery, DescribedBattery
from batteryviz.model.element import LaunchingStation
from batteryviz.model.evidence import Claim
from batteryviz.model.tour import Tour
from batteryviz.model.vocabulary import Disagreement
from batteryviz.safety.words import words_of


def checked_only(catalog: Catalog) -> Catalog:
    """Return ``catalog`` with checked claims, events and terms only, and what it lost.

    What rested on a claim that is gone goes with it: names, links, loads, rivalries, and
    the sources and parameters that nothing else names.
    """
    subjects = {name: _checked(subject) for name, subject in catalog.subjects.items()}
    events = {name: event for name, event in catalog.events.items() if event.evidence == "checked"}
    terms = {name: term for name, term in catalog.terms.items() if term.evidence == "checked"}
    kept = {claim.id for subject in subjects.values() for claim in subject.claims}
    smaller = replace(
        catalog,
        subjects=subjects,
        compositions={
            name: _with_stated_loads(battery, subjects)
            for name, battery in catalog.compositions.items()
        },
        events=events,
        terms=terms,
        disagreements={
            name: rest
            for name, item in catalog.disagreements.items()
            for rest in [_among(item, kept, events)]
            if catalog.voices_differ(rest)
        },
        tours={
            name: rest
            for name, tour in catalog.tours.items()
            for rest in [_tour_among(tour, {*kept, *events}, terms)]
            if rest is not None
        },
        left_out=tuple(claim for name, claim in catalog.claims.items() if name not in kept),
        left_out_events=len(catalog.events) - len(events),
        left_out_terms=len(catalog.terms) - len(terms),
        whole_digest=catalog.digest,
    )
    return without_orphans(smaller)


def without_orphans(catalog: Catalog) -> Catalog:
    """Return ``catalog`` without the sources and parameters that nothing in it names."""
    sources = {cited.source for item in catalog.cited_items() for cited in item.cited}
    parameters = {claim.parameter for claim in catalog.claims.values()}
    for subject in catalog.subjects.values():
        for silence in subject.silences:
            sources.update(silence.looked_in)
            parameters.add(silence.parameter)
    return replace(
        catalog,
        sources={name: item for name, item in catalog.sources.items() if name in sources},
        parameters={name: item for name, item in catalog.parameters.items() if name in parameters},
    )


def _checked(subject: AnySubject) -> AnySubject:
    claims = tuple(claim for claim in subject.claims if claim.evidence == "checked")
    if len(claims) == len(subject.claims):
        return subject
    gone = [claim for claim in subject.claims if claim not in claims]
    update: dict[str, object] = {"claims": claims}
    update["aliases"] = tuple(
        name for name in subject.aliases if _is_named(name, claims) or not _is_named(name, gone)
    )
    if not isinstance(subject, DescribedBattery):
        kept = {claim.id.partition(".")[2] for claim in claims}
        update["links"] = tuple(link for link in subject.links if link.claim in kept)
        if isinstance(subject, LaunchingStation):
            update["loads"] = tuple(load for load in subject.loads if load.claim in kept)
    return subject.model_copy(update=update)


def _is_named(name: str, claims: Sequence[Claim]) -> bool:
    """Say whether a claim's value is ``name``, as it stands or with one word before it."""
    words = words_of(name)
    return any(
        words in (said, said[1:]) for claim in claims for said in [words_of(str(claim.value))]
    )


def _with_stated_loads(battery: Battery, subjects: Mapping[str, AnySubject]) -> Battery:
    """Return ``battery`` without the loads that no claim states any more."""
    stated = {
        (subject.id, load.interceptor)
        for subject in subjects.values()
        if isinstance(subject, LaunchingStation)
        for load in subject.loads
    }
    groups = battery.launching_stations
    if all(group.load is None or (group.model, group.load) in stated for group in groups):
        return battery
    return battery.model_copy(
        update={
            "launching_stations": tuple(
                group
                if (group.model, group.load) in stated
                else group.model_copy(update={"load": None})
                for group in groups
            )
        }
    )


def _tour_among(tour: Tour, kept: set[str], terms: Mapping[str, object]) -> Tour | None:
    """Return ``tour`` with the steps that rest on what is kept, or ``None`` without any."""
    steps = []
    for step in tour.steps:
        rest = {
            "claims": tuple(name for name in step.claims if name in kept),
            "disputed": tuple(name for name in step.disputed if name in kept),
            "events": tuple(name for name in step.events if name in kept),
            "disputed_events": tuple(name for name in step.disputed_events if name in kept),
            "terms": tuple(name for name in step.terms if name in terms),
        }
        room, _, name = step.page.partition(":")
        gone = (room == "term" and name not in terms) or (room == "event" and name not in kept)
        if any(rest.values()) and not gone:
            steps.append(step.model_copy(update=rest))
    return tour.model_copy(update={"steps": tuple(steps)}) if steps else None


def _among(item: Disagreement, claims: set[str], events: Mapping[str, object]) -> Disagreement:
    return item.model_copy(
        update={
            "claims": tuple(claim for claim in item.claims if claim in claims),
            "events": tuple(event for event in item.events if event in events),
        }
    )
