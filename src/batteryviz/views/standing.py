"""How a number in a composition stands to what the sources of its seed state."""

from collections.abc import Sequence
from typing import Literal

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.evidence import Claim
from batteryviz.model.quantity import Quantity
from batteryviz.views.document import Cell
from batteryviz.views.voices import Chorus

Standing = Literal["stated", "within", "differs", "assumed"]

_WORDS: dict[Standing, str] = {
    "stated": "",
    "within": "the reader's number, within what is stated: ",
    "differs": "the reader's number; stated: ",
    "assumed": "assumed by the reader: no {source} gives it",
}


def standing(count: int, claims: Sequence[Claim]) -> Standing:
    """Say whether ``claims`` give ``count``, allow it, give another, or give nothing."""
    values = [claim.value for claim in claims if isinstance(claim.value, Quantity)]
    if not values:
        return "assumed"
    if any(value.min == value.max == count for value in values):
        return "stated"
    allowed = any(
        (value.min is None or value.min <= count) and (value.max is None or count <= value.max)
        for value in values
    )
    return "within" if allowed else "differs"


def source_word(catalog: Catalog) -> str:
    """Return what is silent when no claim is there: any source, or any that was checked."""
    return "checked source" if catalog.left_out else "source"


def standing_cell(
    catalog: Catalog, count: int, claims: Sequence[Claim], chorus: Chorus, target: str = ""
) -> Cell:
    """Return what bears ``count`` out, in words, with the claims behind it."""
    how = standing(count, claims)
    if how == "assumed":
        return Cell(_WORDS[how].format(source=source_word(catalog)))
    cell = chorus.cell(list(claims))
    return Cell(f"{_WORDS[how]}{cell.text}", cell.claims, cell.refs, cell.marks, target)
