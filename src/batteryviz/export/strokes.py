"""How each kind of link looks as characters: told apart by the line, never by colour alone."""

from collections.abc import Iterable
from typing import NamedTuple

from batteryviz.export.words import SIGNS
from batteryviz.views.document import Link

NORTH, EAST, SOUTH, WEST = 1, 2, 4, 8

_LIGHT = " ╵╶└╷│┌├╴┘─┴┐┤┬┼"
_HEAVY = " ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋"
_DOUBLE = " ║═╚║║╔╠═╝═╩╗╣╦╬"
_DOTS = " ···············"


class Stroke(NamedTuple):
    """The characters of a line, indexed by the directions it leaves a cell in."""

    joints: str
    across: str
    down: str

    def sign(self, directions: int) -> str:
        """Return the character for a cell that is left in ``directions``."""
        if directions in {EAST, WEST, EAST | WEST}:
            return self.across
        if directions in {NORTH, SOUTH, NORTH | SOUTH}:
            return self.down
        return self.joints[directions]


STROKES = {
    ("power", True): Stroke(_HEAVY, "━", "┃"),
    ("power", False): Stroke(_HEAVY, "┅", "┇"),
    ("data", True): Stroke(_LIGHT, "─", "│"),
    ("data", False): Stroke(_LIGHT, "┄", "┆"),
    ("radio", True): Stroke(_DOUBLE, "═", "║"),
    ("radio", False): Stroke(_DOTS, "·", "·"),
}
"""Solid where a source was read, broken where the claim is unchecked."""


class Frame(NamedTuple):
    """The characters of a box: corners, sides, and the joints where a line leaves."""

    corners: str
    across: str
    down: str
    joints: str
    """North, east, south, west."""


PLAIN_FRAME = Frame("┌┐└┘", "─", "│", "┴├┬┤")
ASSUMED_FRAME = Frame("┌┐└┘", "╌", "╎", "┴├┬┤")
CHOSEN_FRAME = Frame("╔╗╚╝", "═", "║", "╧╟╤╢")


def legend(links: Iterable[Link], assumed: bool) -> list[str]:
    """Return one entry a kind of line, and one for assumed boxes where there are any."""
    entries = []
    for carries, checked in dict.fromkeys((link.carries, link.checked) for link in links):
        line = STROKES[carries, checked].across * 3
        words = carries if checked else f"{carries} {SIGNS['unchecked']} unchecked"
        entries.append(f"{line} {words}")
    if assumed:
        entries.append("┌╌╌┐ assumed: no source gives it")
    return entries
