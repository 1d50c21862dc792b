"""The promises tours keep: they rest on firm claims, and they speak briefly."""

from collections.abc import Iterator

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.faults import Problem
from batteryviz.model.tour import Step

LONGEST_TITLE = 60
"""Characters of a step's title: it stands on one or two lines of a slide."""

LONGEST_TEXT = 45
"""Words of a step's text: it stands on one slide, in letters read from the back row."""


def tours_rest_on_firm_claims(catalog: Catalog) -> Iterator[Problem]:
    """A tour states what is checked and undisputed; what is disputed it calls disputed."""
    contested = {event for item in catalog.disagreements.values() for event in item.events}
    for tour in catalog.tours.values():
        for number, step in enumerate(tour.steps):
            for key, place, message in _faults(catalog, step, contested):
                yield Problem(f"tours/{tour.id}", ("steps", number, key, place), message)


def _faults(catalog: Catalog, step: Step, contested: set[str]) -> Iterator[tuple[str, int, str]]:
    for key, names in (("claims", step.claims), ("disputed", step.disputed)):
        for place, name in enumerate(names):
            claim = catalog.claims[name]
            if claim.evidence == "unchecked":
                yield key, place, f"{key}: {name} is unchecked; a tour rests on checked claims"
            if key == "claims" and catalog.is_disputed(claim):
                yield key, place, f"claims: {name} is disputed; name it under disputed, and say so"
            if key == "disputed" and not catalog.is_disputed(claim):
                yield key, place, f"disputed: nothing disputes {name}; name it under claims"
    for key, names in (("events", step.events), ("disputed_events", step.disputed_events)):
        for place, name in enumerate(names):
            if catalog.events[name].evidence == "unchecked":
                yield key, place, f"{key}: {name} is unchecked; a tour rests on checked events"
            if (name in contested) != (key == "disputed_events"):
                remedy = (
                    f"{name} is disputed; name it under disputed_events, and say so"
                    if name in contested
                    else f"nothing disputes {name}; name it under events"
                )
                yield key, place, f"{key}: {remedy}"
    for place, name in enumerate(step.terms):
        if not any(cited.evidence == "checked" for cited in catalog.terms[name].cited):
            yield "terms", place, f"terms: {name} is unchecked; a tour rests on checked terms"


def tours_speak_briefly(catalog: Catalog) -> Iterator[Problem]:
    """A step's title and text fit one slide."""
    for tour in catalog.tours.values():
        for number, step in enumerate(tour.steps):
            file = f"tours/{tour.id}"
            if len(step.title) > LONGEST_TITLE:
                yield Problem(
                    file,
                    ("steps", number, "title"),
                    f"title: {len(step.title)} characters; a step's title has at most "
                    f"{LONGEST_TITLE}",
                )
            words = len(step.text.split())
            if words > LONGEST_TEXT:
                yield Problem(
                    file,
                    ("steps", number, "text"),
                    f"text: {words} words; a step's text has at most {LONGEST_TEXT}",
                )
