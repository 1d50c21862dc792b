"""What a misspelt word may have meant, at a bounded price for one pack."""

import difflib
from collections.abc import Collection
from itertools import islice

from batteryviz.safety.names import LONGEST_SLUG

MOST_TRIED = 500
"""Known words that are compared with one unknown word."""

LONGEST_TRIED = 2 * LONGEST_SLUG + 1
"""Characters of a word that is compared: the longest id there is, ``subject.claim``."""

MOST_EFFORT = 6_000_000
"""Pairs of letters that are compared for one pack: at most about half a second.

Words of any pack may be made so that every pair of them is nearly alike, which is what
takes longest. After that, faults are told without a guess.
"""

EFFORT_OF_A_WORD = 200
"""What trying any word costs, however short, in pairs of letters."""


class Guesses:
    """Guesses for the faults of one pack, until their effort is spent."""

    def __init__(self) -> None:
        """Begin with all the effort there is."""
        self._left = MOST_EFFORT

    def did_you_mean(self, word: str, known: Collection[str]) -> str:
        """Return ``"; did you mean …?"`` for the nearest known word, or nothing.

        Of very many known words only those that begin alike are tried: each costs time.
        """
        if len(word) > LONGEST_TRIED:
            return ""
        names = iter(known)
        if len(known) > MOST_TRIED:
            # Looking through all of them has a price too.
            if not self._can_afford(len(known)):
                return ""
            names = (name for name in known if name[:2] == word[:2])
        tried = [name for name in islice(names, MOST_TRIED) if len(name) <= LONGEST_TRIED]
        if not self._can_afford(sum(EFFORT_OF_A_WORD + len(word) * len(name) for name in tried)):
            return ""
        near = difflib.get_close_matches(word, tried, n=1, cutoff=0.6)
        return f"; did you mean {near[0]}?" if near else ""

    def _can_afford(self, effort: int) -> bool:
        if effort > self._left:
            return False
        self._left -= effort
        return True
