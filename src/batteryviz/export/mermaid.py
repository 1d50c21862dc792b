"""The schematic as a Mermaid flowchart, for pages that draw it themselves."""

from batteryviz.export.edition import Edition
from batteryviz.export.pictures import Picture, colophon_text, pictures, sentences, source_lines
from batteryviz.export.words import SIGNS
from batteryviz.safety.escaping import mermaid_label, mermaid_line
from batteryviz.views.document import Link, Node, Schematic
from batteryviz.views.kinds import KIND_NAMES

_LINES = {True: "---", False: "-.-"}
"""Solid where the claim is checked, dotted where it is not."""


def write(edition: Edition) -> bytes:
    """Return the schematics of ``edition`` as one Mermaid file."""
    lines = ["flowchart TB"]
    shown = pictures(edition)
    lines += [f"  accTitle: {mermaid_line(' · '.join(picture.title for picture in shown))}"]
    words = " ".join(
        line for picture in shown for drawing in picture.drawings for line in sentences(drawing)
    )
    lines += [f"  accDescr: {mermaid_line(words)}"]
    for number, picture in enumerate(shown, 1):
        for part, drawing in enumerate(picture.drawings, 1):
            lines += _drawing(drawing, f"p{number}d{part}")
    for picture in shown:
        lines += _comments(picture)
    lines += [f"%% {mermaid_line(line)}" for line in colophon_text(edition)]
    return ("\n".join(lines) + "\n").encode()


def _comments(picture: Picture) -> list[str]:
    said = [picture.unsettled] if picture.unsettled else []
    return [f"%% {mermaid_line(line)}" for line in (picture.title, *said, *source_lines(picture))]


def _drawing(drawing: Schematic, prefix: str) -> list[str]:
    lines = [f"  subgraph {prefix} [{mermaid_label(drawing.title or ' ')}]"]
    names = {node.id: f"{prefix}n{number}" for number, node in enumerate(drawing.nodes, 1)}
    lines += [
        f"    {names[node.id]}[{mermaid_label(_label(node, drawing))}]" for node in drawing.nodes
    ]
    for link in drawing.links:
        for start, end in pairs(drawing, link):
            lines.append(
                f"    {names[start.id]} {_LINES[link.checked]}|{mermaid_label(link_label(link))}| "
                f"{names[end.id]}"
            )
    return [*lines, "  end"]


def pairs(drawing: Schematic, link: Link) -> list[tuple[Node, Node]]:
    """Return the boxes a link joins, every one with every other."""
    return [
        (start, end)
        for start in drawing.nodes
        if start.kind == link.start
        for end in drawing.nodes
        if end.kind == link.end
    ]


def link_label(link: Link) -> str:
    """Return what a link carries, with its marks and sources."""
    signs = "".join(f" {SIGNS[mark]}" for mark in link.cell.marks)
    numbers = "".join(f"[{number}]" for number in link.cell.refs)
    return f"{link.carries}{signs} {numbers}".rstrip()


def box_lines(node: Node, drawing: Schematic) -> list[str]:
    """Return what stands in a box, line by line."""
    if drawing.blank:
        return [node.short]
    kind = KIND_NAMES.get(node.kind, "")
    lines = [node.short, kind, node.designation, node.holds]
    return [line for line in lines if line] + (["assumed"] if node.assumed else [])


def _label(node: Node, drawing: Schematic) -> str:
    return "\n".join(box_lines(node, drawing))
