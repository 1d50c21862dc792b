"""PDF: pages typeset for paper, tagged for screen readers."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

from batteryviz.export.axis import axis
from batteryviz.export.closing import colophon_lines, page_lines
from batteryviz.export.column_widths import weights
from batteryviz.export.contents import as_a_book, contents
from batteryviz.export.edition import Edition
from batteryviz.export.evidence import EVIDENCE_COLUMNS, EVIDENCE_TITLE, evidence, lines
from batteryviz.export.figure import box_words, caption, line_words, picture, spoken
from batteryviz.export.words import LEGEND, PLOT_LEGEND, SIGNS, WORDS, where
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Intervals,
    Json,
    Paragraph,
    References,
    Schematic,
    Table,
)

_TEMPLATE = Path(__file__).parent / "templates" / "page.typ"
_FONTS = Path(__file__).parent / "fonts"
_TALLEST = 900
"""Characters in a cell up to which its row stays on one page."""
_SHORT = 12
"""Pages whose contents find room on the cover."""
_PAPERS = {"a4": "a4", "letter": "us-letter"}


def write(edition: Edition) -> bytes:
    """Return ``edition`` as a PDF; several pages get a cover, contents and bookmarks."""
    import typst

    # The fonts of the computer stay out of it: they would make other bytes elsewhere.
    compiler = typst.Compiler(
        _TEMPLATE,
        font_paths=[_FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(as_a_book(edition)), ensure_ascii=False)},
    )
    seconds = int(edition.moment.timestamp())
    try:
        made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=seconds)
    except typst.TypstError:
        # For archives and for screen readers every sign needs a glyph. A script that our
        # fonts lack is printed as boxes instead; the text itself is in the file.
        made = compiler.compile(format="pdf", timestamp=seconds)
    return made if isinstance(made, bytes) else b"".join(made or ())


def _data(edition: Edition) -> dict[str, Json]:
    colophon = edition.colophon
    groups = {} if edition.is_one_page else contents(edition.documents)
    anchors = edition.anchors
    opening = {members[0].key: name for name, members in groups.items()}
    group_of = {member.key: name for name, members in groups.items() for member in members}
    moment = edition.moment
    return {
        "title": edition.title,
        "kicker": "An encyclopedia from public sources"
        if edition.whole
        else f"{len(edition.documents)} pages of an encyclopedia from public sources",
        "short": len(edition.documents) <= _SHORT,
        "catalog": colophon.pack,
        "version": colophon.version,
        "facts_as_of": colophon.facts_as_of,
        "description": colophon.scope,
        "keywords": [colophon.pack, "public sources"],
        "day": [moment.year, moment.month, moment.day],
        "paper": _PAPERS[edition.paper],
        "title-level": 2 if groups else 1,
        "signs": dict(SIGNS),
        "words": dict(WORDS),
        "legend": LEGEND,
        "contents": [
            [name, [{"title": page.title, "anchor": anchors[page.key]} for page in members]]
            for name, members in groups.items()
        ],
        "pages": [
            {
                "title": document.title,
                "subtitle": document.subtitle,
                "anchor": anchors[document.key],
                "group": group_of.get(document.key, ""),
                "opens": document.key in opening,
                "numbers": [*sorted(document.numbered)],
                "parts": _parts(document, anchors),
                "closing": list(page_lines(edition, document)),
            }
            for document in edition.documents
        ],
        "colophon": [{"label": line.label, "text": line.text} for line in colophon_lines(edition)],
    }


def _parts(document: Document, anchors: Mapping[str, str]) -> list[Json]:
    parts: list[Json] = [_block(block, anchors) for block in document.blocks]
    entries = evidence(document)
    if entries:
        parts.append({"type": "heading", "text": EVIDENCE_TITLE, "level": 2})
        parts.append(
            {
                "type": "evidence",
                "columns": list(EVIDENCE_COLUMNS),
                "entries": [
                    {
                        "id": entry.id,
                        "statement": entry.statement,
                        "marks": list(entry.marks),
                        "places": [
                            {"number": place.number, "text": place.text} for place in entry.places
                        ],
                    }
                    for entry in entries
                ],
            }
        )
    return parts


def _block(block: Block, anchors: Mapping[str, str]) -> dict[str, Json]:
    match block:
        case Heading():
            return {"type": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"type": "paragraph", "text": block.text, "tone": block.tone}
        case Bullets():
            return {"type": "bullets", "items": [_cell(item, anchors) for item in block.items]}
        case Table():
            return _table(block, anchors)
        case Intervals():
            return _plot(block)
        case Schematic():
            return {
                "type": "schematic",
                "svg": picture(block),
                "spoken": spoken(block),
                "caption": caption(block),
                "lists": [
                    [_cell(item, anchors) for item in words]
                    for words in (box_words(block), line_words(block))
                    if words
                ],
            }
        case References():
            return {
                "type": "references",
                "items": [
                    {
                        "number": item.number,
                        "text": " ".join(part for part in (item.text, where(item)) if part),
                        "read": item.read,
                        "url": item.url,
                    }
                    for item in block.items
                ],
            }
        case _:
            assert_never(block)


def _cell(cell: Cell, anchors: Mapping[str, str]) -> list[Json]:
    return [
        {
            "text": item.text,
            "marks": list(item.marks),
            "refs": list(item.refs),
            "silence": bool(item.silence),
            "target": anchors.get(item.target),
        }
        for item in lines(cell)
    ]


def _table(table: Table, anchors: Mapping[str, str]) -> dict[str, Json]:
    count = len(table.columns)
    return {
        "type": "table",
        "caption": table.caption,
        "columns": list(table.columns),
        "headed": any(table.columns),
        "labels": count == 2 or any(row.group for row in table.rows),
        "widths": list(weights(table)),
        "rows": [
            {
                "group": row.group,
                "cells": [_cell(cell, anchors) for cell in row.cells],
                "tall": any(len(cell.text) > _TALLEST for cell in row.cells),
            }
            for row in table.rows
        ],
    }


def _plot(intervals: Intervals) -> dict[str, Json]:
    drawn = axis(intervals)
    unit = f", in {drawn.unit}" if drawn.unit else ""
    return {
        "type": "intervals",
        "unit": drawn.unit,
        "caption": f"{drawn.title}{unit}, on one scale. {PLOT_LEGEND}",
        "spoken": "; ".join(f"{bar.label}: {bar.cell.text}" for bar in drawn.bars),
        "ticks": [{"position": tick.position, "label": tick.label} for tick in drawn.ticks],
        "bars": [
            {
                "label": bar.label,
                "start": bar.start,
                "end": bar.end,
                "open_start": bar.open_start,
                "open_end": bar.open_end,
            }
            for bar in drawn.bars
        ],
    }
