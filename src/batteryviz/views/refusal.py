"""A number of launchers that is refused: the rule, and the claim behind it."""

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.battery import BATTERY_RULE, MOST_LAUNCHERS
from batteryviz.views.composing import claim_of_most
from batteryviz.views.document import Block, Cell, Document, Paragraph, Row, Table, Units
from batteryviz.views.voices import Chorus


def refusal(catalog: Catalog, wanted: int, units: Units = "published") -> Document:
    """Return why ``wanted`` launching stations are no battery, and who says so."""
    chorus = Chorus(catalog, units)
    claim = claim_of_most(catalog)
    rows = [Row((Cell("refused"), Cell(f"{wanted} launching stations")), key="refused")]
    if claim is not None:
        rows.append(Row((Cell(f"who says {MOST_LAUNCHERS}"), chorus.cell([claim])), key=claim.id))
    blocks: list[Block] = [
        Paragraph(f"{BATTERY_RULE[:1].upper()}{BATTERY_RULE[1:]}.", "warning"),
        Table(("", ""), tuple(rows)),
    ]
    return chorus.page(
        key="refusal",
        title="Refused",
        blocks=blocks,
    )
