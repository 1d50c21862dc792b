"""What cannot be taken for something else: words, numbers and days that lie apart."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from batteryviz.views.quiz.material import Happening, Option

_SMALL = (
    "about also and another are each for from have having into its like made more most near "
    "not off one onto other over several some than that the their them then there they this "
    "under was were when which while with"
)
_SMALL_WORDS = frozenset(_SMALL.split())


def telling(text: str) -> frozenset[str]:
    """Return the words of a text that tell it from another, without their endings."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(
        word[:6]
        for word in words
        if (len(word) > 2 or not word.isascii() or word.isdigit()) and word not in _SMALL_WORDS
    )


def excludes(one: Option, other: Option) -> bool:
    """Say whether the value ``one`` cannot be taken for ``other``.

    Numbers exclude each other when their ranges do not touch, words when they share no
    telling word.
    """
    if one.text == other.text or bool(one.low) != bool(other.low):
        return False
    if one.low:
        return Decimal(one.high) < Decimal(other.low) or Decimal(other.high) < Decimal(one.low)
    return not telling(one.text) & telling(other.text)


def are_apart(happenings: Sequence[Happening]) -> bool:
    """Say whether no two happenings can fall on the same day."""
    spans = sorted((happening.first, happening.last) for happening in happenings)
    return all(earlier[1] < later[0] for earlier, later in pairwise(spans))
