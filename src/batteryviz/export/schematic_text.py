"""The schematic of a battery drawn in characters, for any width from 40 columns."""

from batteryviz.views.document import Link, Node, Schematic

BOX_WIDTH = 9
LINES = {("power", True): "╌", ("data", True): "─", ("radio", True): "═"}
UNCHECKED = "┄"


def drawn_schematic(schematic: Schematic, width: int) -> list[str]:
    """Return the lines of the drawing: the parts in one row, the launchers below."""
    parts = [node for node in schematic.nodes if not node.number]
    launchers = [node for node in schematic.nodes if node.number]
    lines = _boxes(parts, width)
    lines += _boxes(launchers, width)
    if schematic.links:
        lines += ["", *(_link_line(schematic, link) for link in schematic.links)]
    return lines


def _boxes(nodes: list[Node], width: int) -> list[str]:
    each = BOX_WIDTH + 1
    in_a_row = max(1, min(len(nodes), width // each))
    lines: list[str] = []
    for start in range(0, len(nodes), in_a_row):
        row = nodes[start : start + in_a_row]
        lines.append(" ".join(f"┌{'─' * (BOX_WIDTH - 2)}┐" for _ in row))
        lines.append(" ".join(f"│{node.short:^{BOX_WIDTH - 2}}│" for node in row))
        lines.append(" ".join(f"└{'─' * (BOX_WIDTH - 2)}┘" for _ in row))
    return lines


def _link_line(schematic: Schematic, link: Link) -> str:
    short = {node.kind: node.short.split()[0] for node in schematic.nodes}
    sign = LINES[link.carries, True] if link.checked else UNCHECKED
    state = "" if link.checked else "  ○ unchecked"
    return f"{short[link.start]} {sign * 5} {short[link.end]}  {link.carries}{state}"
