"""The catalog without its unchecked claims, for exports that were asked for checked facts only."""

from dataclasses import replace

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.element import LaunchingStation


def checked_only(catalog: Catalog) -> Catalog:
    """Return ``catalog`` with checked claims, events and terms only, and how many it lost."""
    lost = sum(claim.evidence == "unchecked" for claim in catalog.claims.values())
    subjects = {name: _checked(subject) for name, subject in catalog.subjects.items()}
    kept = {claim.id for subject in subjects.values() for claim in subject.claims}
    disagreements = {
        name: item.model_copy(
            update={"claims": tuple(claim for claim in item.claims if claim in kept)}
        )
        for name, item in catalog.disagreements.items()
    }
    return replace(
        catalog,
        subjects=subjects,
        disagreements=disagreements,
        events={
            name: event for name, event in catalog.events.items() if event.evidence == "checked"
        },
        terms={
            name: term
            for name, term in catalog.terms.items()
            if any(cited.evidence == "checked" for cited in term.cited)
        },
        left_out=lost,
    )


def _checked(subject: AnySubject) -> AnySubject:
    claims = tuple(claim for claim in subject.claims if claim.evidence == "checked")
    if len(claims) == len(subject.claims):
        return subject
    update: dict[str, object] = {"claims": claims}
    if not isinstance(subject, DescribedBattery):
        kept = {claim.id.partition(".")[2] for claim in claims}
        update["links"] = tuple(link for link in subject.links if link.claim in kept)
        if isinstance(subject, LaunchingStation):
            update["loads"] = tuple(load for load in subject.loads if load.claim in kept)
    return subject.model_copy(update=update)
