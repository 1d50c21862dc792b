"""A quiz from a seed: which questions are asked, and in which order."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final, Protocol, TypeVar

from batteryviz.views.quiz.apart import are_apart
from batteryviz.views.quiz.dice import Dice, Lots
from batteryviz.views.quiz.disputes import discussion, source_choice
from batteryviz.views.quiz.events import event_ordering
from batteryviz.views.quiz.material import (
    BOXES,
    EVENTS,
    NAMES,
    REASONS,
    SPEAKERS,
    VALUES,
    Dispute,
    Happening,
    Material,
    Name,
    Value,
)
from batteryviz.views.quiz.names import name_choice, name_matching
from batteryviz.views.quiz.question import Question, Quiz
from batteryviz.views.quiz.values import value_choice, value_number

MOST_QUESTIONS = 100
DEFAULT_QUESTIONS = 10

TO_ORDER = 4
"""Events in one question."""

TO_MATCH = 4
"""Short names in one question."""

MOST_FRUITLESS = 20
"""Claims in a row that give no question, after which their parameter is asked for no more."""

FEWEST_BOXES = 3
"""Boxes of the schematic that make a question."""


def make_quiz(
    material: Material,
    seed: int,
    questions: int = DEFAULT_QUESTIONS,
    *,
    about: AbstractSet[str] | None = None,
    taught: AbstractSet[str] = frozenset(),
) -> Quiz:
    """Return ``questions`` questions, or as many as the facts give.

    ``about`` keeps to subjects of these ids; of ``taught`` (``claim:…``, ``event:…``,
    ``term:…``) all is asked before anything else. Kinds take turns; no claim, term or event
    is asked twice, and a parameter comes again only when no other is left. Raises
    ``ValueError`` when ``questions`` is not from 1 to 100.
    """
    if not 1 <= questions <= MOST_QUESTIONS:
        raise ValueError(f"{questions} questions: a quiz has 1 to {MOST_QUESTIONS}")
    setter = _Setter(material, Dice(seed), about, taught)
    colophon = material.colophon
    return Quiz(
        seed,
        tuple(islice(setter.questions(), questions)),
        colophon.facts_as_of,
        colophon.pack,
        colophon.version,
    )


class _Concerned(Protocol):
    """What a tour may be about."""

    @property
    def names(self) -> tuple[str, ...]: ...

    @property
    def subjects(self) -> tuple[str, ...]: ...


R = TypeVar("R", bound=_Concerned)


class _Setter:
    """Sets the questions of one quiz."""

    def __init__(
        self,
        material: Material,
        dice: Dice,
        about: AbstractSet[str] | None,
        taught: AbstractSet[str],
    ) -> None:
        self._material = material
        self._dice = dice
        self._about = about
        self._taught = taught
        self._only_taught = False
        self._used: set[str] = set()
        self._parameters: set[str] = set()

    def questions(self) -> Iterator[Question]:
        """Ask all there is to ask, what was taught first."""
        if self._taught:
            self._only_taught = True
            yield from self._by_turns()
            self._only_taught = False
        yield from self._by_turns()

    def _by_turns(self) -> Iterator[Question]:
        kinds: dict[str, Iterator[Question]] = {name: make(self) for name, make in _KINDS.items()}
        turn: list[str] = []
        while kinds:
            if not turn:
                turn = self._dice.shuffled([name for name in _TURN if name in kinds])
            name = turn.pop()
            if name not in kinds:
                continue
            question = next(kinds[name], None)
            if question is None:
                del kinds[name]
            else:
                yield question

    def _lots(self, group: str, kind: Callable[..., R]) -> Lots:
        """Return what may be drawn of a group: the whole, or what the quiz is about."""
        numbers: Sequence[int] = self._material.groups.get(group, range(0))
        if self._about is not None or self._only_taught:
            records = ((number, self._material.record(kind, number)) for number in numbers)
            numbers = [
                number
                for number, record in records
                if self._is_due(*record.names) and self._concerns(record.subjects)
            ]
        return Lots(numbers, self._dice)

    def _is_due(self, *names: str) -> bool:
        """Say whether the turn of a question about these has come."""
        return not self._only_taught or not self._taught.isdisjoint(names)

    def _concerns(self, subjects: tuple[str, ...]) -> bool:
        return self._about is None or not self._about.isdisjoint(subjects)

    def _new(self, *names: str) -> bool:
        """Say whether none of these was asked before, and remember them."""
        if not self._used.isdisjoint(names):
            return False
        self._used.update(names)
        return True

    def values(self) -> Iterator[Question]:
        """Ask for the value of a firm claim: chosen from options, or typed."""
        waiting = {
            group: self._lots(group, Value)
            for group in self._material.groups
            if group.startswith(VALUES)
        }
        fruitless = Counter[str]()
        for again in (False, True):
            while True:
                # A claim is drawn from all that are left, whatever its parameter.
                group = self._drawn_group(
                    [
                        (group, len(lots))
                        for group, lots in waiting.items()
                        if again or group not in self._parameters
                    ]
                )
                if group is None:
                    break
                value = self._material.record(Value, waiting[group].draw())
                if not self._used.isdisjoint(_matter(value)):
                    continue
                question = self._of(value)
                if question is not None:
                    fruitless[group] = 0
                    self._parameters.add(group)
                    yield question
                    continue
                fruitless[group] += 1
                if fruitless[group] == MOST_FRUITLESS:
                    del waiting[group]

    def _drawn_group(self, sizes: list[tuple[str, int]]) -> str | None:
        """Draw a group, each by its size; ``None`` when all are empty."""
        left = sum(size for _, size in sizes)
        place = self._dice.below(left)
        for group, size in sizes:
            if place < size:
                return group
            place -= size
        return None

    def _of(self, value: Value) -> Question | None:
        """Ask for a value, one way or the other; ``None`` when nothing can stand beside it."""
        voice = self._material.voice(value.claim)
        number = value_number(value, voice)
        choice = value_choice(self._material, value, voice, self._dice)
        both = [question for question in (number, choice) if question is not None]
        if not both:
            return None
        self._new(*_matter(value))
        return both[self._dice.below(len(both))]

    def names(self) -> Iterator[Question]:
        """Ask what an acronym stands for."""
        for number in self._lots(NAMES, Name):
            told = _told(self._material.record(Name, number))
            if self._used.isdisjoint(told):
                question = name_choice(self._material, number, self._dice)
                if question is not None and self._new(*told):
                    yield question

    def sources(self) -> Iterator[Question]:
        """Ask which source says one of several rival values."""
        for number in self._lots(SPEAKERS, Dispute):
            item = self._material.record(Dispute, number)
            due = [voice for voice in item.voices if self._is_due(f"claim:{voice[0]}")]
            if due and self._new(f"disagreement:{item.id}"):
                claim, others = due[self._dice.below(len(due))]
                yield source_choice(self._material, item, claim, others, self._dice)

    def reasons(self) -> Iterator[Question]:
        """Ask why rival values may differ."""
        for number in self._lots(REASONS, Dispute):
            item = self._material.record(Dispute, number)
            if self._new(f"disagreement:{item.id}"):
                yield discussion(self._material, item)

    def boxes(self) -> Iterator[Question]:
        """Ask for the names of the boxes of the schematic, once; then of other short names."""
        drawn = self._drawn_names()
        due = self._is_due(*(name for box in drawn for name in box.names))
        if len(drawn) >= FEWEST_BOXES and due and self._new(*_told(*drawn)):
            yield name_matching(drawn, self._dice, drawn=True)
        fresh: list[Name] = []
        for number in self._lots(NAMES, Name):
            name = self._material.record(Name, number)
            if self._used.isdisjoint(_told(name)) and _told(*fresh).isdisjoint(_told(name)):
                fresh.append(name)
            if len(fresh) == TO_MATCH:
                self._new(*_told(*fresh))
                yield name_matching(fresh, self._dice)
                fresh = []

    def _drawn_names(self) -> list[Name]:
        boxes = (self._material.record(Name, n) for n in self._material.groups.get(BOXES, ()))
        # Of several terms with the same letters one can be asked for.
        return list({box.short: box for box in boxes if self._concerns(box.subjects)}.values())

    def order(self) -> Iterator[Question]:
        """Ask for the order of some happenings."""
        lots = self._lots(EVENTS, Happening)
        passed: list[Happening] = []
        while True:
            chosen: list[Happening] = []
            kept: list[Happening] = []
            for happening in passed:
                (chosen if self._fits(happening, chosen) else kept).append(happening)
            while len(chosen) < TO_ORDER and lots:
                happening = self._material.record(Happening, lots.draw())
                (chosen if self._fits(happening, chosen) else kept).append(happening)
            if len(chosen) < TO_ORDER:
                return
            passed = kept
            yield event_ordering(chosen, self._dice)

    def _fits(self, happening: Happening, chosen: list[Happening]) -> bool:
        return len(chosen) < TO_ORDER and are_apart([*chosen, happening])


def _matter(value: Value) -> set[str]:
    """Return what is not to be asked again: a claim, and the words it gives a short name."""
    return {value.claim, *([f"words:{value.spells}"] if value.spells else [])}


def _told(*names: Name) -> set[str]:
    """Return what is not to be asked again once these were: the terms, and their words."""
    return {told for n in names for told in (f"term:{n.id}", f"words:{n.words.casefold()}")}


_KINDS: Final[dict[str, Callable[[_Setter], Iterator[Question]]]] = {
    "values": _Setter.values,
    "names": _Setter.names,
    "sources": _Setter.sources,
    "reasons": _Setter.reasons,
    "boxes": _Setter.boxes,
    "order": _Setter.order,
}
_TURN: Final = ("values", "values", "values", "names", "sources", "boxes", "order", "reasons")
"""One round: values come three times in it."""
