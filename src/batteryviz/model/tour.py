"""Guided tours: steps over pages of the encyclopedia, each resting on claims."""

from collections import Counter
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from batteryviz.model.base import ClaimId, Line, Prose, Slug, Strict
from batteryviz.model.quantity import Number
from batteryviz.safety.names import is_slug

_ALONE = frozenset({"battery", "glossary", "sources", "timeline"})
_WITH_NAME = frozenset({"battery", "comparison", "element", "event", "source", "term", "timeline"})


def _page_key(text: str) -> str:
    room, colon, name = text.partition(":")
    known = room in (_WITH_NAME if colon else _ALONE)
    if not known or (colon and not is_slug(name)):
        raise ValueError(
            f"{text!r} is not a page: write battery, element:ID, comparison:ID, event:ID, "
            "timeline, source:ID, term:ID, glossary or sources"
        )
    return text


def _minutes(number: int | Decimal) -> int | Decimal:
    if not 0 < number <= 60:
        raise ValueError(f"{number} minutes: a step takes more than 0 and at most 60")
    return number


PageKey = Annotated[str, AfterValidator(_page_key)]
"""The page a step stands on: ``element:m903``, ``comparison:radars``, ``battery``."""

Minutes = Annotated[Number, AfterValidator(_minutes)]
"""How long a step takes: 1.5."""


MOST_IN_A_STEP = 40
"""Things of one sort that a step rests on: more than a class sees in its minutes."""


def _names_once(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        twice = next(name for name, number in Counter(names).items() if number > 1)
        raise ValueError(f"{twice} is named twice: once is enough")
    return names


_ClaimIds = Annotated[
    tuple[ClaimId, ...], Field(max_length=MOST_IN_A_STEP), AfterValidator(_names_once)
]
_Slugs = Annotated[tuple[Slug, ...], Field(max_length=MOST_IN_A_STEP), AfterValidator(_names_once)]


class Step(Strict):
    """One stop of a tour."""

    id: Slug
    """A short slug, unique in its tour."""
    page: PageKey
    """The page shown beside the text."""
    title: Line
    """The heading the class sees: one idea."""
    text: Prose
    """A sentence or two for the class."""
    notes: Prose
    """What the presenter may say or ask; the class does not see it."""
    minutes: Minutes
    """The time planned for it."""
    claims: _ClaimIds = ()
    """Full ids of the checked, undisputed claims the text rests on: subject.claim."""
    disputed: _ClaimIds = ()
    """Full ids of the claims the step shows as disputed."""
    events: _Slugs = ()
    """The ids of the checked, undisputed events it rests on."""
    disputed_events: _Slugs = ()
    """The ids of the events the step shows as disputed."""
    terms: _Slugs = ()
    """The ids of the glossary terms it explains."""

    @model_validator(mode="after")
    def _rests_on_something(self) -> Self:
        if not (self.claims or self.disputed or self.events or self.disputed_events or self.terms):
            raise ValueError("a step rests on a claim, an event or a term: name one")
        return self


class Tour(Strict):
    """A lesson as a walk through the encyclopedia."""

    id: Slug
    """The name of the file, without .yaml."""
    title: Line
    """The question or the subject of the lesson."""
    summary: Prose
    """What the tour shows, for the one who chooses it."""
    aims: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=5)]
    """What the class can do afterwards, one sentence each."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=20)]
    """The stops, in order."""

    @model_validator(mode="after")
    def _steps_have_ids_of_their_own(self) -> Self:
        names = [step.id for step in self.steps]
        if len(set(names)) < len(names):
            raise ValueError("two steps have the same id: rename one")
        return self

    @property
    def minutes(self) -> int | Decimal:
        """The time planned for all steps."""
        return sum((step.minutes for step in self.steps), start=0)
