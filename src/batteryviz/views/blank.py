"""The schematic as an exercise: numbered boxes to be named, and the key to them."""

from dataclasses import replace

from batteryviz.views.document import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    References,
    Row,
    Schematic,
    Table,
)
from batteryviz.views.kinds import KIND_NAMES

BLANK = "blank"
KEY = "blank-key"


def blank(document: Document) -> Document:
    """Return the schematic of a battery's page with a number in each box and no name."""
    blocks: list[Block] = [
        Paragraph(
            "Name the element in each numbered box. The lines say what goes between the boxes.",
            "lead",
        )
    ]
    for drawing in _drawings(document):
        nodes = tuple(
            replace(
                node,
                short=str(number),
                name="",
                target="",
                designation="",
                holds="",
                label="",
                assumed=False,
                stated=Cell(""),
                notes=(),
            )
            for number, node in enumerate(drawing.nodes, 1)
        )
        # What a claim says, and where it was read, would name the boxes.
        links = tuple(
            replace(link, claim="", cell=Cell("", marks=link.cell.marks)) for link in drawing.links
        )
        blocks.append(replace(drawing, title="", nodes=nodes, links=links, blank=True))
    blocks.append(Heading("Sources"))
    items = _references(document).items
    blocks.append(References(tuple(replace(item, locators=()) for item in items)))
    page = _page(document, BLANK, "name the boxes", blocks)
    # The ids of claims name the boxes as well.
    colophon = replace(page.colophon, unchecked_ids=(), disputed_ids=())
    return replace(page, claims=(), voices={}, colophon=colophon)


def only_short_names(drawing: Schematic) -> Schematic:
    """Return a drawing whose boxes show the short names of the elements and nothing else."""
    nodes = tuple(
        replace(node, name="", target="", designation="", holds="", label="", notes=())
        for node in drawing.nodes
    )
    return replace(drawing, title="", nodes=nodes, blank=True)


def key_of(document: Document) -> Document:
    """Return the key to the blank schematic: what each number stands for."""
    rows = tuple(
        Row(
            (
                Cell(str(number)),
                Cell(node.short),
                Cell(KIND_NAMES.get(node.kind, node.name), target=node.target),
                Cell(node.name, node.stated.claims, node.stated.refs, node.stated.marks),
            ),
            key=node.id,
        )
        for drawing in _drawings(document)
        for number, node in enumerate(drawing.nodes, 1)
    )
    blocks: list[Block] = [
        Table(("box", "short name", "kind", "element"), rows),
        Heading("Sources"),
        _references(document),
    ]
    return _page(document, KEY, "key to the numbered boxes", blocks)


def _drawings(document: Document) -> list[Schematic]:
    return [block for block in document.blocks if isinstance(block, Schematic)]


def _references(document: Document) -> References:
    """Return the sources of the drawing alone."""
    drawn = {
        number
        for drawing in _drawings(document)
        for cell in (*(node.stated for node in drawing.nodes), *(x.cell for x in drawing.links))
        for number in cell.refs
    }
    return References(tuple(item for item in document.references if item.number in drawn))


def _page(document: Document, room: str, what: str, blocks: list[Block]) -> Document:
    boxes = sum(len(drawing.nodes) for drawing in _drawings(document))
    return replace(
        document,
        key=f"{room}:{document.key.partition(':')[2]}",
        title=f"{document.title}: {what}",
        subtitle=f"{boxes} boxes",
        blocks=tuple(blocks),
        data={
            "schema_version": 1,
            "id": document.key.partition(":")[2],
            "kind": room,
            "name": f"{document.title}: {what}",
            "boxes": [
                {"number": number} | ({"short_name": node.short} if room == KEY else {})
                for drawing in _drawings(document)
                for number, node in enumerate(drawing.nodes, 1)
            ],
        },
    )
