"""What must fit between a tour and the rest of its pack: pages, claims, events, terms."""

from collections.abc import Collection, Container, Iterator, Mapping
from typing import Any

from batteryviz.catalog.guessing import Guesses
from batteryviz.catalog.joints import Mismatch

Ids = Mapping[str, Container[str]]
"""The ids of a pack by what they name: ``claim``, ``term``, ``element``, ``comparison``…"""

_NAMES = {"claims": "claim", "disputed": "claim", "disputed_events": "event", "terms": "term"}
_PAGES = {
    "element": "element",
    "comparison": "comparison",
    "battery": "battery",
    "event": "event",
    "timeline": "element",
    "source": "source",
    "term": "term",
}


def tour_mismatches(tour: dict[str, Any], ids: Ids, guesses: Guesses) -> Iterator[Mismatch]:
    """Yield what a tour's steps name that the pack does not have.

    ``ids`` holds a container for each of claim, term, element, comparison, battery,
    event and source. Events are checked with the references every file may hold.
    """
    steps = tour.get("steps")
    for number, step in enumerate(steps if isinstance(steps, tuple) else ()):
        if not isinstance(step, dict):
            continue
        for key, noun in _NAMES.items():
            names = step.get(key)
            for place, name in enumerate(names if isinstance(names, tuple) else ()):
                if isinstance(name, str) and name not in ids[noun]:
                    yield Mismatch(
                        ("steps", number, key, place), _missing(key, noun, name, ids, guesses)
                    )
        page = step.get("page")
        if isinstance(page, str):
            room, colon, name = page.partition(":")
            if colon and room in _PAGES and name not in ids[_PAGES[room]]:
                yield Mismatch(
                    ("steps", number, "page"), _missing("page", _PAGES[room], name, ids, guesses)
                )


def _missing(key: str, noun: str, name: str, ids: Ids, guesses: Guesses) -> str:
    known = ids[noun]
    guess = guesses.did_you_mean(name, known) if isinstance(known, Collection) else ""
    return f"{key}: no {noun} {name!r}{guess or '; define it, or leave it out'}"
