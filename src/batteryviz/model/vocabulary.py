"""The words claims are made of: parameters, terms, events, disagreements, the pack itself."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from batteryviz.model.base import Line, Prose, Slug, Strict
from batteryviz.model.dates import DateText, DayText
from batteryviz.model.evidence import Citation, Evidence, evidence_of
from batteryviz.model.units import Dimension

PartKind = Literal[
    "launching-station",
    "radar-set",
    "engagement-control-station",
    "antenna-mast-group",
    "electric-power-plant",
]
"""The five kinds of element a battery is drawn with."""

Group = Literal[
    "identity",
    "make-up",
    "function",
    "coverage",
    "size and weight",
    "performance",
    "power",
    "carriage",
    "people",
    "making",
    "numbers",
    "cost",
    "upkeep",
]
"""The order of this list is the order of groups on a sheet."""

EventType = Literal[
    "concept",
    "naming",
    "development",
    "test",
    "production",
    "contract",
    "agreement",
    "announcement",
    "request",
    "delivery",
    "fielding",
    "service",
    "combat use",
    "capability",
    "upgrade",
    "report",
    "opening",
    "transfer",
    "retirement",
]
"""What happened on a date; there is no bare "in service"."""

Reason = Literal[
    "different variant",
    "year",
    "scope",
    "milestone",
    "rounding",
    "national practice",
    "wording",
    "unexplained",
]
"""Why rival values may differ."""


def _asks(text: str) -> str:
    if not text.endswith("?"):
        raise ValueError("a question ends with a question mark")
    return text


Question = Annotated[Line, AfterValidator(_asks)]


class Parameter(Strict):
    """A thing that can be stated of a subject: data, not a field."""

    id: Slug
    """The key of the stanza in parameters.yaml."""
    label: Line
    """The name shown in a row: at most 32 characters."""
    group: Group
    """The group of rows it stands in."""
    dimension: Dimension = "text"
    """What its value measures; text and count have no unit."""
    meaning: Prose
    """What it means, in one sentence."""
    counts: PartKind | None = None
    """For a number of battery parts: the kind of part it counts."""
    several: bool = False
    """Several answers at once are normal (users, makers), and no contradiction."""
    question: Question | None = None
    """How a quiz asks for it, after the subject's name: "how many axles does it have?".

    A parameter without a question is never asked.
    """


MOST_FORMS = 40
"""Other spellings of one term; each is looked for in every text."""


class Term(Strict):
    """One line of the glossary."""

    id: Slug
    """The key of the stanza in terms.yaml."""
    term: Line
    """The acronym or word as printed."""
    expansion: Line | None = None
    """The words it stands for."""
    meaning: Prose
    """What it means, in plain words."""
    also: Annotated[tuple[Line, ...], Field(max_length=MOST_FORMS)] = ()
    """Other forms it is printed in."""
    see: tuple[Slug, ...] = ()
    """The elements it names or belongs to."""
    cited: Annotated[tuple[Citation, ...], Field(min_length=1)]
    """Where it is explained."""

    @property
    def evidence(self) -> Evidence:
        """Checked when one of its citations is."""
        return evidence_of(self.cited)


class Event(Strict):
    """One dated happening; the date always says of what."""

    id: Slug
    """The key of the stanza in events.yaml."""
    date: DateText
    """When: 1991-01-18, 1976-05, 1961, early 2010s."""
    date_note: Line | None = None
    """How the date is known, when it is inferred; or the source's own wording of it."""
    event: EventType
    """What kind of happening the date is of."""
    subject: Slug
    """The id of the subject it happened to."""
    also: tuple[Slug, ...] = ()
    """Other subjects it concerns."""
    text: Prose
    """What happened, in one sentence."""
    cited: Annotated[tuple[Citation, ...], Field(min_length=1)]
    """Where it is stated."""

    @property
    def evidence(self) -> Evidence:
        """Checked when one of its citations is."""
        return evidence_of(self.cited)


MOST_VOICES = 50
"""Voices on one question; each is shown beside all others."""


class Disagreement(Strict):
    """Claims or events that are rivals, and why they may differ."""

    id: Slug
    """The key of the stanza in disagreements.yaml."""
    title: Line
    """What they disagree about."""
    claims: Annotated[tuple[Line, ...], Field(max_length=MOST_VOICES)] = ()
    """The full ids of the rival claims: subject.claim."""
    events: Annotated[tuple[Slug, ...], Field(max_length=MOST_VOICES)] = ()
    """The ids of the rival events."""
    reason: Reason
    """Why they may differ."""
    explanation: Prose
    """The reason in a sentence or two, naming only what the sources show."""


class Pack(Strict):
    """What a set of spec files says of itself."""

    name: Line
    """The name of the encyclopedia."""
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    """The version of the facts: major.minor.patch."""
    facts_as_of: DayText
    """The day up to which sources were read; every artefact carries it."""
    classification: Literal["public"]
    """Always public: nothing else may be recorded."""
    licence: Line
    """The licence of the facts."""
    scope: Prose
    """What is recorded and what is not."""
    report_faults_to: Line
    """How a reader reports a wrong fact."""
