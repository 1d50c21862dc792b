"""Promises about names: an id is the name of its file or of its stanza."""

from collections.abc import Iterator

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks.problem import Problem, file_of


def ids_are_file_names(catalog: Catalog) -> Iterator[Problem]:
    """The id of a subject, a battery or a comparison is the name of its file."""
    ids = (
        {file_of(catalog, name): subject.id for name, subject in catalog.subjects.items()}
        | {f"batteries/{name}": battery.id for name, battery in catalog.compositions.items()}
        | {f"comparisons/{name}": item.id for name, item in catalog.comparisons.items()}
    )
    for file, given in ids.items():
        if given != file.partition("/")[2]:
            yield Problem(file, ("id",), f"id: {given} is not the file's name: leave it out")


def ids_are_keys(catalog: Catalog) -> Iterator[Problem]:
    """The id of a source, a parameter, a term, an event or a disagreement is its key."""
    lists = {
        "sources": {key: source.id for key, source in catalog.sources.items()},
        "parameters": {key: parameter.id for key, parameter in catalog.parameters.items()},
        "terms": {key: term.id for key, term in catalog.terms.items()},
        "events": {key: event.id for key, event in catalog.events.items()},
        "disagreements": {key: item.id for key, item in catalog.disagreements.items()},
    }
    for file, ids in lists.items():
        for key, given in ids.items():
            if given != key:
                yield Problem(file, (key, "id"), f"id: {given} is not its key: leave it out")
