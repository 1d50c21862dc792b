"""The schematic as a Graphviz graph, for those who lay it out their own way."""

from batteryviz.export.edition import Edition
from batteryviz.export.mermaid import box_lines, link_label, pairs
from batteryviz.export.pictures import colophon_text, pictures, source_lines
from batteryviz.safety.escaping import dot_label, one_line
from batteryviz.views.document import Schematic

_STYLES = {
    ("power", True): "bold",
    ("power", False): "bold,dashed",
    ("data", True): "solid",
    ("data", False): "dashed",
    ("radio", True): "solid",
    ("radio", False): "dotted",
}


def write(edition: Edition) -> bytes:
    """Return the schematics of ``edition`` as one DOT file."""
    shown = pictures(edition)
    lines = [
        "graph schematic {",
        f"  label={dot_label(' · '.join(picture.title for picture in shown))}; labelloc=t;",
        '  node [shape=box, fontname="monospace"]; edge [fontname="monospace"];',
    ]
    for number, picture in enumerate(shown, 1):
        for part, drawing in enumerate(picture.drawings, 1):
            lines += _drawing(drawing, f"p{number}d{part}")
    lines.append("}")
    for picture in shown:
        said = [picture.unsettled] if picture.unsettled else []
        lines += [f"// {one_line(text)}" for text in (picture.title, *said, *source_lines(picture))]
    lines += [f"// {one_line(text)}" for text in colophon_text(edition)]
    return ("\n".join(lines) + "\n").encode()


def _drawing(drawing: Schematic, prefix: str) -> list[str]:
    names = {node.id: f"{prefix}n{number}" for number, node in enumerate(drawing.nodes, 1)}
    lines = [f"  subgraph cluster_{prefix} {{", f"    label={dot_label(drawing.title)};"]
    for node in drawing.nodes:
        style = ", style=dashed" if node.assumed else ""
        label = "\n".join(box_lines(node, drawing))
        lines.append(f"    {names[node.id]} [label={dot_label(label)}{style}];")
    for link in drawing.links:
        style = _STYLES[link.carries, link.checked]
        look = f"label={dot_label(link_label(link))}, style={dot_label(style)}"
        if link.carries == "radio" and link.checked:
            look += ', color="black:white:black"'
        if link.claim:
            look += f", comment={dot_label(link.claim)}"
        lines += [
            f"    {names[start.id]} -- {names[end.id]} [{look}];"
            for start, end in pairs(drawing, link)
        ]
    return [*lines, "  }"]
