"""What a misspelt word may have meant, at a bounded price for one pack."""

from collections import Counter
from collections.abc import Collection
from difflib import SequenceMatcher
from itertools import islice

from batteryviz.safety.names import LONGEST_SLUG

MOST_TRIED = 500
"""Known words that are compared with one unknown word."""

LONGEST_TRIED = 2 * LONGEST_SLUG + 1
"""Characters of a word that is compared: the longest id there is, ``subject.claim``."""

NEAR_ENOUGH = 0.6
"""How alike two words are, at least, for one to be a guess for the other: 1 is the same."""

MOST_EFFORT = 6_000_000
"""Steps of comparing for one pack: at most about half a second.

Words of any pack may be made so that every pair of them is nearly alike, which is what
takes longest. After that, faults are told without a guess.
"""

EFFORT_OF_A_WORD = 100
"""Steps that trying any word costs, however short and however unlike."""

EFFORT_OF_A_LETTER = 2
"""Steps that a first look at one letter of a word costs."""


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
        near = self._nearest(word, tried)
        return f"; did you mean {near}?" if near else ""

    def _nearest(self, word: str, tried: Collection[str]) -> str:
        """Return the word of ``tried`` most like ``word``; nothing when effort ends before."""
        if not self._can_afford(EFFORT_OF_A_WORD + EFFORT_OF_A_LETTER * len(word)):
            return ""
        matcher = SequenceMatcher(b=word)
        best = (NEAR_ENOUGH, "")
        for name in tried:
            if not self._can_afford(EFFORT_OF_A_WORD + EFFORT_OF_A_LETTER * len(name)):
                return ""
            matcher.set_seq1(name)
            if matcher.real_quick_ratio() < best[0] or matcher.quick_ratio() < best[0]:
                continue
            if not self._can_afford(_effort(word, name)):
                return ""
            best = max(best, (matcher.ratio(), name))
        return best[1]

    def _can_afford(self, effort: int) -> bool:
        if effort > self._left:
            return False
        self._left -= effort
        return True


def _effort(word: str, name: str) -> int:
    """Return the most steps it takes to say how alike two words are.

    Each search for the longest part they share walks over the pairs of like letters, and
    what is left of the words on either side of it is searched again: as often, at worst, as
    the shorter word has letters.
    """
    letters = Counter(name)
    pairs = sum(number * letters[letter] for letter, number in Counter(word).items())
    return pairs * min(len(word), len(name))
