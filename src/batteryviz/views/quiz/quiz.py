"""A quiz from a seed: which questions are asked, and in which order."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.element import ElementBase
from batteryviz.model.evidence import Claim
from batteryviz.model.vocabulary import Event, Term
from batteryviz.views import wording
from batteryviz.views.composition import composition
from batteryviz.views.document import Schematic
from batteryviz.views.quiz import making
from batteryviz.views.quiz.dice import Dice
from batteryviz.views.quiz.question import Question, Quiz
from batteryviz.views.quiz.truth import Truth
from batteryviz.views.seeding import default_battery

MOST_QUESTIONS = 100
DEFAULT_QUESTIONS = 10

TO_ORDER = 4
"""Events in one question."""

TO_MATCH = 4
"""Terms in one question."""


def make_quiz(
    catalog: Catalog,
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
    setter = _Setter(catalog, Dice(seed), about, taught)
    return Quiz(
        seed,
        tuple(islice(setter.questions(), questions)),
        wording.date(catalog.pack.facts_as_of),
        catalog.pack.name,
        catalog.pack.version,
    )


class _Setter:
    """Sets the questions of one quiz."""

    def __init__(
        self,
        catalog: Catalog,
        dice: Dice,
        about: AbstractSet[str] | None,
        taught: AbstractSet[str],
    ) -> None:
        self._catalog = catalog
        self._dice = dice
        self._about = about
        self._taught = taught
        self._only_taught = False
        self._truth = Truth(catalog)
        self._used: set[str] = set()
        self._expansions = {
            term.expansion.casefold() for term in catalog.terms.values() if term.expansion
        }
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

    def _is_due(self, *names: str) -> bool:
        """Say whether the turn of a question about these has come."""
        return not self._only_taught or not self._taught.isdisjoint(names)

    def _concerns(self, subjects: tuple[str, ...]) -> bool:
        return self._about is None or any(name in self._about for name in subjects)

    def _new(self, *names: str) -> bool:
        """Say whether none of these was asked before, and remember them."""
        if self._used & set(names):
            return False
        self._used |= set(names)
        return True

    def values(self) -> Iterator[Question]:
        """Ask for the value of a firm claim: chosen from options, or typed."""
        firm = [
            claim
            for claim in self._catalog.claims.values()
            if self._is_due(f"claim:{claim.id}")
            and self._concerns((claim.subject,))
            and self._truth.is_firm(claim)
        ]
        waiting = self._dice.shuffled(firm)
        for again in (False, True):
            for claim in waiting:
                if self._used & self._matter(claim) or (
                    claim.parameter in self._parameters and not again
                ):
                    continue
                number = making.claim_number(self._catalog, claim)
                choice = making.claim_choice(self._catalog, self._truth, claim, self._dice)
                both = [question for question in (number, choice) if question is not None]
                if both:
                    self._new(*self._matter(claim))
                    self._parameters.add(claim.parameter)
                    yield both[self._dice.below(len(both))]

    def _matter(self, claim: Claim) -> set[str]:
        """Return what is not to be asked again: a claim, and the words it gives a short name."""
        said = claim.value.casefold() if isinstance(claim.value, str) else ""
        return {claim.id, *([f"words:{said}"] if said in self._expansions else [])}

    def names(self) -> Iterator[Question]:
        """Ask what an acronym stands for."""
        for term in self._dice.shuffled(self._terms()):
            if not self._used & _names(term):
                question = making.term_choice(self._catalog, term, self._dice)
                if question is not None and self._new(*_names(term)):
                    yield question

    def sources(self) -> Iterator[Question]:
        """Ask which source says one of several rival values."""
        for item in self._dice.shuffled(list(self._catalog.disagreements.values())):
            claims = [self._catalog.claims[name] for name in item.claims]
            if not (
                self._is_due(*(f"claim:{name}" for name in item.claims))
                and self._concerns(tuple(claim.subject for claim in claims))
            ):
                continue
            due = [claim for claim in claims if self._is_due(f"claim:{claim.id}")]
            for claim in self._dice.shuffled(due):
                question = making.source_choice(self._catalog, item, claim, self._dice)
                if question is not None and self._new(f"disagreement:{item.id}"):
                    yield question
                    break

    def reasons(self) -> Iterator[Question]:
        """Ask why rival values may differ."""
        for item in self._dice.shuffled(list(self._catalog.disagreements.values())):
            subjects = tuple(self._catalog.claims[name].subject for name in item.claims)
            question = making.discussion(self._catalog, item)
            if (
                question is not None
                and self._is_due(*(f"claim:{name}" for name in item.claims))
                and self._concerns(subjects)
                and self._new(f"disagreement:{item.id}")
            ):
                yield question

    def boxes(self) -> Iterator[Question]:
        """Ask for the names of the boxes of the schematic, once; then of other short names."""
        drawn = self._drawn_terms()
        due = len(drawn) >= 3 and self._is_due(*(f"term:{term.id}" for term in drawn))
        if due and self._new(*(name for term in drawn for name in _names(term))):
            yield making.term_matching(self._catalog, drawn, self._dice, drawn=True)
        waiting = self._dice.shuffled(self._terms())
        while True:
            fresh = [term for term in waiting if not self._used & _names(term)][:TO_MATCH]
            if len(fresh) < TO_MATCH:
                return
            self._new(*(name for term in fresh for name in _names(term)))
            yield making.term_matching(self._catalog, fresh, self._dice)

    def order(self) -> Iterator[Question]:
        """Ask for the order of some happenings."""
        waiting = self._dice.shuffled(
            [
                event
                for event in self._catalog.events.values()
                if self._is_due(f"event:{event.id}")
                and self._concerns((event.subject, *event.also))
                and making.can_be_dated(self._catalog, event)
            ]
        )
        while True:
            chosen: list[Event] = []
            for event in waiting:
                if len(chosen) < TO_ORDER and making.are_apart([*chosen, event]):
                    chosen.append(event)
            if len(chosen) < TO_ORDER:
                return
            waiting = [event for event in waiting if event not in chosen]
            yield making.event_ordering(self._catalog, chosen, self._dice)

    def _terms(self) -> list[Term]:
        return [
            term
            for term in self._catalog.terms.values()
            if self._is_due(f"term:{term.id}")
            and making.has_one_expansion(self._catalog, term)
            and (self._about is None or self._concerns(term.see))
        ]

    def _drawn_terms(self) -> list[Term]:
        """Return the terms that name the boxes of the home page's schematic."""
        battery = default_battery(self._catalog)
        if battery is None:
            return []
        drawing = next(
            block
            for block in composition(self._catalog, battery).blocks
            if isinstance(block, Schematic)
        )
        targets = dict.fromkeys(node.target.removeprefix("element:") for node in drawing.nodes)
        shorts: dict[str, None] = {}
        for target in targets:
            for holder in (target, *self._catalog.families(target)):
                element = self._catalog.subjects[holder]
                if isinstance(element, ElementBase) and element.short_name:
                    shorts[element.short_name] = None
                    break
        terms = {
            term.term: term
            for term in self._catalog.terms.values()
            if making.has_expansion(self._catalog, term)
            and (self._about is None or self._concerns(term.see))
        }
        return [terms[short] for short in shorts if short in terms]


def _names(term: Term) -> set[str]:
    """Return what is not to be asked again once a term was: the term, and its words."""
    return {f"term:{term.id}", *([f"words:{term.expansion.casefold()}"] if term.expansion else [])}


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
