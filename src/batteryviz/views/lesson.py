"""A lesson: a tour with its drawing, its quiz, its cards and its sources, for every writer."""

import re
from dataclasses import dataclass, replace

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.evidence import Source
from batteryviz.model.tour import Step, Tour
from batteryviz.views import wording
from batteryviz.views.composition import composition
from batteryviz.views.document import (
    Cell,
    Colophon,
    Document,
    Reference,
    Schematic,
)
from batteryviz.views.kinds import KIND_NAMES
from batteryviz.views.quiz import spelling
from batteryviz.views.quiz.gathered import Gathered
from batteryviz.views.quiz.material import Material
from batteryviz.views.quiz.question import Quiz
from batteryviz.views.quiz.quiz import make_quiz
from batteryviz.views.quiz.truth import Truth, has_one_expansion
from batteryviz.views.quiz.values import named, value_basis
from batteryviz.views.seeding import default_battery
from batteryviz.views.tours import evidence_of, minutes, subjects_of, taught_by
from batteryviz.views.voices import Chorus, voice_of

DEFAULT_QUESTIONS = 8


@dataclass(frozen=True, slots=True)
class Voice:
    """One rival value, and who gives it."""

    value: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the tour as the class and the presenter meet it."""

    number: int
    title: str
    text: str
    notes: str
    minutes: str
    page: str
    kind: str
    """The kind of the subject its page shows, or nothing."""
    facts: tuple[Cell, ...]
    """What it rests on, a line each, numbered with the sources of the lesson."""
    voices: tuple[Voice, ...]
    """Who says what, where sources disagree."""
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A flash card. Its id never changes, so that a later import updates it."""

    id: str
    front: str
    back: str
    source: str
    kind: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """All that leaves in a lesson pack."""

    id: str
    title: str
    summary: str
    aims: tuple[str, ...]
    minutes: str
    stops: tuple[Stop, ...]
    words: tuple[tuple[str, str], ...]
    """Terms the tour explains or names, with their meaning."""
    quiz: Quiz
    material: Material
    """What the quiz was made of."""
    cards: tuple[Card, ...]
    battery: Document | None
    """The page of the battery that is drawn, without links no source was read for."""
    references: tuple[Reference, ...]
    colophon: Colophon

    @property
    def drawing(self) -> Schematic | None:
        """The schematic of the battery, where the pack has a battery."""
        if self.battery is None:
            return None
        return next(block for block in self.battery.blocks if isinstance(block, Schematic))


def lesson(
    catalog: Catalog, tour_id: str, seed: int = 1, questions: int = DEFAULT_QUESTIONS
) -> Lesson:
    """Return the lesson of a tour, with a quiz of at most ``questions`` questions."""
    tour = catalog.tours[tour_id]
    chorus = Chorus(catalog)
    about = subjects_of(catalog, tour)
    material = Gathered(catalog)
    stops = tuple(_stop(catalog, step, number, chorus) for number, step in enumerate(tour.steps, 1))
    return Lesson(
        id=tour.id,
        title=tour.title,
        summary=tour.summary,
        aims=tour.aims,
        minutes=minutes(tour.minutes),
        stops=stops,
        words=tuple(_words(catalog, tour)),
        quiz=make_quiz(material, seed, questions, about=about, taught=taught_by(tour)),
        material=material,
        cards=tuple(_cards(catalog, tour, about)),
        battery=_battery(catalog),
        references=chorus.references().items,
        colophon=chorus.colophon(),
    )


def _stop(catalog: Catalog, step: Step, number: int, chorus: Chorus) -> Stop:
    facts = evidence_of(catalog, step, chorus)
    return Stop(
        number,
        step.title,
        step.text,
        step.notes,
        minutes(step.minutes),
        step.page,
        _kind(catalog, step.page),
        tuple(facts),
        tuple(_voices(catalog, step)),
        tuple(sorted({number for fact in facts for number in fact.refs})),
    )


def _kind(catalog: Catalog, page: str) -> str:
    room, _, name = page.partition(":")
    kind = catalog.subjects[name].kind if room == "element" else ""
    return kind if kind in KIND_NAMES else ""


def _voices(catalog: Catalog, step: Step) -> list[Voice]:
    voices = []
    # Where the rivals speak of several subjects, each value names its own.
    several = len({catalog.claims[name].subject for name in step.disputed}) > 1
    for name in step.disputed:
        claim = catalog.claims[name]
        speakers = dict.fromkeys(
            _speaker(catalog.sources[cited.source])
            for cited in claim.cited
            if cited.evidence == "checked"
        )
        first, *others = speakers
        more = f" and {len(others)} more" if others else ""
        name = f"{catalog.subjects[claim.subject].name}: " if several else ""
        scope = f" ({wording.scope(claim)})" if wording.scope(claim) and not several else ""
        voices.append(Voice(f"{name}{wording.value(claim)}{scope}", f"{first}{more}"))
    for name in step.disputed_events:
        event = catalog.events[name]
        cited = next(place for place in event.cited if place.evidence == "checked")
        speaker = _speaker(catalog.sources[cited.source])
        voices.append(Voice(f"{wording.date(event.date)}: {event.event}", speaker))
    return voices


def _speaker(source: Source) -> str:
    """Return who speaks, as short as a slide wants it: a long name by its acronym."""
    short = re.fullmatch(r"(.{24,}) \(([A-Z]{3,})\)", source.publisher)
    return f"{short[2] if short else source.publisher}, {wording.year(source)}"


def _words(catalog: Catalog, tour: Tour) -> list[tuple[str, str]]:
    """Return the checked terms that a step names, or that its text uses."""
    named = {name for step in tour.steps for name in step.terms}
    said = " ".join(f"{step.title} {step.text}" for step in tour.steps)
    return [
        (term.term, f"{term.expansion}. {term.meaning}" if term.expansion else term.meaning)
        for term in catalog.terms.values()
        if any(cited.evidence == "checked" for cited in term.cited)
        and (term.id in named or re.search(rf"\b{re.escape(term.term)}s?\b", said))
    ]


def _cards(catalog: Catalog, tour: Tour, about: frozenset[str]) -> list[Card]:
    truth = Truth(catalog)
    cards = []
    for claim in catalog.claims.values():
        asked = catalog.parameters[claim.parameter].question
        if claim.subject in about and asked and truth.is_firm(claim):
            voice = voice_of(catalog, claim)
            cards.append(
                Card(
                    f"claim:{claim.id}",
                    f"{named(voice)}: {asked}",
                    voice.text,
                    spelling.sources(value_basis(voice)),
                    "fact",
                )
            )
    shown = {name for step in tour.steps for name in step.terms}
    for term in catalog.terms.values():
        known = term.id in shown or about & set(term.see)
        if known and has_one_expansion(catalog, term) and term.expansion:
            lines = [cited for cited in term.cited if cited.evidence == "checked"]
            cards.append(
                Card(
                    f"term:{term.id}",
                    f"{term.term}: what do the letters stand for?",
                    f"{term.expansion}. {term.meaning}",
                    "; ".join(wording.citation(catalog.sources[c.source], c) for c in lines),
                    "term",
                )
            )
    return cards


def _battery(catalog: Catalog) -> Document | None:
    battery = default_battery(catalog)
    if battery is None:
        return None
    document = composition(catalog, battery)
    return replace(
        document,
        blocks=tuple(
            replace(block, links=tuple(link for link in block.links if link.checked))
            if isinstance(block, Schematic)
            else block
            for block in document.blocks
        ),
    )
