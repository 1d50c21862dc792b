"""One question at a time: from a claim, a term, a disagreement or some events."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.evidence import Citation, Claim
from batteryviz.model.quantity import Quantity
from batteryviz.model.units import UNITS
from batteryviz.model.vocabulary import Disagreement, Event, Term
from batteryviz.views import wording
from batteryviz.views.document import CitationLine
from batteryviz.views.quiz.dice import Dice
from batteryviz.views.quiz.question import (
    Basis,
    Choice,
    Discussion,
    Matching,
    Numeric,
    Ordering,
)
from batteryviz.views.quiz.truth import Truth, days, telling, tolerated
from batteryviz.views.voices import citation_line

FEWEST_WRONG = 2
MOST_WRONG = 3
"""Wrong options beside the right one."""

LONGEST_OPTION = 90
"""Characters of an option that still reads at a glance."""

LARGEST_NUMBER = 10_000
"""Numbers beyond it are chosen from options, not typed."""

REASONS = {
    "different variant": "They speak of different variants",
    "year": "They speak of different years",
    "scope": "They do not count the same things",
    "milestone": "They date different events",
    "rounding": "They round in different ways",
    "national practice": "Nations do it in different ways",
    "wording": "They choose different words",
    "unexplained": "No source explains it",
}
"""Why rivals may differ, as a reader hears it."""


def claim_choice(catalog: Catalog, truth: Truth, claim: Claim, dice: Dice) -> Choice | None:
    """Return a question with the value of a firm claim among values of other subjects."""
    asked = catalog.parameters[claim.parameter].question
    right = wording.value(claim)
    if asked is None or len(right) > LONGEST_OPTION:
        return None
    wrong: list[Claim] = []
    for other in dice.shuffled(truth.beside(claim)):
        text = wording.value(other)
        if len(text) <= LONGEST_OPTION and text not in {right, *map(wording.value, wrong)}:
            wrong.append(other)
        if len(wrong) == MOST_WRONG:
            break
    if len(wrong) < FEWEST_WRONG:
        return None
    options = dice.shuffled([right, *map(wording.value, wrong)])
    return Choice(
        f"choice.{claim.id}",
        _about(catalog, claim, asked),
        tuple(options),
        options.index(right),
        claim_basis(catalog, claim),
    )


def claim_number(catalog: Catalog, claim: Claim) -> Numeric | None:
    """Return a question for the number of a firm claim, or ``None`` when it is no such number."""
    asked = catalog.parameters[claim.parameter].question
    value = claim.value
    if asked is None or not isinstance(value, Quantity) or value.min is None or value.max is None:
        return None
    unit = UNITS[claim.unit] if claim.unit else None
    if abs(Decimal(value.max)) > LARGEST_NUMBER or (unit is not None and unit.dimension == "money"):
        return None
    low, high = tolerated(value)
    sign = unit.symbol if unit else ""
    return Numeric(
        f"number.{claim.id}",
        f"{_about(catalog, claim, asked)} Give a number{f' in {sign}' if sign else ''}.",
        sign,
        low,
        high,
        wording.value(claim),
        claim_basis(catalog, claim),
    )


def term_choice(catalog: Catalog, term: Term, dice: Dice) -> Choice | None:
    """Return a question for the words an acronym stands for."""
    if term.expansion is None or not has_one_expansion(catalog, term):
        return None
    own = telling(term.expansion)
    others = [
        other.expansion
        for other in catalog.terms.values()
        if other.expansion
        and has_one_expansion(catalog, other)
        and not telling(other.expansion) >= own
        and not own >= telling(other.expansion)
        and len(telling(other.expansion) & own) <= 1
        and other.term.casefold() != term.term.casefold()
    ]
    # The nearest in length are the most plausible.
    length = len(term.expansion)
    near = sorted(dict.fromkeys(others), key=lambda words: (abs(len(words) - length), words))
    wrong = dice.shuffled(near[: MOST_WRONG * 4])[:MOST_WRONG]
    if len(wrong) < FEWEST_WRONG:
        return None
    options = dice.shuffled([term.expansion, *wrong])
    return Choice(
        f"term.{term.id}",
        f"{term.term}: what do the letters stand for?",
        tuple(options),
        options.index(term.expansion),
        _term_basis(catalog, [term]),
    )


def source_choice(
    catalog: Catalog, disagreement: Disagreement, claim: Claim, dice: Dice
) -> Choice | None:
    """Return "which source says…": a question about who speaks, never about who is right."""
    if claim.evidence == "unchecked":
        return None
    rivals = [
        catalog.claims[name]
        for name in disagreement.claims
        if catalog.claims[name].evidence == "checked"
    ]
    agreeing = [
        other
        for other in catalog.claims.values()
        if other.states == claim.states and other.parameter == claim.parameter
    ]
    saying = {_speaker(catalog, cited) for other in agreeing for cited in other.cited}
    right = next(_speaker(catalog, c) for c in claim.cited if c.evidence == "checked")
    wrong = dice.shuffled(
        [
            speaker
            for speaker in dict.fromkeys(
                _speaker(catalog, cited)
                for rival in rivals
                for cited in rival.cited
                if cited.evidence == "checked"
            )
            if speaker not in saying
        ]
    )[:MOST_WRONG]
    if len(wrong) < FEWEST_WRONG:
        return None
    options = dice.shuffled([right, *wrong])
    return Choice(
        f"source.{claim.id}",
        f"Sources disagree about {disagreement.title}. Which of these says "
        f"“{_named(catalog, claim)}: {wording.value(claim)}”?",
        tuple(options),
        options.index(right),
        Basis(
            f"{_voice(catalog, claim)}. Others say otherwise: {_reason(disagreement)}",
            _citations(catalog, claim.cited),
            claims=(claim.id,),
        ),
    )


def discussion(catalog: Catalog, item: Disagreement) -> Discussion | None:
    """Return "why may these differ": something to talk about, not to get right."""
    rivals = [
        catalog.claims[name] for name in item.claims if catalog.claims[name].evidence == "checked"
    ]
    first_of_each = {rival.states: rival for rival in reversed(rivals)}
    voices = [rival for rival in rivals if first_of_each.get(rival.states) is rival][:4]
    if len(voices) < 2:
        return None
    return Discussion(
        f"why.{item.id}",
        f"Sources disagree about {item.title}. Why may they differ?",
        tuple(_voice(catalog, voice) for voice in voices),
        Basis(
            _reason(item),
            tuple(
                dict.fromkeys(line for voice in voices for line in _citations(catalog, voice.cited))
            ),
            claims=tuple(voice.id for voice in voices),
        ),
    )


def term_matching(
    catalog: Catalog, terms: Sequence[Term], dice: Dice, *, drawn: bool = False
) -> Matching:
    """Return short names to be matched to the words they stand for."""
    left = [term.term for term in terms]
    words = [term.expansion or term.meaning for term in terms]
    right = dice.shuffled(words)
    return Matching(
        f"match.{'-'.join(term.id for term in terms)}",
        "Match each box of the drawing to its name."
        if drawn
        else "Match each short name to the words it stands for.",
        tuple(left),
        tuple(right),
        tuple(right.index(word) for word in words),
        _term_basis(catalog, terms),
        drawn,
    )


def event_ordering(catalog: Catalog, events: Sequence[Event], dice: Dice) -> Ordering:
    """Return happenings to be put in order; their dates must not overlap."""
    mixed = dice.shuffled(events)
    oldest_first = sorted(mixed, key=lambda event: event.date)
    dates = tuple(wording.date(event.date) for event in mixed)
    return Ordering(
        f"order.{'-'.join(sorted(event.id for event in events))}",
        "Put these in order, the oldest first.",
        tuple(_happening(catalog, event) for event in mixed),
        tuple(mixed.index(event) for event in oldest_first),
        dates,
        Basis(
            " ".join(f"{wording.date(event.date)}: {event.text}" for event in oldest_first),
            tuple(
                dict.fromkeys(
                    line for event in oldest_first for line in _citations(catalog, event.cited)
                )
            ),
            events=tuple(event.id for event in oldest_first),
        ),
    )


def has_one_expansion(catalog: Catalog, term: Term) -> bool:
    """Say whether a term stands for some words, checked, and always for the same ones."""
    return ";" not in (term.expansion or "") and has_expansion(catalog, term)


def has_expansion(catalog: Catalog, term: Term) -> bool:
    """Say whether a term is checked, stands for some words, and no claim disputes which.

    Words that are printed otherwise too are told from each other by a semicolon: shown
    together they are one answer, and none of them alone is.
    """
    if term.expansion is None or not _is_checked(term.cited):
        return False
    words = telling(term.expansion)
    return not any(
        isinstance(claim.value, str)
        and len(telling(claim.value) & words) > 1
        and catalog.is_disputed(claim)
        for subject in term.see
        for claim in catalog.subjects[subject].claims
    )


def can_be_dated(catalog: Catalog, event: Event) -> bool:
    """Say whether an event may be put in order: checked, undisputed, its date as printed."""
    return (
        event.evidence == "checked"
        and event.date_note is None
        and len(event.text) <= LONGEST_OPTION
        and not any(words in event.text for words in _LEANS_ON_ITS_DATE)
        and not any(event.id in item.events for item in catalog.disagreements.values())
    )


_LEANS_ON_ITS_DATE = ("this year", "this month", "this day", "this date")


def are_apart(events: Sequence[Event]) -> bool:
    """Say whether no two events can fall on the same day."""
    spans = sorted(days(event.date) for event in events)
    return all(earlier[1] < later[0] for earlier, later in pairwise(spans))


def claim_basis(catalog: Catalog, claim: Claim) -> Basis:
    """Return what a claim states, with who says so."""
    label = catalog.parameters[claim.parameter].label
    return Basis(
        f"{_named(catalog, claim)}, {label}: {wording.value(claim)}.",
        _citations(catalog, claim.cited),
        claims=(claim.id,),
    )


def _happening(catalog: Catalog, event: Event) -> str:
    return f"{catalog.subjects[event.subject].name}: {event.text}"


def _about(catalog: Catalog, claim: Claim, asked: str) -> str:
    return f"{_named(catalog, claim)}: {asked}"


def _named(catalog: Catalog, claim: Claim) -> str:
    name = catalog.subjects[claim.subject].name
    scope = wording.scope(claim)
    return f"{name} ({scope})" if scope else name


def _voice(catalog: Catalog, claim: Claim) -> str:
    cited = next(c for c in claim.cited if c.evidence == "checked")
    return f"{_speaker(catalog, cited)}: {_named(catalog, claim)}, {wording.value(claim)}"


def _speaker(catalog: Catalog, cited: Citation) -> str:
    source = catalog.sources[cited.source]
    return f"{source.publisher}, {wording.year(source)}"


def _reason(item: Disagreement) -> str:
    return f"{REASONS[item.reason]}. {item.explanation}"


def _is_checked(cited: Sequence[Citation]) -> bool:
    return any(citation.evidence == "checked" for citation in cited)


def _citations(catalog: Catalog, cited: Sequence[Citation]) -> tuple[CitationLine, ...]:
    return tuple(
        citation_line(catalog.sources[citation.source], citation)
        for citation in cited
        if citation.evidence == "checked"
    )


def _term_basis(catalog: Catalog, terms: Sequence[Term]) -> Basis:
    return Basis(
        "; ".join(f"{term.term}: {term.expansion or term.meaning}" for term in terms) + ".",
        tuple(dict.fromkeys(line for term in terms for line in _citations(catalog, term.cited))),
        terms=tuple(term.id for term in terms),
    )
