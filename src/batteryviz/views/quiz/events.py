"""Questions about what came first."""

from collections.abc import Sequence

from batteryviz.views.quiz.dice import Dice
from batteryviz.views.quiz.material import Happening
from batteryviz.views.quiz.question import Basis, Ordering


def event_ordering(happenings: Sequence[Happening], dice: Dice) -> Ordering:
    """Return happenings to be put in order; their dates must not overlap."""
    mixed = dice.shuffled(happenings)
    oldest_first = sorted(mixed, key=lambda happening: happening.first)
    return Ordering(
        f"order.{'-'.join(sorted(happening.id for happening in mixed))}",
        "Put these in order, the oldest first.",
        tuple(happening.said for happening in mixed),
        tuple(mixed.index(happening) for happening in oldest_first),
        tuple(happening.date for happening in mixed),
        Basis(
            " ".join(f"{happening.date}: {happening.text}" for happening in oldest_first),
            tuple(dict.fromkeys(line for event in oldest_first for line in event.citations)),
            events=tuple(happening.id for happening in oldest_first),
        ),
    )
