"""How the checks walk over a catalog: every claim and citation with its place."""

from collections.abc import Callable, Iterator

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.faults import Problem
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.evidence import Citation, Claim
from batteryviz.safety.strict_yaml import Path as ValuePath

Check = Callable[[Catalog], Iterator[Problem]]
"""One promise: yields a problem for every place that breaks it."""


def file_of(catalog: Catalog, subject_id: str) -> str:
    """Return the file a subject is written in."""
    described = isinstance(catalog.subjects[subject_id], DescribedBattery)
    return f"{'batteries' if described else 'elements'}/{subject_id}"


def placed_claims(catalog: Catalog) -> Iterator[tuple[str, ValuePath, Claim]]:
    """Yield every claim with its file and its path in it."""
    for name, subject in catalog.subjects.items():
        file = file_of(catalog, name)
        for number, claim in enumerate(subject.claims):
            yield file, ("claims", number), claim


def placed_citations(catalog: Catalog) -> Iterator[tuple[str, ValuePath, Citation]]:
    """Yield every citation of a claim, an event or a term with its file and path."""
    for file, path, claim in placed_claims(catalog):
        for number, cited in enumerate(claim.cited):
            yield file, (*path, "cited", number), cited
    for event in catalog.events.values():
        for number, cited in enumerate(event.cited):
            yield "events", (event.id, "cited", number), cited
    for term in catalog.terms.values():
        for number, cited in enumerate(term.cited):
            yield "terms", (term.id, "cited", number), cited
