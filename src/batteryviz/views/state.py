"""The state of the encyclopedia: what it holds, and what still waits for a library."""

from collections.abc import Sequence

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.catalog.checks.reading_level import reading_report
from batteryviz.model.element import KINDS
from batteryviz.model.evidence import Citation, Claim
from batteryviz.views import wording
from batteryviz.views.document import (
    SCHEMA_VERSION,
    Cell,
    Document,
    Json,
    Paragraph,
    Row,
    Table,
)
from batteryviz.views.voices import Chorus

COLUMNS = ("kind", "sheets", "claims", "checked", "two sources", "disputed", "sources")
"""The columns of the report: counts, but for the share of claims that are checked."""

TO_DO = ("what", "value", "check it against", "id")
"""The columns of the list for a maintainer with a library."""


def report(catalog: Catalog) -> Document:
    """Return what the encyclopedia holds, by kind of subject and in all."""
    subjects = catalog.in_reading_order()
    counted = {
        kind: _counts(catalog, [subject for subject in subjects if subject.kind == kind])
        for kind in KINDS
        if any(subject.kind == kind for subject in subjects)
    }
    whole = _counts(catalog, subjects)
    lines = {KINDS[kind]: counts for kind, counts in counted.items()} | {"All": whole}
    lists = {
        "dated events": len(catalog.events),
        "glossary terms": len(catalog.terms),
        "disagreements with a reason": len(catalog.disagreements),
        "parameters": len(catalog.parameters),
        "sources in all": len(catalog.sources),
    }
    colophon = Chorus(catalog).colophon()
    return Document(
        key="report",
        title="State of the encyclopedia",
        blocks=(
            Paragraph(
                f"Facts as of {colophon.facts_as_of}. A claim has two sources when two "
                "that do not pass on the same voice were read; it is disputed when another "
                "claim does not say the same."
            ),
            Table(
                COLUMNS,
                tuple(Row(tuple(map(Cell, _row(name, counts)))) for name, counts in lines.items()),
            ),
            Paragraph(
                "Beside the sheets: "
                + ", ".join(f"{number} {name}" for name, number in lists.items())
                + "."
            ),
            Paragraph(reading_report(catalog)),
        ),
        colophon=colophon,
        data={
            "schema_version": SCHEMA_VERSION,
            "facts_as_of": str(catalog.pack.facts_as_of),
            "kinds": {kind: _json(counts) for kind, counts in counted.items()},
            "all": _json(whole),
            "lists": {name.replace(" ", "_"): number for name, number in lists.items()},
        },
        records=(COLUMNS, *(_row(name, counts) for name, counts in lines.items())),
    )


def unchecked(catalog: Catalog) -> Document:
    """Return every unchecked claim, event and term with the works to check it against."""
    chorus = Chorus(catalog)
    rows: list[Row] = []
    items: list[Json] = []

    def wait(kind: str, name: str, group: str, cells: tuple[Cell, Cell], places: Places) -> None:
        works = _to_open(catalog, places)
        against = "; ".join(_place(catalog, place) for place in works)
        rows.append(Row((*cells, Cell(against), Cell(name)), group=group, key=name))
        items.append(
            {
                "kind": kind,
                "id": name,
                "value": cells[1].text,
                "check_against": [
                    {"source": place.source, "locator": place.locator} for place in works
                ],
            }
        )

    for subject in catalog.in_reading_order():
        for claim in subject.claims:
            if claim.evidence == "unchecked":
                label = Cell(
                    catalog.parameters[claim.parameter].label, target=f"element:{subject.id}"
                )
                value = chorus.cell([claim], home=subject.id)
                wait("claim", claim.id, subject.name, (label, value), claim.cited)
    for event in catalog.timeline:
        if event.evidence == "unchecked":
            date = Cell(wording.date(event.date), target=f"element:{event.subject}")
            wait("event", event.id, "Timeline", (date, Cell(event.text)), event.cited)
    for term in catalog.terms.values():
        if all(cited.evidence == "unchecked" for cited in term.cited):
            meaning = Cell(term.expansion or term.meaning)
            wait("term", term.id, "Glossary", (Cell(term.term), meaning), term.cited)
    claims = sum(claim.evidence == "unchecked" for claim in catalog.claims.values())
    return chorus.page(
        key="unchecked",
        title="To check in a library",
        subtitle=f"{claims} of {len(catalog.claims)} claims ({_share(claims, catalog)}) are "
        "unchecked: widely printed, the work still to be opened",
        blocks=(Table(TO_DO, tuple(rows)),),
        data=items,
        records=(TO_DO, *(tuple(cell.text for cell in row.cells) for row in rows)),
    )


Places = tuple[Citation, ...]

Counts = tuple[int, int, int, int, int, int]
"""Sheets, claims, checked claims, claims with two sources, disputed claims, sources."""


def _counts(catalog: Catalog, subjects: Sequence[AnySubject]) -> Counts:
    claims = [claim for subject in subjects for claim in subject.claims]
    return (
        len(subjects),
        len(claims),
        sum(claim.evidence == "checked" for claim in claims),
        sum(len(_origins(catalog, claim)) > 1 for claim in claims),
        sum(catalog.is_disputed(claim) for claim in claims),
        len({cited.source for claim in claims for cited in claim.cited}),
    )


def _origins(catalog: Catalog, claim: Claim) -> set[str]:
    """Return whose statements a claim rests on, checked citations only."""
    return {
        catalog.sources[cited.source].origin.casefold()
        for cited in claim.cited
        if cited.evidence == "checked"
    }


def _row(name: str, counts: Counts) -> tuple[str, ...]:
    sheets, claims, checked, twice, disputed, sources = counts
    share = f"{100 * checked // claims} %" if claims else ""
    return (name, str(sheets), str(claims), share, str(twice), str(disputed), str(sources))


def _json(counts: Counts) -> Json:
    names = ("sheets", "claims", "checked", "two_sources", "disputed", "sources")
    return dict(zip(names, counts, strict=True))


def _share(number: int, catalog: Catalog) -> str:
    return f"{100 * number / len(catalog.claims):.1f} %" if catalog.claims else "none"


def _place(catalog: Catalog, cited: Citation) -> str:
    line = wording.source_line(catalog.sources[cited.source])
    return f"{line.removesuffix('.')}, {cited.locator}"


def _to_open(catalog: Catalog, cited: Places) -> Places:
    """Return the places to look up: works not yet read, or all when every one was read."""
    unread = tuple(place for place in cited if catalog.sources[place.source].read_on is None)
    return unread or cited
