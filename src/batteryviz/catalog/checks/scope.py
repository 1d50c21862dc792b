"""Promises about scope: a source that speaks of the whole sizes no part of it."""

from collections import defaultdict
from collections.abc import Iterator

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks.places import file_of, placed_claims
from batteryviz.catalog.faults import Problem
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.evidence import Claim
from batteryviz.safety.strict_yaml import Path as ValuePath


def wider_subjects(catalog: Catalog, subject_id: str) -> set[str]:
    """Return what a subject is a model or a part of, at any remove."""
    found: set[str] = set()
    waiting = [subject_id]
    while waiting:
        subject = catalog.subjects[waiting.pop()]
        part_of = None if isinstance(subject, DescribedBattery) else subject.part_of
        for wider in (subject.family, part_of):
            if wider is not None and wider not in found:
                found.add(wider)
                waiting.append(wider)
    return found - {subject_id}


def subjects_of_claims_are_wider(catalog: Catalog) -> Iterator[Problem]:
    """A claim stands under what its source spoke of, or under a part of that.

    Where the source spoke of something wider, the claim neither sizes nor rates the
    part without a note that says so.
    """
    for name, subject in catalog.subjects.items():
        wider = set(catalog.families(name))
        if not isinstance(subject, DescribedBattery) and subject.part_of:
            wider.add(subject.part_of)
        for number, claim in enumerate(subject.claims):
            if claim.subject == name:
                continue
            place = (file_of(catalog, name), ("claims", number, "subject"))
            if claim.subject not in wider:
                yield Problem(
                    *place,
                    f"subject: {claim.subject} is neither a family nor the whole of {name}",
                )
            elif claim.unit is not None and claim.note is None:
                yield Problem(
                    *place,
                    f"subject: a figure of {claim.subject} does not size {name}; "
                    "move the claim, or add a note that says why it stands here",
                )


def families_end(catalog: Catalog) -> Iterator[Problem]:
    """No subject is its own family, however long the way round."""
    for name in catalog.subjects:
        last = (catalog.families(name) or [name])[-1]
        if catalog.subjects[last].family is not None:
            yield Problem(
                file_of(catalog, name), ("family",), f"family: {last} leads back to itself"
            )


def a_figure_sizes_one_thing(catalog: Catalog) -> Iterator[Problem]:
    """One place of one source does not give a whole and its part the same figure."""
    related = _related(catalog)
    wholes: dict[str, set[str]] = {}
    """Made for the few subjects that share a figure with another."""
    by_figure: defaultdict[object, list[tuple[str, ValuePath, Claim]]] = defaultdict(list)
    for file, path, claim in placed_claims(catalog):
        if claim.unit is not None and claim.subject in related:
            for cited in claim.cited:
                figure = (cited.source, cited.locator, claim.parameter, claim.states)
                by_figure[figure].append((file, path, claim))
    for alike in by_figure.values():
        subjects = {claim.subject for _, _, claim in alike}
        if len(subjects) < 2:
            continue
        for name in subjects - wholes.keys():
            wholes[name] = wider_subjects(catalog, name)
        for file, path, claim in alike:
            whole = sorted(wholes[claim.subject] & subjects)
            if whole:
                yield Problem(
                    file,
                    path,
                    f"{claim.id}: the same place gives {' and '.join(whole)} the same figure: "
                    "keep the claim on what the source speaks of",
                )


def _related(catalog: Catalog) -> set[str]:
    """Return the subjects that are a model or a part of another, and those others."""
    found: set[str] = set()
    for name, subject in catalog.subjects.items():
        part_of = None if isinstance(subject, DescribedBattery) else subject.part_of
        wider = {subject.family, part_of} - {None, name}
        if wider:
            found |= {name, *(each for each in wider if each is not None)}
    return found
