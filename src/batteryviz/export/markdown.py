"""Markdown with numbered sources, as pasted into an article or an issue."""

from collections.abc import Sequence
from typing import assert_never

from batteryviz.export.closing import colophon_lines, page_lines
from batteryviz.export.edition import Edition
from batteryviz.export.schematic_words import link_words, node_words
from batteryviz.export.words import LEGEND, reference_line, with_signs
from batteryviz.safety.escaping import markdown
from batteryviz.views.document import (
    Block,
    Bullets,
    Cell,
    Document,
    Heading,
    Intervals,
    Paragraph,
    References,
    Schematic,
    Table,
)


def write(edition: Edition) -> bytes:
    """Return ``edition`` as Markdown, with its colophon at the end."""
    parts = [to_markdown(page, page_lines(edition, page)) for page in edition.documents]
    colophon = "".join(
        f"- **{markdown(line.label)}** {markdown(line.text)}\n" for line in colophon_lines(edition)
    )
    return "\n\n".join([*parts, colophon]).encode()


def show(documents: Sequence[Document]) -> str:
    """Return ``documents`` as Markdown."""
    return "\n\n".join(map(to_markdown, documents))


def to_markdown(document: Document, closing: Sequence[str] | None = None) -> str:
    """Return ``document`` as Markdown that ends in its colophon, or in ``closing``."""
    lines = [f"# {markdown(document.title)}"]
    if document.subtitle:
        lines += ["", f"*{markdown(document.subtitle)}*"]
    lines += _body(document)
    lines += ["", "---", "", markdown(LEGEND)]
    for line in document.closing() if closing is None else closing:
        lines += ["", markdown(line)]
    return "\n".join(lines) + "\n"


def body(document: Document) -> str:
    """Return the blocks of ``document`` alone, to stand in a text of someone else's."""
    return "\n".join(_body(document)).strip("\n") + "\n"


def _body(document: Document) -> list[str]:
    return [line for block in document.blocks for line in ("", *_lines(block))]


def _cell(cell: Cell) -> str:
    return markdown(with_signs(cell))


def _lines(block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"{'#' * block.level} {markdown(block.text)}"]
        case Paragraph():
            text = markdown(block.text)
            return [f"*{text}*" if block.tone == "muted" else text]
        case Bullets():
            return [f"- {_cell(item)}" for item in block.items]
        case Table():
            return _table(block)
        case Intervals():
            return [
                f"On one scale, {markdown(block.title)}:",
                "",
                *(f"- {markdown(row.label)}: {_cell(row.cell)}" for row in block.rows),
            ]
        case Schematic():
            return [
                *(
                    f"- **{markdown(node.short)}**: {markdown(node_words(node, blank=block.blank))}"
                    for node in block.nodes
                ),
                *(f"- {markdown(link_words(block, link, spelled=False))}" for link in block.links),
            ]
        case References():
            return [
                f"{item.number}. {markdown(reference_line(item))}"
                f"{f' <{item.url}>' if item.url else ''}"
                for item in block.items
            ]
        case _:
            assert_never(block)


def _table(table: Table) -> list[str]:
    grouped = any(row.group for row in table.rows)
    columns = ("group", *table.columns) if grouped else table.columns
    lines = [
        f"| {' | '.join(markdown(name) for name in columns)} |",
        f"|{'|'.join(' --- ' for _ in columns)}|",
    ]
    for row in table.rows:
        cells = [_cell(cell) for cell in row.cells]
        if grouped:
            cells.insert(0, markdown(row.group))
        lines.append(f"| {' | '.join(cells)} |")
    return lines
