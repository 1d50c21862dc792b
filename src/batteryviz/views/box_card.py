"""The pane beside the schematic: what a selected box or line is, and who says so."""

from dataclasses import replace

from batteryviz.views.document import (
    Block,
    Cell,
    Document,
    Heading,
    Link,
    Node,
    Paragraph,
    References,
    Row,
    Schematic,
    Table,
)
from batteryviz.views.kinds import KIND_NAMES


def box_card(document: Document, drawing: Schematic, node: Node, *, brief: bool) -> Document:
    """Return what ``document`` says of one box, with its sources.

    A brief card begins in its first line, for a pane of a few rows.
    """
    rows = [Row((Cell("in this battery"), node.stated), key="stated")]
    if node.holds:
        rows.append(Row((Cell("holds"), Cell(node.holds)), key="holds"))
    rows += [Row((Cell(note.layer), note.cell), key=note.layer) for note in node.notes[:-1]]
    rows += [
        Row(
            (Cell(f"{link.carries}, {_other(drawing, link, node)}"), link.cell),
            key=link.claim,
        )
        for link in drawing.links
        if node.kind in {link.start, link.end}
    ]
    rows.append(Row((Cell("sheet"), Cell(node.name, target=node.target)), key="sheet"))
    kind = KIND_NAMES.get(node.kind, node.name)
    same = node.name.casefold() == kind.casefold()
    title = f"{node.short} · {kind}" if same else f"{node.short} · {kind} · {node.name}"
    return _card(document, [*_opening(title, node.label, brief), Table(("", ""), tuple(rows))])


def link_card(document: Document, drawing: Schematic, link: Link, *, brief: bool) -> Document:
    """Return what ``document`` says of one line, with its sources, as ``box_card`` does."""
    ends = " and ".join(KIND_NAMES.get(kind, kind).lower() for kind in (link.start, link.end))
    state = "checked: the text was read" if link.checked else "unchecked: still to be read"
    rows = (
        Row((Cell("carries"), Cell(link.carries)), key="carries"),
        Row((Cell("stated as"), link.cell), key=link.claim),
        Row((Cell("evidence"), Cell(state)), key="evidence"),
        *(
            Row((Cell(node.short), Cell(node.name, target=node.target)), key=node.id)
            for kind in (link.start, link.end)
            for node in drawing.nodes
            if node.kind == kind and node.number < 2
        ),
    )
    title = f"{link.carries} · {ends}"
    return _card(document, [*_opening(title, "", brief), Table(("", ""), rows)])


def _opening(title: str, label: str, brief: bool) -> list[Block]:
    if brief:
        return [Paragraph(f"{title}. {label}".rstrip())]
    return [Heading(title), *([Paragraph(label)] if label else [])]


def _other(drawing: Schematic, link: Link, node: Node) -> str:
    other = link.end if link.start == node.kind else link.start
    shorts = [known.short for known in drawing.nodes if known.kind == other]
    short = shorts[0] if shorts else other
    if len(shorts) > 1:
        short = short.rpartition(" ")[0]
    return f"{'to' if link.start == node.kind else 'from'} {short}"


def _card(document: Document, blocks: list[Block]) -> Document:
    """Return a page of its own with the sources its cells cite."""
    cited = {
        number
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        for number in cell.refs
    }
    items = tuple(item for item in document.references if item.number in cited)
    sources: list[Block] = [Heading("Sources"), References(items)] if items else []
    return replace(document, blocks=(*blocks, *sources))
