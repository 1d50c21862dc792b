"""How subjects descend from one another, and are parts of one another: by short lines."""

from collections.abc import Iterator, Mapping
from typing import Any

LONGEST_LINEAGE = 8
"""Families above one subject; the claims of each stand under all below it."""


LONGEST_WAY_UP = 8
"""Families and wholes above one subject, by any way: what is above is sought from each."""


def lineages(values: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield each subject whose line of families is too long, the key, and a sentence."""
    for name, value in values.items():
        line = [name]
        family = value.get("family")
        while isinstance(family, str) and family in values and family not in line:
            if len(line) > LONGEST_LINEAGE:
                yield (
                    name,
                    "family",
                    f"family: more than {LONGEST_LINEAGE} families above one subject",
                )
                break
            line.append(family)
            family = values[family].get("family")
        else:
            if _is_far_below(name, values):
                key = "part_of" if isinstance(value.get("part_of"), str) else "family"
                yield name, key, f"{key}: more than {LONGEST_WAY_UP} wholes above one subject"


def _is_far_below(name: str, values: Mapping[str, Mapping[str, Any]]) -> bool:
    """Say whether families and wholes of a subject go on after the most there may be.

    A line of families by itself is short, and so is a line of wholes: in turns they may
    not be. Each step up at most doubles what is met, so their number is bounded too.
    """
    level = {name}
    met = {name}
    for _ in range(LONGEST_WAY_UP + 1):
        above = (values[each].get(key) for each in level for key in ("family", "part_of"))
        level = {wider for wider in above if isinstance(wider, str) and wider in values} - met
        if not level:
            return False
        met |= level
    return True
