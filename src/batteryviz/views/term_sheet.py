"""One term of the glossary: what it means, and what it belongs to."""

from batteryviz.catalog.catalog import Catalog
from batteryviz.views.document import Block, Bullets, Cell, Document, Heading, Row, Table
from batteryviz.views.listing import glossary
from batteryviz.views.voices import Chorus


def term_sheet(catalog: Catalog, term_id: str) -> Document:
    """Return the page of one term."""
    term = catalog.terms[term_id]
    chorus = Chorus(catalog)
    rows = [Row((Cell("meaning"), chorus.term_cell(term)), key=term.id)]
    if term.also:
        rows.append(Row((Cell("also printed as"), Cell(", ".join(term.also)))))
    blocks: list[Block] = [Table(("", ""), tuple(rows))]
    belongs = [
        Cell(catalog.subjects[name].name, target=f"element:{name}")
        for name in term.see
        if name in catalog.subjects
    ]
    if belongs:
        blocks += [Heading("Belongs to"), Bullets(tuple(belongs))]
    row = glossary(catalog, term_id)
    return chorus.page(
        row.key,
        row.title,
        blocks,
        data=row.data,
        records=row.records,
    )
