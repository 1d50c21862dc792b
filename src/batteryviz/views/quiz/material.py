"""What questions are made of: small records in numbered groups. Free of pydantic.

They are gathered from the models once. A compiled pack keeps each of them under its
number, so that a quiz reads what it asks, whatever the size of the pack.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol, TypeVar

from batteryviz.views.document import CitationLine, Colophon, Reference, Schematic, Voice

R = TypeVar("R")

VALUES = "values:"
"""What the groups of ``Value`` begin with; the id of their parameter follows."""
OPTIONS = "options:"
"""What the groups of ``Option`` begin with; a parameter and a unit follow."""
NAMES = "names"
"""The ``Name`` of each short name, by the length of its words."""
BOXES = "boxes"
"""The ``Name`` of each box of the home page's schematic, in the order of the drawing."""
SPEAKERS = "speakers"
"""A ``Dispute`` whose voices can be told from each other."""
REASONS = "reasons"
"""A ``Dispute`` to talk about."""
EVENTS = "events"
"""A ``Happening`` that can be put in order."""
TOURS = "tours"
"""A ``Matter`` for each tour."""


class Value(NamedTuple):
    """A firm claim whose value may be asked for."""

    claim: str
    subject: str
    asked: str
    """The question of its parameter."""
    options: str
    """The group of the values that may stand beside it."""
    sign: str
    """The sign of its unit, or nothing."""
    low: str
    high: str
    """The least and the greatest number that is right; nothing for words."""
    typed: bool
    """Whether a reader may be asked to type the number."""
    spells: str
    """The words, in small letters, where some short name stands for them; else nothing."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is about, as a tour names it."""
        return (f"claim:{self.claim}",)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids of the subjects it speaks of."""
        return (self.subject,)


class Option(NamedTuple):
    """A value some source gives, to stand beside that of another subject."""

    text: str
    low: str = ""
    high: str = ""
    """As in ``Value``."""


class Name(NamedTuple):
    """A short name and the words it stands for."""

    id: str
    short: str
    words: str
    subjects: tuple[str, ...]
    citations: tuple[CitationLine, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What it is about, as a tour names it."""
        return (f"term:{self.id}",)


class Dispute(NamedTuple):
    """A disagreement of claims."""

    id: str
    title: str
    reason: str
    """Why they may differ, in words."""
    claims: tuple[str, ...]
    """The ids of all its claims."""
    subjects: tuple[str, ...]
    voices: tuple[tuple[str, tuple[str, ...]], ...]
    """The claims to be asked about or heard, each with the sources that say otherwise."""

    @property
    def names(self) -> tuple[str, ...]:
        """What it is about, as a tour names it."""
        return tuple(f"claim:{claim}" for claim in self.claims)


class Happening(NamedTuple):
    """A dated event."""

    id: str
    said: str
    """Of whom what is told."""
    text: str
    """What is told."""
    date: str
    """When, in words."""
    first: str
    last: str
    """The first and the last day that can mean, as ``1991-01-18``."""
    subjects: tuple[str, ...]
    citations: tuple[CitationLine, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What it is about, as a tour names it."""
        return (f"event:{self.id}",)


class Matter(NamedTuple):
    """What a tour is about."""

    tour: str
    about: tuple[str, ...]
    """The ids of the subjects it shows or speaks of."""
    taught: tuple[str, ...]
    """What its steps say: ``claim:…``, ``event:…``, ``term:…``."""


Record = Value | Option | Name | Dispute | Happening | Matter


class Material(Protocol):
    """All that may be asked about one pack."""

    @property
    def groups(self) -> Mapping[str, range]:
        """The numbers of the records of each group."""

    @property
    def colophon(self) -> Colophon:
        """What every page of the pack says of itself."""

    @property
    def drawing(self) -> Schematic | None:
        """The schematic of the home page, where the pack has a battery."""

    def record(self, kind: Callable[..., R], number: int) -> R:
        """Return the record ``number``, which is of ``kind``."""

    def voice(self, claim: str) -> Voice:
        """Return one claim as a reader meets it."""

    def reference(self, source: str) -> Reference:
        """Return a source as a page lists it."""


def matters(material: Material) -> dict[str, Matter]:
    """Return what each tour of the pack is about, by its id."""
    found = (material.record(Matter, number) for number in material.groups.get(TOURS, ()))
    return {matter.tour: matter for matter in found}
