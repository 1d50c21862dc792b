"""A schematic in sentences: the same boxes and lines for those who hear or paste it."""

from batteryviz.export.words import SIGNS, WORDS, numbers
from batteryviz.views.document import Cell, Link, Node, Schematic
from batteryviz.views.kinds import KIND_NAMES


def node_words(node: Node, *, blank: bool = False) -> str:
    """Return what a box is: kind, element, load, and whether it is assumed."""
    if blank:
        return "to be named"
    parts = [KIND_NAMES.get(node.kind, node.kind).lower()] if node.kind else []
    if node.name.casefold() not in {"", node.short.casefold(), *parts}:
        parts.append(node.name)
    if node.designation and node.designation != node.name:
        parts.append(node.designation)
    if node.holds:
        # A launcher holds missiles; any other box only has more to say.
        parts.append(f"with {node.holds}" if node.number else node.holds)
    if node.assumed:
        parts.append("assumed, no source gives it")
    return ", ".join(parts)


def link_words(schematic: Schematic, link: Link, *, spelled: bool) -> str:
    """Return what a line joins, what it carries, and the claim that states it."""
    marks = [(WORDS if spelled else SIGNS)[mark] for mark in link.cell.marks]
    signs = "".join(f", {mark}" if spelled else f" {mark}" for mark in marks)
    ends = f"{_end(schematic, link.start)} to {_end(schematic, link.end)}"
    source = f", stated by {link.claim}" if link.claim else ""
    return f"{ends}: {link.carries}{signs}{source}{numbers(Cell('', refs=link.cell.refs))}"


def _end(schematic: Schematic, kind: str) -> str:
    shorts = [node.short for node in schematic.nodes if node.kind == kind]
    if len(shorts) > 2:
        return f"{shorts[0]} to {shorts[-1]}"
    return " and ".join(shorts) or KIND_NAMES.get(kind, kind).lower()
