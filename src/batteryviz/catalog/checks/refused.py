"""The promise to leave out what is not recorded, even where it is public."""

from collections.abc import Iterator

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.catalog.checks.places import file_of
from batteryviz.catalog.faults import Problem
from batteryviz.catalog.recording import refusals_in
from batteryviz.model.base import Strict
from batteryviz.model.element import ElementBase
from batteryviz.safety.strict_yaml import Path as ValuePath


def nothing_refused_is_recorded(catalog: Catalog) -> Iterator[Problem]:
    """No name and no text is about what the encyclopedia does not record.

    Parameters that are do not even load. What publications, and who made them, are called
    stays as printed, as do the headings that say where something was read; and the scope
    of the pack names what it leaves out.
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
        yield from _fields("events", (event.id,), event, "text", "date_note")
    for term in catalog.terms.values():
        yield from _fields("terms", (term.id,), term, "term", "expansion", "meaning", "also")
    for item in catalog.disagreements.values():
        yield from _fields("disagreements", (item.id,), item, "title", "explanation")
    for source in catalog.sources.values():
        yield from _fields("sources", (source.id,), source, "published_note", "no_url", "note")
    yield from _fields("pack", (), catalog.pack, "name", "licence", "report_faults_to")
    for composed in catalog.compositions.values():
        yield from _fields(f"batteries/{composed.id}", (), composed, "name", "summary")
    for comparison in catalog.comparisons.values():
        yield from _fields(f"comparisons/{comparison.id}", (), comparison, "name", "summary")
    for tour in catalog.tours.values():
        yield from _fields(f"tours/{tour.id}", (), tour, "title", "summary", "aims")
        for number, step in enumerate(tour.steps):
            within = ("steps", number)
            yield from _fields(f"tours/{tour.id}", within, step, "title", "text", "notes")


def _texts_of(file: str, subject: AnySubject) -> Iterator[tuple[str, ValuePath, str]]:
    yield file, ("name",), f"{subject.name}; {subject.id}"
    yield from _fields(file, (), subject, "aliases", "label", "summary")
    if isinstance(subject, ElementBase):
        yield from _fields(file, (), subject, "designation", "short_name")
    for number, claim in enumerate(subject.claims):
        yield file, ("claims", number, "id"), claim.id.partition(".")[2]
        keys = ("value", "printed", "variant", "condition", "note")
        yield from _fields(file, ("claims", number), claim, *keys)
    for number, silence in enumerate(subject.silences):
        yield from _fields(file, ("silences", number), silence, "note")


def _fields(
    file: str, within: ValuePath, holder: Strict, *keys: str
) -> Iterator[tuple[str, ValuePath, str]]:
    """Yield those of the fields of ``holder`` that are texts, or lists of texts."""
    for key in keys:
        value = getattr(holder, key)
        if isinstance(value, str):
            yield file, (*within, key), value
        elif isinstance(value, tuple):
            for number, text in enumerate(value):
                yield file, (*within, key, number), text
