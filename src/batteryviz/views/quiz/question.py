"""The kinds of question a quiz asks. Free of pydantic: every surface needs them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from batteryviz.views.document import CitationLine


@dataclass(frozen=True, slots=True)
class Basis:
    """What a question rests on: shown after the answer, whatever that was."""

    text: str
    """What the sources state, in a sentence."""
    citations: tuple[CitationLine, ...]
    claims: tuple[str, ...] = ()
    """Full ids of the claims the key rests on."""
    events: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One right answer among several."""

    id: str
    prompt: str
    options: tuple[str, ...]
    answer: int
    """The index of the right option."""
    basis: Basis


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number, right within what its source leaves open."""

    id: str
    prompt: str
    unit: str
    """The sign of the unit, or nothing for a count."""
    low: Decimal
    high: Decimal
    """The least and the greatest number that is right."""
    shown: str
    """The value as the source gives it, in words."""
    basis: Basis


@dataclass(frozen=True, slots=True)
class Matching:
    """Names to be matched: ``right[answer[i]]`` belongs to ``left[i]``."""

    id: str
    prompt: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    answer: tuple[int, ...]
    basis: Basis
    drawn: bool = False
    """Whether ``left`` names the boxes of the schematic."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """Happenings to be put in order: ``items[answer[0]]`` came first."""

    id: str
    prompt: str
    items: tuple[str, ...]
    answer: tuple[int, ...]
    dates: tuple[str, ...]
    """When each of ``items`` happened, in words, in the order of ``items``."""
    basis: Basis


@dataclass(frozen=True, slots=True)
class Discussion:
    """A disputed fact to talk about: nothing here is right or wrong, and nothing scores."""

    id: str
    prompt: str
    voices: tuple[str, ...]
    """Who says what."""
    basis: Basis


Question: TypeAlias = Choice | Numeric | Matching | Ordering | Discussion


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer and its mark; ``right`` is ``None`` where nothing is right or wrong."""

    given: str
    right: bool | None


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions in the order they are asked; the same seed gives the same quiz."""

    seed: int
    questions: tuple[Question, ...]
    facts_as_of: str
    pack: str
    version: str

    @property
    def scored(self) -> int:
        """How many of the questions have a right answer."""
        return sum(not isinstance(question, Discussion) for question in self.questions)
