"""How subjects descend from one another: by short lines."""

from collections.abc import Iterator, Mapping
from typing import Any

LONGEST_LINEAGE = 8
"""Families above one subject; the claims of each stand under all below it."""


def lineages(values: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each subject whose line of families is too long, and a sentence."""
    for name, value in values.items():
        line = [name]
        family = value.get("family")
        while isinstance(family, str) and family in values and family not in line:
            if len(line) > LONGEST_LINEAGE:
                yield name, f"family: more than {LONGEST_LINEAGE} families above one subject"
                break
            line.append(family)
            family = values[family].get("family")
