"""Questions about short names and the words they stand for."""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice

from batteryviz.views.quiz.apart import telling
from batteryviz.views.quiz.dice import Dice
from batteryviz.views.quiz.material import NAMES, Material, Name
from batteryviz.views.quiz.question import Basis, Choice, Matching
from batteryviz.views.quiz.values import FEWEST_WRONG, MOST_TRIED, MOST_WRONG


def name_choice(material: Material, number: int, dice: Dice) -> Choice | None:
    """Return a question for the words that the name of ``number`` stands for."""
    name = material.record(Name, number)
    own = telling(name.words)
    near: dict[str, None] = {}
    # The nearest in length are the most plausible.
    for other in islice(_nearest(material, number, len(name.words)), MOST_TRIED):
        words = telling(other.words)
        alike = words >= own or own >= words or len(words & own) > 1
        if not alike and other.short.casefold() != name.short.casefold():
            near[other.words] = None
        if len(near) == MOST_WRONG * 4:
            break
    wrong = dice.shuffled(list(near))[:MOST_WRONG]
    if len(wrong) < FEWEST_WRONG:
        return None
    options = dice.shuffled([name.words, *wrong])
    return Choice(
        f"term.{name.id}",
        f"{name.short}: what do the letters stand for?",
        tuple(options),
        options.index(name.words),
        _basis([name]),
    )


def name_matching(names: Sequence[Name], dice: Dice, *, drawn: bool = False) -> Matching:
    """Return short names to be matched to the words they stand for."""
    words = [name.words for name in names]
    right = dice.shuffled(words)
    return Matching(
        f"match.{'-'.join(name.id for name in names)}",
        "Match each box of the drawing to its name."
        if drawn
        else "Match each short name to the words it stands for.",
        tuple(name.short for name in names),
        tuple(right),
        tuple(right.index(word) for word in words),
        _basis(names),
        drawn,
    )


def _nearest(material: Material, number: int, length: int) -> Iterator[Name]:
    """Yield the other names, those with words of about ``length`` first."""
    group = material.groups[NAMES]
    sides = (range(number - 1, group.start - 1, -1), range(number + 1, group.stop))
    return merge(
        *((material.record(Name, place) for place in side) for side in sides),
        key=lambda other: abs(len(other.words) - length),
    )


def _basis(names: Sequence[Name]) -> Basis:
    return Basis(
        "; ".join(f"{name.short}: {name.words}" for name in names) + ".",
        tuple(dict.fromkeys(line for name in names for line in name.citations)),
        terms=tuple(name.id for name in names),
    )
