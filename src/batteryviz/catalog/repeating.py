"""What the pages of a pack say again that stands elsewhere, and the most there may be of it.

A claim is written once and shown often: under each model of its family, beside each of
its rivals, on the page of each source, in comparisons and tours. Each of these multiplies
what a short file says, so all of them together have one budget, which grows with the pack.
"""

from collections.abc import Iterator
from typing import NamedTuple

from batteryviz.catalog.catalog import AnySubject, Catalog
from batteryviz.model.battery import DescribedBattery
from batteryviz.model.element import LaunchingStation
from batteryviz.model.evidence import Claim, Silence
from batteryviz.model.tour import Step
from batteryviz.model.vocabulary import Event, Term
from batteryviz.safety.strict_yaml import Path

MOST_ROWS = 12_000
"""Rows that pages may repeat: making them takes about half a second."""

MOST_ROWS_FOR_A_CLAIM = 6
"""Rows more for each claim of the pack. Of the facts we ship, five rows a claim are repeated."""

ROW = 20
"""What one row weighs. The weights below are parts of it, as measured."""

CITATION = 4
"""One source in the list at the end of a page."""

RIVAL_ON_THE_SAME_QUESTION = 1
"""It mostly stands on the same page anyway."""

RIVAL_IN_A_DISAGREEMENT = 8
"""It mostly stands elsewhere, and is told from the beginning."""

SIGNS = 50
"""Letters of a long text that weigh as much as one rival."""


class TooMuch(NamedTuple):
    """The place at which the budget is spent: room, id, path in the file, and the sentence."""

    room: str
    name: str
    path: Path
    message: str


class _Repeat(NamedTuple):
    weight: int
    room: str
    name: str
    path: Path
    remedy: str


def too_much_repeated(catalog: Catalog) -> TooMuch | None:
    """Return the place from which on pages would repeat too much, or ``None``."""
    rows = MOST_ROWS + MOST_ROWS_FOR_A_CLAIM * len(catalog.claims)
    left = rows * ROW
    for repeat in _repeats(catalog):
        left -= repeat.weight
        if left < 0:
            key = next(step for step in reversed(repeat.path) if isinstance(step, str))
            return TooMuch(
                *(repeat.room, repeat.name, repeat.path),
                f"{key}: with this the pages of the pack repeat more than {rows} rows that "
                f"stand elsewhere: {repeat.remedy}",
            )
    return None


def _repeats(catalog: Catalog) -> Iterator[_Repeat]:
    sheets = {name: _sheet(catalog, subject) for name, subject in catalog.subjects.items()}
    for name, subject in catalog.subjects.items():
        room = "batteries" if isinstance(subject, DescribedBattery) else "elements"
        for number, claim in enumerate(subject.claims):
            sources = len({cited.source for cited in claim.cited})
            weight = (sources + 1) * _heard(catalog, claim) + (sources - 1) * _row(claim)
            remedy = "give it fewer rivals, or fewer sources"
            yield _Repeat(weight, room, name, ("claims", number), remedy)
        if isinstance(subject, LaunchingStation):
            for number, load in enumerate(subject.loads):
                claim = catalog.claims[f"{name}.{load.claim}"]
                weight = 2 * _heard(catalog, claim)
                yield _Repeat(weight, room, name, ("loads", number), "let fewer rest on one claim")
        families = catalog.families(name)
        if families:
            weight = sum(sheets[family] for family in families)
            remedy = "what is said of a family stands under each of its models; leave it out here"
            yield _Repeat(weight, room, name, ("family",), remedy)
    for event in catalog.events.values():
        sources = len({cited.source for cited in event.cited})
        weight = (len(event.also) + sources - 1) * _event(event)
        key = "also" if event.also else "cited"
        yield _Repeat(weight, "", "events", (event.id, key), "name fewer")
    for comparison in catalog.comparisons.values():
        # Each sheet is made once more, and then laid beside the others.
        weight = 2 * sum(
            sheets[holder]
            for column in comparison.columns
            for holder in (column, *catalog.families(column))
        )
        remedy = "compare fewer; any sheets can be laid side by side when they are asked for"
        yield _Repeat(weight, "comparisons", comparison.id, ("columns",), remedy)
    for tour in catalog.tours.values():
        for number, step in enumerate(tour.steps):
            weight = _step(catalog, step)
            yield _Repeat(weight, "tours", tour.id, ("steps", number), "show less in a step")


def _sheet(catalog: Catalog, subject: AnySubject) -> int:
    claims = sum(_row(claim) + _heard(catalog, claim) for claim in subject.claims)
    return claims + sum(map(_silence, subject.silences))


def _row(claim: Claim) -> int:
    signs = len(claim.value) if isinstance(claim.value, str) else 0
    return ROW + CITATION * len(claim.cited) + signs // SIGNS


def _heard(catalog: Catalog, claim: Claim) -> int:
    """Return what the rivals of ``claim`` weigh wherever it stands, at most."""
    weight = (len(catalog.alike(claim)) - 1) * RIVAL_ON_THE_SAME_QUESTION
    for disagreement in catalog.disagreements_of(claim.id):
        weight += (len(disagreement.claims) - 1) * RIVAL_IN_A_DISAGREEMENT
        weight += len(disagreement.explanation) // SIGNS
    return weight


def _silence(silence: Silence) -> int:
    return ROW + CITATION * len(silence.looked_in) + len(silence.note or "") // SIGNS


def _event(event: Event) -> int:
    return ROW + CITATION * len(event.cited) + len(event.text) // SIGNS


def _term(term: Term) -> int:
    return ROW + CITATION * len(term.cited) + len(term.meaning) // SIGNS


def _step(catalog: Catalog, step: Step) -> int:
    claims = [catalog.claims[name] for name in (*step.claims, *step.disputed)]
    events = (catalog.events[name] for name in (*step.events, *step.disputed_events))
    weight = sum(_row(claim) + _heard(catalog, claim) for claim in claims)
    weight += sum(map(_event, events))
    return weight + sum(_term(catalog.terms[name]) for name in step.terms)
