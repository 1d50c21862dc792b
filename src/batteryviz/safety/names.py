"""Names that are safe as an id, a file name and an anchor."""

import re
from functools import lru_cache

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
"""Lower-case ASCII words joined by single hyphens."""

LONGEST_SLUG = 64

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
