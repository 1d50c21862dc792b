"""Names for the sheets of a workbook: short, allowed, and no two alike."""

import re
from collections.abc import Iterable

from batteryviz.safety.escaping import CODED_SIGN

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


class SheetNames:
    """Gives each title a name that no other sheet has."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Keep the names ``taken``, and the one that Excel keeps for itself, for others."""
        self._taken = {name.casefold() for name in (*taken, "History")}

    def of(self, title: str) -> str:
        """Return the name of the sheet for ``title``."""
        allowed = CODED_SIGN.sub("-", _FORBIDDEN.sub("-", title))
        plain = " ".join(allowed.split()).strip("'") or "Page"
        name, number = plain[:LONGEST].rstrip("' "), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" ({number})"
            name = f"{plain[: LONGEST - len(ending)].rstrip()}{ending}"
        self._taken.add(name.casefold())
        return name
