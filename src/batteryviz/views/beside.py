"""Sheets laid side by side: the one way a comparison is made.

Works on ready sheets, so that any columns are compared without the models.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias, cast

from batteryviz.views.comparing import finished, with_difference
from batteryviz.views.document import (
    SCHEMA_VERSION,
    Block,
    Cell,
    Document,
    Json,
    Paragraph,
    Reference,
    References,
    Row,
    Silence,
    Table,
    Voice,
    claim_named,
    in_place_of,
)
from batteryviz.views.telling import SILENCES, told

Vocabulary: TypeAlias = Mapping[str, Sequence[str]]
"""Group and label of each parameter, in reading order."""


def beside(
    sheets: Sequence[Document],
    vocabulary: Vocabulary,
    *,
    left_out: Mapping[str, set[str]] | None = None,
    name: str = "",
    summary: str = "",
    comparison_id: str = "",
) -> Document:
    """Return the comparison of the subjects of two to five ``sheets``.

    ``left_out`` names, by subject, parameters of which only claims that were left out
    on request speak. ``comparing.narrowed`` shows less of it.
    """
    columns = [_Column(sheet) for sheet in sheets]
    sources = _Sources(sheets)
    voices: dict[str, Voice] = {}
    rows: list[Row] = []
    data: list[Json] = []
    own: dict[str, None] = {}
    for parameter, (group, label) in vocabulary.items():
        if not any(parameter in column.parameters for column in columns):
            continue
        for column in columns:
            for claim in column.claims.get(parameter, []):
                own[claim] = None
                voices.setdefault(claim, column.sheet.voices[claim])
                for rival in voices[claim].rivals:
                    voices.setdefault(rival, column.sheet.voices[rival])
        cells = [_cell(column, parameter, voices, sources, left_out or {}) for column in columns]
        labelled = with_difference(Cell(label), cells, voices)
        rows.append(Row((labelled, *cells), group=group, key=parameter))
        data.append(
            {
                "parameter": parameter,
                "group": group,
                "differs": "differs" in labelled.marks,
                "disputed": any("disputed" in cell.marks for cell in cells),
                "cells": [[in_place_of(claim) for claim in cell.claims] for cell in cells],
                "silences": [cell.silence or None for cell in cells],
            }
        )
    names = [sheet.title for sheet in sheets]
    title = name or " and ".join(names)
    ids = [column.subject for column in columns]
    blocks: list[Block] = [Paragraph(summary, "lead")] if summary else []
    blocks += [Table(("parameter", *names), tuple(rows)), sources.met()]
    document = Document(
        key=f"comparison:{comparison_id or '+'.join(ids)}",
        title=title,
        blocks=tuple(blocks),
        colophon=replace(
            sheets[0].colophon,
            unchecked_ids=tuple(name for name in own if voices[name].evidence == "unchecked"),
            disputed_ids=tuple(name for name in own if voices[name].disputed),
        ),
        voices=voices,
        claims=tuple(own),
        data={
            "schema_version": SCHEMA_VERSION,
            "id": comparison_id or None,
            "name": title,
            "columns": [*ids],
            "rows": data,
            "facts_as_of": columns[0].facts_as_of,
        },
    )
    return finished(document, rows, len(rows))


class _Column:
    """What one sheet says, by parameter."""

    def __init__(self, sheet: Document) -> None:
        data = cast("dict[str, Json]", sheet.data)
        self.sheet = sheet
        self.subject = str(data["id"])
        self.facts_as_of = data["facts_as_of"]
        self.claims: dict[str, list[str]] = {}
        for name in cast("list[str]", data["claims"]):
            claim = claim_named(name) or ""
            self.claims.setdefault(sheet.voices[claim].parameter, []).append(claim)
        self.searches: dict[str, list[Cell]] = {}
        """The cells that tell of a search in vain."""
        for row in _rows(sheet):
            if row.cells[-1].silence == "not-published":
                self.searches.setdefault(row.key, []).append(row.cells[-1])
        self.parameters = {*self.claims, *self.searches}
        self.sources = {item.number: item.source for item in sheet.references}


class _Sources:
    """Numbers sources as they are met, from the references of all sheets."""

    def __init__(self, sheets: Sequence[Document]) -> None:
        self._known = {item.source: item for sheet in sheets for item in sheet.references}
        self._locators: dict[str, dict[str, None]] = {}
        self.numbers: dict[str, int] = {}

    def meet(self, source: str, locator: str = "") -> int:
        """Return the number of a source, and note the place cited."""
        places = self._locators.setdefault(source, {})
        if locator:
            places[locator] = None
        return self.numbers.setdefault(source, len(self.numbers) + 1)

    def met(self) -> References:
        """Return the sources met so far."""
        return References(tuple(self._reference(source) for source in self.numbers))

    def _reference(self, source: str) -> Reference:
        return replace(
            self._known[source],
            number=self.numbers[source],
            locators=tuple(self._locators[source]),
        )


def _cell(
    column: _Column,
    parameter: str,
    voices: Mapping[str, Voice],
    sources: _Sources,
    left_out: Mapping[str, set[str]],
) -> Cell:
    claims = [voices[claim] for claim in column.claims.get(parameter, [])]
    for voice in claims:
        for line in voice.citations:
            sources.meet(line.source, line.locator)
    if claims:
        return told(claims, voices, sources.numbers, home=column.subject)
    searches = column.searches.get(parameter, [])
    if searches:
        numbers = {sources.meet(column.sources[ref]) for cell in searches for ref in cell.refs}
        return Cell(
            SILENCES["not-published"],
            refs=tuple(sorted(numbers)),
            silence="not-published",
            note=" ".join(cell.note for cell in searches if cell.note),
        )
    only_left_out = parameter in left_out.get(column.subject, set())
    silence: Silence = "left-out" if only_left_out else "not-looked-for"
    return Cell(SILENCES[silence], silence=silence)


def _rows(document: Document) -> Iterable[Row]:
    return (row for block in document.blocks if isinstance(block, Table) for row in block.rows)
