"""Chance that repeats: the same seed throws the same dice on every platform."""

import random
from collections.abc import Iterator, Sequence
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


class Lots:
    """Numbers to be drawn one after the other, none of them twice.

    Only what was drawn is remembered: a million numbers that nobody draws cost nothing.
    """

    def __init__(self, numbers: Sequence[int], dice: Dice) -> None:
        """Lay out ``numbers``, to be drawn by ``dice``."""
        self._numbers = numbers
        self._dice = dice
        self._left = len(numbers)
        self._moved: dict[int, int] = {}

    def __len__(self) -> int:
        """How many are left."""
        return self._left

    def __iter__(self) -> Iterator[int]:
        """Draw until none is left."""
        while self._left:
            yield self.draw()

    def draw(self) -> int:
        """Draw one; one must be left."""
        place = self._dice.below(self._left)
        self._left -= 1
        # The last one takes the place of the one drawn.
        drawn = self._moved.get(place, place)
        self._moved[place] = self._moved.pop(self._left, self._left)
        return self._numbers[drawn]
