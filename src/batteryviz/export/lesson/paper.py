"""The papers of a lesson as PDF: compact, in black and grey, drawn by typst."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar, assert_never, cast

from batteryviz.export.edition import Edition
from batteryviz.export.evidence import lines
from batteryviz.export.geometry import Drawing, layout
from batteryviz.export.lesson.words import (
    closing_words,
    drawing_words,
    line_words,
    link_kinds,
    plain_nodes,
    remark,
)
from batteryviz.export.words import SIGNS, reference_line
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Heading,
    Intervals,
    Json,
    Paragraph,
    References,
    Schematic,
    Table,
)

T = TypeVar("T")

_EXPORT = Path(__file__).parent.parent
_PAPERS = {"a4": "a4", "letter": "us-letter"}
_NOTES_BESIDE = 20
"""Sources beside which a page has room for notes."""

_LONGEST, _SHARE = 160, 0.7
"""Characters beyond which a column becomes no wider, and the power its width grows with."""

_GRID = 92
"""Columns of the grid a drawing is laid out on."""


def to_paper(
    edition: Edition, *, halves: bool = False, size: float = 10.5, air: float = 3.5
) -> bytes:
    """Return a one-page edition as PDF.

    ``halves`` puts what follows the drawing into two columns, and sections of their own
    on a second page with room for notes;
    ``size`` is that of the letters and ``air`` the room above and below a row of a table,
    in points.
    """
    data = _data(edition, halves, size, air)
    moment = int(edition.moment.timestamp())
    return _compiled("paper.typ", data).compile(format="pdf", timestamp=moment)


def to_picture(schematic: Schematic) -> bytes | None:
    """Return a drawing as PNG, for documents that cannot draw it themselves.

    Returns ``None`` when it is too wide for a page.
    """
    if not fits_page(schematic):
        return None
    return _compiled("picture.typ", _drawing(schematic)).compile(format="png", ppi=300)


def fits_page(schematic: Schematic) -> bool:
    """Say whether a page is wide enough for the boxes of ``schematic``."""
    return _laid_out(schematic) is not None


class _Compiler(Protocol):
    def compile(self, **options: object) -> bytes: ...


def _compiled(template: str, data: dict[str, Json]) -> _Compiler:
    import typst

    # The fonts of the computer stay out of it: they would make other bytes elsewhere.
    compiler = typst.Compiler(
        _EXPORT / "templates" / template,
        font_paths=[_EXPORT / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return cast("_Compiler", compiler)


def _data(edition: Edition, halves: bool, size: float, air: float) -> dict[str, Json]:
    document, colophon, moment = edition.documents[0], edition.colophon, edition.moment
    head, body, tail = _divided(document.blocks)
    if not halves:
        head, body = [*head, *body], []
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "catalog": colophon.pack,
        "day": [moment.year, moment.month, moment.day],
        "paper": _PAPERS[edition.paper],
        "size": size,
        "footer": f"{colophon.pack} · facts as of {colophon.facts_as_of}, "
        f"version {colophon.version}",
        "head": [_block(block, air) for block in head],
        "turns": halves,
        "notes": halves and len(document.references) <= _NOTES_BESIDE,
        "halves": [[_block(block, air) for block in half] for half in _halves(body)],
        "tail": [_block(block, air) for block in tail],
        "colophon": [
            f"Cite as: {colophon.cite_as(document.title)}",
            *closing_words(colophon),
        ],
    }


def _divided(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """Return what comes up to the drawing, what follows, and from the next section on."""
    drawn = [place for place, block in enumerate(blocks) if isinstance(block, Schematic)]
    first = drawn[0] + 1 if drawn else min(1, len(blocks))
    sections = [
        place
        for place, block in enumerate(blocks)
        if place >= first and isinstance(block, Heading) and block.level == 2
    ]
    last = sections[0] if sections else len(blocks)
    return list(blocks[:first]), list(blocks[first:last]), list(blocks[last:])


def _halves(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return blocks in two columns of like length; none stands below another's heading."""
    groups: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Heading) or not groups:
            groups.append([])
        groups[-1].append(block)
    if not groups:
        return []
    left, right = halved(groups, _length)
    return [[block for group in half for block in group] for half in (left, right)]


def _length(blocks: list[Block]) -> int:
    """Return about how many characters of a column some blocks take."""
    return 60 + sum(
        len(block.text)
        if isinstance(block, (Heading, Paragraph))
        else sum(60 * (1 + len(item.text) // 60) for item in block.items)
        if isinstance(block, Bullets)
        else 0
        for block in blocks
    )


def halved(items: Sequence[T], length: Callable[[T], int]) -> tuple[list[T], list[T]]:
    """Divide ``items`` where the two halves differ least in length."""
    best = min(
        range(len(items) + 1),
        key=lambda cut: abs(sum(map(length, items[:cut])) - sum(map(length, items[cut:]))),
    )
    return list(items[:best]), list(items[best:])


def _block(block: Block, air: float) -> dict[str, Json]:
    match block:
        case Heading():
            return {"type": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"type": "paragraph", "text": block.text, "tone": block.tone}
        case Bullets():
            return {"type": "bullets", "items": [_cell(item) for item in block.items]}
        case Intervals():
            return {"type": "bullets", "items": [_cell(row.cell) for row in block.rows]}
        case Table():
            return {
                "type": "table",
                "columns": list(block.columns),
                "headed": any(block.columns),
                "widths": _widths(block),
                "air": air,
                "rows": [[_cell(cell) for cell in row.cells] for row in block.rows],
            }
        case Schematic():
            return _drawing(block)
        case References():
            return {
                "type": "references",
                "halves": [
                    [
                        {"number": item.number, "text": reference_line(item), "url": item.url}
                        for item in half
                    ]
                    for half in halved(block.items, lambda item: len(item.text + item.url) + 60)
                ],
            }
        case _:
            assert_never(block)


def _cell(cell: Cell) -> list[Json]:
    return [
        {
            "text": item.text,
            "refs": list(item.refs),
            "signs": [SIGNS[mark] for mark in item.marks if mark != "differs"],
        }
        for item in lines(cell)
    ]


def _widths(table: Table) -> list[Json]:
    """Return how columns share the width: by their longest line, but the longer the less.

    Twice as long a text needs twice the room, but it may take some of it downwards.
    """
    widths: list[Json] = []
    for number, name in enumerate(table.columns):
        longest = max(len(row.cells[number].text) for row in table.rows) if table.rows else 0
        widths.append(round(min(_LONGEST, max(4, len(name) + 3, longest)) ** _SHARE, 2))
    return widths


def _laid_out(schematic: Schematic) -> Drawing | None:
    return layout(plain_nodes(schematic), _GRID)


def _drawing(schematic: Schematic) -> dict[str, Json]:
    drawing = _laid_out(schematic)
    if drawing is None:
        return {"type": "paragraph", "text": drawing_words(schematic), "tone": "plain"}
    return {
        "type": "schematic",
        "words": drawing_words(schematic),
        "width": drawing.width,
        "height": drawing.height,
        "stretch": 2.0,
        "boxes": [
            {
                "x": box.x,
                "y": box.y,
                "width": box.width,
                "height": box.height,
                "lines": list(line_words(box.node, blank=schematic.blank)),
            }
            for box in drawing.boxes
        ],
        "wires": [
            {
                "carries": wire.link.carries,
                "paths": [[list(point) for point in path] for path in wire.paths],
            }
            for wire in drawing.wires
        ],
        "remark": remark(schematic),
        "kinds": [
            {"carries": carries, "words": words} for carries, words in link_kinds(schematic).items()
        ],
    }
