"""Promises about the lists: what stands in them is used."""

from collections.abc import Iterator

from pydantic import BaseModel

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks.phrases import Phrases
from batteryviz.catalog.checks.places import placed_citations
from batteryviz.catalog.faults import Problem
from batteryviz.model.vocabulary import Event, Term

_IDS = frozenset({"id", "cited", "looked_in", "subject", "parameter", "see"})
"""Fields that hold ids: a term is not met in them."""


def sources_are_cited(catalog: Catalog) -> Iterator[Problem]:
    """Every source is cited, or was searched in vain."""
    used = {cited.source for _, _, cited in placed_citations(catalog)}
    for subject in catalog.subjects.values():
        for silence in subject.silences:
            used |= set(silence.looked_in)
    for source in catalog.sources:
        if source not in used:
            yield Problem("sources", (source,), f"{source}: nothing cites this source: remove it")


def parameters_are_used(catalog: Catalog) -> Iterator[Problem]:
    """Every parameter is stated by a claim, or called not published."""
    used = {claim.parameter for claim in catalog.claims.values()}
    for subject in catalog.subjects.values():
        used |= {silence.parameter for silence in subject.silences}
    for parameter in catalog.parameters:
        if parameter not in used:
            yield Problem("parameters", (parameter,), f"{parameter}: no claim uses it: remove it")


def terms_are_met(catalog: Catalog) -> Iterator[Problem]:
    """Every term is met in some text of the pack, or leads to a subject."""
    waiting = {term.id: term for term in catalog.terms.values() if not term.see}
    if not waiting:
        return
    names = Phrases()
    for term in waiting.values():
        for name in (term.term, *term.also, *([term.expansion] if term.expansion else [])):
            names.add(name, term.id)
    met: set[str] = set()
    for models in (
        catalog.subjects,
        catalog.compositions,
        catalog.comparisons,
        catalog.parameters,
        catalog.events,
        catalog.terms,
        catalog.disagreements,
    ):
        for model in models.values():
            # Its own words are no place where a term is met.
            own = {model.id} if isinstance(model, Term) else set()
            for text in _texts(model):
                for owners in names.met_in(text):
                    met |= owners - own
                    owners &= own
    for name in waiting:
        if name not in met:
            yield Problem(
                "terms",
                (name,),
                f"{name}: no text mentions this term and it leads nowhere: remove it",
            )


def _texts(model: BaseModel) -> Iterator[str]:
    for name in type(model).model_fields:
        if name not in _IDS and not (name == "also" and isinstance(model, Event)):
            yield from _texts_in(getattr(model, name))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts_in(inner)
    elif isinstance(value, BaseModel):
        yield from _texts(value)
