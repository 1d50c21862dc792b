"""The part of a catalog that one subject's sheet needs, as a small catalog of its own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.catalog.checked import without_orphans
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.element import LaunchingStation
from batteryviz.model.evidence import Claim


def excerpt(catalog: Catalog, subject_id: str) -> Catalog:
    """Return what states everything on the sheet of ``subject_id``, and loads as a pack.

    The subject and its families are whole, the rivals of their claims come with their
    reasons, and any other subject that is named keeps its name and its texts only.
    """
    whole = [subject_id, *catalog.families(subject_id)]
    claims = {
        voice.id: voice
        for claim in catalog.claims_under(subject_id)
        for voice in (claim, *catalog.rivals(claim))
    }
    events = {event.id: event for event in catalog.events_of(subject_id)}
    named = {*whole, *(claim.partition(".")[0] for claim in claims)}
    for name in whole:
        named.update(_named_by(catalog.subjects[name]))
    named.update(claim.subject for claim in claims.values())
    for event in events.values():
        named.update((event.subject, *event.also))
    subjects = {
        name: subject if name in whole else _in_name_only(subject, claims.values())
        for name, subject in catalog.subjects.items()
        if name in named
    }
    return without_orphans(
        replace(
            catalog,
            subjects=_with_an_element(catalog, subjects),
            compositions={},
            comparisons={},
            terms={},
            tours={},
            events=events,
            disagreements={
                name: item.model_copy(
                    update={"events": tuple(event for event in item.events if event in events)}
                )
                for name, item in catalog.disagreements.items()
                if any(claim in claims for claim in item.claims)
            },
            whole_digest="",
        )
    )


def _named_by(subject: AnySubject) -> Iterator[str]:
    """Yield the ids of the subjects that ``subject`` names."""
    if subject.family:
        yield subject.family
    if isinstance(subject, DescribedBattery):
        if subject.user:
            yield subject.user
        return
    yield from (name for name in (subject.part_of, subject.succeeds) if name)
    yield from (link.to for link in subject.links)
    if isinstance(subject, LaunchingStation):
        yield from (load.interceptor for load in subject.loads)


def _in_name_only(subject: AnySubject, claims: Iterable[Claim]) -> AnySubject:
    """Return a subject with those of its claims only that are among ``claims``."""
    kept = {claim.id for claim in claims}
    update: dict[str, object] = {
        "claims": tuple(claim for claim in subject.claims if claim.id in kept),
        "silences": (),
        "family": None,
    }
    if isinstance(subject, DescribedBattery):
        update["user"] = None
    else:
        update |= {"part_of": None, "succeeds": None, "links": ()}
        if isinstance(subject, LaunchingStation):
            update["loads"] = ()
    return subject.model_copy(update=update)


def _with_an_element(catalog: Catalog, subjects: dict[str, AnySubject]) -> dict[str, AnySubject]:
    """Return ``subjects`` with at least one element, which every pack holds."""
    if any(not isinstance(subject, DescribedBattery) for subject in subjects.values()):
        return subjects
    element = next(
        subject
        for subject in catalog.subjects.values()
        if not isinstance(subject, DescribedBattery)
    )
    return {element.id: _in_name_only(element, ()), **subjects}
