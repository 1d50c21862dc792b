"""How marks, references and cells are spelled where there is no colour."""

from batteryviz.views.document import Cell, Reference

SIGNS = {"disputed": "≠", "unchecked": "○", "differs": "△"}
"""One sign a mark, so that state never rests on colour alone."""

WORDS = {"disputed": "disputed", "unchecked": "unchecked", "differs": "differs"}

LEGEND = "≠ sources disagree   ○ unchecked   △ columns differ   — not looked for"

PLOT_LEGEND = "A dot is one number, a bar a range, an arrow an end that the source leaves open."


def with_signs(cell: Cell) -> str:
    """Return a cell's text with its signs and reference numbers, part by part."""
    if cell.parts:
        return " · ".join(map(with_signs, cell.parts))
    signs = "".join(f" {SIGNS[mark]}" for mark in cell.marks)
    return f"{cell.text}{signs}{numbers(cell)}"


def with_words(cell: Cell) -> str:
    """Return a cell's text with its marks spelled out, for readers who hear it."""
    if cell.parts:
        return "; ".join(map(with_words, cell.parts))
    marks = [WORDS[mark] for mark in cell.marks]
    spelled = f" ({', '.join(marks)})" if marks else ""
    return f"{cell.text}{spelled}{numbers(cell)}"


def numbers(cell: Cell) -> str:
    """Return the reference numbers of a cell: ``" [1][4]"``."""
    return " " + "".join(f"[{number}]" for number in cell.refs) if cell.refs else ""


def where(reference: Reference) -> str:
    """Return the places of a reference as a sentence, or nothing."""
    places = "; ".join(reference.locators)
    return f"{places[:1].upper()}{places[1:]}." if places else ""


def reference_line(reference: Reference) -> str:
    """Return a reference with its places and how it was read, without its address."""
    return " ".join(
        part for part in (reference.text, where(reference), f"({reference.read})") if part
    )
