"""Elements side by side: what differs, what is disputed, and where sources are silent."""

from collections.abc import Sequence

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.evidence import Claim
from batteryviz.views import wording
from batteryviz.views.card import rival_blocks
from batteryviz.views.document import (
    Block,
    Cell,
    Document,
    Heading,
    Json,
    Mark,
    Paragraph,
    Row,
    Silence,
    Table,
    Units,
)
from batteryviz.views.sheet import GROUPS, SCHEMA_VERSION
from batteryviz.views.voices import Chorus

FEWEST_COLUMNS = 2
MOST_COLUMNS = 5


def comparison(
    catalog: Catalog,
    columns: Sequence[str],
    *,
    name: str = "",
    summary: str = "",
    comparison_id: str = "",
    differences_only: bool = False,
    checked_only: bool = False,
    units: Units = "published",
) -> Document:
    """Return the comparison of two to five subjects, by their ids.

    Claims on a family, model not named, stand under each of its members with the
    family as their subject.
    """
    chorus = Chorus(catalog, units)
    rows: list[Row] = []
    data: list[Json] = []
    differing = total = 0
    for parameter in _parameters(catalog, columns):
        cells = [_claims(catalog, column, parameter, checked_only) for column in columns]
        silences = [
            _silence(catalog, column, parameter) if not claims else ""
            for column, claims in zip(columns, cells, strict=True)
        ]
        if not any(cells) and "not-published" not in silences:
            continue
        total += 1
        differs = len({_says(c, s) for c, s in zip(cells, silences, strict=True)}) > 1
        differing += differs
        if differences_only and not differs:
            continue
        shown = catalog.parameters[parameter]
        marks: tuple[Mark, ...] = ("differs",) if differs else ()
        rows.append(
            Row(
                (
                    Cell(shown.label, marks=marks),
                    *(
                        chorus.cell(claims, home=column)
                        if claims
                        else Cell(wording.SILENCES[silence], silence=silence)
                        for column, claims, silence in zip(columns, cells, silences, strict=True)
                    ),
                ),
                group=shown.group,
                key=parameter,
            )
        )
        data.append(
            {
                "parameter": parameter,
                "group": shown.group,
                "differs": differs,
                "disputed": any(catalog.is_disputed(c) for claims in cells for c in claims),
                "cells": [[f"claim:{claim.id}" for claim in claims] for claims in cells],
                "silences": [silence or None for silence in silences],
            }
        )
    names = [catalog.subjects[column].name for column in columns]
    title = name or " and ".join(names)
    blocks: list[Block] = [Paragraph(summary, "lead")] if summary else []
    blocks.append(Paragraph(f"{differing} of {total} rows differ.", "muted"))
    blocks.append(Table(("parameter", *names), tuple(rows)))
    blocks += _voices(rows, chorus)
    blocks += [Heading("Sources"), chorus.references()]
    return Document(
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


def _claims(catalog: Catalog, column: str, parameter: str, checked_only: bool) -> list[Claim]:
    return [
        claim
        for claim in catalog.claims_under(column)
        if claim.parameter == parameter and (claim.evidence == "checked" or not checked_only)
    ]


def _silence(catalog: Catalog, column: str, parameter: str) -> Silence:
    for holder in (column, *catalog.families(column)):
        if any(s.parameter == parameter for s in catalog.subjects[holder].silences):
            return "not-published"
        if any(c.parameter == parameter for c in catalog.left_out_of(holder)):
            return "left-out"
        # The reader may also leave unchecked claims out of this one page.
        if any(c.parameter == parameter for c in catalog.subjects[holder].claims):
            return "left-out"
    return "not-looked-for"


def _says(claims: list[Claim], silence: Silence) -> tuple[object, ...]:
    return (silence, frozenset((*claim.states, claim.scope) for claim in claims))


def _voices(rows: list[Row], chorus: Chorus) -> list[Block]:
    """Return, for each disputed row, who says what and why they may differ."""
    blocks: list[Block] = []
    for row in rows:
        disputed = dict.fromkeys(
            claim for cell in row.cells for claim in cell.claims if chorus.voices[claim].disputed
        )
        if not disputed:
            continue
        everyone = dict.fromkeys(
            voice for claim in disputed for voice in (claim, *chorus.voices[claim].rivals)
        )
        blocks += rival_blocks(row.cells[0].text, [chorus.voices[voice] for voice in everyone])
    return [Heading("Where sources disagree"), *blocks] if blocks else []
