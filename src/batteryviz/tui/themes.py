"""Two themes of our own, every text at 7:1 or more on its ground, and some of Textual's."""

from typing import Final

from textual.color import Color
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

BORROWED: Final = ("gruvbox", "nord")
"""Themes of Textual whose every text, in our pages, stands at 4.5:1 or more."""

THEME_NAMES: Final = (*(theme.name for theme in THEMES), *BORROWED)
"""In the order in which a key steps through them."""


def variables_of(theme: Theme) -> dict[str, str]:
    """Return the colours our pages name for a theme that does not name them itself."""
    if theme.foreground is None or theme.background is None:
        return dict(NIGHT.variables)
    text, ground = Color.parse(theme.foreground), Color.parse(theme.background)
    return {
        "muted": ground.blend(text, 0.85).hex,
        # Their accents are made for borders; as text they need more of the text's colour.
        "unchecked": Color.parse(theme.accent or theme.foreground).blend(text, 0.3).hex,
        "rule": ground.blend(text, 0.35).hex,
    }
