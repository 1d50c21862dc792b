"""The schematic as a Graphviz graph, for those who lay it out their own way."""

from batteryviz.export.edition import Edition
from batteryviz.export.mermaid import box_lines, link_label, pairs
from batteryviz.export.pictures import colophon_text, pictures, source_lines
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
        f"  label={_quoted(' · '.join(picture.title for picture in shown))}; labelloc=t;",
        '  node [shape=box, fontname="monospace"]; edge [fontname="monospace"];',
    ]
    for number, picture in enumerate(shown, 1):
        for part, drawing in enumerate(picture.drawings, 1):
            lines += _drawing(drawing, f"p{number}d{part}")
    lines.append("}")
    for picture in shown:
        said = [picture.unsettled] if picture.unsettled else []
        lines += [f"// {_line(text)}" for text in (picture.title, *said, *source_lines(picture))]
    lines += [f"// {_line(text)}" for text in colophon_text(edition)]
    return ("\n".join(lines) + "\n").encode()


def _drawing(drawing: Schematic, prefix: str) -> list[str]:
    names = {node.id: f"{prefix}n{number}" for number, node in enumerate(drawing.nodes, 1)}
    lines = [f"  subgraph cluster_{prefix} {{", f"    label={_quoted(drawing.title)};"]
    for node in drawing.nodes:
        style = ", style=dashed" if node.assumed else ""
        label = "\n".join(box_lines(node, drawing))
        lines.append(f"    {names[node.id]} [label={_quoted(label)}{style}];")
    for link in drawing.links:
        style = _STYLES[link.carries, link.checked]
        look = f"label={_quoted(link_label(link))}, style={_quoted(style)}"
        if link.carries == "radio" and link.checked:
            look += ', color="black:white:black"'
        if link.claim:
            look += f", comment={_quoted(link.claim)}"
        lines += [
            f"    {names[start.id]} -- {names[end.id]} [{look}];"
            for start, end in pairs(drawing, link)
        ]
    return [*lines, "  }"]


def _quoted(text: str) -> str:
    """Return ``text`` as a quoted label: no quote or backslash of it is code."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _line(text: str) -> str:
    return " ".join(text.split())
