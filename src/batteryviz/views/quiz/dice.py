"""Chance that repeats: the same seed throws the same dice on every platform."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws made from ``Random.random`` alone.

    That method is the one whose sequence Python promises to keep for a seed; how
    ``shuffle`` and ``sample`` use it may change from one version to the next.
    """

    def __init__(self, seed: int) -> None:
        """Start the sequence that belongs to ``seed``."""
        self._random = random.Random(seed)  # noqa: S311 - a quiz is no secret

    def below(self, count: int) -> int:
        """Return a whole number from 0 to ``count - 1``."""
        return int(self._random.random() * count)

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        deck = list(items)
        for place in range(len(deck) - 1, 0, -1):
            other = self.below(place + 1)
            deck[place], deck[other] = deck[other], deck[place]
        return deck
