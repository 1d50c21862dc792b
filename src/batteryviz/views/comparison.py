"""Elements side by side: what differs, what is disputed, and where sources are silent."""

from collections.abc import Sequence

from batteryviz.catalog.catalog import Catalog
from batteryviz.views.beside import Vocabulary, beside
from batteryviz.views.document import Document, Units
from batteryviz.views.sheet import GROUPS, sheet


def comparison(
    catalog: Catalog,
    columns: Sequence[str],
    *,
    name: str = "",
    summary: str = "",
    comparison_id: str = "",
    units: Units = "published",
) -> Document:
    """Return the comparison of two to five subjects, by their ids.

    Claims on a family, model not named, stand under each of its members with the
    family as their subject.
    """
    return beside(
        [sheet(catalog, column, units) for column in columns],
        vocabulary_of(catalog),
        left_out={column: _left_out(catalog, column) for column in columns},
        name=name,
        summary=summary,
        comparison_id=comparison_id,
    )


def vocabulary_of(catalog: Catalog) -> Vocabulary:
    """Return group and label of every parameter, in reading order."""
    ordered = sorted(
        catalog.parameters.values(), key=lambda parameter: GROUPS.index(parameter.group)
    )
    return {parameter.id: (parameter.group, parameter.label) for parameter in ordered}


def _left_out(catalog: Catalog, column: str) -> set[str]:
    return {
        claim.parameter
        for holder in (column, *catalog.families(column))
        for claim in catalog.left_out_of(holder)
    }
