"""Numbers as they are typed: 8.0 and 3.5 are no counts."""

from batteryviz.cli.exits import Exit, RefusalError
from batteryviz.safety.text import clean

LARGEST = 1_000_000_000
LONGEST = 12
"""Digits: to read very many of them takes very long."""


def is_short_number(text: str) -> bool:
    """Say whether ``text`` is digits only, and few enough to be read."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST


def whole_number(name: str, text: str) -> int:
    """Return ``text`` as a whole number; refuse what is none as wrong use of ``--name``."""
    if is_short_number(text) and int(text) <= LARGEST:
        return int(text)
    raise RefusalError(
        f"batteryviz: --{name} is a whole number up to {LARGEST:,}, not {clean(text)!r}",
        Exit.USAGE,
    )
