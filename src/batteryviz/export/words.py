"""How marks, references and cells are spelled where there is no colour."""

from batteryviz.views.document import Cell, Mark, Reference

SIGNS = {"disputed": "≠", "unchecked": "○", "differs": "△"}
"""One sign a mark, so that state never rests on colour alone."""

WORDS = {"disputed": "disputed", "unchecked": "unchecked", "differs": "differs"}

LEGEND = "≠ sources disagree   ○ unchecked   △ columns differ   — not looked for"

PLOT_LEGEND = "A dot is one number, a bar a range, an arrow an end that the source leaves open."


def signs(cell: Cell) -> list[tuple[str, Mark]]:
    """Return the signs of a cell, each with its mark: ``≠ 4 voices``, ``○``."""
    return [
        (f"{SIGNS[mark]} {cell.voices} voices", mark)
        if mark == "disputed" and cell.voices > 1
        else (SIGNS[mark], mark)
        for mark in cell.marks
    ]


def with_signs(cell: Cell) -> str:
    """Return a cell's text with its signs and reference numbers, part by part."""
    if cell.parts:
        return " · ".join([*map(with_signs, cell.parts), *total_voices(cell)])
    written = "".join(f" {sign}" for sign, _ in signs(cell))
    return f"{cell.text}{written}{numbers(cell)}"


def total_voices(cell: Cell) -> list[str]:
    """Return, for a disputed cell of several values, how many voices there are in all."""
    return [f"{SIGNS['disputed']} {cell.voices} voices"] if cell.parts and cell.voices > 1 else []


def with_words(cell: Cell) -> str:
    """Return a cell's text with its marks spelled out, for readers who hear it."""
    if cell.parts:
        spoken = [f"{cell.voices} voices disagree"] if cell.voices > 1 else []
        return "; ".join([*map(with_words, cell.parts), *spoken])
    marks = [
        f"{WORDS[mark]}, {cell.voices} voices"
        if mark == "disputed" and cell.voices > 1
        else WORDS[mark]
        for mark in cell.marks
    ]
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
