"""Two themes of our own, each with every text colour at 7:1 or more on its ground."""

from typing import Final

from textual.theme import Theme

NIGHT: Final = Theme(
    name="night",
    primary="#8fc7ff",
    secondary="#7fe0c8",
    accent="#ffd479",
    foreground="#f2f2ee",
    background="#10151a",
    surface="#161c22",
    panel="#1e262e",
    success="#9be28f",
    warning="#ffd479",
    error="#ffb3a8",
    dark=True,
    variables={"muted": "#b4bec8", "unchecked": "#e5b3ff", "rule": "#4a5763"},
)

PAPER: Final = Theme(
    name="paper",
    primary="#003a70",
    secondary="#004a3c",
    accent="#6b3a00",
    foreground="#14181c",
    background="#fbfaf5",
    surface="#f3f1e8",
    panel="#e9e6da",
    success="#0f4a12",
    warning="#6b3a00",
    error="#7d1208",
    dark=False,
    variables={"muted": "#454c53", "unchecked": "#5a1a78", "rule": "#9aa0a6"},
)

THEMES: Final = (NIGHT, PAPER)
"""The first is the one the explorer opens in."""
