"""The promise to leave out what is not recorded, even where it is public."""

from collections.abc import Iterator

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.catalog.checks.places import file_of
from batteryviz.catalog.faults import Problem
from batteryviz.catalog.recording import refusals_in
from batteryviz.safety.strict_yaml import Path as ValuePath


def nothing_refused_is_recorded(catalog: Catalog) -> Iterator[Problem]:
    """No name and no text is about what the encyclopedia does not record.

    Parameters that are do not even load. The titles of publications stay as printed.
    """
    harmless: set[str] = set()
    for file, path, text in _texts(catalog):
        # The ids of claims come again in every file.
        if text in harmless:
            continue
        sentences = list(refusals_in(text))
        if not sentences:
            harmless.add(text)
        for sentence in sentences:
            yield Problem(file, path, f"{path[-1] if path else 'its name'}: {sentence}")


def _texts(catalog: Catalog) -> Iterator[tuple[str, ValuePath, str]]:
    for name, subject in catalog.subjects.items():
        yield from _texts_of(file_of(catalog, name), subject)
    for event in catalog.events.values():
        yield "events", (event.id,), event.id
        yield "events", (event.id, "text"), event.text
    for term in catalog.terms.values():
        yield "terms", (term.id, "term"), term.term
        yield "terms", (term.id, "expansion"), term.expansion or ""
        yield "terms", (term.id, "meaning"), term.meaning
    for item in catalog.disagreements.values():
        yield "disagreements", (item.id, "explanation"), item.explanation
    for composed in catalog.compositions.values():
        yield f"batteries/{composed.id}", ("name",), composed.name
        yield f"batteries/{composed.id}", ("summary",), composed.summary
    for comparison in catalog.comparisons.values():
        yield f"comparisons/{comparison.id}", ("name",), comparison.name
        yield f"comparisons/{comparison.id}", ("summary",), comparison.summary
    for tour in catalog.tours.values():
        yield f"tours/{tour.id}", ("title",), tour.title
        yield f"tours/{tour.id}", ("summary",), tour.summary
        for number, step in enumerate(tour.steps):
            yield f"tours/{tour.id}", ("steps", number, "title"), step.title
            yield f"tours/{tour.id}", ("steps", number, "text"), step.text
            yield f"tours/{tour.id}", ("steps", number, "notes"), step.notes


def _texts_of(file: str, subject: AnySubject) -> Iterator[tuple[str, ValuePath, str]]:
    yield file, ("name",), f"{subject.name}; {subject.id}"
    for number, alias in enumerate(subject.aliases):
        yield file, ("aliases", number), alias
    yield file, ("label",), subject.label
    yield file, ("summary",), subject.summary
    for number, claim in enumerate(subject.claims):
        yield file, ("claims", number, "id"), claim.id.partition(".")[2]
        for key in ("value", "printed", "variant", "condition", "note"):
            text = getattr(claim, key)
            if isinstance(text, str):
                yield file, ("claims", number, key), text
    for number, silence in enumerate(subject.silences):
        yield file, ("silences", number, "note"), silence.note or ""
