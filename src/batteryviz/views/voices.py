"""From claims to voices: who says what, numbered for one page."""

from collections.abc import Sequence

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.evidence import Citation, Claim, Source
from batteryviz.model.quantity import Quantity
from batteryviz.model.units import UNITS
from batteryviz.model.vocabulary import Event, Term
from batteryviz.views import wording
from batteryviz.views.colophon import Colophon
from batteryviz.views.document import (
    Cell,
    CitationLine,
    Json,
    Reference,
    Row,
    Table,
    Units,
    Voice,
)
from batteryviz.views.numbered import Numbered
from batteryviz.views.source_data import source_data
from batteryviz.views.telling import marked, told


class Chorus(Numbered):
    """Collects the voices of one page and numbers its sources as they are met."""

    def __init__(self, catalog: Catalog, units: Units = "published") -> None:
        """Start a page of ``catalog`` on which values are shown in ``units``."""
        super().__init__()
        self._catalog = catalog
        self._units = units

    def cell(self, claims: list[Claim], *, target: str = "", home: str = "") -> Cell:
        """Return the cell in which ``claims`` stand together, and remember them.

        A claim on another subject than ``home`` says so: what is said of "the Patriot
        radar" is said of no one model.
        """
        for claim in claims:
            self.own[claim.id] = None
            self._note(claim.id, claim.evidence, disputed=self._catalog.is_disputed(claim))
            self._hear(claim)
            for rival in self._catalog.rivals(claim):
                self._hear(rival)
            for cited in claim.cited:
                self.number(cited.source, cited.locator)
        return told(
            [self.voices[claim.id] for claim in claims],
            self.voices,
            self._numbers,
            home=home,
            target=target,
        )

    def event_cell(self, event: Event, *, target: str = "") -> Cell:
        """Return the cell that says what happened, with its sources and marks."""
        disputed = self._catalog.is_disputed_event(event)
        self._note(f"event:{event.id}", event.evidence, disputed=disputed)
        return Cell(
            event.text,
            refs=self._cited(event.cited),
            marks=marked(disputed=disputed, unchecked=event.evidence == "unchecked"),
            target=target,
        )

    def event_table(self, events: Sequence[Event]) -> Table:
        """Return what happened, each event leading to its place on the timeline."""
        rows = (
            Row(
                (
                    Cell(wording.date(event.date)),
                    Cell(event.event),
                    self.event_cell(event, target=f"event:{event.id}"),
                ),
                key=event.id,
            )
            for event in events
        )
        return Table(("date", "event", "what happened"), tuple(rows))

    def term_cell(self, term: Term) -> Cell:
        """Return the cell that says what a term means, with its sources and marks."""
        self._note(f"term:{term.id}", term.evidence, disputed=False)
        return Cell(
            f"{term.expansion}. {term.meaning}" if term.expansion else term.meaning,
            refs=self._cited(term.cited),
            marks=marked(disputed=False, unchecked=term.evidence == "unchecked"),
        )

    def _reference(self, source: str, number: int, locators: tuple[str, ...]) -> Reference:
        return reference(self._catalog.sources[source], number, locators)

    def _about(self) -> Colophon:
        return about_pack(self._catalog)

    def _cited(self, cited: tuple[Citation, ...]) -> tuple[int, ...]:
        return tuple(sorted({self.number(c.source, c.locator) for c in cited}))

    def _hear(self, claim: Claim) -> None:
        if claim.id in self.voices:
            return
        self.voices[claim.id] = voice_of(self._catalog, claim, self._units)


def about_pack(catalog: Catalog) -> Colophon:
    """Return what every page of a catalog says of itself."""
    pack = catalog.pack
    return Colophon(
        pack=pack.name,
        version=pack.version,
        digest=catalog.digest,
        facts_as_of=wording.date(pack.facts_as_of),
        licence=pack.licence,
        scope=pack.scope,
        report_faults_to=pack.report_faults_to,
        left_out=len(catalog.left_out),
        left_out_events=catalog.left_out_events,
        left_out_terms=catalog.left_out_terms,
    )


def voice_of(catalog: Catalog, claim: Claim, units: Units = "published") -> Voice:
    """Return one claim as a reader meets it, its value in ``units``."""
    parameter = catalog.parameters[claim.parameter]
    low, high, about = _span(claim)
    return Voice(
        id=claim.id,
        subject=claim.subject,
        subject_name=catalog.subjects[claim.subject].name,
        parameter=claim.parameter,
        label=parameter.label,
        group=parameter.group,
        text=wording.value(claim, units),
        printed=claim.printed or "",
        scope=wording.scope(claim),
        evidence=claim.evidence,
        citations=tuple(
            citation_line(catalog.sources[cited.source], cited) for cited in claim.cited
        ),
        rivals=tuple(rival.id for rival in catalog.rivals(claim)),
        reasons=tuple(
            f"{disagreement.reason}: {disagreement.explanation}"
            for disagreement in catalog.disagreements_of(claim.id)
        ),
        note=claim.note or "",
        low=low,
        high=high,
        about=about,
        unit=claim.unit or "",
        value=json_value(claim),
    )


def reference(source: Source, number: int, locators: tuple[str, ...]) -> Reference:
    """Return a source as the numbered reference of a page that cites it at ``locators``."""
    return Reference(
        number=number,
        source=source.id,
        text=wording.source_line(source),
        locators=locators,
        read=wording.how_read(source),
        url=source.url or "",
        data=source_data(source),
    )


def citation_line(source: Source, cited: Citation) -> CitationLine:
    """Return one citation in words, with all that a card shows of it."""
    return CitationLine(
        source=source.id,
        locator=cited.locator,
        read_on=str(cited.read_on or ""),
        evidence=cited.evidence,
        publisher=source.publisher,
        year=wording.year(source),
        text=wording.source_line(source),
        read=wording.how_read(source),
        url=source.url or "",
    )


def _span(claim: Claim) -> tuple[float | None, float | None, bool]:
    """Return the ends of a number in base units, for drawing on one scale."""
    if not isinstance(claim.value, Quantity):
        return None, None, False
    unit = UNITS[claim.unit] if claim.unit else None

    def base(number: object) -> float | None:
        if number is None:
            return None
        if unit is None or unit.factor is None:
            return float(str(number))
        return float(str(number)) * float(unit.factor) + float(unit.offset)

    return base(claim.value.min), base(claim.value.max), claim.value.about


def json_value(claim: Claim) -> Json:
    """Return a claim's value as JSON: a number, a text, or an object with min and max."""
    if not isinstance(claim.value, Quantity):
        return claim.value
    quantity = claim.value
    if quantity.form == "exact" and quantity.min is not None:
        return _json_number(quantity.min)
    ends: dict[str, Json] = {}
    if quantity.min is not None:
        ends["min"] = _json_number(quantity.min)
    if quantity.max is not None:
        ends["max"] = _json_number(quantity.max)
    if quantity.about:
        ends["about"] = True
    return ends


def _json_number(number: object) -> int | float:
    return number if isinstance(number, int) else float(str(number))
