"""What is written inside a box: the most that fits, the most telling first."""

from collections.abc import Collection

from rich.cells import cell_len, chop_cells

from batteryviz.views.document import Layer, Node
from batteryviz.views.kinds import KIND_NAMES


def lines_of(
    node: Node, width: int, height: int, layers: Collection[Layer], blank: bool
) -> tuple[str, ...]:
    """Return at most ``height`` lines of at most ``width`` columns for ``node``.

    The short name always stands first. What a layer adds comes before the designation,
    the designation before the words of the kind; what does not fit is left out whole.
    """
    if blank:
        # Room to write a name in.
        return (node.short, "", "")[:height]
    kind = "" if node.number else KIND_NAMES.get(node.kind, "")
    notes = [note.brief for note in node.notes if note.layer in layers]
    designation = node.designation if node.designation != node.short else ""
    # A layer that was asked for is shown at least with its beginning, a line each.
    cut = [_cut(note, width) for note in notes]
    amount = f"×{node.holds.partition(' ')[0]}" if node.holds else ""
    wishes: tuple[tuple[str, ...], ...] = (
        (kind, designation, node.holds, *notes),
        (kind, designation, amount, *notes),
        ("", designation, node.holds, *notes),
        (kind, designation, "", *notes),
        (kind, "", "", *notes),
        ("", designation, "", *notes),
        ("", "", "", *notes),
        *([(kind, designation, *cut), (kind, *cut), ("", *cut)] if notes else []),
    )
    for wish in wishes:
        lines = [_cut(node.short, width)]
        fits = True
        for text in wish:
            wrapped = [text] if text in cut else wrapped_words(text, width)
            fits = fits and wrapped is not None
            lines += wrapped or []
        if fits and len(lines) <= height:
            return tuple(lines)
    return (_cut(node.short, width), *cut)[:height]


def wrapped_words(text: str, width: int) -> list[str] | None:
    """Return ``text`` in lines of at most ``width`` columns, or ``None`` if a word is longer."""
    lines: list[str] = []
    for word in text.split():
        if cell_len(word) > width:
            return None
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    return chop_cells(text, max(1, width - 1))[0] + "…" if width > 1 else text[:1]
