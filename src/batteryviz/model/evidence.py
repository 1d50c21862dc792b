"""What makes a value worth printing: the source, the citation, and the claim."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from batteryviz.model.base import ClaimId, Line, Prose, Slug, Strict
from batteryviz.model.dates import DateText, DayText, PartialDate
from batteryviz.model.quantity import Quantity, Value
from batteryviz.model.units import UnitName
from batteryviz.safety.addresses import web_address_fault

Evidence = Literal["checked", "unchecked"]
"""``checked``: the source's text was read. ``unchecked``: widely printed, still to be opened."""

SourceKind = Literal[
    "official",
    "museum",
    "manufacturer",
    "research institute",
    "engineering paper",
    "press",
    "encyclopedia",
    "reference site",
]

HowRead = Literal["whole", "opening only", "excerpt", "not yet read"]


def _web_address(address: str) -> str:
    if fault := web_address_fault(address):
        raise ValueError(fault)
    return address


WebAddress = Annotated[str, Field(max_length=1_000), AfterValidator(_web_address)]


class Source(Strict):
    """One publication, entered once however many claims rest on it."""

    id: Slug
    """The key of the stanza in sources.yaml."""
    title: Line
    """The publication's own title; in brackets where it has none."""
    publisher: Line
    """Who published it."""
    kind: SourceKind
    """What sort of publication it is."""
    author: Line | None = None
    """The person named as author, where one is."""
    published: DateText | None = None
    """When it was published, as precisely as it says."""
    published_note: Line | None = None
    """How the date is known when the source does not print it: "inferred from the text"."""
    url: WebAddress | None = None
    """Its address on the web."""
    no_url: Line | None = None
    """Why there is no address: "not known", "printed book"."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    """The language of the text, as two letters."""
    relays: Line | None = None
    """Whose words it passes on, when not its own: an agency, a notice, a ministry."""
    copy_of: Line | None = None
    """What it is a copy or a mirror of, when it is not the original place."""
    how_read: HowRead
    """How much of it was read."""
    read_on: DayText | None = None
    """The day it was read."""
    weak: bool = False
    """It may not carry a checked claim alone: anonymous, or a paraphrase of a paraphrase."""
    note: Prose | None = None
    """What a reader should know about it."""

    @model_validator(mode="after")
    def _is_honest(self) -> Self:
        if (self.url is None) == (self.no_url is None):
            raise ValueError("a source has a url, or a no_url that says why not")
        if (self.how_read == "not yet read") != (self.read_on is None):
            raise ValueError("a source that was read has read_on, one not yet read has none")
        return self

    @property
    def origin(self) -> str:
        """Whose statement it is: two sources of one origin are not independent."""
        return self.relays or self.copy_of or self.publisher


class Citation(Strict):
    """Where one claim was read, or where it is still to be looked up."""

    source: Slug
    """The id of a source."""
    locator: Line
    """Where in the source: a paragraph, a page, a caption."""
    evidence: Evidence
    """checked, or unchecked."""
    read_on: DayText | None = None
    """The day the place was read; none while unchecked and not yet opened."""

    @model_validator(mode="after")
    def _checked_means_read(self) -> Self:
        if self.evidence == "checked" and self.read_on is None:
            raise ValueError("a checked citation has read_on: the day its text was read")
        return self


def evidence_of(cited: tuple[Citation, ...]) -> Evidence:
    """Return how well a statement is evidenced: checked when one of its citations is."""
    if any(citation.evidence == "checked" for citation in cited):
        return "checked"
    return "unchecked"


class Claim(Strict):
    """One value that at least one source states of one subject.

    A claim without a citation cannot be constructed.
    """

    id: ClaimId
    """A short slug, unique in its file; never changed once published."""
    parameter: Slug
    """The id of a parameter in parameters.yaml."""
    value: Value
    """A number, {about: n}, {min: n, max: n}, {min: n}, {max: n}, or words."""
    unit: UnitName | None = None
    """The unit the source prints; none for words and counts."""
    printed: Line | None = None
    """The value in the source's own wording, where the wording matters."""
    subject: Slug
    """What the source spoke of, when that is wider than the element of this file."""
    as_of: DateText | None = None
    """The date the source speaks of."""
    variant: Line | None = None
    """The variant or the part meant, when the source names one."""
    condition: Line | None = None
    """Under what condition it holds: "as displayed in 2024", "requested"."""
    cited: Annotated[tuple[Citation, ...], Field(min_length=1)]
    """Where it is stated: one citation or more."""
    note: Prose | None = None
    """What a reader should know to read the value rightly."""

    @model_validator(mode="after")
    def _cites_a_place_once_and_has_a_number_for_its_unit(self) -> Self:
        places = {(citation.source, citation.locator) for citation in self.cited}
        if len(places) < len(self.cited):
            raise ValueError("the same place is cited twice")
        if self.unit is not None and not isinstance(self.value, Quantity):
            raise ValueError(f"the unit {self.unit} stands beside words; a unit needs a number")
        return self

    @property
    def evidence(self) -> Evidence:
        """Checked when one of its citations is."""
        return evidence_of(self.cited)

    @property
    def scope(self) -> tuple[PartialDate | None, str | None, str | None]:
        """Date, variant and condition: claims of different scope do not contradict."""
        return (self.as_of, self.variant, self.condition)

    @property
    def states(self) -> tuple[Value, UnitName | None]:
        """What is compared when two claims are asked whether they say the same."""
        return (self.value, self.unit)


class Silence(Strict):
    """A parameter that was looked for and not found: not the same as not looked for."""

    parameter: Slug
    """The id of the parameter."""
    looked_in: Annotated[tuple[Slug, ...], Field(min_length=1)]
    """The ids of the sources that were searched for it."""
    note: Prose | None = None
    """What the search met instead."""
