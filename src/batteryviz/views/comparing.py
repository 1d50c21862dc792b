"""A comparison narrowed by its reader: differences, checked claims, a pinned column.

Works on the ready document, so that a key answers without the models.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from batteryviz.views.card import rival_blocks
from batteryviz.views.document import (
    Block,
    Cell,
    Document,
    Heading,
    Json,
    Paragraph,
    References,
    Row,
    Table,
    Units,
    Voice,
    in_place_of,
)
from batteryviz.views.telling import SILENCES, told

FEWEST_COLUMNS = 2
MOST_COLUMNS = 5


def columns_of(document: Document) -> list[str]:
    """Return the ids of the columns of a comparison."""
    columns = document.data.get("columns") if isinstance(document.data, dict) else None
    return [str(column) for column in columns] if isinstance(columns, list) else []


def rows_of(document: Document) -> Table:
    """Return the table of a comparison."""
    return next(block for block in document.blocks if isinstance(block, Table))


def says(cell: Cell, voices: Mapping[str, Voice]) -> tuple[object, ...]:
    """Return what is compared when two cells are asked whether they say the same."""
    states = frozenset(
        (json.dumps(voice.value, sort_keys=True), voice.unit, voice.scope)
        for voice in (voices[claim] for claim in cell.claims)
    )
    return (cell.silence, states)


def with_difference(label: Cell, cells: Sequence[Cell], voices: Mapping[str, Voice]) -> Cell:
    """Return ``label`` marked when ``cells`` do not all say the same."""
    differs = len({says(cell, voices) for cell in cells}) > 1
    return replace(label, marks=("differs",) if differs else ())


def finished(document: Document, rows: Sequence[Row], total: int) -> Document:
    """Return ``document`` with ``rows`` as its table and all that follows from them."""
    table = rows_of(document)
    differing = sum("differs" in row.cells[0].marks for row in rows)
    blocks: list[Block] = []
    for block in document.blocks:
        if block is table:
            break
        if not (isinstance(block, Paragraph) and block.tone == "muted"):
            blocks.append(block)
    blocks.append(Paragraph(f"{differing} of {total} rows differ.", "muted"))
    blocks.append(replace(table, rows=tuple(rows)))
    blocks += _disagreements(rows, document.voices)
    used = {number for row in rows for cell in row.cells for number in cell.refs}
    used |= _numbers_of_rivals(rows, document)
    blocks += [
        Heading("Sources"),
        References(tuple(item for item in document.references if item.number in used)),
    ]
    return replace(document, blocks=tuple(blocks))


def _numbers_of_rivals(rows: Sequence[Row], document: Document) -> set[int]:
    numbers = {reference.source: reference.number for reference in document.references}
    return {
        numbers[line.source]
        for voice in _disputing(rows, document.voices)
        for line in document.voices[voice].citations
        if line.source in numbers
    }


def _disputing(rows: Sequence[Row], voices: Mapping[str, Voice]) -> dict[str, None]:
    return dict.fromkeys(
        name
        for row in rows
        for cell in row.cells
        for claim in cell.claims
        if any(rival in voices for rival in voices[claim].rivals)
        for name in (claim, *voices[claim].rivals)
        if name in voices
    )


def _disagreements(rows: Sequence[Row], voices: Mapping[str, Voice]) -> list[Block]:
    """Return, for each disputed row, who says what and why they may differ."""
    blocks: list[Block] = []
    for row in rows:
        everyone = _disputing([row], voices)
        if everyone:
            blocks += rival_blocks(row.cells[0].text, [voices[voice] for voice in everyone])
    return [Heading("Where sources disagree"), *blocks] if blocks else []


def narrowed(
    document: Document,
    *,
    differences_only: bool = False,
    checked_only: bool = False,
    pinned: str = "",
) -> Document:
    """Return a comparison as its reader wants it.

    Unchecked claims disappear from mixed cells too, and a dispute with them. The
    ``pinned`` column, an id, comes first.
    """
    if not (differences_only or checked_only or pinned):
        return document
    columns = columns_of(document)
    order = sorted(range(len(columns)), key=lambda number: columns[number] != pinned)
    voices = _checked(document.voices) if checked_only else document.voices
    numbers = {reference.source: reference.number for reference in document.references}
    table = rows_of(document)
    rows: list[Row] = []
    data: list[Json] = []
    total = 0
    whole = cast("dict[str, Json]", document.data)
    for row, kept in zip(table.rows, cast("list[dict[str, Json]]", whole["rows"]), strict=True):
        label, *cells = row.cells
        if checked_only:
            cells = [
                _without_unchecked(cell, voices, numbers, column)
                for cell, column in zip(cells, columns, strict=True)
            ]
        if not any(cell.claims or cell.silence == "not-published" for cell in cells):
            continue
        total += 1
        label = with_difference(label, cells, voices)
        if differences_only and "differs" not in label.marks:
            continue
        cells = [cells[number] for number in order]
        rows.append(replace(row, cells=(label, *cells)))
        data.append(
            {
                **kept,
                "differs": "differs" in label.marks,
                "disputed": any("disputed" in cell.marks for cell in cells),
                "cells": [[in_place_of(claim) for claim in cell.claims] for cell in cells],
                "silences": [cell.silence or None for cell in cells],
            }
        )
    names = [table.columns[number + 1] for number in order]
    arranged = replace(
        document,
        voices=voices,
        claims=tuple(claim for claim in document.claims if claim in voices),
        blocks=tuple(
            replace(block, columns=(table.columns[0], *names)) if block is table else block
            for block in document.blocks
        ),
        data={**whole, "columns": [columns[number] for number in order], "rows": data},
    )
    own = [voices[claim] for claim in arranged.claims]
    colophon = replace(
        document.colophon,
        unchecked_ids=tuple(voice.id for voice in own if voice.evidence == "unchecked"),
        disputed_ids=tuple(voice.id for voice in own if voice.disputed),
        left_out=document.colophon.left_out + len(document.claims) - len(own),
    )
    return finished(replace(arranged, colophon=colophon), rows, total)


def _checked(voices: Mapping[str, Voice]) -> dict[str, Voice]:
    kept = {name for name, voice in voices.items() if voice.evidence == "checked"}
    return {
        name: replace(
            voices[name], rivals=tuple(rival for rival in voices[name].rivals if rival in kept)
        )
        for name in voices
        if name in kept
    }


def _without_unchecked(
    cell: Cell, voices: Mapping[str, Voice], numbers: Mapping[str, int], column: str
) -> Cell:
    kept = [voices[claim] for claim in cell.claims if claim in voices]
    if kept or not cell.claims:
        return told(kept, voices, numbers, home=column) if kept else cell
    return Cell(SILENCES["left-out"], silence="left-out")


def command_line(
    document: Document, *, differences_only: bool, checked_only: bool, units: Units
) -> str:
    """Return the command that prints the comparison as it is shown."""
    words = ["batteryviz compare", *columns_of(document)]
    if differences_only:
        words.append("--differences")
    if checked_only:
        words.append("--checked-only")
    if units != "published":
        words += ["--units", units]
    return " ".join(words)
