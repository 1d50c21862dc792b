"""Names that are safe as an id, a file name and an anchor."""

import re
from collections.abc import Iterable
from functools import lru_cache

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Lower-case ASCII words joined by single hyphens."""

LONGEST_SLUG = 64

LONGEST_STEM = 120
"""Characters of a file's name before its suffix; every file system holds twice as many."""

# Windows opens a device, not a file, for these names, whatever the suffix.
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)


# The same few ids are asked for in every file of a pack.
@lru_cache(maxsize=20_000)
def is_slug(name: str) -> bool:
    """Say whether ``name`` may be an id: a slug, not too long, no reserved file name."""
    return (
        len(name) <= LONGEST_SLUG and re.fullmatch(SLUG, name) is not None and name not in _RESERVED
    )


def slug_of(text: str) -> str:
    """Return the slug nearest to ``text``: ``"AN/MPQ-65"`` gives ``"an-mpq-65"``."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def stems_of(keys: Iterable[str]) -> dict[str, str]:
    """Return a name for a file, or an anchor, for each of ``keys``: a slug, no two alike.

    Where two would be, the later one gets a number.
    """
    stems: dict[str, str] = {}
    taken = set[str]()
    for key in dict.fromkeys(keys):
        plain = slug_of(slug_of(key)[:LONGEST_STEM])
        stem, number = plain, 1
        while stem in taken:
            number += 1
            stem = f"{plain}-{number}"
        taken.add(stem)
        stems[key] = stem
    return stems
