"""The few lines around the schematic: what this is, what to do next, the totals."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from batteryviz.export.words import SIGNS
from batteryviz.views.document import Document, Row, Table

SENTENCE = "What it is made of, by public texts, each with its source."
NEXT = "Next: Enter its sheet · + − launchers · b other batteries"
SHORT_SENTENCE = ", as public texts state it"
TOTALS = ("total", "value", "rests on")
SHORT_LABELS = {"launchers": "launchers", "missiles": "missiles"}
ROOMY = 90
"""Columns from which a total also says what it rests on."""

IN_ONE_LINE = ("launchers", "missiles", "generators", "people")


def intro(document: Document, width: int, *, roomy: bool) -> list[Content]:
    """Return what this is in one sentence and, in a roomy page, the next things to do."""
    title = Content.styled(_cut(document.title, width), "bold")
    if not roomy:
        fits = title.cell_length + len(SHORT_SENTENCE) <= width
        return [title + SHORT_SENTENCE if fits else title]
    lines = [title]
    for text in (SENTENCE, NEXT):
        lines += [Content(line) for line in _wrapped(text, width)]
    return lines


def totals(document: Document, width: int, *, wide: bool) -> list[str]:
    """Return the totals of a composition: a line each, or all in two lines."""
    rows = [
        row
        for block in document.blocks
        if isinstance(block, Table) and block.columns == TOTALS
        for row in block.rows
    ]
    if wide:
        room = max((cell_len(row.cells[0].text) for row in rows), default=0) + 2
        return [
            set_cell_size(row.cells[0].text, room)
            + _cut(_valued(row, width, width - room), width - room)
            for row in rows
        ]
    parts = [_short(row) for key in IN_ONE_LINE for row in rows if row.key == key]
    while len(parts) > 1 and cell_len("   ".join(parts)) > width:
        parts.pop(-2)
    return [_cut("   ".join(parts), width)]


def _short(row: Row) -> str:
    label, cell = row.cells[0].text, row.cells[1]
    value = cell.text.partition(": ")[0].partition(" = ")[0]
    signs = "".join(f" {SIGNS[mark]}" for mark in cell.marks)
    return f"{SHORT_LABELS.get(row.key, label)} {value}{signs}"


def _valued(row: Row, width: int, room: int) -> str:
    """Return a total with its signs and, where ``room`` columns hold it, what it rests on."""
    cell, rests = row.cells[1], row.cells[2]
    signs = "".join(f" {SIGNS[mark]}" for mark in cell.marks)
    value = f"{cell.text}{signs}"
    if width < ROOMY or not rests.claims:
        return f"{cell.text.partition(': about')[0]}{signs}" if row.key == "people" else value
    # Where the whole has no room, the name of what it rests on often has.
    longest_first = (f"{value}   ← {text}" for text in (rests.text, rests.text.partition(": ")[0]))
    return next((text for text in longest_first if cell_len(text) <= room), value)


def _wrapped(text: str, width: int, gap: str = " ") -> list[str]:
    lines: list[str] = []
    for word in text.split(gap):
        if lines and cell_len(lines[-1]) + len(gap) + cell_len(word) <= width:
            lines[-1] += gap + word
        else:
            lines.append(word)
    return lines


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(1, width - 1)).rstrip() + "…"
