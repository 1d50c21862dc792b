"""How subjects descend from one another: short lines that end."""

from collections.abc import Iterator, Mapping
from typing import Any

LONGEST_LINEAGE = 8
"""Families above one subject; claims of each stand under all below it."""


def lineages(values: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield each subject whose line of families is too long or has no end, and a sentence."""
    for name, value in values.items():
        line = [name]
        family = value.get("family")
        while isinstance(family, str) and family in values:
            if family in line:
                yield name, f"family: {family} descends from itself: {' > '.join((*line, family))}"
                break
            if len(line) > LONGEST_LINEAGE:
                yield name, f"family: more than {LONGEST_LINEAGE} families above one subject"
                break
            line.append(family)
            family = values[family].get("family")
