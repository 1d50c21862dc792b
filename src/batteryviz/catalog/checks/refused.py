"""The promise to leave out what is not recorded, even where it is public."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from batteryviz.catalog.catalog import Catalog
from batteryviz.catalog.checks.places import file_of
from batteryviz.catalog.faults import Problem
from batteryviz.catalog.strict_yaml import Path as ValuePath


class Refusal(NamedTuple):
    """A class of things that are not recorded, and the words that give them away."""

    reason: str
    words: re.Pattern[str]


def _refusal(reason: str, *words: str) -> Refusal:
    return Refusal(reason, re.compile("|".join(rf"\b(?:{word})" for word in words), re.IGNORECASE))


REFUSED: Final[tuple[Refusal, ...]] = (
    _refusal("reaction times", r"(reaction|response|warm-?up) times?\b"),
    _refusal(
        "set-up and reload times",
        r"(set[- ]?up|emplacement|displacement|march order|reload|reloading|readiness) times?\b",
        r"(minutes|seconds) to (reload|set up|emplace|fire)\b",
    ),
    _refusal(
        "kill probabilities and success rates",
        r"(kill|hit|interception|intercept|success) (probability|rate|ratio)\b",
        r"probability of (a )?(kill|hit|interception)\b",
        r"single shot\b",
    ),
    _refusal(
        "how many targets are followed or engaged at once",
        r"simultaneous",
        r"(targets|tracks) (at once|at the same time|tracked|engaged|followed)\b",
        r"number of (targets|tracks)\b",
    ),
    _refusal(
        "minimum altitudes and ranges",
        r"(minimum|lowest|smallest) (engagement )?(altitude|height|range)\b",
    ),
    _refusal(
        "jamming and countermeasures",
        r"jam(s|med|ming|mer|mers)?\b",
        r"(electronic )?counter-?(counter)?measures?\b",
        r"electronic (warfare|attack|protection)\b",
        r"decoys?\b",
    ),
    _refusal("weaknesses", r"weakness", r"vulnerab", r"susceptib", r"blind (spot|zone|sector)s?\b"),
    _refusal(
        "combat losses",
        r"(combat|battle) loss(es)?\b",
        r"lost in (combat|battle)\b",
        r"(was|were) (destroyed|knocked out)\b",
    ),
    _refusal(
        "siting and spacing",
        r"siting\b",
        r"spacing\b",
        r"dispersal\b",
        r"distance between (the )?(launchers|launching stations|batteries|vehicles)\b",
    ),
    _refusal(
        "locations and deployments of units",
        r"(is|are|now) (stationed|garrisoned|deployed) (at|near|in)\b",
        r"(unit|deployment|current) locations?\b",
        r"grid reference\b",
    ),
    _refusal(
        "tactics and engagement procedures",
        r"tactics?\b",
        r"(firing|engagement) (doctrine|procedure|sequence|rules?)\b",
        r"rules of engagement\b",
        r"salvos?\b",
    ),
    _refusal(
        "nuclear and chemical effects",
        r"nuclear (yield|effects?|warheads?)\b",
        r"kilotons?\b",
        r"chemical (agents?|effects?|warheads?)\b",
    ),
)
"""What is not recorded; ``specs/README.md`` says why."""


def nothing_refused_is_recorded(catalog: Catalog) -> Iterator[Problem]:
    """No parameter and no text is about what the encyclopedia does not record."""
    for file, path, text in _texts(catalog):
        for refusal in REFUSED:
            if found := refusal.words.search(text):
                yield Problem(
                    file,
                    path,
                    f"{path[-1]}: {found.group()!r}: {refusal.reason} are not recorded, "
                    "even where they are public",
                )


def _texts(catalog: Catalog) -> Iterator[tuple[str, ValuePath, str]]:
    for parameter in catalog.parameters.values():
        yield "parameters", (parameter.id,), parameter.id.replace("-", " ")
        yield "parameters", (parameter.id, "label"), parameter.label
        yield "parameters", (parameter.id, "meaning"), parameter.meaning
    for name, subject in catalog.subjects.items():
        file = file_of(catalog, name)
        yield file, ("label",), subject.label
        yield file, ("summary",), subject.summary
        for number, claim in enumerate(subject.claims):
            for key in ("value", "printed", "variant", "condition", "note"):
                text = getattr(claim, key)
                if isinstance(text, str):
                    yield file, ("claims", number, key), text
        for number, silence in enumerate(subject.silences):
            yield file, ("silences", number, "note"), silence.note or ""
    for event in catalog.events.values():
        yield "events", (event.id, "text"), event.text
    for term in catalog.terms.values():
        yield "terms", (term.id, "meaning"), term.meaning
    for item in catalog.disagreements.values():
        yield "disagreements", (item.id, "explanation"), item.explanation
