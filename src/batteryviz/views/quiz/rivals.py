"""Gathering disagreements from the models: of voices to tell apart, and to talk about."""

from collections.abc import Iterator

from batteryviz.catalog.catalog import Catalog
from batteryviz.model.evidence import Claim
from batteryviz.model.quantity import Quantity
from batteryviz.model.vocabulary import Disagreement
from batteryviz.views import wording
from batteryviz.views.quiz.material import Dispute
from batteryviz.views.quiz.values import FEWEST_WRONG

MOST_VOICES = 4
"""Voices of one talk."""

WHY = {
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

_Voices = list[tuple[str, tuple[str, ...]]]
"""As in ``Dispute``."""

Stated = tuple[object, ...]
"""A parameter with a value and its unit: quicker to compare than the models."""


def told_apart(catalog: Catalog) -> Iterator[Dispute]:
    """Yield the disagreements of which may be asked who says what."""
    saying = _speakers_of_rivals(catalog)
    for item in catalog.disagreements.values():
        voices = _to_tell_apart(catalog, item, saying)
        if voices:
            yield _dispute(catalog, item, voices)


def talked_about(catalog: Catalog) -> Iterator[Dispute]:
    """Yield the disagreements of which may be asked why sources differ."""
    for item in catalog.disagreements.values():
        voices = _to_talk_about(catalog, item)
        if len(voices) > 1:
            yield _dispute(catalog, item, voices)


def stated_by(claim: Claim) -> Stated:
    """Return what ``claim`` states, to be compared with what others state."""
    value = claim.value
    if isinstance(value, Quantity):
        return claim.parameter, claim.unit, value.min, value.max, value.about
    return claim.parameter, claim.unit, value


def _dispute(catalog: Catalog, item: Disagreement, voices: _Voices) -> Dispute:
    return Dispute(
        item.id,
        item.title,
        f"{WHY[item.reason]}. {item.explanation}",
        item.claims,
        tuple(dict.fromkeys(catalog.claims[name].subject for name in item.claims)),
        tuple(voices),
    )


def _to_tell_apart(catalog: Catalog, item: Disagreement, saying: dict[Stated, set[str]]) -> _Voices:
    """Return the checked claims that enough rivals deny, with who they are."""
    rivals = _checked_rivals(catalog, item)
    speaking = dict.fromkeys(
        speaker for rival in rivals for speaker in _speakers(catalog, rival, "checked")
    )
    found = []
    for rival in rivals:
        others = tuple(name for name in speaking if name not in saying[stated_by(rival)])
        if len(others) >= FEWEST_WRONG:
            found.append((rival.id, others))
    return found


def _to_talk_about(catalog: Catalog, item: Disagreement) -> _Voices:
    """Return the first checked claim for each of the rival values."""
    voices = {stated_by(rival): rival.id for rival in reversed(_checked_rivals(catalog, item))}
    heard: _Voices = [(claim, ()) for claim in item.claims if claim in voices.values()]
    return heard[:MOST_VOICES]


def _checked_rivals(catalog: Catalog, item: Disagreement) -> list[Claim]:
    rivals = (catalog.claims[name] for name in item.claims)
    return [rival for rival in rivals if rival.evidence == "checked"]


def _speakers_of_rivals(catalog: Catalog) -> dict[Stated, set[str]]:
    """Return who, in the whole catalog, says what one of some rivals says."""
    saying: dict[Stated, set[str]] = {
        stated_by(catalog.claims[name]): set()
        for item in catalog.disagreements.values()
        for name in item.claims
    }
    for claim in catalog.claims.values():
        speakers = saying.get(stated_by(claim))
        if speakers is not None:
            speakers.update(_speakers(catalog, claim))
    return saying


def _speakers(catalog: Catalog, claim: Claim, evidence: str = "") -> list[str]:
    sources = [
        catalog.sources[cited.source] for cited in claim.cited if evidence in {"", cited.evidence}
    ]
    return [f"{source.publisher}, {wording.year(source)}" for source in sources]
