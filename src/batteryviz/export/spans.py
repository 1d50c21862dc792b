"""Text with roles, broken into lines of a width."""

from typing import TypeAlias

from rich.cells import cell_len, chop_cells

from batteryviz.export.words import numbers, signs, total_voices
from batteryviz.views.document import Cell

Span: TypeAlias = tuple[str, str]
"""Text and the role that says how a surface shows it: ``heading``, ``disputed``, ``label``."""

Line: TypeAlias = list[Span]

LINE_END: Span = ("\n", "text")
"""Between the parts of a cell: the next one begins a line."""


def cell_spans(cell: Cell, *, label: bool = False) -> Line:
    """Return a cell with its signs and reference numbers, each in its role."""
    if cell.parts:
        spans: Line = []
        for number, part in enumerate(cell.parts):
            spans += [*([LINE_END] if number else []), *cell_spans(part)]
        spans += [span for total in total_voices(cell) for span in (LINE_END, (total, "disputed"))]
        return spans
    role = "silence" if cell.silence else "label" if label else "text"
    if cell.target and not label:
        role = "link"
    spans = [(cell.text, role), *signs(cell)]
    if cell.refs:
        spans.append((numbers(cell).strip(), "reference"))
    return spans


def natural_width(cell: Cell) -> int:
    """Return the columns a cell fills when nothing is wrapped."""
    if cell.parts:
        return max(map(natural_width, cell.parts))
    return sum(cell_len(text) + 1 for text, _ in cell_spans(cell)) - 1


def wrapped(spans: Line, width: int) -> list[Line]:
    """Break spans into lines of at most ``width`` columns, at spaces where possible."""
    width = max(1, width)
    lines: list[Line] = [[]]
    used = 0
    for text, role in spans:
        if (text, role) == LINE_END:
            lines.append([])
            used = 0
            continue
        for word in text.split():
            room = cell_len(word)
            if used and used + 1 + room > width:
                lines.append([])
                used = 0
            if room > width:
                for piece in chop_cells(word, width):
                    if used:
                        lines.append([])
                    lines[-1].append((piece, role))
                    used = cell_len(piece)
                continue
            lines[-1].append((f" {word}" if used else word, role))
            used += room + (1 if used else 0)
    return [_merged(line) for line in lines]


def _merged(line: Line) -> Line:
    merged: Line = []
    for text, role in line:
        if merged and merged[-1][1] == role:
            merged[-1] = (merged[-1][0] + text, role)
        else:
            merged.append((text, role))
    return merged
