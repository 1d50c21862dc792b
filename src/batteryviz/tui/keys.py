"""Keys: the sets a reader can choose, which keys are never taken, and how keys are written."""

from collections.abc import Mapping
from typing import Final

RESERVED: Final = frozenset({"ctrl+a", "ctrl+b", "ctrl+j", "ctrl+o", "ctrl+s"})
"""Keys of terminal multiplexers and of flow control: no set and no reader's choice has them."""

VIM: Final[Mapping[str, str]] = {
    "up": "up,k",
    "down": "down,j",
    "left": "left,h",
    "right": "right,l",
    "page-up": "pageup,ctrl+u",
    "page-down": "pagedown,space,ctrl+d,ctrl+f",
    "top": "home,g",
    "end": "end,G",
    "list-page-up": "pageup,ctrl+u",
    "list-page-down": "pagedown,ctrl+d,ctrl+f",
    "compare-unchecked": "H",
}
"""What the vim set changes; the default set is what each page declares."""

KEY_SETS: Final[Mapping[str, Mapping[str, str]]] = {"default": {}, "vim": VIM}

_SHOWN = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "comma": ",",
    "full_stop": ".",
}


def shown(key: str) -> str:
    """Return a key as a reader sees it on the keyboard: ``/``, ``Alt+←``, ``F1``."""
    *modifiers, last = key.split("+")
    if not last:
        last = "plus"
    name = _SHOWN.get(last, last.upper() if last[:1] == "f" and last[1:].isdigit() else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), name])
