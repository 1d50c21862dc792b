"""Promises about evidence: what is called checked was read, in a source that can carry it."""

from collections.abc import Iterator

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks.places import file_of, placed_citations, placed_claims
from batteryviz.catalog.faults import Problem


def checked_claims_rest_on_more_than_weak_sources(catalog: Catalog) -> Iterator[Problem]:
    """A checked claim has a checked citation of a source that is not weak."""
    for file, path, claim in placed_claims(catalog):
        if claim.evidence == "checked" and all(
            catalog.sources[cited.source].weak
            for cited in claim.cited
            if cited.evidence == "checked"
        ):
            yield Problem(
                file, path, "cited: only weak sources; mark the citations unchecked or add a source"
            )


def checked_citations_were_read(catalog: Catalog) -> Iterator[Problem]:
    """A checked citation of a claim, an event or a term is of a source that was read."""
    for file, path, cited in placed_citations(catalog):
        if cited.evidence == "checked" and catalog.sources[cited.source].read_on is None:
            yield Problem(
                file, path, f"cited: {cited.source} is not yet read, so nothing in it is checked"
            )


def nothing_was_read_after_the_facts_date(catalog: Catalog) -> Iterator[Problem]:
    """No source and no place in it was read after the day the pack speaks of."""
    last = catalog.pack.facts_as_of
    for source in catalog.sources.values():
        if source.read_on is not None and source.read_on > last:
            yield Problem("sources", (source.id, "read_on"), f"read_on: after facts_as_of, {last}")
    for file, path, cited in placed_citations(catalog):
        if cited.read_on is not None and cited.read_on > last:
            yield Problem(file, (*path, "read_on"), f"read_on: after facts_as_of, {last}")


def silences_were_looked_for(catalog: Catalog) -> Iterator[Problem]:
    """What is called not published was looked for in sources that were read."""
    for name, subject in catalog.subjects.items():
        for number, silence in enumerate(subject.silences):
            for place, source in enumerate(silence.looked_in):
                if catalog.sources[source].read_on is None:
                    yield Problem(
                        file_of(catalog, name),
                        ("silences", number, "looked_in", place),
                        f"looked_in: {source} is not yet read, so nothing was looked for in it",
                    )
