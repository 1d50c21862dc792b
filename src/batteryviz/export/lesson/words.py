"""What drawings and papers of a lesson say: boxes, legends, words for listeners, endings."""

from dataclasses import replace

from batteryviz.export.schematic_words import link_words
from batteryviz.views.document import Colophon, Node, Schematic
from batteryviz.views.kinds import KIND_NAMES


def line_words(node: Node, *, blank: bool = False) -> list[str]:
    """Return the lines in a box: the short name, and for a part its kind."""
    if blank or node.number:
        return [node.short]
    return [node.short, KIND_NAMES.get(node.kind, node.name)]


def part_lines(schematic: Schematic) -> list[str]:
    """Return the parts of a battery in words, a line for each kind, instead of a drawing."""
    kinds: dict[str, list[str]] = {}
    for node in schematic.nodes:
        kinds.setdefault(KIND_NAMES.get(node.kind, node.name), []).append(node.short)
    return [f"{kind}: {', '.join(names)}" for kind, names in kinds.items()]


def plain_nodes(schematic: Schematic) -> Schematic:
    """Return the drawing with the words of ``line_words`` alone, so that boxes fit them."""
    nodes = (
        replace(
            node,
            name=" ".join(line_words(node, blank=schematic.blank)[1:]),
            designation="",
            holds="",
            notes=(),
        )
        for node in schematic.nodes
    )
    return replace(schematic, nodes=tuple(nodes))


def link_kinds(schematic: Schematic) -> dict[str, str]:
    """Return what each kind of line is called in the legend."""
    found = {}
    for carries in dict.fromkeys(link.carries for link in schematic.links):
        disputed = any(
            "disputed" in link.cell.marks for link in schematic.links if link.carries == carries
        )
        found[carries] = f"{carries} (≠ sources disagree)" if disputed else carries
    return found


def remark(schematic: Schematic) -> str:
    """Return what is to be said of parts without a line, or nothing when there are none."""
    linked = {end for link in schematic.links for end in (link.start, link.end)}
    if all(node.kind in linked for node in schematic.nodes):
        return ""
    return "No line: no checked text states one."


def closing_words(colophon: Colophon) -> list[str]:
    """Return how a paper ends, below what it is cited as."""
    return [
        f"{colophon.counts_line()} Public and educational. {colophon.scope}",
        f"Facts under {colophon.licence}. A wrong fact? Report it to {colophon.report_faults_to}.",
    ]


def drawing_words(schematic: Schematic) -> str:
    """Return what a drawing shows, for those who do not see it."""
    boxes = "; ".join(" ".join(line_words(node, blank=schematic.blank)) for node in schematic.nodes)
    # The ends of lines would name the boxes of an exercise.
    links = "; ".join(
        link.carries
        if schematic.blank
        else link_words(schematic, replace(link, claim=""), spelled=True)
        for link in schematic.links
    )
    title = f"{schematic.title}. " if schematic.title else ""
    said = f" Lines: {links}." if links else ""
    return " ".join(part for part in (f"{title}Boxes: {boxes}.{said}", remark(schematic)) if part)
