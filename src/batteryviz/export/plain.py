"""Plain text: one thing a line, no colour, no boxes, for screen readers and scripts."""

from collections.abc import Sequence
from typing import assert_never

from batteryviz.export.closing import colophon_lines, page_lines
from batteryviz.export.edition import Edition
from batteryviz.export.schematic_words import link_words, node_words
from batteryviz.export.words import reference_line, with_words
from batteryviz.views.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Intervals,
    Paragraph,
    References,
    Schematic,
    Table,
)


def write(edition: Edition) -> bytes:
    """Return ``edition`` as lines of text, with its colophon at the end."""
    parts = [to_plain(page, page_lines(edition, page)) for page in edition.documents]
    colophon = "".join(f"{line.label}: {line.text}\n" for line in colophon_lines(edition))
    return "\n\n".join([*parts, colophon]).encode()


def show(documents: Sequence[Document]) -> str:
    """Return ``documents`` as lines of text."""
    return "\n\n".join(map(to_plain, documents))


def to_plain(document: Document, closing: Sequence[str] | None = None) -> str:
    """Return ``document`` as lines of text that end in its colophon, or in ``closing``."""
    last = document.closing() if closing is None else closing
    return "\n".join([*body(document), "", *last]).rstrip() + "\n"


def body(document: Document) -> list[str]:
    """Return the lines of ``document`` without what it says of itself."""
    lines = [document.title]
    if document.subtitle:
        lines.append(document.subtitle)
    for block in document.blocks:
        lines += ["", *_lines(block)]
    return lines


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [block.text.upper() if block.level == 2 else block.text]
        case Paragraph():
            return [block.text]
        case Bullets():
            return [f"- {with_words(item)}" for item in block.items]
        case Table():
            return _table(block)
        case Intervals():
            return [
                f"On one scale, {block.title}:",
                *(f"- {row.label}: {with_words(row.cell)}" for row in block.rows),
            ]
        case Schematic():
            return _schematic(block)
        case References():
            return [
                f"[{item.number}] {reference_line(item)}{f' {item.url}' if item.url else ''}"
                for item in block.items
            ]
        case _:
            assert_never(block)


def _table(table: Table) -> list[str]:
    lines = [table.caption] if table.caption else []
    group = label = ""
    for row in table.rows:
        if row.group != group:
            group = row.group
            lines.append(f"{group}:")
        # An empty first cell continues the row above; a listener needs it said again.
        label = with_words(row.cells[0]) or label
        rest = row.cells[1:]
        if len(rest) == 1:
            lines.append(f"{label}: {with_words(rest[0])}")
        else:
            parts = (
                f"{name}: {with_words(cell)}" if name else with_words(cell)
                for name, cell in zip(table.columns[1:], rest, strict=True)
                if cell.text
            )
            lines.append(f"{label}; {'; '.join(parts)}")
    return lines


def _schematic(schematic: Schematic) -> list[str]:
    return [
        f"Drawn: {schematic.title or 'numbered boxes'}",
        *(
            f"- box {node.short}: {node_words(node, blank=schematic.blank)}"
            for node in schematic.nodes
        ),
        *(f"- line {link_words(schematic, link, spelled=True)}" for link in schematic.links),
    ]
