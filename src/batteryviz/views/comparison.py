"""Elements side by side: what differs, what is disputed, and where sources are silent."""

from collections.abc import Sequence

from batteryviz.catalog.catalog import Catalog
from batteryviz.views import wording
from batteryviz.views.comparing import finished, with_difference
from batteryviz.views.document import (
    Block,
    Cell,
    Document,
    Json,
    Paragraph,
    Row,
    Silence,
    Table,
    Units,
)
from batteryviz.views.sheet import GROUPS, SCHEMA_VERSION
from batteryviz.views.voices import Chorus


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
    family as their subject. ``comparing.narrowed`` shows less of it.
    """
    chorus = Chorus(catalog, units)
    rows: list[Row] = []
    data: list[Json] = []
    for parameter in _parameters(catalog, columns):
        cells = [_cell(catalog, chorus, column, parameter) for column in columns]
        shown = catalog.parameters[parameter]
        label = with_difference(Cell(shown.label), cells, chorus.voices)
        rows.append(Row((label, *cells), group=shown.group, key=parameter))
        data.append(
            {
                "parameter": parameter,
                "group": shown.group,
                "differs": "differs" in label.marks,
                "disputed": any("disputed" in cell.marks for cell in cells),
                "cells": [[f"claim:{claim}" for claim in cell.claims] for cell in cells],
                "silences": [cell.silence or None for cell in cells],
            }
        )
    names = [catalog.subjects[column].name for column in columns]
    title = name or " and ".join(names)
    blocks: list[Block] = [Paragraph(summary, "lead")] if summary else []
    blocks += [Table(("parameter", *names), tuple(rows)), chorus.references()]
    document = Document(
        key=f"comparison:{comparison_id or '+'.join(columns)}",
        title=title,
        blocks=tuple(blocks),
        colophon=chorus.colophon(),
        voices=chorus.voices,
        claims=tuple(chorus.own),
        data={
            "schema_version": SCHEMA_VERSION,
            "id": comparison_id or None,
            "name": title,
            "columns": list(columns),
            "rows": data,
            "facts_as_of": str(catalog.pack.facts_as_of),
        },
    )
    return finished(document, rows, len(rows))


def _cell(catalog: Catalog, chorus: Chorus, column: str, parameter: str) -> Cell:
    claims = [claim for claim in catalog.claims_under(column) if claim.parameter == parameter]
    if claims:
        return chorus.cell(claims, home=column)
    searches = [
        silence
        for holder in (column, *catalog.families(column))
        for silence in catalog.subjects[holder].silences
        if silence.parameter == parameter
    ]
    if not searches:
        left_out = any(
            claim.parameter == parameter
            for holder in (column, *catalog.families(column))
            for claim in catalog.left_out_of(holder)
        )
        silence: Silence = "left-out" if left_out else "not-looked-for"
        return Cell(wording.SILENCES[silence], silence=silence)
    numbers = {chorus.number(source, "") for search in searches for source in search.looked_in}
    return Cell(
        wording.SILENCES["not-published"],
        refs=tuple(sorted(numbers)),
        silence="not-published",
        note=" ".join(search.note for search in searches if search.note),
    )


def _parameters(catalog: Catalog, columns: Sequence[str]) -> list[str]:
    """Return the parameters the columns state or were searched for, in reading order."""
    found: set[str] = set()
    for column in columns:
        found |= {claim.parameter for claim in catalog.claims_under(column)}
        for holder in (column, *catalog.families(column)):
            found |= {silence.parameter for silence in catalog.subjects[holder].silences}
    order = {parameter: number for number, parameter in enumerate(catalog.parameters)}
    return sorted(
        found,
        key=lambda name: (GROUPS.index(catalog.parameters[name].group), order[name]),
    )
